"""Reads of sales notes and of what came back."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from coop_app.db import session
from coop_app.money import Money
from coop_app.products import queries as products
from coop_app.refusal import NotFound
from coop_app.sales.models import Sale, SaleLine, SaleReturn, SaleReturnLine
from coop_app.sales.queries.till.values import Back, NoteLine, Sold, back_of, sold_of
from coop_app.sales.rules.till.returns import SoldLine

_EVER = (date(1900, 1, 1), date(2199, 12, 31))


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which sales are looked for."""

    start: date = _EVER[0]
    end: date = _EVER[1]
    point_id: int | None = None
    way: str = ""
    audience: str = ""
    member_id: int | None = None
    customer_id: int | None = None
    item_id: int | None = None
    close_id: int | None = None
    ids: Collection[int] | None = None


def get_sale(cooperative_id: int, sale_id: int) -> Sold:
    """One sale. Raises `NotFound`, also for another cooperative's."""
    found = list_sales(cooperative_id, Wanted(ids=[sale_id]))
    if not found:
        raise NotFound
    return found[0]


def find_sale_request(cooperative_id: int, request_id: str) -> Sold | None:
    """What a request made."""
    query = sa.select(Sale).where(
        Sale.cooperative_id == cooperative_id, Sale.request_id == request_id
    )
    row = session.scalar(_fresh(query))
    return sold_of(row) if row else None


def list_sales(cooperative_id: int, wanted: Wanted, *, limit: int | None = None) -> list[Sold]:
    """Sales, the newest first."""
    query = sa.select(Sale).where(*conditions(cooperative_id, wanted))
    rows = session.scalars(_fresh(query.order_by(Sale.sold_on.desc(), Sale.id.desc()).limit(limit)))
    return [sold_of(row) for row in rows]


def conditions(cooperative_id: int, wanted: Wanted) -> list[sa.ColumnElement[bool]]:
    """What a sale must be like."""
    found = [Sale.cooperative_id == cooperative_id, Sale.sold_on.between(wanted.start, wanted.end)]
    for column, value in (
        (Sale.point_id, wanted.point_id), (Sale.way, wanted.way or None),
        (Sale.audience, wanted.audience or None), (Sale.member_id, wanted.member_id),
        (Sale.customer_id, wanted.customer_id), (Sale.close_id, wanted.close_id),
    ):  # fmt: skip
        if value is not None:
            found.append(column == value)
    if wanted.ids is not None:
        found.append(Sale.id.in_(wanted.ids))
    if wanted.item_id is not None:
        lines = sa.select(SaleLine.sale_id).where(SaleLine.item_id == wanted.item_id)
        found.append(Sale.id.in_(lines))
    return found


def lines_of(sold: Sold) -> list[NoteLine]:
    """The lines of a note, in their order."""
    return lines_of_all([sold])[sold.id]


def lines_of_all(sales: Collection[Sold]) -> dict[int, list[NoteLine]]:
    """The lines of notes of one book, in their order, by note."""
    found: dict[int, list[NoteLine]] = {sold.id: [] for sold in sales}
    query = sa.select(SaleLine).where(SaleLine.sale_id.in_(found)).order_by(SaleLine.number)
    rows = session.scalars(query).all() if found else []
    books = {sold.id: sold.book_id for sold in sales}
    items = products.items_of(next(iter(books.values()), 0), {row.item_id for row in rows})
    for row in rows:
        found[row.sale_id].append(_line(row, items[row.item_id]))
    return found


def _line(row: SaleLine, item: products.Item) -> NoteLine:
    return NoteLine(
        number=row.number, item_id=row.item_id, name=item.name, text=item.text(row.quantity),
        quantity=row.quantity, unit=row.unit, factor=row.factor, price=Money(row.price),
        amount=Money(row.amount), discount=Money(row.discount), reason=row.discount_reason,
        net=Money(row.net), cost=Money(row.cost), consigned=row.consigned,
    )  # fmt: skip


def returnable(sold: Sold) -> list[SoldLine]:
    """The lines of a sale with what has come back of each."""
    query = (
        sa.select(
            SaleReturnLine.number, sa.func.sum(SaleReturnLine.quantity),
            sa.func.sum(SaleReturnLine.amount), sa.func.sum(SaleReturnLine.cost),
        )
        .where(SaleReturnLine.sale_id == sold.id)
        .group_by(SaleReturnLine.number)
    )  # fmt: skip
    back = {number: [int(sum_) for sum_ in sums] for number, *sums in session.execute(query)}
    found = []
    for line in lines_of(sold):
        quantity, amount, cost = back.get(line.number, (0, 0, 0))
        found.append(
            SoldLine(
                number=line.number, item_id=line.item_id, name=line.name, quantity=line.quantity,
                net=line.net, cost=line.cost, consigned=line.consigned, back_quantity=quantity,
                back_amount=Money(amount), back_cost=Money(cost),
            )
        )  # fmt: skip
    return found


def get_return(cooperative_id: int, return_id: int) -> Back:
    """One return. Raises `NotFound`, also for another cooperative's."""
    row = session.scalar(
        _fresh(_returns(cooperative_id).where(SaleReturn.id == return_id))
    )  # fmt: skip
    if row is None:
        raise NotFound
    return back_of(row)


def find_return_request(cooperative_id: int, request_id: str) -> Back | None:
    """What a request made."""
    row = session.scalar(
        _fresh(_returns(cooperative_id).where(SaleReturn.request_id == request_id))
    )
    return back_of(row) if row else None


def returns_of(cooperative_id: int, sale_ids: Collection[int]) -> list[Back]:
    """What came back of these sales, in order."""
    query = _returns(cooperative_id).where(SaleReturn.sale_id.in_(sale_ids))
    return [back_of(row) for row in session.scalars(_fresh(query.order_by(SaleReturn.id)))]


def list_returns(cooperative_id: int, ids: Collection[int]) -> list[Back]:
    """Returns with these keys."""
    rows = session.scalars(_fresh(_returns(cooperative_id).where(SaleReturn.id.in_(ids))))
    return [back_of(row) for row in rows]


def returned_quantities(return_id: int) -> dict[int, tuple[int, Money, bool]]:
    """Line of the sale → base units, rupiah, whether spoiled."""
    query = sa.select(SaleReturnLine).where(SaleReturnLine.return_id == return_id)
    return {
        row.number: (row.quantity, Money(row.amount), row.spoiled) for row in session.scalars(query)
    }


def _returns(cooperative_id: int) -> sa.Select[Any]:
    return sa.select(SaleReturn).where(SaleReturn.cooperative_id == cooperative_id)


def _fresh(query: sa.Select[Any]) -> sa.Select[Any]:
    """Rows are written beside the session; what it remembers of them may be old."""
    return query.execution_options(populate_existing=True)
