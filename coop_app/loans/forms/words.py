"""Terms of loans in the words that people choose from."""

from flask_babel import lazy_gettext as _l

from coop_app.loans.rules.products import (
    CollateralKind,
    HolidayShift,
    Judging,
    Overpaid,
    PenaltyKind,
    Recognition,
)
from coop_app.loans.rules.rate import Method, Per
from coop_app.loans.rules.repayment import Part
from coop_app.loans.rules.settlement import Rule

PERIODS = {Per.MONTH: _l("month"), Per.YEAR: _l("year")}
METHODS = {
    Method.FLAT: _l("flat: always from the whole loan"),
    Method.DECLINING: _l("declining: from what is still owed"),
    Method.ANNUITY: _l("annuity: from what is still owed, level instalments"),
}
SHORT_METHODS = {
    Method.FLAT: _l("flat"),
    Method.DECLINING: _l("declining"),
    Method.ANNUITY: _l("annuity"),
}
PENALTIES = {
    PenaltyKind.NONE: _l("none"),
    PenaltyKind.DAILY: _l("percent of the late instalment for each day"),
    PenaltyKind.FIXED: _l("fixed sum for each late instalment"),
}
SETTLEMENTS = {
    Rule.RUNNING_MONTH: _l("what is left of the loan and the interest of the running month"),
    Rule.ALL_INTEREST: _l("what is left of the loan and all interest"),
    Rule.RULE_OF_78: _l("what is left of the loan and interest by the rule of 78"),
}
PARTS = {
    Part.PENALTY: _l("penalty"),
    Part.INTEREST_ARREARS: _l("interest in arrears"),
    Part.INTEREST: _l("interest due"),
    Part.PRINCIPAL_ARREARS: _l("principal in arrears"),
    Part.PRINCIPAL: _l("principal due"),
}
_INTEREST_FIRST = tuple(Part)
_PRINCIPAL_FIRST = (
    Part.PRINCIPAL_ARREARS, Part.PRINCIPAL, Part.INTEREST_ARREARS, Part.INTEREST, Part.PENALTY,
)  # fmt: skip
_PENALTY_LAST = (
    Part.INTEREST_ARREARS, Part.INTEREST, Part.PRINCIPAL_ARREARS, Part.PRINCIPAL, Part.PENALTY,
)  # fmt: skip
ALLOCATIONS = {
    ",".join(_INTEREST_FIRST): _l("penalty, then interest, then principal"),
    ",".join(_PENALTY_LAST): _l("interest, then principal, penalty last"),
    ",".join(_PRINCIPAL_FIRST): _l("principal first, then interest, penalty last"),
}
COLLATERALS = {
    CollateralKind.NONE: _l("no collateral"),
    CollateralKind.VEHICLE: _l("vehicle (BPKB)"),
    CollateralKind.LAND: _l("land or house"),
    CollateralKind.GOODS: _l("goods, livestock, machines"),
    CollateralKind.GOLD: _l("gold"),
    CollateralKind.SAVINGS: _l("savings"),
    CollateralKind.OTHER: _l("something else"),
}
HOLIDAYS = {
    HolidayShift.NONE: _l("stays as it is"),
    HolidayShift.SUNDAY: _l("moves to the next day after Sundays and holidays"),
    HolidayShift.WEEKEND: _l("moves to the next day after weekends and holidays"),
}
RECOGNITION = {
    Recognition.CASH: _l("when it is paid"),
    Recognition.ACCRUAL: _l("month by month, while the loan is good"),
}
JUDGING = {
    Judging.COOPERATIVE: _l("by months, the rule of cooperatives"),
    Judging.DAYS: _l("by days, as banks do"),
}
OVERPAID = {
    Overpaid.HELD: _l("what is held for the next instalment"),
    Overpaid.SAVINGS: _l("the member's simpanan sukarela"),
}
STAGES = {
    "applied": _l("applied for"),
    "recommended": _l("recommended"),
    "approved": _l("approved"),
    "rejected": _l("rejected"),
    "withdrawn": _l("withdrawn"),
    "disbursed": _l("running"),
    "closed": _l("paid back"),
    "written_off": _l("written off"),
}
NEXT = {
    "applied": _l("Visit the household, add the collateral, then somebody recommends the loan."),
    "recommended": _l("Others read it and decide; whoever recommends and whoever borrows do not."),
    "approved": _l("Have the agreement signed, then pay the loan out."),
    "rejected": _l("It was refused. The member may apply anew."),
    "withdrawn": _l("It ended without a loan. The member may apply anew."),
    "disbursed": _l("The instalments are collected now."),
    "closed": _l("Everything is paid back."),
    "written_off": _l("It was written off; what still comes in is recovered money."),
}
STEPS = {
    "apply": _l("Applied for"),
    "edit": _l("Application changed"),
    "recommend": _l("Recommended"),
    "return": _l("Recommendation taken back"),
    "approve": _l("Approved"),
    "reject": _l("Rejected"),
    "withdraw": _l("Withdrawn"),
    "disburse": _l("Paid out"),
    "cancel_payout": _l("Payout cancelled"),
    "repay": _l("Payment"),
    "reschedule": _l("New schedule"),
    "close": _l("Paid back"),
    "reopen": _l("Open again"),
    "write_off": _l("Written off"),
    "recover": _l("Money recovered"),
}


def order_of(text: str) -> tuple[Part, ...]:
    """The order of payment behind a choice."""
    return tuple(Part(word) for word in text.split(","))
