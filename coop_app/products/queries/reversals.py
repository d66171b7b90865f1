"""Reads of documents of stock that were taken back."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from coop_app.db import session
from coop_app.products.models import StockReversal


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
