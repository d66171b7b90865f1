"""What a document moved goes the other way, each move at the cost it moved with."""

from typing import Any

import sqlalchemy as sa

from coop_app.auth.rules.desk import Desk
from coop_app.db import session
from coop_app.money import Money
from coop_app.products.models import StockMove, StockPosition
from coop_app.products.service.moving import Occasion, add_cost, give_back, take_in
from coop_app.products.service.places import lock


def mirror(*, desk: Desk, source: str, into: Occasion) -> None:
    """Undo every move of a source, the last one first; `into` says when, why and in which document.

    Raises `UsedMeanwhile`, `ItemShort`, `NothingThere`, `CostAboveValue`, `PointSwitchedOff`, `ItemConsigned`.
    """
    query = (
        sa.select(StockMove.quantity, StockMove.cost, StockPosition.item_id, StockPosition.point_id)
        .join(StockPosition, StockPosition.id == StockMove.position_id)
        .where(StockMove.book_id == desk.book_id, StockMove.source == source)
        .order_by(StockMove.id.desc())
    )
    rows = session.execute(query).all()
    lock(desk=desk, wanted=[(item_id, point_id) for _q, _c, item_id, point_id in rows])
    for quantity, cost, item_id, point_id in rows:
        where = {"desk": desk, "item_id": item_id, "point_id": point_id}
        _undo(where, (quantity, Money(cost)), into)


def _undo(where: dict[str, Any], move: tuple[int, Money], into: Occasion) -> None:
    quantity, cost = move
    if quantity > 0:
        give_back(**where, quantity=quantity, cost=cost, **into)
    elif quantity < 0:
        take_in(**where, quantity=-quantity, cost=-cost, **into)
    else:
        add_cost(**where, cost=-cost, **into)
