"""Documents of consignment and their moves, as frozen values."""

from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from coop_app.db import session
from coop_app.money import Money
from coop_app.refusal import NotFound
from coop_app.sales.models.trade import ConsignmentAct, ConsignmentMove

RECEIVED, MOVED, RETURNED, SPOILED = "received", "moved", "returned", "spoiled"
REPORT, COST, SETTLED = "report", "cost", "settled"


@dataclass(frozen=True, slots=True)
class Act:
    """One document; amounts in rupiah."""

    id: int
    book_id: int
    kind: str
    on_date: date
    member_id: int | None
    point_id: int | None
    to_point_id: int | None
    place_id: int | None
    way: str
    carried: Money
    gross: Money
    shop_share: Money
    commission: Money
    cost: Money
    other: Money
    set_off: Money
    paid: Money
    left_over: Money
    received: Money
    last_move: int
    last_seq: int
    memo: str
    fingerprint: str
    made_by: int
    approved_by: int | None
    made_at: datetime
    entry_seq: int | None
    reversed_seq: int | None

    @property
    def source(self) -> str:
        """As the ledger names it."""
        return f"sales.consignment:{self.id}"

    @property
    def due(self) -> Money:
        """What a settlement had to share out."""
        return self.set_off + self.paid + self.left_over


@dataclass(frozen=True, slots=True)
class Move:
    """One step of goods; quantity in base units, minus goes away."""

    id: int
    act_id: int | None
    source: str
    member_id: int
    item_id: int
    point_id: int
    on_date: date
    kind: str
    quantity: int
    price: Money
    factor: int
    unit: str
    amount: Money
    shop_share: Money
    commission: Money
    mille: int
    reason: str


_MONEY = {
    "carried", "gross", "shop_share", "commission", "cost", "other", "set_off", "paid", "left_over",
    "received", "price", "amount",
}  # fmt: skip


def _values(kind: type[Any], row: Any) -> dict[str, Any]:
    return {
        field.name: Money(value) if field.name in _MONEY else value
        for field in fields(kind)
        for value in [getattr(row, field.name)]
    }


def act_of(row: ConsignmentAct) -> Act:
    """The row as a value."""
    return Act(**_values(Act, row))


def move_of(row: ConsignmentMove) -> Move:
    """The row as a value."""
    return Move(**_values(Move, row))


def get_act(cooperative_id: int, act_id: int) -> Act:
    """One document. Raises `NotFound`, also for another cooperative's."""
    query = sa.select(ConsignmentAct).where(
        ConsignmentAct.cooperative_id == cooperative_id, ConsignmentAct.id == act_id
    )
    row = session.scalar(query)
    if row is None:
        raise NotFound
    return act_of(row)


def find_act_request(cooperative_id: int, request_id: str) -> Act | None:
    """What a request made."""
    query = sa.select(ConsignmentAct).where(
        ConsignmentAct.cooperative_id == cooperative_id, ConsignmentAct.request_id == request_id
    )
    row = session.scalar(query)
    return act_of(row) if row else None


def list_acts(
    book_id: int, *, member_id: int | None = None, kinds: Collection[str] = (), limit: int = 200
) -> list[Act]:
    """Documents, the newest first; of one owner also the reports that sold the owner's goods."""
    query = sa.select(ConsignmentAct).where(ConsignmentAct.book_id == book_id)
    if kinds:
        query = query.where(ConsignmentAct.kind.in_(kinds))
    if member_id is not None:
        moved = sa.select(ConsignmentMove.act_id).where(
            ConsignmentMove.book_id == book_id, ConsignmentMove.member_id == member_id
        )
        query = query.where(
            sa.or_(ConsignmentAct.member_id == member_id, ConsignmentAct.id.in_(moved))
        )
    rows = session.scalars(query.order_by(ConsignmentAct.id.desc()).limit(limit))
    return [act_of(row) for row in rows]


def moves_of_act(act: Act) -> list[Move]:
    """What a document moved, in its order."""
    query = sa.select(ConsignmentMove).where(ConsignmentMove.act_id == act.id)
    return [move_of(row) for row in session.scalars(query.order_by(ConsignmentMove.id))]


def list_moves(
    book_id: int, *, member_id: int, after: int = 0, through: int | None = None,
    kinds: Collection[str] = (),
) -> list[Move]:  # fmt: skip
    """An owner's moves in the order of recording."""
    query = sa.select(ConsignmentMove).where(
        ConsignmentMove.book_id == book_id, ConsignmentMove.member_id == member_id,
        ConsignmentMove.id > after,
    )  # fmt: skip
    if through is not None:
        query = query.where(ConsignmentMove.id <= through)
    if kinds:
        query = query.where(ConsignmentMove.kind.in_(kinds))
    return [move_of(row) for row in session.scalars(query.order_by(ConsignmentMove.id))]


def moves_of_sale(book_id: int, source: str, item_id: int) -> list[Move]:
    """What a sale moved of one item, and what came back from it."""
    query = sa.select(ConsignmentMove).where(
        ConsignmentMove.book_id == book_id, ConsignmentMove.item_id == item_id,
        sa.or_(ConsignmentMove.source == source, ConsignmentMove.of_source == source),
    )  # fmt: skip
    return [move_of(row) for row in session.scalars(query.order_by(ConsignmentMove.id))]
