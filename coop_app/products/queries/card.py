"""The stock card of one item at one point, and when what moved where."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from coop_app.db import session
from coop_app.money import Money
from coop_app.products.models import StockMove, StockPosition
from coop_app.products.queries.items import get_item
from coop_app.products.queries.points import Point, get_point
from coop_app.products.rules.items import Item
from coop_app.products.rules.units import amount_for
from coop_app.refusal import NotFound


@dataclass(frozen=True, slots=True)
class Move:
    """One line of the card, in base units and rupiah; `number` is the order of recording."""

    number: int
    on: date
    kind: str
    quantity: int
    cost: Money
    quantity_after: int
    value_after: Money
    source: str
    memo: str
    made_by: int
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Card:
    """An item at a point: what was there before the moves shown, the moves, and what is there now."""

    position_id: int
    item: Item
    point: Point
    opening: int
    opening_value: Money
    moves: tuple[Move, ...]
    quantity: int
    value: Money

    def unit_cost(self, quantity: int, value: Money) -> Money | None:
        """What one of the usual unit stands at; None where nothing is there."""
        return amount_for(self.item.shown_unit.factor, value, quantity) if quantity else None


def stock_card(book_id: int, position_id: int, *, start: date, end: date) -> Card:
    """The card of a position; moves of days between start and end, in the order of recording.

    Raises `NotFound`.
    """
    row = session.scalar(
        sa.select(StockPosition)
        .where(StockPosition.book_id == book_id, StockPosition.id == position_id)
        .execution_options(populate_existing=True)
    )
    if row is None:
        raise NotFound
    mine = StockMove.position_id == position_id
    before = session.execute(
        sa.select(sa.func.sum(StockMove.quantity), sa.func.sum(StockMove.cost)).where(
            mine, StockMove.on_date < start
        )
    ).one()
    found = session.scalars(
        sa.select(StockMove)
        .where(mine, StockMove.on_date >= start, StockMove.on_date <= end)
        .order_by(StockMove.number)
    )
    return Card(
        row.id, get_item(book_id, row.item_id), get_point(book_id, row.point_id),
        int(before[0] or 0), Money(int(before[1] or 0)), tuple(_move(move) for move in found),
        row.quantity, Money(row.value),
    )  # fmt: skip


def moved_sources(book_id: int, sources: Collection[str]) -> set[str]:
    """Those of these documents that moved stock."""
    query = sa.select(StockMove.source).where(
        StockMove.book_id == book_id, StockMove.source.in_(sources)
    )
    return set(session.scalars(query))


def positions(cooperative_id: int, ids: list[int]) -> dict[int, tuple[str, str]]:
    """Item and point names of positions of the cooperative, whichever book."""
    from_book = sa.select(
        StockPosition.id, StockPosition.book_id, StockPosition.item_id, StockPosition.point_id
    )
    rows = session.execute(
        from_book.where(StockPosition.cooperative_id == cooperative_id, StockPosition.id.in_(ids))
    )
    return {
        key: (get_item(book_id, item_id).name, get_point(book_id, point_id).name)
        for key, book_id, item_id, point_id in rows.all()
    }


def _move(row: StockMove) -> Move:
    return Move(
        row.number, row.on_date, row.kind, row.quantity, Money(row.cost), row.quantity_after,
        Money(row.value_after), row.source, row.memo, row.made_by, row.made_at,
    )  # fmt: skip
