"""One item at one point: looked at, or held until commit."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Row

from coop_app import db
from coop_app.auth.rules.desk import Desk
from coop_app.ledger.entry import Line, credit, debit
from coop_app.money import ZERO, Money
from coop_app.products import queries
from coop_app.products.models import StockPosition
from coop_app.products.queries import Item, Point
from coop_app.products.rules.stock import Layer, Layers

_P = StockPosition.__table__.c
_NEW = sa.text(
    "INSERT INTO stock_position (cooperative_id, book_id, item_id, point_id, quantity, value, layers, moves)"
    " VALUES (:cooperative_id, :book_id, :item_id, :point_id, 0, 0, '[]', 0)"
    " ON CONFLICT (item_id, point_id) DO NOTHING"
)


@dataclass(frozen=True, slots=True)
class Moved:
    """What moved, in base units and rupiah; `lines` is the inventory side (none where it costs nothing)."""

    position_id: int
    quantity: int
    cost: Money
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """An item at a point and what lies there; `id` 0 while nothing ever did."""

    item: Item
    point: Point
    id: int = 0
    moves: int = 0
    layers: Layers = ()

    def moved(self, quantity: int, cost: Money) -> Moved:
        """The result of a move of so many base units (below zero: out) at a cost of the same sign."""
        lines = () if cost == ZERO else (self._line(quantity, cost),)
        return Moved(self.id, abs(quantity), abs(cost) if quantity else cost, lines)

    def _line(self, quantity: int, cost: Money) -> Line:
        side = debit if cost > 0 else credit
        words = f"{self.item.name} {self.item.text(abs(quantity))}" if quantity else self.item.name
        return side(
            self.item.role, Money(abs(cost)), subject=subject_of(self.id),
            group_id=self.point.group_id, memo=words,
        )  # fmt: skip


def subject_of(position_id: int) -> str:
    """How the ledger names a position."""
    return f"stock:{position_id}"


def lock(*, desk: Desk, wanted: Iterable[tuple[int, int]]) -> None:
    """Hold the positions of (item, point) pairs in a fixed order: before a document of several lines moves."""
    pairs = list(dict.fromkeys(wanted))
    if not pairs:
        return
    query = sa.select(_P.id).where(
        _P.book_id == desk.book_id,
        sa.or_(*(sa.and_(_P.item_id == item, _P.point_id == point) for item, point in pairs)),
    )
    db.write_connection().execute(query.order_by(_P.id).with_for_update())


def look(desk: Desk, item_id: int, point_id: int) -> Place:
    """What lies there now; nothing is held. Raises `NotFound`."""
    item, point = queries.get_item(desk.book_id, item_id), queries.get_point(desk.book_id, point_id)
    row = db.session.execute(_position(desk, item_id, point_id)).first()
    return Place(item, point) if row is None else _place(item, point, row)


def hold(desk: Desk, item_id: int, point_id: int) -> Place:
    """The position, held until commit; made when it is new. Raises `NotFound`."""
    item, point = queries.get_item(desk.book_id, item_id), queries.get_point(desk.book_id, point_id)
    connection = db.write_connection()
    query = _position(desk, item_id, point_id).with_for_update()
    row = connection.execute(query).first()
    if row is None:
        connection.execute(
            _NEW,
            {"cooperative_id": point.cooperative_id, "book_id": desk.book_id,
             "item_id": item_id, "point_id": point_id},
        )  # fmt: skip
        row = connection.execute(query).one()
    return _place(item, point, row)


def _position(desk: Desk, item_id: int, point_id: int) -> sa.Select[int, int, str]:
    mine = _P.book_id == desk.book_id, _P.item_id == item_id, _P.point_id == point_id
    return sa.select(StockPosition.id, StockPosition.moves, StockPosition.layers).where(*mine)


def _place(item: Item, point: Point, row: Row[int, int, str]) -> Place:
    layers = tuple(Layer(quantity, Money(value)) for quantity, value in json.loads(row.layers))
    return Place(item, point, row.id, row.moves, layers)
