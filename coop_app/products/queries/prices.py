"""Reads of the price list."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from coop_app.db import session
from coop_app.money import Money
from coop_app.products.models import ItemPrice, ItemRow
from coop_app.products.rules.units import amount_for


@dataclass(frozen=True, slots=True)
class Price:
    """So many rupiah for `per` base units ("kg"), for members or others, from a day on."""

    item_id: int
    audience: str
    valid_from: date
    amount: Money
    per: int
    unit: str
    set_by: int

    def for_quantity(self, quantity: int) -> Money:
        """What so many base units cost, half-up to the rupiah."""
        return amount_for(quantity, self.amount, self.per)


def price_of(book_id: int, item_id: int, audience: str, on: date) -> Price | None:
    """The price for "member" or "other" on a day; None where none was set."""
    return prices_on(book_id, audience, on, [item_id]).get(item_id)


def prices_on(
    book_id: int, audience: str, on: date, item_ids: Collection[int] | None = None
) -> dict[int, Price]:
    """The price of each item that has one on a day."""
    query = _of_book(book_id).where(ItemPrice.audience == audience, ItemPrice.valid_from <= on)
    if item_ids is not None:
        query = query.where(ItemPrice.item_id.in_(item_ids))
    rows = session.scalars(query.order_by(ItemPrice.valid_from, ItemPrice.id))
    return {row.item_id: _price(row) for row in rows}  # the last one counts


def price_history(book_id: int, item_id: int) -> list[Price]:
    """All prices of an item, the newest first."""
    query = _of_book(book_id).where(ItemPrice.item_id == item_id)
    rows = session.scalars(query.order_by(ItemPrice.valid_from.desc(), ItemPrice.id.desc()))
    return [_price(row) for row in rows]


def _of_book(book_id: int) -> sa.Select[ItemPrice]:
    return (
        sa.select(ItemPrice)
        .join(ItemRow, ItemRow.id == ItemPrice.item_id)
        .where(ItemRow.book_id == book_id)
    )


def _price(row: ItemPrice) -> Price:
    return Price(
        row.item_id, row.audience, row.valid_from, Money(row.amount), row.per, row.unit, row.set_by
    )
