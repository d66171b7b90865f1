"""The mark on a receipt whose entry was reversed, taken over from the ledger."""

from datetime import date

import sqlalchemy as sa

from coop_app import ledger
from coop_app.db import session
from coop_app.savings import queries
from coop_app.savings.models import SavingsAct, SavingsPassbook
from coop_app.savings.rules.payments import Desk
from coop_app.savings.service.recording import queue

_EVER = (date(1900, 1, 1), date(2200, 1, 1))


def note_reversals(*, desk: Desk, member_id: int) -> int:
    """Mark a member's receipts that were reversed in the journal itself; returns how many."""
    reversed_by: dict[int, int] = {}
    for product in queries.list_products(desk.cooperative_id):
        rows = ledger.statement(
            book_id=desk.book_id,
            account=product.role,
            subject=f"member:{member_id}",
            start=_EVER[0],
            end=_EVER[1],
        ).rows
        reversed_by |= {row.reverses: row.seq for row in rows if row.reverses}
    if not reversed_by:
        return 0
    unmarked = sa.select(SavingsAct).where(
        SavingsAct.cooperative_id == desk.cooperative_id,
        SavingsAct.member_id == member_id,
        SavingsAct.reversed_seq.is_(None),
        SavingsAct.entry_seq.in_(reversed_by),
    )
    acts = session.scalars(unmarked).all()
    for act in acts:
        act.reversed_seq = reversed_by[act.entry_seq or 0]
    session.flush()
    return len(acts)


def settle_passbook(*, desk: Desk, member_id: int) -> None:
    """The member leaves and everything so far was settled: a later membership owes its months anew."""
    newest = sa.select(sa.func.max(SavingsAct.id)).where(
        SavingsAct.cooperative_id == desk.cooperative_id, SavingsAct.member_id == member_id
    )
    queue(desk, [member_id])
    session.execute(
        sa.update(SavingsPassbook)
        .where(
            SavingsPassbook.cooperative_id == desk.cooperative_id,
            SavingsPassbook.member_id == member_id,
        )
        .values(settled_act=session.scalar(newest))
    )
