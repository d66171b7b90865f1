"""Sales added up: by day, item or buyer, members and others apart, less what came back."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from coop_app.db import session
from coop_app.money import ZERO, Money
from coop_app.sales.models import Sale, SaleLine, SaleReturn, SaleReturnLine
from coop_app.sales.queries.till.sales import Wanted, conditions


@dataclass(frozen=True, slots=True)
class Trade:
    """Own goods sold to one side: base units, rupiah, what they had cost; less what came back."""

    quantity: int = 0
    sales: Money = ZERO
    cost: Money = ZERO
    #: goods of owners, at their price
    consigned: Money = ZERO

    @property
    def profit(self) -> Money:
        """Sales less cost of own goods."""
        return self.sales - self.cost

    def __add__(self, other: "Trade") -> "Trade":
        return Trade(
            self.quantity + other.quantity, self.sales + other.sales, self.cost + other.cost,
            self.consigned + other.consigned,
        )  # fmt: skip


#: (key of the grouping, "member" or "other") → what was traded
Sums = dict[tuple[Any, str], Trade]


def by_day(cooperative_id: int, wanted: Wanted) -> Sums:
    """Per day of the sale or of the return."""
    return _sums(cooperative_id, wanted, lambda row: row.on)


def by_item(cooperative_id: int, wanted: Wanted) -> Sums:
    """Per item."""
    return _sums(cooperative_id, wanted, lambda row: row.item_id)


def by_buyer(cooperative_id: int, wanted: Wanted) -> Sums:
    """Per ("member", key), ("customer", key) or ("", 0) for anybody."""
    return _sums(cooperative_id, wanted, _buyer)


def _buyer(row: Any) -> tuple[str, int]:
    if row.member_id is not None:
        return ("member", int(row.member_id))
    return ("customer", int(row.customer_id)) if row.customer_id is not None else ("", 0)


def _sums(cooperative_id: int, wanted: Wanted, key: Callable[[Any], Any]) -> Sums:
    found: Sums = defaultdict(Trade)
    for row in session.execute(_sold(cooperative_id, wanted)):
        found[key(row), row.audience] += _trade(row, 1)
    for row in session.execute(_came_back(cooperative_id, wanted)):
        found[key(row), row.audience] += _trade(row, -1)
    return dict(found)


def _trade(row: Any, sign: int) -> Trade:
    amount = Money(sign * int(row.amount))
    return Trade(
        sign * int(row.quantity), ZERO if row.consigned else amount,
        Money(sign * int(row.cost)), amount if row.consigned else ZERO,
    )  # fmt: skip


def _shape(on: Any, *sums: Any) -> list[Any]:
    names = ("quantity", "amount", "cost")
    grouping = (
        on.label("on"), Sale.audience, Sale.member_id, Sale.customer_id, SaleLine.item_id,
        SaleLine.consigned,
    )  # fmt: skip
    added = [sa.func.sum(one).label(name) for one, name in zip(sums, names, strict=True)]
    return [*grouping, *added]


def _groups(on: Any) -> list[Any]:
    return [
        on, Sale.audience, Sale.member_id, Sale.customer_id, SaleLine.item_id, SaleLine.consigned,
    ]  # fmt: skip


def _sold(cooperative_id: int, wanted: Wanted) -> sa.Select[Any]:
    on = Sale.sold_on
    query = sa.select(*_shape(on, SaleLine.quantity, SaleLine.net, SaleLine.cost))
    query = query.select_from(SaleLine).join(Sale, Sale.id == SaleLine.sale_id)
    mine = conditions(cooperative_id, wanted)
    return _item(query, wanted).where(*mine).group_by(*_groups(on))


def _came_back(cooperative_id: int, wanted: Wanted) -> sa.Select[Any]:
    on, line = SaleReturn.returned_on, SaleReturnLine
    query = (
        sa.select(*_shape(on, line.quantity, line.amount, line.cost))
        .select_from(line)
        .join(SaleReturn, SaleReturn.id == line.return_id)
        .join(Sale, Sale.id == line.sale_id)
        .join(SaleLine, (SaleLine.sale_id == line.sale_id) & (SaleLine.number == line.number))
    )
    ever = Wanted(
        point_id=wanted.point_id, way=wanted.way, audience=wanted.audience,
        member_id=wanted.member_id, customer_id=wanted.customer_id,
    )  # fmt: skip
    mine = [*conditions(cooperative_id, ever), on.between(wanted.start, wanted.end)]
    return _item(query, wanted).where(*mine).group_by(*_groups(on))


def _item(query: sa.Select[Any], wanted: Wanted) -> sa.Select[Any]:
    return query if wanted.item_id is None else query.where(SaleLine.item_id == wanted.item_id)
