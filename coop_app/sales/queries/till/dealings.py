"""What a member bought and gave back at the till, as it may be taken over into the member's own book."""

from collections import defaultdict
from collections.abc import Iterable

from coop_app.money import Money
from coop_app.products.rules.dealings import Dealing, DealtItem, Kind, Paid
from coop_app.refusal import N_
from coop_app.sales.queries.till.sales import (
    Wanted,
    lines_of_all,
    list_sales,
    returned_quantities,
    returns_of,
)
from coop_app.sales.queries.till.values import Back, NoteLine, Sold
from coop_app.sales.rules.till.acts import Way

#: way → how a dealing says it was paid
_PAID = {Way.CREDIT: "credit", Way.CASH: "cash", Way.TRANSFER: "cash", Way.QRIS: "cash"}


def dealings(cooperative_id: int, member_id: int) -> list[Dealing]:
    """Every note and, below zero, every return; a return stays apart, because its note may be taken over already.

    The oldest first; labels are English message ids.
    """
    sales = list_sales(cooperative_id, Wanted(member_id=member_id))
    returns: dict[int, list[Back]] = defaultdict(list)
    for back in returns_of(cooperative_id, [sold.id for sold in sales]):
        returns[back.sale_id].append(back)
    found: list[Dealing] = []
    lines = lines_of_all(sales)
    for sold in reversed(sales):
        found.append(_bought(sold, lines[sold.id]))
        found += [_gave_back(back, lines[sold.id]) for back in returns[sold.id]]
    return [one for one in found if one.total]


def _bought(sold: Sold, lines: Iterable[NoteLine]) -> Dealing:
    items = tuple(DealtItem(line.item_id, line.name, line.quantity, line.net) for line in lines)
    total = Money(sum(item.amount for item in items))
    return Dealing(
        sold.source, Kind.BOUGHT, sold.sold_on, N_("Bought at the till"), total, items,
        (Paid(_PAID[sold.way], total),),
    )  # fmt: skip


def _gave_back(back: Back, lines: Iterable[NoteLine]) -> Dealing:
    came = returned_quantities(back.id)
    items = tuple(
        DealtItem(line.item_id, line.name, -came[line.number][0], -came[line.number][1])
        for line in lines
        if line.number in came
    )
    total = Money(sum(item.amount for item in items))
    ways = {"cash": -back.in_cash, "credit": back.in_cash - back.total}
    return Dealing(
        back.source, Kind.BOUGHT, back.returned_on, N_("Given back at the till"), total, items,
        tuple(Paid(way, amount) for way, amount in ways.items() if amount),
    )  # fmt: skip
