"""Reads of what people ordered in a window."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from coop_app.db import session
from coop_app.money import Money
from coop_app.refusal import NotFound
from coop_app.sales.models import WindowOrder, WindowOrderLine, WindowOrderStep
from coop_app.sales.rules.window.ordering import Offered, Status, Wanted


@dataclass(frozen=True, slots=True)
class Step:
    """What was done about an order, by whom and when."""

    status: Status
    note: str
    made_by: int
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Order:
    """An order with its lines."""

    id: int
    window_id: int
    number: int
    token: str
    name: str
    #: digits with country code, "" when none was given
    phone: str
    note: str
    status: Status
    placed_on: date
    placed_at: datetime
    fingerprint: str
    lines: tuple[Wanted, ...]
    steps: tuple[Step, ...]

    @property
    def is_forgotten(self) -> bool:
        """Whether nobody knows any more who ordered."""
        return not self.fingerprint


@dataclass(frozen=True, slots=True)
class OrderFilter:
    """Which orders are wanted."""

    status: str = ""
    text: str = ""


def list_orders(
    window_id: int, wanted: OrderFilter | None = None, *, limit: int = 200
) -> list[Order]:
    """The orders of a window, the newest first."""
    wanted = wanted or OrderFilter()
    query = sa.select(WindowOrder).where(WindowOrder.window_id == window_id)
    if wanted.status:
        query = query.where(WindowOrder.status == wanted.status)
    if wanted.text.strip():
        like = wanted.text.strip()
        query = query.where(
            sa.or_(
                WindowOrder.name.icontains(like, autoescape=True),
                WindowOrder.phone.icontains(like, autoescape=True),
            )
        )
    return _read(query.order_by(WindowOrder.number.desc()).limit(limit))


def get_order(window_id: int, order_id: int) -> Order:
    """An order of a window. Raises `NotFound`."""
    query = sa.select(WindowOrder).where(
        WindowOrder.window_id == window_id, WindowOrder.id == order_id
    )
    return _one(_read(query))


def find_by_token(window_id: int, token: str) -> Order:
    """The order behind a buyer's link. Raises `NotFound`."""
    query = sa.select(WindowOrder).where(
        WindowOrder.window_id == window_id, WindowOrder.token == token
    )
    return _one(_read(query))


def find_order_request(window_id: int, request_id: str) -> Order | None:
    """What this form made before."""
    query = sa.select(WindowOrder).where(
        WindowOrder.window_id == window_id, WindowOrder.request_id == request_id
    )
    return next(iter(_read(query)), None)


def count_new(window_ids: list[int]) -> dict[int, int]:
    """How many orders wait for an answer, by window."""
    query = (
        sa.select(WindowOrder.window_id, sa.func.count())
        .where(WindowOrder.window_id.in_(window_ids), WindowOrder.status == Status.NEW.value)
        .group_by(WindowOrder.window_id)
    )
    return {int(window): int(count) for window, count in session.execute(query)}


def _one(found: list[Order]) -> Order:
    if not found:
        raise NotFound
    return found[0]


def _read(query: sa.Select[WindowOrder]) -> list[Order]:
    rows = session.scalars(query.execution_options(populate_existing=True)).all()
    keys = [row.id for row in rows]
    lines: dict[int, list[Wanted]] = defaultdict(list)
    asked = sa.select(WindowOrderLine).where(WindowOrderLine.order_id.in_(keys))
    for line in session.scalars(asked.order_by(WindowOrderLine.line_no)):
        lines[line.order_id].append(_line(line))
    steps: dict[int, list[Step]] = defaultdict(list)
    done = sa.select(WindowOrderStep).where(WindowOrderStep.order_id.in_(keys))
    for step in session.scalars(done.order_by(WindowOrderStep.number)):
        steps[step.order_id].append(
            Step(Status(step.status), step.note, step.made_by, step.made_at)
        )
    return [_order(row, tuple(lines[row.id]), tuple(steps[row.id])) for row in rows]


def _line(row: WindowOrderLine) -> Wanted:
    price = None if row.price is None else Money(row.price)
    return Wanted(
        Offered(row.item_id, row.name, row.unit, row.factor, price, available=True), row.count
    )


def _order(row: WindowOrder, lines: tuple[Wanted, ...], steps: tuple[Step, ...]) -> Order:
    return Order(
        row.id, row.window_id, row.number, row.token, row.name, row.phone, row.note,
        Status(row.status), row.placed_on, row.placed_at, row.fingerprint, lines, steps,
    )  # fmt: skip
