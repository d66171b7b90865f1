"""What a member bought at the till, as it may be taken over into the member's own book."""

from coop_app.money import ZERO, Money
from coop_app.products.rules.dealings import Dealing, DealtItem, Kind, Paid
from coop_app.refusal import N_
from coop_app.sales.queries.till.sales import Wanted, list_sales, returnable
from coop_app.sales.queries.till.values import Sold
from coop_app.sales.rules.till.acts import Way

#: way → how a dealing says it was paid
_PAID = {Way.CREDIT: "credit", Way.CASH: "cash", Way.TRANSFER: "cash", Way.QRIS: "cash"}


def dealings(cooperative_id: int, member_id: int) -> list[Dealing]:
    """What a member kept of every note, the oldest first; labels are English message ids."""
    found = list_sales(cooperative_id, Wanted(member_id=member_id))
    every = (_dealing(sold) for sold in reversed(found))
    return [one for one in every if one.total > ZERO]


def _dealing(sold: Sold) -> Dealing:
    kept = [line for line in returnable(sold) if line.left]
    items = tuple(
        DealtItem(line.item_id, line.name, line.left, line.net - line.back_amount) for line in kept
    )
    total = Money(sum(item.amount for item in items))
    return Dealing(
        sold.source, Kind.BOUGHT, sold.sold_on, N_("Bought at the till"), total, items,
        (Paid(_PAID[sold.way], total),),
    )  # fmt: skip
