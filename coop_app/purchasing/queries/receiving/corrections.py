"""Papers of purchasing that were taken back, and bills that came later."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from coop_app.db import session
from coop_app.money import Money
from coop_app.purchasing.models import (
    GoodsReceipt,
    LaterBill,
    LaterBillLine,
    PurchaseReversal,
)
from coop_app.refusal import NotFound

RECEIPT, PAYMENT, LATER = "purchasing.receipt", "purchasing.payment", "purchasing.later"


@dataclass(frozen=True, slots=True)
class Undone:
    """When, why and by whom a paper was taken back."""

    source: str
    on: date
    why: str
    made_by: int
    approved_by: int | None
    made_at: datetime
    entry_seq: int


@dataclass(frozen=True, slots=True)
class LaterLine:
    """What falls on one line of the receipt: goods still there, goods gone, members who wait."""

    number: int
    round_item_id: int | None
    amount: Money
    stock: Money
    gone: Money
    members: Money


@dataclass(frozen=True, slots=True)
class LaterShown:
    """A bill that came after its goods."""

    id: int
    book_id: int
    receipt_id: int
    supplier_id: int | None
    kind: str
    side: str
    bill_number: str
    on: date
    due_on: date
    amount: Money
    place_id: int | None
    why: str
    made_by: int
    approved_by: int | None
    made_at: datetime
    entry_seq: int
    lines: tuple[LaterLine, ...]

    @property
    def source(self) -> str:
        """The ledger's name of it."""
        return later_source(self.id)

    @property
    def stock(self) -> Money:
        """What goods still there cost more or less."""
        return Money(sum(int(line.stock) for line in self.lines))

    @property
    def gone(self) -> Money:
        """What became cost of goods sold."""
        return Money(sum(int(line.gone) for line in self.lines))

    @property
    def members(self) -> Money:
        """What members who waited pay more or less."""
        return Money(sum(int(line.members) for line in self.lines))


def later_source(key: int) -> str:
    """The ledger's name of a later bill."""
    return f"{LATER}:{key}"


def stands(kind: str, table: Any) -> Any:
    """For queries: the paper of this row was not taken back."""
    name = sa.literal(f"{kind}:").concat(sa.cast(table.id, sa.Text))
    undone = sa.select(PurchaseReversal.id).where(
        PurchaseReversal.book_id == table.book_id, PurchaseReversal.source == name
    )
    return ~undone.exists()


def find_undone(book_id: int, source: str) -> Undone | None:
    """How a paper was taken back; None while it stands."""
    query = sa.select(PurchaseReversal).where(
        PurchaseReversal.book_id == book_id, PurchaseReversal.source == source
    )
    row = session.scalar(query)
    if row is None:
        return None
    return Undone(
        row.source, row.on_date, row.why, row.made_by, row.approved_by, row.made_at, row.entry_seq
    )


def undone_sources(book_id: int) -> frozenset[str]:
    """The names of all papers that were taken back."""
    query = sa.select(PurchaseReversal.source).where(PurchaseReversal.book_id == book_id)
    return frozenset(session.scalars(query))


def list_later(
    cooperative_id: int,
    *,
    receipt_id: int | None = None,
    round_id: int | None = None,
    supplier_id: int | None = None,
    ids: Collection[int] | None = None,
    standing: bool = False,
) -> list[LaterShown]:
    """Later bills, newest first; `standing` leaves out what was taken back."""
    query = sa.select(LaterBill).where(LaterBill.cooperative_id == cooperative_id)
    if receipt_id is not None:
        query = query.where(LaterBill.receipt_id == receipt_id)
    if round_id is not None:
        of_round = sa.select(GoodsReceipt.id).where(GoodsReceipt.round_id == round_id)
        query = query.where(LaterBill.receipt_id.in_(of_round))
    if supplier_id is not None:
        query = query.where(LaterBill.supplier_id == supplier_id)
    if ids is not None:
        query = query.where(LaterBill.id.in_(ids))
    if standing:
        query = query.where(stands(LATER, LaterBill))
    rows = session.scalars(query.order_by(LaterBill.id.desc())).all()
    lines: dict[int, list[LaterLine]] = defaultdict(list)
    asked = sa.select(LaterBillLine).where(LaterBillLine.bill_id.in_([row.id for row in rows]))
    for line in session.scalars(asked.order_by(LaterBillLine.number)) if rows else ():
        lines[line.bill_id].append(_line(line))
    return [_later(row, tuple(lines[row.id])) for row in rows]


def get_later(cooperative_id: int, bill_id: int) -> LaterShown:
    """One later bill. Raises `NotFound`, also for another cooperative's."""
    found = list_later(cooperative_id, ids=[bill_id])
    if not found:
        raise NotFound
    return found[0]


def members_more(round_id: int) -> dict[int, Money]:
    """What later bills make members pay who still waited, by item of the round."""
    query = (
        sa.select(LaterBillLine.round_item_id, sa.func.sum(LaterBillLine.members))
        .join(LaterBill, LaterBill.id == LaterBillLine.bill_id)
        .join(GoodsReceipt, GoodsReceipt.id == LaterBill.receipt_id)
        .where(GoodsReceipt.round_id == round_id, stands(LATER, LaterBill))
        .group_by(LaterBillLine.round_item_id)
    )
    return {key: Money(int(amount)) for key, amount in session.execute(query) if key is not None}


def items_with_later(round_id: int) -> frozenset[int]:
    """The items of a round whose goods cost more or less since a later bill that stands."""
    line = LaterBillLine
    query = (
        sa.select(line.round_item_id)
        .join(LaterBill, LaterBill.id == line.bill_id)
        .join(GoodsReceipt, GoodsReceipt.id == LaterBill.receipt_id)
        .where(
            GoodsReceipt.round_id == round_id, stands(LATER, LaterBill),
            sa.or_(line.stock != 0, line.members != 0),
        )
    )  # fmt: skip
    return frozenset(key for key in session.scalars(query) if key is not None)


def _line(row: LaterBillLine) -> LaterLine:
    return LaterLine(
        row.number, row.round_item_id, Money(row.amount), Money(row.stock), Money(row.gone),
        Money(row.members),
    )  # fmt: skip


def _later(row: LaterBill, lines: tuple[LaterLine, ...]) -> LaterShown:
    return LaterShown(
        row.id, row.book_id, row.receipt_id, row.supplier_id, row.kind, row.side, row.bill_number,
        row.on_date, row.due_on, Money(row.amount), row.place_id, row.why, row.made_by,
        row.approved_by, row.made_at, row.entry_seq or 0, lines,
    )  # fmt: skip
