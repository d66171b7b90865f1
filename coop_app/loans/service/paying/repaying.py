"""A payment of any size: split by the order agreed, to the rupiah."""

from dataclasses import replace

from coop_app import auth
from coop_app.auth.rules.desk import Desk
from coop_app.fingerprint import fingerprint
from coop_app.loans import queries
from coop_app.loans.queries import Paid, Placed
from coop_app.loans.rules import paying, stages
from coop_app.loans.rules.paying import Kind, Payment, Source
from coop_app.loans.rules.position import divide
from coop_app.loans.service import neighbours
from coop_app.loans.service.paying.recording import (
    Asked,
    Document,
    accrued_of,
    find_earlier,
    member_of,
    placed_for,
    places_of,
    reasons,
    record,
)
from coop_app.loans.service.steps import Step, locked, take
from coop_app.money import ZERO, rupiah


def repay(*, desk: Desk, payment: Payment, request_id: str, batch: str | None = None) -> Paid:
    """Take a payment, split and post it; the same request id posts once. What closes the loan ends it.

    Raises `NothingPaid`, `MoreHeldThanPaid`, `HeldShort`, `SavingsShort`, `MoreThanOwed`,
    `PlaceNotChosen`, `PaidBeforePayout`, `PaidBeforeLastAct`, `DateInFuture`, `LedgerDisagrees`,
    `NotAtThisStage`, `SecondPersonNeeded` for an old date, `RequestReused`, what `ledger.post`
    raises, and `NotFound`.
    """
    row = locked(desk, payment.loan_id)
    asked = Asked(request_id, fingerprint(payment), batch)
    if earlier := find_earlier(desk, asked):
        return earlier
    stages.after(row.stage, "repay")
    document = decide(desk=desk, payment=payment)
    check_savings(desk, document)
    auth.check_back_dating(desk, payment.paid_on)
    paid = record(desk=desk, document=document, asked=asked)
    if document.closes:
        row.ended_on = payment.paid_on
        take(desk, row, Step("close", payment.paid_on))
    return paid


def decide(*, desk: Desk, payment: Payment) -> Document:
    """What a payment's receipt will say; nothing is written. Raises as `repay`."""
    placed = placed_for(desk, payment.loan_id, payment.paid_on)
    loan = placed.loan
    held = queries.held_of(loan.book_id, loan)
    paying.check_money(payment, places=places_of(desk), held=held)
    division = divide(placed.position, payment.amount, loan.terms.allocation)
    left_over = division.split.left_over
    paying.check_left_over(payment, left_over)
    fresh = payment.amount - payment.from_held
    document = Document(
        placed=placed, member=member_of(desk, loan), kind=Kind.PAYMENT, paid_on=payment.paid_on,
        source=payment.source if fresh else Source.HELD,
        place_id=payment.place_id if fresh else None, amount=payment.amount,
        from_held=payment.from_held, parts=dict(division.split.parts), shares=division.shares,
        left_over=left_over, left_over_to=_where(placed, payment) if left_over else "",
        why=reasons(placed, held), memo=payment.memo,
    )  # fmt: skip
    return with_accrued(document)


def with_accrued(document: Document) -> Document:
    """The same, knowing how much of its interest is in the books already."""
    accrued = accrued_of(document.loan, document.interest, document.paid_on)
    return replace(document, accrued=accrued)


def _where(placed: Placed, payment: Payment) -> str:
    return (payment.left_over_to or placed.loan.terms.overpayment).value


def check_savings(desk: Desk, document: Document) -> None:
    """The saver's acts wait from here on. Raises `SavingsShort`."""
    if document.source is not Source.SAVINGS:
        return
    free = neighbours.free_savings(desk, document.loan.member_id)
    if document.amount - document.from_held > free:
        raise paying.SavingsShort(free=rupiah(max(free, ZERO)))
