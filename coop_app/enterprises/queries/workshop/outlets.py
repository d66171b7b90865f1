"""Reading what lies where: outlets, goods at them, what they reported."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from coop_app import ledger
from coop_app.db import session
from coop_app.enterprises.models import Outlet as OutletRow
from coop_app.enterprises.models import OutletAct, OutletMove, OutletStock
from coop_app.enterprises.queries.workshop.shelved import last_left
from coop_app.enterprises.rules.books.acts import Way
from coop_app.money import ZERO, Money
from coop_app.refusal import NotFound

COOPERATIVE, SHOP = "cooperative", "shop"
_ROLE = "goods_on_consignment"


@dataclass(frozen=True, slots=True)
class Outlet:
    """A shop that sells for her, or the cooperative."""

    id: int
    kind: str
    name: str
    phone: str
    commission_mille: int
    fingerprint: str

    @property
    def is_cooperative(self) -> bool:
        """Whether its goods come and go with proposals."""
        return self.kind == COOPERATIVE


@dataclass(frozen=True, slots=True)
class Lying:
    """So much of an item at an outlet; `value` is what the ledger says it had cost."""

    stock_id: int
    outlet_id: int
    item_id: int
    quantity: int
    value: Money
    since: date | None = None

    @property
    def subject(self) -> str:
        """How the ledger knows it."""
        return f"outlet:{self.stock_id}"


@dataclass(frozen=True, slots=True)
class Act:
    """Goods left, or a report."""

    id: int
    outlet_id: int
    kind: str
    on: date
    gross: Money
    commission: Money
    cost: Money
    way: Way
    memo: str
    fingerprint: str
    entry_seq: int | None

    @property
    def net(self) -> Money:
        """What the shop paid or owes."""
        return self.gross - self.commission - self.cost


@dataclass(frozen=True, slots=True)
class Move:
    """One item coming or going; in is positive."""

    outlet_id: int
    item_id: int
    on: date
    kind: str
    quantity: int
    gross: Money
    source: str


def list_outlets(cooperative_id: int, enterprise_id: int) -> list[Outlet]:
    """All that are open, the cooperative first, then by name."""
    query = _outlets(cooperative_id, enterprise_id).where(OutletRow.closed_on.is_(None))
    rows = session.scalars(query.order_by(OutletRow.kind, OutletRow.name))
    return [_outlet(row) for row in rows]


def get_outlet(cooperative_id: int, enterprise_id: int, outlet_id: int) -> Outlet:
    """One of hers. Raises `NotFound`."""
    query = _outlets(cooperative_id, enterprise_id).where(OutletRow.id == outlet_id)
    row = session.scalar(query)
    if row is None:
        raise NotFound
    return _outlet(row)


def find_cooperative(cooperative_id: int, enterprise_id: int) -> Outlet | None:
    """The cooperative as an outlet, once something was left there."""
    query = _outlets(cooperative_id, enterprise_id).where(OutletRow.kind == COOPERATIVE)
    row = session.scalar(query)
    return _outlet(row) if row else None


def find_outlet_request(cooperative_id: int, request_id: str) -> Outlet | None:
    """The outlet of an earlier request."""
    row = session.scalar(
        sa.select(OutletRow).where(
            OutletRow.cooperative_id == cooperative_id, OutletRow.request_id == request_id
        )
    )
    return _outlet(row) if row else None


def lying(book_id: int, outlet_ids: list[int]) -> list[Lying]:
    """What lies at these outlets now, by outlet and item; values from the ledger of her book."""
    query = (
        sa.select(OutletStock)
        .where(OutletStock.outlet_id.in_(outlet_ids), OutletStock.quantity > 0)
        .order_by(OutletStock.outlet_id, OutletStock.id)
    )
    rows = session.scalars(query).all()
    since = last_left(book_id, [row.id for row in rows])
    worth = ledger.subject_balances(book_id=book_id, account=_ROLE)
    return [_lying(row, worth, since.get(row.id)) for row in rows]


def list_acts(cooperative_id: int, enterprise_id: int, outlet_id: int) -> list[Act]:
    """What happened at an outlet, newest first."""
    query = sa.select(OutletAct).where(
        OutletAct.cooperative_id == cooperative_id, OutletAct.enterprise_id == enterprise_id,
        OutletAct.outlet_id == outlet_id,
    )  # fmt: skip
    return [_act(row) for row in session.scalars(query.order_by(OutletAct.id.desc()))]


def get_act(cooperative_id: int, enterprise_id: int, act_id: int) -> Act:
    """One act. Raises `NotFound`."""
    query = sa.select(OutletAct).where(
        OutletAct.cooperative_id == cooperative_id, OutletAct.enterprise_id == enterprise_id,
        OutletAct.id == act_id,
    )  # fmt: skip
    row = session.scalar(query)
    if row is None:
        raise NotFound
    return _act(row)


def find_act_request(cooperative_id: int, request_id: str) -> Act | None:
    """The act of an earlier request."""
    query = sa.select(OutletAct).where(
        OutletAct.cooperative_id == cooperative_id, OutletAct.request_id == request_id
    )
    row = session.scalar(query)
    return _act(row) if row else None


def moves(outlet_id: int, *, limit: int = 60) -> list[Move]:
    """What came to and left an outlet, newest first."""
    query = (
        sa.select(OutletMove, OutletStock.item_id)
        .join(OutletStock, OutletStock.id == OutletMove.stock_id)
        .where(OutletStock.outlet_id == outlet_id)
        .order_by(OutletMove.id.desc())
        .limit(limit)
    )
    return [_move(outlet_id, row) for row in session.execute(query)]


def _outlets(cooperative_id: int, enterprise_id: int) -> sa.Select[OutletRow]:
    return sa.select(OutletRow).where(
        OutletRow.cooperative_id == cooperative_id, OutletRow.enterprise_id == enterprise_id
    )


def _outlet(row: OutletRow) -> Outlet:
    return Outlet(row.id, row.kind, row.name, row.phone, row.commission_mille, row.fingerprint)


def _lying(row: OutletStock, worth: dict[str, Money], since: date | None) -> Lying:
    value = worth.get(f"outlet:{row.id}", ZERO)
    return Lying(row.id, row.outlet_id, row.item_id, row.quantity, value, since)


def _act(row: OutletAct) -> Act:
    return Act(
        row.id, row.outlet_id, row.kind, row.acted_on, Money(row.gross), Money(row.commission),
        Money(row.cost), Way(row.way), row.memo, row.fingerprint, row.entry_seq,
    )  # fmt: skip


def _move(outlet_id: int, row: Any) -> Move:
    move = row.OutletMove
    return Move(
        outlet_id, row.item_id, move.acted_on, move.kind, move.quantity, Money(move.gross),
        move.source,
    )  # fmt: skip
