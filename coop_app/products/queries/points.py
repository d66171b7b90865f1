"""Reads of stock points and of what lies there."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from coop_app.db import session
from coop_app.money import Money
from coop_app.products.models import StockMove, StockPoint, StockPosition
from coop_app.products.queries.items import items_of
from coop_app.products.rules.items import Item
from coop_app.refusal import NotFound


@dataclass(frozen=True, slots=True)
class Point:
    """A place where stock lies. `kind`: office, group, shop or enterprise."""

    id: int
    cooperative_id: int
    book_id: int
    name: str
    kind: str
    group_id: int | None
    address: str
    active: bool


@dataclass(frozen=True, slots=True)
class OnHand:
    """What of one item lies at one point, in base units, and what it stands at in the books."""

    position_id: int
    item: Item
    point: Point
    quantity: int
    value: Money

    @property
    def is_low(self) -> bool:
        """Whether this point alone is at or below the threshold."""
        return 0 < self.item.low_at >= self.quantity


def get_point(book_id: int, point_id: int) -> Point:
    """A point of the book. Raises `NotFound`."""
    query = sa.select(StockPoint).where(StockPoint.book_id == book_id, StockPoint.id == point_id)
    found = session.scalar(query.execution_options(populate_existing=True))
    if found is None:
        raise NotFound
    return _point(found)


def list_points(book_id: int, *, active_only: bool = True) -> list[Point]:
    """The points of a book: office first, then by name."""
    query = sa.select(StockPoint).where(StockPoint.book_id == book_id)
    if active_only:
        query = query.where(StockPoint.is_active.is_(True))
    rows = session.scalars(query.execution_options(populate_existing=True))
    points = [_point(row) for row in rows]
    return sorted(points, key=lambda p: (p.kind != "office", p.name.casefold()))


def point_of_group(book_id: int, group_id: int) -> Point | None:
    """The stock point of a village group, if it has one."""
    query = sa.select(StockPoint).where(
        StockPoint.book_id == book_id, StockPoint.group_id == group_id
    )
    found = session.scalar(query)
    return _point(found) if found is not None else None


def on_hand(
    book_id: int, point_id: int | None = None, *, empty: bool = False, on: date | None = None
) -> list[OnHand]:
    """What lies where, by point and item name; also what ran out when `empty`.

    `on`: what was dated up to the end of that day, as the ledger's balance of the day.
    """
    query = sa.select(StockPosition).where(StockPosition.book_id == book_id)
    if point_id is not None:
        query = query.where(StockPosition.point_id == point_id)
    if not empty and on is None:
        query = query.where(StockPosition.quantity > 0)
    rows = session.scalars(query.execution_options(populate_existing=True)).all()
    points = list_points(book_id, active_only=False)
    place = {point.id: (n, point) for n, point in enumerate(points)}
    items = items_of(book_id, {row.item_id for row in rows})
    later = {} if on is None else _moved_after(book_id, on)
    found = []
    for row in rows:
        quantity, value = later.get(row.id, (0, 0))
        left = row.quantity - quantity, Money(row.value - value)
        found.append(OnHand(row.id, items[row.item_id], place[row.point_id][1], *left))
    if on is not None and not empty:
        found = [one for one in found if one.quantity or one.value]
    return sorted(found, key=lambda here: (place[here.point.id][0], here.item.name.casefold()))


def _moved_after(book_id: int, on: date) -> dict[int, tuple[int, int]]:
    """Quantity and cost of the moves dated after a day, by position."""
    query = sa.select(
        StockMove.position_id, sa.func.sum(StockMove.quantity), sa.func.sum(StockMove.cost)
    ).where(StockMove.book_id == book_id, StockMove.on_date > on)
    rows = session.execute(query.group_by(StockMove.position_id))
    return {key: (int(quantity), int(cost)) for key, quantity, cost in rows}


def quantity_at(book_id: int, item_id: int, point_id: int) -> int:
    """Base units of an item at a point."""
    query = sa.select(StockPosition.quantity).where(
        StockPosition.book_id == book_id,
        StockPosition.item_id == item_id,
        StockPosition.point_id == point_id,
    )
    return int(session.scalar(query) or 0)


def _point(row: StockPoint) -> Point:
    return Point(
        row.id, row.cooperative_id, row.book_id, row.name, row.kind, row.group_id, row.address,
        row.is_active,
    )  # fmt: skip
