"""Reads of documents of stock that were taken back."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from coop_app.db import session
from coop_app.products.models import ItemRow, StockMove, StockPosition, StockReversal


@dataclass(frozen=True, slots=True)
class Reversal:
    """When, why and by whom a document was taken back."""

    act_id: int
    on: date
    why: str
    made_by: int
    approved_by: int | None
    made_at: datetime
    entry_seq: int | None


def reversals_of(book_id: int, act_ids: Collection[int]) -> dict[int, Reversal]:
    """Those of these documents that were taken back, by key."""
    query = sa.select(StockReversal).where(
        StockReversal.book_id == book_id, StockReversal.act_id.in_(act_ids)
    )
    return {
        row.act_id: Reversal(
            row.act_id, row.on_date, row.why, row.made_by, row.approved_by, row.made_at,
            row.entry_seq,
        )
        for row in session.scalars(query)
    }  # fmt: skip


def find_reversal(book_id: int, act_id: int) -> Reversal | None:
    """How a document was taken back; None while it stands."""
    return reversals_of(book_id, [act_id]).get(act_id)


def left_since(book_id: int, source: str) -> str | None:
    """The name of an item that went out after this document had moved it, from the same place; None if none did."""
    moved, since = aliased(StockMove), aliased(StockMove)
    query = (
        sa.select(ItemRow.name)
        .join(StockPosition, StockPosition.item_id == ItemRow.id)
        .join(moved, moved.position_id == StockPosition.id)
        .join(
            since, sa.and_(since.position_id == moved.position_id, since.number > moved.number)
        )
        .where(moved.book_id == book_id, moved.source == source, since.quantity < 0)
        .order_by(ItemRow.id)
    )  # fmt: skip
    return session.scalar(query.limit(1))
