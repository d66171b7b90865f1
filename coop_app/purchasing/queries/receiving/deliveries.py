"""What was handed over to whom, how it was paid, and what came back."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from coop_app.db import session
from coop_app.money import Money
from coop_app.purchasing.models import (
    OrderAdvance,
    RoundDelivery,
    RoundDeliveryLine,
    RoundDispatch,
    RoundDispatchLine,
)
from coop_app.purchasing.rules.receiving.ways import Ways
from coop_app.refusal import NotFound

RETURN = "return"


@dataclass(frozen=True, slots=True)
class DeliveryLine:
    """One item: base units, what is paid, what it had cost, what the market asks."""

    round_item_id: int
    quantity: int
    amount: Money
    cost: Money
    market: Money | None


@dataclass(frozen=True, slots=True)
class Delivery:
    """Goods handed to a member, or come back from one."""

    id: int
    book_id: int
    round_id: int
    member_id: int
    group_id: int | None
    point_id: int
    kind: str
    of_delivery_id: int | None
    on: date
    total: Money
    ways: Ways
    place_id: int | None
    due_on: date | None
    why: str
    made_by: int
    approved_by: int | None
    made_at: datetime
    entry_seq: int
    lines: tuple[DeliveryLine, ...]

    @property
    def is_return(self) -> bool:
        """Whether goods came back."""
        return self.kind == RETURN

    @property
    def saved(self) -> Money:
        """What was saved against the market, where the market is known."""
        known = [line for line in self.lines if line.market is not None]
        saved = Money(sum(int(line.market or 0) - int(line.amount) for line in known))
        return -saved if self.is_return else saved


def list_deliveries(
    cooperative_id: int,
    *,
    round_id: int | None = None,
    member_id: int | None = None,
    ids: Collection[int] | None = None,
    of_delivery_id: int | None = None,
) -> list[Delivery]:
    """Deliveries and returns, newest first."""
    query = sa.select(RoundDelivery).where(RoundDelivery.cooperative_id == cooperative_id)
    for column, value in (
        (RoundDelivery.round_id, round_id), (RoundDelivery.member_id, member_id),
        (RoundDelivery.of_delivery_id, of_delivery_id),
    ):  # fmt: skip
        if value is not None:
            query = query.where(column == value)
    if ids is not None:
        query = query.where(RoundDelivery.id.in_(ids))
    rows = session.scalars(query.order_by(RoundDelivery.id.desc())).all()
    lines = _lines([row.id for row in rows])
    return [_delivery(row, tuple(lines[row.id])) for row in rows]


def get_delivery(cooperative_id: int, delivery_id: int) -> Delivery:
    """One delivery. Raises `NotFound`, also for another cooperative's."""
    found = list_deliveries(cooperative_id, ids=[delivery_id])
    if not found:
        raise NotFound
    return found[0]


def _lines(keys: list[int]) -> dict[int, list[DeliveryLine]]:
    found: dict[int, list[DeliveryLine]] = defaultdict(list)
    query = sa.select(RoundDeliveryLine).where(RoundDeliveryLine.delivery_id.in_(keys))
    for row in session.scalars(query.order_by(RoundDeliveryLine.round_item_id)) if keys else ():
        market = None if row.market is None else Money(row.market)
        found[row.delivery_id].append(
            DeliveryLine(
                row.round_item_id, row.quantity, Money(row.amount), Money(row.cost), market
            )
        )
    return found


def _delivery(row: RoundDelivery, lines: tuple[DeliveryLine, ...]) -> Delivery:
    paid = Ways(
        advance=Money(row.advance), cash=Money(row.cash), savings=Money(row.savings),
        set_off=Money(row.set_off), credit=Money(row.credit),
    )  # fmt: skip
    return Delivery(
        row.id, row.book_id, row.round_id, row.member_id, row.group_id, row.point_id, row.kind,
        row.of_delivery_id, row.delivered_on, Money(row.total), paid, row.place_id, row.due_on,
        row.why, row.made_by, row.approved_by, row.made_at, row.entry_seq or 0, lines,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Advance:
    """A member's money in advance, or back."""

    id: int
    book_id: int
    member_id: int
    round_id: int | None
    kind: str
    on: date
    place_id: int
    amount: Money
    memo: str
    made_by: int
    approved_by: int | None
    made_at: Any
    entry_seq: int


def list_advances(
    cooperative_id: int,
    *,
    round_id: int | None = None,
    member_id: int | None = None,
    ids: Collection[int] | None = None,
) -> list[Advance]:
    """Advances in and back, newest first."""
    query = sa.select(OrderAdvance).where(OrderAdvance.cooperative_id == cooperative_id)
    if round_id is not None:
        query = query.where(OrderAdvance.round_id == round_id)
    if member_id is not None:
        query = query.where(OrderAdvance.member_id == member_id)
    if ids is not None:
        query = query.where(OrderAdvance.id.in_(ids))
    return [
        Advance(
            row.id, row.book_id, row.member_id, row.round_id, row.kind, row.paid_on, row.place_id,
            Money(row.amount), row.memo, row.made_by, row.approved_by, row.made_at,
            row.entry_seq or 0,
        )
        for row in session.scalars(query.order_by(OrderAdvance.id.desc()))
    ]  # fmt: skip


def get_advance(cooperative_id: int, advance_id: int) -> Advance:
    """One advance. Raises `NotFound`, also for another cooperative's."""
    found = list_advances(cooperative_id, ids=[advance_id])
    if not found:
        raise NotFound
    return found[0]


@dataclass(frozen=True, slots=True)
class Dispatch:
    """Goods on their way to a village point; lines are round item, base units, rupiah."""

    id: int
    book_id: int
    round_id: int
    from_point_id: int
    to_point_id: int
    on: date
    carrier: str
    made_by: int
    entry_seq: int
    lines: tuple[tuple[int, int, Money], ...]


def list_dispatches(
    cooperative_id: int, *, round_id: int | None = None, ids: Collection[int] | None = None
) -> list[Dispatch]:
    """Surat jalan, newest first."""
    query = sa.select(RoundDispatch).where(RoundDispatch.cooperative_id == cooperative_id)
    if round_id is not None:
        query = query.where(RoundDispatch.round_id == round_id)
    if ids is not None:
        query = query.where(RoundDispatch.id.in_(ids))
    rows = session.scalars(query.order_by(RoundDispatch.id.desc())).all()
    lines: dict[int, list[tuple[int, int, Money]]] = defaultdict(list)
    asked = sa.select(RoundDispatchLine).where(
        RoundDispatchLine.dispatch_id.in_([row.id for row in rows])
    )
    for line in session.scalars(asked.order_by(RoundDispatchLine.round_item_id)) if rows else ():
        lines[line.dispatch_id].append((line.round_item_id, line.quantity, Money(line.cost)))
    return [
        Dispatch(
            row.id, row.book_id, row.round_id, row.from_point_id, row.to_point_id, row.sent_on,
            row.carrier, row.made_by, row.entry_seq or 0, tuple(lines[row.id]),
        )
        for row in rows
    ]  # fmt: skip
