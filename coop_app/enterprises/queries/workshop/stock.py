"""Reading what was bought, spoiled and counted."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from coop_app.db import session
from coop_app.enterprises.models import StockAct
from coop_app.enterprises.rules.books.acts import Way
from coop_app.money import Money
from coop_app.refusal import NotFound


@dataclass(frozen=True, slots=True)
class Act:
    """One item bought, had before, spoiled or counted; coming is positive."""

    id: int
    item_id: int
    kind: str
    on: date
    quantity: int
    amount: Money
    way: Way
    memo: str
    fingerprint: str
    entry_seq: int | None


def list_stock_acts(
    cooperative_id: int, enterprise_id: int, *, item_id: int | None = None, limit: int = 60
) -> list[Act]:
    """Acts of an enterprise, newest first; those of one item if wanted."""
    query = _acts(cooperative_id).where(StockAct.enterprise_id == enterprise_id)
    if item_id is not None:
        query = query.where(StockAct.item_id == item_id)
    return [_act(row) for row in session.scalars(query.order_by(StockAct.id.desc()).limit(limit))]


def get_stock_act(cooperative_id: int, enterprise_id: int, act_id: int) -> Act:
    """One act. Raises `NotFound`."""
    query = _acts(cooperative_id)
    where = (StockAct.enterprise_id == enterprise_id, StockAct.id == act_id)
    row = session.scalar(query.where(*where))
    if row is None:
        raise NotFound
    return _act(row)


def find_stock_request(cooperative_id: int, request_id: str) -> Act | None:
    """The act of an earlier request."""
    row = session.scalar(_acts(cooperative_id).where(StockAct.request_id == request_id))
    return _act(row) if row else None


def _acts(cooperative_id: int) -> sa.Select[StockAct]:
    return sa.select(StockAct).where(StockAct.cooperative_id == cooperative_id)


def _act(row: StockAct) -> Act:
    return Act(
        row.id, row.item_id, row.kind, row.acted_on, row.quantity, Money(row.amount), Way(row.way),
        row.memo, row.fingerprint, row.entry_seq,
    )  # fmt: skip
