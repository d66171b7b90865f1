"""Taking a receipt back: the entry is mirrored, the months are free again."""

from datetime import date

import sqlalchemy as sa

from coop_app import auth, ledger
from coop_app.db import session
from coop_app.refusal import NotFound
from coop_app.savings import queries
from coop_app.savings.models import SavingsAct
from coop_app.savings.queries import Act
from coop_app.savings.rules import payments, products
from coop_app.savings.rules.payments import Desk
from coop_app.savings.service.recording import queue


def reverse_act(*, desk: Desk, act_id: int, on: date, why: str) -> Act:
    """Reverse a receipt with a reason; reversing it twice is refused.

    Raises `SettledOnLeaving`, `SpentMeanwhile` when the money was withdrawn meanwhile, `SavingsHeld`, `DateInFuture`,
    `SecondPersonNeeded`, `ReasonMissing`, `AlreadyReversed`, `ReversalTooEarly`, `PeriodClosed`, `NotFound`.
    """
    act = queries.get_act(desk.cooperative_id, act_id)
    queue(desk, [act.member_id])
    payments.check_date(on, desk.today)
    if queries.is_settled(desk.cooperative_id, act):
        raise products.SettledOnLeaving
    _check_still_there(desk, act)
    auth.require_second_person(desk)
    posted = ledger.reverse(
        book_id=act.book_id, seq=act.entry_seq, on=on, why=why, by=desk.user_id,
        approved_by=desk.approved_by,
    )  # fmt: skip
    _mark(desk, act_id, posted.seq)
    auth.audit_trail(
        "savings.reversed", cooperative_id=desk.cooperative_id, by=desk.user_id,
        object=f"savings.{act.kind}:{act.id}", after={"entry": posted.voucher}, reason=why,
    )  # fmt: skip
    return queries.get_act(desk.cooperative_id, act_id)


def _mark(desk: Desk, act_id: int, reversed_seq: int) -> None:
    row = session.scalar(
        sa.select(SavingsAct).where(
            SavingsAct.id == act_id, SavingsAct.cooperative_id == desk.cooperative_id
        )
    )
    if row is None:
        raise NotFound
    row.reversed_seq = reversed_seq
    session.flush()


def _check_still_there(desk: Desk, act: Act) -> None:
    """A reversed deposit must not leave savings below nothing."""
    if act.kind == payments.WITHDRAWAL or act.reversed_seq is not None:
        return
    for key, amount in act.lines.items():
        product = queries.get_product(desk.cooperative_id, key)
        balance = queries.balance_of(desk.book_id, product, act.member_id)
        held = queries.holds_on(desk.cooperative_id, act.book_id, act.member_id, product)
        products.check_reversal(amount, balance=balance, held=held)
