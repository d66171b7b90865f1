"""The only way to move stock: a move is written, its cost computed, the inventory side of the entry returned.

The caller adds the other side and posts with the same `source`, in the same transaction.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NotRequired, TypedDict, Unpack

import sqlalchemy as sa

from coop_app import clock, db
from coop_app.auth.rules.desk import Desk
from coop_app.ledger.entry import Line, credit, debit
from coop_app.money import ZERO, Money
from coop_app.products import queries
from coop_app.products.models import StockMove, StockPosition
from coop_app.products.queries import Item, Point
from coop_app.products.rules import stock
from coop_app.products.rules.items import ItemConsigned
from coop_app.products.rules.moves import ItemShort, MoveKind, PointSwitchedOff
from coop_app.products.rules.stock import Layer, Layers

_P = StockPosition.__table__.c
_NEW = sa.text(
    "INSERT INTO stock_position (cooperative_id, book_id, item_id, point_id, quantity, value, layers, moves)"
    " VALUES (:cooperative_id, :book_id, :item_id, :point_id, 0, 0, '[]', 0)"
    " ON CONFLICT (item_id, point_id) DO NOTHING"
)
_MOVED = (
    sa.update(StockPosition)
    .where(StockPosition.id == sa.bindparam("key"))
    .values(
        {name: sa.bindparam(f"new_{name}") for name in ("quantity", "value", "layers", "moves")}
    )
)


class Occasion(TypedDict):
    """When, in which document, why: `source` is the journal entry's, `kind` a `MoveKind`."""

    on: date
    source: str
    kind: str
    memo: NotRequired[str]


@dataclass(frozen=True, slots=True)
class Moved:
    """What moved, in base units and rupiah; `lines` is the inventory side (none where it costs nothing)."""

    position_id: int
    quantity: int
    cost: Money
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    """One item at one point, locked."""

    desk: Desk
    item: Item
    point: Point
    id: int
    moves: int
    layers: Layers


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


def take_in(
    *,
    desk: Desk,
    item_id: int,
    point_id: int,
    quantity: int,
    cost: Money,
    **occasion: Unpack[Occasion],
) -> Moved:
    """Goods come in for what they cost together: debit inventory.

    Raises `NotFound`, `QuantityNotPositive`, `CostBelowZero`, `ItemConsigned`, `PointSwitchedOff`.
    """
    place = _hold(desk, item_id, point_id)
    if place.item.consigned:
        raise ItemConsigned(item=place.item.name)
    if not place.point.active:
        raise PointSwitchedOff(point=place.point.name)
    _check_quantity(quantity)
    layers = stock.receive(place.layers, Layer(quantity, cost), place.item.method)
    return _write(place, quantity, cost, layers, occasion)


def take_out(
    *, desk: Desk, item_id: int, point_id: int, quantity: int, **occasion: Unpack[Occasion]
) -> Moved:
    """Goods go out at what they cost: credit inventory; the last unit goes to one of two who ask at once.

    `cost` of the result is what they cost, above zero. Raises `NotFound`, `QuantityNotPositive`, and
    `ItemShort` (a `StockShort`), which names what is there.
    """
    place = _hold(desk, item_id, point_id)
    _check_quantity(quantity)
    try:
        layers, cost = stock.issue(place.layers, quantity)
    except stock.StockShort as short:
        there = stock.together(place.layers).quantity
        raise ItemShort(
            item=place.item.name, point=place.point.name,
            there=place.item.text(there), asked=place.item.text(quantity),
        ) from short  # fmt: skip
    return _write(place, -quantity, -cost, layers, occasion)


def add_cost(
    *, desk: Desk, item_id: int, point_id: int, cost: Money, **occasion: Unpack[Occasion]
) -> Moved:
    """Later freight or a corrected price (below zero: a discount) on what is still there.

    Raises `NotFound`, `NothingThere`, `CostAboveValue`.
    """
    place = _hold(desk, item_id, point_id)
    return _write(place, 0, cost, stock.add_value(place.layers, cost), occasion)


def _check_quantity(quantity: int) -> None:
    if quantity <= 0:
        raise stock.QuantityNotPositive(field="quantity")


def _hold(desk: Desk, item_id: int, point_id: int) -> _Place:
    """The position, locked until commit; made when it is new."""
    item, point = queries.get_item(desk.book_id, item_id), queries.get_point(desk.book_id, point_id)
    connection = db.write_connection()
    query = (
        sa.select(_P.id, _P.moves, _P.layers)
        .where(_P.book_id == desk.book_id, _P.item_id == item_id, _P.point_id == point_id)
        .with_for_update()
    )
    row = connection.execute(query).first()
    if row is None:
        connection.execute(
            _NEW,
            {"cooperative_id": point.cooperative_id, "book_id": desk.book_id,
             "item_id": item_id, "point_id": point_id},
        )  # fmt: skip
        row = connection.execute(query).one()
    layers = tuple(Layer(quantity, Money(value)) for quantity, value in json.loads(row.layers))
    return _Place(desk, item, point, row.id, row.moves, layers)


def _write(place: _Place, quantity: int, cost: Money, layers: Layers, why: Occasion) -> Moved:
    """The move, then what the position is after it: the database accepts them in this order only."""
    connection, after = db.write_connection(), stock.together(layers)
    connection.execute(
        sa.insert(StockMove),
        {
            "cooperative_id": place.point.cooperative_id, "book_id": place.desk.book_id,
            "position_id": place.id, "number": place.moves + 1, "on_date": why["on"],
            "kind": MoveKind(why["kind"]), "quantity": quantity, "cost": int(cost),
            "quantity_after": after.quantity, "value_after": int(after.value),
            "source": why["source"], "memo": why.get("memo", ""),
            "made_by": place.desk.user_id, "made_at": clock.now(),
        },
    )  # fmt: skip
    kept = json.dumps([[layer.quantity, int(layer.value)] for layer in layers])
    connection.execute(
        _MOVED,
        {"key": place.id, "new_quantity": after.quantity, "new_value": int(after.value),
         "new_layers": kept, "new_moves": place.moves + 1},
    )  # fmt: skip
    return Moved(
        place.id, abs(quantity), abs(cost) if quantity else cost, _lines(place, quantity, cost)
    )


def _lines(place: _Place, quantity: int, cost: Money) -> tuple[Line, ...]:
    if cost == ZERO:
        return ()
    side = debit if cost > 0 else credit
    words = f"{place.item.name} {place.item.text(abs(quantity))}" if quantity else place.item.name
    line = side(
        place.item.role, abs(cost), subject=subject_of(place.id), group_id=place.point.group_id,
        memo=words,
    )  # fmt: skip
    return (line,)


def subject_of(position_id: int) -> str:
    """How the ledger names a position."""
    return f"stock:{position_id}"
