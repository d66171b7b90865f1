"""Early settlement: the quote for a day, then the loan closes exactly at zero; held money goes back."""

from dataclasses import dataclass

from coop_app import auth
from coop_app.auth.rules.desk import Desk
from coop_app.fingerprint import fingerprint
from coop_app.loans import queries
from coop_app.loans.queries import Paid, Placed
from coop_app.loans.rules import paying, stages
from coop_app.loans.rules.paying import Kind, Refund, Settlement, Source
from coop_app.loans.rules.position import Quote, pay_off, quote_of
from coop_app.loans.service.paying.recording import (
    Asked,
    Document,
    find_earlier,
    member_of,
    placed_for,
    places_of,
    reasons,
    record,
)
from coop_app.loans.service.paying.repaying import check_savings, with_accrued
from coop_app.loans.service.steps import Step, locked, take
from coop_app.money import ZERO, Money, rupiah


@dataclass(frozen=True, slots=True)
class Offer:
    """What closes a loan on a day, and how much of it is held already."""

    placed: Placed
    quote: Quote
    held: Money

    @property
    def from_held(self) -> Money:
        """How much of the held money is used."""
        return Money(min(self.held, self.quote.total))

    @property
    def to_pay(self) -> Money:
        """What is still to be brought."""
        return self.quote.total - self.from_held

    @property
    def held_left(self) -> Money:
        """What is given back."""
        return self.held - self.from_held


def offer(*, placed: Placed) -> Offer:
    """What closes a loan on the position's day, by the rule of its product."""
    quote = quote_of(placed.position, placed.loan.terms.settlement)
    return Offer(placed, quote, queries.held_of(placed.loan.book_id, placed.loan))


def settle(*, desk: Desk, settlement: Settlement, request_id: str) -> Paid:
    """Pay a loan off by its product's rule; held money is used first, the loan is closed.

    Raises `QuoteChanged` when it costs something else than was shown, `SavingsShort`,
    `PlaceNotChosen`, the dates' refusals of `repay`, `LedgerDisagrees`, `NotAtThisStage`,
    `SecondPersonNeeded` for an old date, `RequestReused`, what `ledger.post` raises, and `NotFound`.
    """
    row = locked(desk, settlement.loan_id)
    asked = Asked(request_id, fingerprint(settlement))
    if earlier := find_earlier(desk, asked):
        return earlier
    stages.after(row.stage, "close")
    document = decide_settlement(desk=desk, settlement=settlement)
    check_savings(desk, document)
    auth.check_back_dating(desk, settlement.paid_on)
    paid = record(desk=desk, document=document, asked=asked)
    row.ended_on = settlement.paid_on
    take(desk, row, Step("close", settlement.paid_on, settlement.memo))
    return paid


def decide_settlement(*, desk: Desk, settlement: Settlement) -> Document:
    """What the receipt of a settlement will say; nothing is written. Raises as `settle`."""
    placed = placed_for(desk, settlement.loan_id, settlement.paid_on)
    made = offer(placed=placed)
    if made.quote.total != settlement.total or not made.quote.total:
        raise paying.QuoteChanged(total=rupiah(made.quote.total))
    source = settlement.source if made.to_pay else Source.HELD
    place_id = settlement.place_id if source is Source.PLACE else None
    paying.check_place(source, place_id, places_of(desk))
    division, waived = pay_off(placed.position, made.quote, made.quote.total)
    document = Document(
        placed=placed, member=member_of(desk, placed.loan), kind=Kind.SETTLEMENT,
        paid_on=settlement.paid_on, source=source, place_id=place_id, amount=made.quote.total,
        from_held=made.from_held, parts=dict(division.split.parts), shares=division.shares,
        waived=waived, why=reasons(placed, made.held) | _arithmetic(made), memo=settlement.memo,
    )  # fmt: skip
    return with_accrued(document)


def _arithmetic(made: Offer) -> dict[str, object]:
    quote = made.quote
    return {
        "rule": quote.rule.value,
        "interest_ahead": int(quote.interest_ahead),
        "ahead": quote.ahead,
        "instalments": quote.instalments,
        "total_interest": int(quote.total_interest),
        "unearned": int(quote.unearned),
        "waived": int(quote.waived),
    }


def refund(*, desk: Desk, given: Refund, request_id: str) -> Paid:
    """Give held money back in cash, or to simpanan sukarela; also after the loan was closed.

    Raises `NothingPaid`, `HeldShort`, `PlaceNotChosen`, the dates' refusals of `repay`,
    `SecondPersonNeeded` for an old date, `RequestReused`, what `ledger.post` raises, and `NotFound`.
    """
    locked(desk, given.loan_id)
    asked = Asked(request_id, fingerprint(given))
    if earlier := find_earlier(desk, asked):
        return earlier
    document = decide_refund(desk=desk, given=given)
    auth.check_back_dating(desk, given.paid_on)
    auth.check_withdrawal_limit(desk, given.amount if given.to is Source.PLACE else ZERO)
    return record(desk=desk, document=document, asked=asked)


def decide_refund(*, desk: Desk, given: Refund) -> Document:
    """What the receipt of a refund will say; nothing is written. Raises as `refund`."""
    placed = placed_for(desk, given.loan_id, given.paid_on)
    loan = placed.loan
    held = queries.held_of(loan.book_id, loan)
    if given.amount <= 0:
        raise paying.NothingPaid
    if given.amount > held:
        raise paying.HeldShort(held=rupiah(held), field="amount")
    paying.check_place(given.to, given.place_id, places_of(desk))
    return Document(
        placed=placed, member=member_of(desk, loan), kind=Kind.REFUND, paid_on=given.paid_on,
        source=given.to, place_id=given.place_id, amount=given.amount, from_held=given.amount,
        left_over=given.amount, left_over_to=given.to.value, why={"held": int(held)},
        memo=given.memo,
    )  # fmt: skip
