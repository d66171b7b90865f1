"""Reads of what a round came to, and of what was ordered at the supplier."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from coop_app.db import session
from coop_app.money import Money
from coop_app.purchasing.models import (
    PurchaseOrder,
    PurchaseOrderLine,
    RoundAllocation,
    RoundItem,
    RoundResult,
)


@dataclass(frozen=True, slots=True)
class Result:
    """What was computed for an item when the round closed."""

    id: int
    round_item_id: int
    edition: int
    packs: int
    ordered: int
    price: Money
    rule: str
    nothing: str
    inputs: str

    @property
    def value(self) -> Money:
        """What the supplier asks for it."""
        return Money(self.ordered * int(self.price))


@dataclass(frozen=True, slots=True)
class Allocated:
    """What a member gets of an item when everything arrives, and why."""

    member_id: int
    place: int
    wished: int
    tolerance: int
    ceiling: Money | None
    quantity: int
    reason: str


@dataclass(frozen=True, slots=True)
class OrderLine:
    """What was ordered of one item."""

    round_item_id: int
    packs: int
    quantity: int
    price: Money

    @property
    def value(self) -> Money:
        """By the supplier's list; the bill decides."""
        return Money(self.quantity * int(self.price))


@dataclass(frozen=True, slots=True)
class OrderPaper:
    """The order that went to the supplier."""

    id: int
    round_id: int
    supplier_id: int
    year: int
    number: int
    ordered_on: date
    wanted_on: date | None
    note: str
    made_by: int
    lines: tuple[OrderLine, ...]

    @property
    def label(self) -> str:
        """`PO/2026/0007`."""
        return f"PO/{self.year}/{self.number:04d}"

    @property
    def value(self) -> Money:
        """All lines together."""
        return Money(sum(int(line.value) for line in self.lines))


def results_of(round_id: int) -> dict[int, Result]:
    """The newest result of every item of a round."""
    query = (
        sa.select(RoundResult)
        .join(RoundItem, RoundItem.id == RoundResult.round_item_id)
        .where(RoundItem.round_id == round_id)
        .order_by(RoundResult.edition)
    )
    return {
        row.round_item_id: Result(
            row.id, row.round_item_id, row.edition, row.packs, row.ordered, Money(row.price),
            row.rule, row.why_nothing, row.inputs,
        )
        for row in session.scalars(query)
    }  # fmt: skip


def allocations_of(round_id: int) -> dict[int, list[Allocated]]:
    """Who gets how much of every item by the newest result, in the order of the queue."""
    newest = {result.id: key for key, result in results_of(round_id).items()}
    found: dict[int, list[Allocated]] = defaultdict(list)
    query = sa.select(RoundAllocation).where(RoundAllocation.result_id.in_(newest))
    for row in session.scalars(query.order_by(RoundAllocation.place)):
        ceiling = None if row.ceiling is None else Money(row.ceiling)
        found[newest[row.result_id]].append(
            Allocated(
                row.member_id, row.place, row.wished, row.tolerance, ceiling, row.quantity,
                row.reason,
            )
        )  # fmt: skip
    return found


def order_paper(cooperative_id: int, round_id: int) -> OrderPaper | None:
    """The order of a round, once there is one."""
    query = sa.select(PurchaseOrder).where(
        PurchaseOrder.cooperative_id == cooperative_id, PurchaseOrder.round_id == round_id
    )
    row = session.scalar(query)
    if row is None:
        return None
    asked = sa.select(PurchaseOrderLine).where(PurchaseOrderLine.order_id == row.id)
    lines = tuple(
        OrderLine(line.round_item_id, line.packs, line.quantity, Money(line.price))
        for line in session.scalars(asked.order_by(PurchaseOrderLine.round_item_id))
    )
    return OrderPaper(
        row.id, row.round_id, row.supplier_id, row.year, row.number, row.ordered_on, row.wanted_on,
        row.note, row.made_by, lines,
    )  # fmt: skip


def find_paper_request(cooperative_id: int, request_id: str) -> tuple[int, str] | None:
    """Round and mark of an order to the supplier that was sent before."""
    query = sa.select(PurchaseOrder.round_id, PurchaseOrder.fingerprint).where(
        PurchaseOrder.cooperative_id == cooperative_id, PurchaseOrder.request_id == request_id
    )
    row = session.execute(query).first()
    return (row.round_id, row.fingerprint) if row else None
