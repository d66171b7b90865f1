"""Reads of what members say they need."""

from dataclasses import dataclass

import sqlalchemy as sa

from coop_app.dates import Month
from coop_app.db import session
from coop_app.products import queries as products
from coop_app.purchasing.models import PurchaseNeed


@dataclass(frozen=True, slots=True)
class Need:
    """A member needs so much of an item in a month; the quantity is in base units."""

    id: int
    member_id: int
    item_id: int
    item_name: str
    quantity: int
    unit: str
    unit_factor: int
    text: str
    month: Month
    note: str
    round_id: int | None


def list_needs(
    cooperative_id: int,
    book_id: int,
    month: Month | None = None,
    *,
    member_id: int | None = None,
    open_only: bool = True,
) -> list[Need]:
    """Needs that were not withdrawn, of a month or a member; `open_only` leaves out those in a round."""
    query = sa.select(PurchaseNeed).where(
        PurchaseNeed.cooperative_id == cooperative_id, PurchaseNeed.withdrawn_at.is_(None)
    )
    if month is not None:
        query = query.where(PurchaseNeed.month == str(month))
    if member_id is not None:
        query = query.where(PurchaseNeed.member_id == member_id)
    if open_only:
        query = query.where(PurchaseNeed.round_id.is_(None))
    rows = session.scalars(query.order_by(PurchaseNeed.item_id, PurchaseNeed.id)).all()
    items = products.items_of(book_id, {row.item_id for row in rows})
    return [
        Need(
            row.id, row.member_id, row.item_id, items[row.item_id].name, row.quantity, row.unit,
            row.unit_factor, items[row.item_id].text(row.quantity), Month.parse(row.month),
            row.note, row.round_id,
        )
        for row in rows
        if row.item_id in items
    ]  # fmt: skip


def find_need_request(cooperative_id: int, request_id: str) -> tuple[int, str] | None:
    """Key and mark of a need that was sent before."""
    query = sa.select(PurchaseNeed.id, PurchaseNeed.fingerprint).where(
        PurchaseNeed.cooperative_id == cooperative_id, PurchaseNeed.request_id == request_id
    )
    row = session.execute(query).first()
    return (row.id, row.fingerprint) if row else None
