"""What was done in a book, and which entry it made."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from coop_app.db import session
from coop_app.enterprises.models import BusinessAct, BusinessTool
from coop_app.enterprises.queries.books.owners import Enterprise
from coop_app.enterprises.rules.books.acts import Kind, Way
from coop_app.enterprises.rules.books.equipment import Tool
from coop_app.money import Money
from coop_app.refusal import NotFound


@dataclass(frozen=True, slots=True)
class Done:
    """An act with its entry; `reversed_seq` says that it was undone."""

    id: int
    kind: Kind
    on: date
    amount: Money
    way: Way
    what: str
    party_id: int | None
    item_id: int | None
    quantity: int | None
    note: str
    fingerprint: str
    made_at: datetime
    entry_seq: int
    reversed_seq: int | None


_A = BusinessAct
_ACTS = sa.select(
    _A.id, _A.kind, _A.on_date, _A.amount, _A.way, _A.what, _A.party_id, _A.item_id, _A.quantity,
    _A.note, _A.fingerprint, _A.made_at, _A.entry_seq, _A.reversed_seq,
)  # fmt: skip


def _done(row: Any) -> Done:
    return Done(
        row.id, Kind(row.kind), row.on_date, Money(row.amount), Way(row.way), row.what,
        row.party_id, row.item_id, row.quantity, row.note, row.fingerprint, row.made_at,
        row.entry_seq or 0, row.reversed_seq,
    )  # fmt: skip


def _mine(business: Enterprise) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        _A.cooperative_id == business.cooperative_id,
        _A.enterprise_id == business.id,
        _A.book_id == business.book_id,
    )


def find_act_request(cooperative_id: int, request_id: str) -> tuple[int, Done] | None:
    """The enterprise and act of a request."""
    mine = (_A.cooperative_id == cooperative_id, _A.request_id == request_id)
    row = session.execute(_ACTS.add_columns(_A.enterprise_id).where(*mine)).first()
    return (int(row.enterprise_id), _done(row)) if row else None


def get_act(business: Enterprise, act_id: int) -> Done:
    """One act of this business. Raises `NotFound`."""
    row = session.execute(_ACTS.where(*_mine(business), _A.id == act_id)).first()
    if row is None:
        raise NotFound
    return _done(row)


def acts_of(business: Enterprise, seqs: Iterable[int]) -> dict[int, Done]:
    """Acts by the number of their entry; entries of other pages are left out."""
    wanted = list(seqs)
    rows = session.execute(_ACTS.where(*_mine(business), _A.entry_seq.in_(wanted)))
    return {one.entry_seq: one for one in map(_done, rows)}


def list_acts(business: Enterprise, kind: Kind, *, what: str | None = None) -> list[Done]:
    """Acts of a kind that were not undone, oldest first."""
    query = _ACTS.where(*_mine(business), _A.kind == kind, _A.reversed_seq.is_(None))
    if what is not None:
        query = query.where(_A.what == what)
    return [_done(row) for row in session.execute(query.order_by(_A.id))]


@dataclass(frozen=True, slots=True)
class OwnedTool:
    """A tool with the act that brought it, and the one by which it left."""

    tool: Tool
    act_id: int
    gone_act_id: int | None
    undone: bool


def tools_of(business: Enterprise) -> list[OwnedTool]:
    """Every tool of the book, oldest first; also those that left or whose purchase was undone."""
    rows = session.execute(
        sa.select(BusinessTool, _A.reversed_seq)
        .join(_A, _A.id == BusinessTool.act_id)
        .where(
            BusinessTool.cooperative_id == business.cooperative_id,
            BusinessTool.enterprise_id == business.id,
        )
        .order_by(BusinessTool.id)
    )
    return [
        OwnedTool(
            Tool(row.id, row.name, row.bought_on, Money(row.cost), Money(row.rest_value), row.months),
            row.act_id, row.gone_act_id, undone is not None,
        )
        for row, undone in rows
    ]  # fmt: skip


def get_tool(business: Enterprise, tool_id: int) -> OwnedTool:
    """One tool. Raises `NotFound`."""
    found = next((one for one in tools_of(business) if one.tool.id == tool_id), None)
    if found is None:
        raise NotFound
    return found
