"""Reads of stock counts."""

from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from coop_app.db import session
from coop_app.products.models import StockCount, StockCountLine
from coop_app.products.queries.items import items_of
from coop_app.products.queries.points import Point, get_point, list_points
from coop_app.products.rules.counting import Found
from coop_app.refusal import NotFound


@dataclass(frozen=True, slots=True)
class Count:
    """A count of one point; `rows` are the items with a figure, by name."""

    id: int
    book_id: int
    point: Point
    on: date
    status: str
    people: str
    memo: str
    request_id: str
    started_by: int
    counted_by: int | None
    counted_at: datetime | None
    posted_by: int | None
    posted_at: datetime | None
    act_id: int | None
    rows: tuple[Found, ...]

    @property
    def open(self) -> bool:
        """Whether figures may still be written down."""
        return self.status in {"counting", "counted"}

    @property
    def differing(self) -> int:
        """How many items differ from the book."""
        return sum(1 for row in self.rows if row.difference)


def get_count(book_id: int, count_id: int) -> Count:
    """A count of the book. Raises `NotFound`."""
    query = sa.select(StockCount).where(StockCount.book_id == book_id, StockCount.id == count_id)
    row = session.scalar(query.execution_options(populate_existing=True))
    if row is None:
        raise NotFound
    return _count(row, get_point(book_id, row.point_id), _rows(book_id, row.id))


def list_counts(book_id: int, *, point_id: int | None = None, limit: int = 200) -> list[Count]:
    """The latest counts, the newest first."""
    query = sa.select(StockCount).where(StockCount.book_id == book_id)
    if point_id is not None:
        query = query.where(StockCount.point_id == point_id)
    newest = query.order_by(StockCount.counted_on.desc(), StockCount.id.desc()).limit(limit)
    points = {point.id: point for point in list_points(book_id, active_only=False)}
    rows = session.scalars(newest.execution_options(populate_existing=True)).all()
    return [_count(row, points[row.point_id], _rows(book_id, row.id)) for row in rows]


def open_count(book_id: int, point_id: int) -> int | None:
    """The count of a point that is not finished, if there is one."""
    query = sa.select(StockCount.id).where(
        StockCount.book_id == book_id,
        StockCount.point_id == point_id,
        StockCount.status.in_(["counting", "counted"]),
    )
    return session.scalar(query.limit(1))


def find_count_request(cooperative_id: int, request_id: str) -> int | None:
    """The count that a request started, if it was sent before."""
    query = sa.select(StockCount.id).where(
        StockCount.cooperative_id == cooperative_id, StockCount.request_id == request_id
    )
    return session.scalar(query)


def _rows(book_id: int, count_id: int) -> tuple[Found, ...]:
    query = sa.select(StockCountLine).where(
        StockCountLine.book_id == book_id, StockCountLine.count_id == count_id
    )
    rows = session.scalars(query.execution_options(populate_existing=True)).all()
    items = items_of(book_id, [row.item_id for row in rows])
    found = [
        Found(row.item_id, items[row.item_id].name, row.expected, row.found, row.reason)
        for row in rows
    ]
    return tuple(sorted(found, key=lambda row: row.item.casefold()))


def _count(row: StockCount, point: Point, found: tuple[Found, ...]) -> Count:
    return Count(
        row.id, row.book_id, point, row.counted_on, row.status, row.people, row.memo, row.request_id,
        row.started_by, row.counted_by, row.counted_at, row.posted_by, row.posted_at, row.act_id, found,
    )  # fmt: skip
