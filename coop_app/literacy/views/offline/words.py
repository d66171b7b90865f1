"""The sentences that the script says: the very ones of the rules, and those about waiting notes."""

from flask_babel import gettext

from coop_app import money
from coop_app.enterprises.rules.workshop import costing
from coop_app.literacy.rules import budget, remittance
from coop_app.literacy.rules.calculators import (
    comparing,
    debts,
    growing,
    lender,
    numbers,
    pricing,
    quotes,
    reserve,
)
from coop_app.loans.rules import cost, rate, schedule
from coop_app.products.rules import making
from coop_app.refusal import N_, Refused
from coop_app.savings.rules import goals

REFUSALS: tuple[type[Refused], ...] = (
    money.AmountUnclear, money.AmountUnreadable, money.AmountTooLarge, remittance.NothingSent,
    remittance.FeeAboveAmount, remittance.FeeBelowZero, remittance.RateNotPositive, budget.BudgetBelowZero,
    goals.GoalBelowZero, goals.MonthsNotPositive, goals.NothingPutAside, making.NoGoodUnits,
    making.MarginOutOfRange, making.PriceNotAboveCost, schedule.PrincipalNotPositive,
    schedule.TermOutOfRange, rate.RateOutOfRange, cost.FeesTooHigh, schedule.RoundingTooCoarse,
    numbers.NumberUnclear, numbers.NumberUnreadable, numbers.NumberTooLarge, comparing.TimesOutOfRange,
    debts.TermUnusual, debts.FeesBelowZero, lender.LoanNotPositive, lender.NothingLeft, lender.DaysOutOfRange,
    lender.DailyRateOutOfRange, growing.YearsOutOfRange, growing.DepositsBelowZero, pricing.CostBelowZero,
    pricing.NothingSpent, pricing.MarkupOutOfRange, reserve.NoSpending, reserve.MonthsOutOfRange,
    costing.LabourWrong, quotes.OtherCurrency,
)  # fmt: skip
SAID = {
    "one_waits": N_("1 note is waiting for a signal."),
    "many_wait": N_("%(count)s notes are waiting for a signal."),
    "one_refused": N_("1 note needs your correction."),
    "many_refused": N_("%(count)s notes need your correction."),
    "sign_in_first": N_("Sign in, or open your family's link, then send again. Your notes stay here."),
    "others": N_("These notes belong to other people who used this phone."),
    "whose": N_("Nobody was signed in when this was written. Is it yours?"),
    "mine": N_("Yes, it is mine"),
    "kept_here": N_("Kept on this phone. It is sent when there is a signal."),
    "look": N_("Look at the notes"),
    "copy": N_("No signal. This page was kept on this phone on %(day)s."),
    "not_known": N_("This page is no longer there. Write the note anew, then remove this one."),
    "cannot_keep": N_("This phone cannot keep notes. Send it when there is a signal."),
    "busy": N_("The program cannot take it at this moment. It is sent again later."),
    "sent_now": N_("Everything has been sent."),
    "no_signal": N_("There is no signal yet. Your notes stay on this phone."),
    "note": N_("A note"),
    "correct": N_("Save the correction and send"),
    "remove": N_("Remove"),
    "remove_sure": N_("Remove this note? It has not been sent."),
    "brought_back": N_("%(count)s notes came back from the file."),
    "file_unreadable": N_("This file holds no notes. Choose the file that you saved here before."),
}  # fmt: skip


#: what the forms of the tools say before any rule is asked
ASKED = {
    "needed": N_("Write this, please."),
    "not_a_count": N_("Write a whole number."),
    "rate_missing": N_("Write the rate of this service."),
    "all_placed": N_("Every rupiah has a purpose."),
    "not_placed": N_("%(amount)s still has no purpose."),
    "too_much": N_("The plan is %(amount)s larger than the income."),
    "now": N_("now"),
}


def sentences(kind: str) -> tuple[tuple[str, str], ...]:
    """Those that a bundle says, in the reader's language."""
    if kind == "alat":
        refusals = {refusal().code: refusal.message for refusal in REFUSALS}
        return _read({**refusals, **ASKED})
    return _read(SAID)


def _read(texts: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((name, str(gettext(text))) for name, text in texts.items())
