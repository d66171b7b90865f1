"""The only way to move stock: a move is written, its cost computed, the inventory side of the entry returned.

The caller adds the other side and posts with the same `source`, in the same transaction.
"""

import json
from datetime import date
from typing import NotRequired, TypedDict, Unpack

import sqlalchemy as sa

from coop_app import clock, db
from coop_app.auth.rules.desk import Desk
from coop_app.money import Money
from coop_app.products.models import StockMove, StockPosition
from coop_app.products.rules import stock
from coop_app.products.rules.items import ItemConsigned
from coop_app.products.rules.moves import ItemShort, MoveKind, PointSwitchedOff
from coop_app.products.rules.reversing import UsedMeanwhile
from coop_app.products.rules.stock import Layer, Layers
from coop_app.products.service.places import Moved, Place, hold, look

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
    place = hold(desk, item_id, point_id)
    return _write(desk, place, (quantity, cost), _received(place, quantity, cost), occasion)


def take_out(
    *, desk: Desk, item_id: int, point_id: int, quantity: int, **occasion: Unpack[Occasion]
) -> Moved:
    """Goods go out at what they cost: credit inventory; the last unit goes to one of two who ask at once.

    `cost` of the result is what they cost, above zero. Raises `NotFound`, `QuantityNotPositive`, and
    `ItemShort` (a `StockShort`), which names what is there.
    """
    place = hold(desk, item_id, point_id)
    layers, cost = _issued(place, quantity)
    return _write(desk, place, (-quantity, -cost), layers, occasion)


def add_cost(
    *, desk: Desk, item_id: int, point_id: int, cost: Money, **occasion: Unpack[Occasion]
) -> Moved:
    """Later freight or a corrected price (below zero: a discount) on what is still there.

    Raises `NotFound`, `NothingThere`, `CostAboveValue`.
    """
    place = hold(desk, item_id, point_id)
    return _write(desk, place, (0, cost), stock.add_value(place.layers, cost), occasion)


def give_back(
    *,
    desk: Desk,
    item_id: int,
    point_id: int,
    quantity: int,
    cost: Money,
    **occasion: Unpack[Occasion],
) -> Moved:
    """Goods that came in for `cost` by mistake go out again at exactly that, whatever the rest stands at.

    Raises `NotFound`, `ItemShort`, `UsedMeanwhile` where the rest could not carry what remains.
    """
    place = hold(desk, item_id, point_id)
    layers, gone = _issued(place, quantity)
    left = stock.together(layers)
    if left.value + gone < cost or (not left.quantity and gone != cost):
        raise UsedMeanwhile(item=place.item.name)
    _write(desk, place, (-quantity, -gone), layers, occasion)
    if gone != cost:
        add_cost(desk=desk, item_id=item_id, point_id=point_id, cost=gone - cost, **occasion)
    return place.moved(-quantity, -cost)


def would_take_in(*, desk: Desk, item_id: int, point_id: int, quantity: int, cost: Money) -> Moved:
    """What `take_in` would return; nothing is written. Raises as `take_in`."""
    place = look(desk, item_id, point_id)
    _received(place, quantity, cost)
    return place.moved(quantity, cost)


def would_take_out(*, desk: Desk, item_id: int, point_id: int, quantity: int) -> Moved:
    """What `take_out` would return; nothing is written. Raises as `take_out`."""
    place = look(desk, item_id, point_id)
    return place.moved(-quantity, -_issued(place, quantity)[1])


def _received(place: Place, quantity: int, cost: Money) -> Layers:
    if place.item.consigned:
        raise ItemConsigned(item=place.item.name)
    if not place.point.active:
        raise PointSwitchedOff(point=place.point.name)
    _check_quantity(quantity)
    return stock.receive(place.layers, Layer(quantity, cost), place.item.method)


def _issued(place: Place, quantity: int) -> tuple[Layers, Money]:
    _check_quantity(quantity)
    try:
        return stock.issue(place.layers, quantity)
    except stock.StockShort as short:
        there = stock.together(place.layers).quantity
        raise ItemShort(
            item=place.item.name, point=place.point.name,
            there=place.item.text(there), asked=place.item.text(quantity),
        ) from short  # fmt: skip


def _check_quantity(quantity: int) -> None:
    if quantity <= 0:
        raise stock.QuantityNotPositive(field="quantity")


def _write(
    desk: Desk, place: Place, change: tuple[int, Money], layers: Layers, why: Occasion
) -> Moved:
    """The move, then what the position is after it: the database accepts them in this order only."""
    connection, after = db.write_connection(), stock.together(layers)
    quantity, cost = change
    connection.execute(
        sa.insert(StockMove),
        {
            "cooperative_id": place.point.cooperative_id, "book_id": desk.book_id,
            "position_id": place.id, "number": place.moves + 1, "on_date": why["on"],
            "kind": MoveKind(why["kind"]), "quantity": quantity, "cost": int(cost),
            "quantity_after": after.quantity, "value_after": int(after.value),
            "source": why["source"], "memo": why.get("memo", ""),
            "made_by": desk.user_id, "made_at": clock.now(),
        },
    )  # fmt: skip
    kept = json.dumps([[layer.quantity, int(layer.value)] for layer in layers])
    connection.execute(
        _MOVED,
        {"key": place.id, "new_quantity": after.quantity, "new_value": int(after.value),
         "new_layers": kept, "new_moves": place.moves + 1},
    )  # fmt: skip
    return place.moved(quantity, cost)
