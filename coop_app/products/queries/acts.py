"""Reads of the documents of stock and of what a quantity is worth."""

import json
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from coop_app.db import session
from coop_app.money import ZERO, Money
from coop_app.products.models import StockAct, StockActLine, StockMove, StockPosition
from coop_app.products.queries.items import items_of
from coop_app.products.rules.documents import Document, DocumentLine
from coop_app.products.rules.items import Item
from coop_app.products.rules.units import amount_for
from coop_app.refusal import NotFound


@dataclass(frozen=True, slots=True)
class ActLine:
    """One item of a document: base units (below zero when they went) and their cost."""

    item: Item
    quantity: int
    cost: Money
    memo: str


@dataclass(frozen=True, slots=True)
class Act:
    """A document of stock as it was recorded."""

    id: int
    cooperative_id: int
    book_id: int
    kind: str
    point_id: int
    to_point_id: int | None
    on: date
    memo: str
    people: str
    fingerprint: str
    made_by: int
    approved_by: int | None
    made_at: datetime
    entry_seq: int | None
    lines: tuple[ActLine, ...]

    @property
    def total(self) -> Money:
        """What the goods on it cost; missing ones below zero."""
        signs = [-line.cost if line.quantity < 0 else line.cost for line in self.lines]
        return Money(sum(int(amount) for amount in signs))

    @property
    def source(self) -> str:
        """How the ledger names it."""
        return f"stock.{self.kind}:{self.id}"


def get_act(book_id: int, act_id: int) -> Act:
    """A document of the book. Raises `NotFound`."""
    found = _read(sa.select(StockAct).where(StockAct.book_id == book_id, StockAct.id == act_id))
    if not found:
        raise NotFound
    return found[0]


def find_act_request(cooperative_id: int, request_id: str) -> Act | None:
    """The document of a request, if it was sent before."""
    query = sa.select(StockAct).where(
        StockAct.cooperative_id == cooperative_id, StockAct.request_id == request_id
    )
    return next(iter(_read(query)), None)


def list_acts(book_id: int, *, kind: str = "", limit: int = 200) -> list[Act]:
    """The latest documents, the newest first."""
    query = sa.select(StockAct).where(StockAct.book_id == book_id)
    if kind:
        query = query.where(StockAct.kind == kind)
    return _read(query.order_by(StockAct.on_date.desc(), StockAct.id.desc()).limit(limit))


def kinds_of_acts(cooperative_id: int, ids: list[int]) -> dict[int, str]:
    """Documents of the cooperative by key, with their kinds."""
    query = sa.select(StockAct.id, StockAct.kind).where(
        StockAct.cooperative_id == cooperative_id, StockAct.id.in_(ids)
    )
    return {key: kind for key, kind in session.execute(query)}  # noqa: C416 - rows are no pairs for mypy


def worth(book_id: int, item_id: int, point_id: int, quantity: int) -> Money:
    """What found goods are worth: at the cost of what lies there, else of what last came in; else nothing."""
    mine = StockPosition.book_id == book_id, StockPosition.item_id == item_id
    rows = session.execute(sa.select(StockPosition.point_id, StockPosition.layers).where(*mine))
    layers = {point: json.loads(kept) for point, kept in rows}
    here = layers.get(point_id) or next((kept for kept in layers.values() if kept), None)
    if here:
        there, value = here[-1]
        return amount_for(quantity, Money(value), there)
    last = (
        sa.select(StockMove.quantity, StockMove.cost)
        .join(StockPosition, StockPosition.id == StockMove.position_id)
        .where(*mine, StockMove.quantity > 0, StockMove.cost > 0)
        .order_by(StockMove.id.desc())
        .limit(1)
    )
    found = session.execute(last).first()
    return amount_for(quantity, Money(found.cost), found.quantity) if found else ZERO


def as_document(act: Act) -> Document:
    """The document that was asked for."""
    lines = tuple(
        DocumentLine(
            line.item.id, line.quantity, line.cost if act.kind == "opening" else ZERO, line.memo
        )
        for line in act.lines
    )
    return Document(act.kind, act.point_id, act.on, lines, act.to_point_id, act.memo, act.people)


def _read(query: sa.Select[StockAct]) -> list[Act]:
    rows = session.scalars(query.execution_options(populate_existing=True)).all()
    asked = sa.select(StockActLine).where(StockActLine.act_id.in_([row.id for row in rows]))
    lines = session.scalars(asked.order_by(StockActLine.act_id, StockActLine.number)).all()
    items: dict[int, Item] = {}
    for book_id in {row.book_id for row in rows}:
        items |= items_of(book_id, {line.item_id for line in lines})
    kept: dict[int, list[ActLine]] = {row.id: [] for row in rows}
    for line in lines:
        shown = ActLine(items[line.item_id], line.quantity, Money(line.cost), line.memo)
        kept[line.act_id].append(shown)
    return [_act(row, tuple(kept[row.id])) for row in rows]


def _act(row: StockAct, lines: tuple[ActLine, ...]) -> Act:
    return Act(
        row.id, row.cooperative_id, row.book_id, row.kind, row.point_id, row.to_point_id,
        row.on_date, row.memo, row.people, row.fingerprint, row.made_by, row.approved_by,
        row.made_at, row.entry_seq, lines,
    )  # fmt: skip
