"""Goods receipts with their bills and claims, as they were written."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from coop_app.db import session
from coop_app.money import Money
from coop_app.purchasing.models import GoodsReceipt, GoodsReceiptLine
from coop_app.purchasing.queries.receiving.corrections import RECEIPT, stands
from coop_app.refusal import NotFound


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """One item: base units billed and received, rupiah of the bill and of the landed cost."""

    number: int
    item_id: int
    round_item_id: int | None
    billed: int
    received: int
    amount: Money
    reason: str
    note: str
    goods: Money
    carried: Money
    discount: Money
    claim: Money

    @property
    def cost(self) -> Money:
        """What came costs this in the shed."""
        return self.goods + self.carried - self.discount


@dataclass(frozen=True, slots=True)
class Receipt:
    """Goods that came, with their bill."""

    id: int
    book_id: int
    supplier_id: int
    round_id: int | None
    point_id: int
    received_on: date
    bill_number: str
    bill_date: date
    due_on: date
    freight_billed: Money
    loading_billed: Money
    discount: Money
    freight_paid: Money
    loading_paid: Money
    carrier_place_id: int | None
    basis: str
    bill_total: Money
    bill_place_id: int | None
    memo: str
    made_by: int
    approved_by: int | None
    made_at: Any
    entry_seq: int
    lines: tuple[ReceiptLine, ...] = ()

    @property
    def source(self) -> str:
        """The ledger's name of it."""
        return source_of(self.id)

    @property
    def cost(self) -> Money:
        """What all that came costs in the shed."""
        return Money(sum(int(line.cost) for line in self.lines))

    @property
    def carrier_paid(self) -> Money:
        """What went to whoever carried."""
        return self.freight_paid + self.loading_paid


def source_of(receipt_id: int) -> str:
    """The ledger's name of a receipt."""
    return f"purchasing.receipt:{receipt_id}"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which receipts; None is any."""

    supplier_id: int | None = None
    round_id: int | None = None
    ids: Collection[int] | None = None
    text: str = ""
    start: date | None = None
    end: date | None = None
    #: without those that were taken back
    standing: bool = False


_ALL = Wanted()


def list_receipts(cooperative_id: int, wanted: Wanted = _ALL) -> list[Receipt]:
    """Receipts, newest first."""
    query = sa.select(GoodsReceipt).where(GoodsReceipt.cooperative_id == cooperative_id)
    for column, value in (
        (GoodsReceipt.supplier_id, wanted.supplier_id),
        (GoodsReceipt.round_id, wanted.round_id),
    ):
        if value is not None:
            query = query.where(column == value)
    if wanted.ids is not None:
        query = query.where(GoodsReceipt.id.in_(wanted.ids))
    if wanted.text:
        query = query.where(GoodsReceipt.bill_number.icontains(wanted.text, autoescape=True))
    if wanted.start:
        query = query.where(GoodsReceipt.received_on >= wanted.start)
    if wanted.end:
        query = query.where(GoodsReceipt.received_on <= wanted.end)
    if wanted.standing:
        query = query.where(stands(RECEIPT, GoodsReceipt))
    return _with_lines(session.scalars(query.order_by(GoodsReceipt.id.desc())).all())


def get_receipt(cooperative_id: int, receipt_id: int) -> Receipt:
    """One receipt. Raises `NotFound`, also for another cooperative's."""
    found = list_receipts(cooperative_id, Wanted(ids=[receipt_id]))
    if not found:
        raise NotFound
    return found[0]


def find_bill(cooperative_id: int, supplier_id: int, number: str) -> date | None:
    """The day a supplier's bill of this number was entered on; one that was taken back does not count."""
    query = sa.select(GoodsReceipt.received_on).where(
        GoodsReceipt.cooperative_id == cooperative_id,
        GoodsReceipt.supplier_id == supplier_id,
        sa.func.lower(GoodsReceipt.bill_number) == number.lower(),
        stands(RECEIPT, GoodsReceipt),
    )
    return session.scalar(query.limit(1))


def _with_lines(rows: Any) -> list[Receipt]:
    keys = [row.id for row in rows]
    lines: dict[int, list[ReceiptLine]] = defaultdict(list)
    query = sa.select(GoodsReceiptLine).where(GoodsReceiptLine.receipt_id.in_(keys))
    if keys:
        for line in session.scalars(query.order_by(GoodsReceiptLine.number)):
            lines[line.receipt_id].append(_line(line))
    return [_receipt(row, tuple(lines[row.id])) for row in rows]


def _line(row: GoodsReceiptLine) -> ReceiptLine:
    return ReceiptLine(
        row.number, row.item_id, row.round_item_id, row.billed, row.received, Money(row.amount),
        row.reason, row.note, Money(row.goods), Money(row.carried), Money(row.discount),
        Money(row.claim),
    )  # fmt: skip


def _receipt(row: GoodsReceipt, lines: tuple[ReceiptLine, ...]) -> Receipt:
    return Receipt(
        row.id, row.book_id, row.supplier_id, row.round_id, row.point_id, row.received_on,
        row.bill_number, row.bill_date, row.due_on, Money(row.freight_billed),
        Money(row.loading_billed), Money(row.discount), Money(row.freight_paid),
        Money(row.loading_paid), row.carrier_place_id, row.basis, Money(row.bill_total),
        row.bill_place_id, row.memo, row.made_by, row.approved_by, row.made_at,
        row.entry_seq or 0, lines,
    )  # fmt: skip
