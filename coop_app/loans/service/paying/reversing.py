"""Taking the last act on a loan back, by two people."""

from datetime import date

import sqlalchemy as sa

from coop_app import auth, ledger
from coop_app.auth.rules.desk import Desk
from coop_app.db import session
from coop_app.loans import queries
from coop_app.loans.models import LoanPayment
from coop_app.loans.queries import Paid
from coop_app.loans.rules import paying, stages
from coop_app.loans.service import neighbours
from coop_app.loans.service.steps import Step, locked, note, take
from coop_app.money import ZERO, rupiah


def reverse_payment(*, desk: Desk, payment_id: int, on: date, why: str) -> Paid:
    """Mirror the entry of the last act; what it paid is owed again, a closed loan runs again.

    Raises `NotTheLast`, `SettledOnLeaving`, `SpentMeanwhile`, `SecondPersonNeeded`, `DateInFuture`, `ReasonMissing`,
    `AlreadyReversed`, `ReversalTooEarly`, `PeriodClosed`, `NotAtThisStage`, `NotFound`.
    """
    act = queries.get_payment(desk.cooperative_id, payment_id)
    row = locked(desk, act.loan_id)
    act = queries.get_payment(desk.cooperative_id, payment_id)
    _check(desk, act, row.member_id)
    auth.require_second_person(desk)
    posted = ledger.reverse(
        book_id=act.book_id, seq=act.entry_seq, on=on, why=why, by=desk.user_id,
        approved_by=desk.approved_by,
    )  # fmt: skip
    mark = sa.update(LoanPayment).where(LoanPayment.id == payment_id)
    session.execute(mark.values(reversed_seq=posted.seq))
    if row.stage == stages.CLOSED and act.kind != paying.Kind.REFUND:
        row.ended_on = None
        take(desk, row, Step("reopen", on, why))
    note(desk, row, Step("payment_reversed", on, why))
    _keep(desk, act, posted.voucher, why)
    return queries.get_payment(desk.cooperative_id, payment_id)


def _check(desk: Desk, act: Paid, member_id: int) -> None:
    if act.reversed_seq is not None:
        raise ledger.AlreadyReversed
    last, changed = queries.last_payment(act.loan_id), queries.last_rescheduling(act.loan_id)
    is_last = last is not None and last.id == act.id
    if not is_last or (changed is not None and changed > act.made_at):
        raise paying.NotTheLast
    made = ledger.entry_page(book_id=act.book_id, seq=act.entry_seq)
    if not made.source.startswith("loans."):
        raise paying.SettledOnLeaving
    if act.left_over_to == paying.Source.SAVINGS:
        free = neighbours.free_savings(desk, member_id)
        if free < act.left_over:
            raise paying.SpentMeanwhile(amount=rupiah(act.left_over), free=rupiah(max(free, ZERO)))


def _keep(desk: Desk, act: Paid, voucher: str, why: str) -> None:
    auth.audit_trail(
        "loans.reversed", cooperative_id=desk.cooperative_id, by=desk.user_id,
        object=f"loans.{act.kind}:{act.id}", after={"entry": voucher}, reason=why,
    )  # fmt: skip
