"""Reads of days closed at a point, and of what has not been closed yet."""

from collections.abc import Collection
from datetime import date
from typing import Any

import sqlalchemy as sa

from coop_app.db import session
from coop_app.money import Money
from coop_app.refusal import NotFound
from coop_app.sales.models import Sale, SaleReturn, TillClose
from coop_app.sales.queries.till.values import Closed, closed_of
from coop_app.sales.rules.till.closing import Takings


def get_close(cooperative_id: int, close_id: int) -> Closed:
    """One close. Raises `NotFound`, also for another cooperative's."""
    row = session.scalar(_closes(cooperative_id).where(TillClose.id == close_id))
    if row is None:
        raise NotFound
    return closed_of(row)


def find_close_request(cooperative_id: int, request_id: str) -> Closed | None:
    """What a request made."""
    row = session.scalar(_closes(cooperative_id).where(TillClose.request_id == request_id))
    return closed_of(row) if row else None


def list_closes(cooperative_id: int, points: Collection[int] | None = None) -> list[Closed]:
    """Closes, the newest first; of these points only, when given."""
    query = _closes(cooperative_id)
    if points is not None:
        query = query.where(TillClose.point_id.in_(points))
    query = query.order_by(TillClose.closed_on.desc(), TillClose.id.desc())
    return [closed_of(row) for row in session.scalars(query)]


def last_closed_on(cooperative_id: int, point_id: int) -> date | None:
    """The newest day that was closed at a point."""
    found: date | None = session.scalar(
        sa.select(sa.func.max(TillClose.closed_on)).where(
            TillClose.cooperative_id == cooperative_id, TillClose.point_id == point_id
        )
    )
    return found


def takings(point_id: int, *, until: date | None = None, close_id: int | None = None) -> Takings:
    """What a point took: of one close, or since the last one up to a day."""
    sales = session.execute(
        sa.select(
            Sale.way, sa.func.count(), sa.func.sum(Sale.total), sa.func.sum(Sale.fee)
        ).where(*_of(Sale, point_id, close_id), *_until(Sale.sold_on, until)).group_by(Sale.way)
    ).all()  # fmt: skip
    backs = session.execute(
        sa.select(
            SaleReturn.refund, sa.func.count(), sa.func.sum(SaleReturn.total),
            sa.func.sum(SaleReturn.off_debt),
        )
        .where(*_of(SaleReturn, point_id, close_id), *_until(SaleReturn.returned_on, until))
        .group_by(SaleReturn.refund)
    ).all()  # fmt: skip
    by_way = {way: Money(int(total)) for way, _count, total, _fee in sales}
    by_refund = {refund: Money(int(total)) for refund, _count, total, _part in backs}
    off_debt = Money(sum(int(row[3]) for row in backs))
    return Takings(
        cash_sales=by_way.get("cash", Money(0)), cash_returns=by_refund.get("money", Money(0)) - off_debt,
        transfer=by_way.get("transfer", Money(0)), qris=by_way.get("qris", Money(0)),
        fees=Money(sum(int(row[3]) for row in sales)), credit=by_way.get("credit", Money(0)),
        other_returns=by_refund.get("receivable", Money(0)) + off_debt,
        sales_count=sum(int(row[1]) for row in sales),
        returns_count=sum(int(row[1]) for row in backs),
    )  # fmt: skip


def _of(
    table: type[Sale | SaleReturn], point_id: int, close_id: int | None
) -> list[sa.ColumnElement[bool]]:
    closed = table.close_id.is_(None) if close_id is None else table.close_id == close_id
    return [table.point_id == point_id, closed]


def _until(
    column: sa.orm.InstrumentedAttribute[date], until: date | None
) -> list[sa.ColumnElement[bool]]:
    return [] if until is None else [column <= until]


def open_cash_elsewhere(point_id: int, place_id: int) -> bool:
    """Whether cash that is not closed yet went to another box than this one."""
    query = sa.select(sa.func.count()).where(
        Sale.point_id == point_id, Sale.close_id.is_(None), Sale.way == "cash",
        Sale.place_id != place_id,
    )  # fmt: skip
    back = sa.select(sa.func.count()).where(
        SaleReturn.point_id == point_id, SaleReturn.close_id.is_(None),
        SaleReturn.place_id.is_not(None), SaleReturn.place_id != place_id,
    )  # fmt: skip
    return bool(session.scalar(query)) or bool(session.scalar(back))


def _closes(cooperative_id: int) -> sa.Select[Any]:
    query = sa.select(TillClose).where(TillClose.cooperative_id == cooperative_id)
    return query.execution_options(populate_existing=True)
