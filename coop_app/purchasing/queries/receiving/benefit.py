"""What members and the group saved against the market, and what a member bought, as other features ask."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from coop_app.money import ZERO, Money
from coop_app.products.rules.dealings import Dealing, DealtItem, Kind, Paid
from coop_app.purchasing.queries import rounds
from coop_app.purchasing.queries.receiving.deliveries import Delivery, list_deliveries

_BEGINNING, _END = date(1900, 1, 1), date(2200, 1, 1)


@dataclass(frozen=True, slots=True)
class Benefit:
    """What goods of rounds cost a member, and the same goods in the shops around, where that is known."""

    paid: Money = ZERO
    market: Money = ZERO

    @property
    def saved(self) -> Money:
        """What stayed with the member."""
        return self.market - self.paid


def benefits(
    cooperative_id: int, start: date = _BEGINNING, end: date = _END, *, round_id: int | None = None
) -> dict[int, Benefit]:
    """By member, of deliveries between two days (both included); goods without a market price do not count."""
    sums: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for one in list_deliveries(cooperative_id, round_id=round_id):
        if not start <= one.on <= end:
            continue
        sign = -1 if one.is_return else 1
        for line in one.lines:
            if line.market is not None:
                sums[one.member_id][0] += sign * int(line.amount)
                sums[one.member_id][1] += sign * int(line.market)
    return {key: Benefit(Money(paid), Money(market)) for key, (paid, market) in sums.items()}


def benefit(
    cooperative_id: int, start: date = _BEGINNING, end: date = _END
) -> dict[int, Money]:  # fmt: skip
    """Rupiah that each member saved against the market in a period, by member."""
    return {key: one.saved for key, one in benefits(cooperative_id, start, end).items()}


def dealings(cooperative_id: int, member_id: int) -> list[Dealing]:
    """What a member bought in rounds, newest first; what came back has amounts below zero."""
    found = list_deliveries(cooperative_id, member_id=member_id)
    return [_dealing(cooperative_id, one) for one in found]


def _dealing(cooperative_id: int, one: Delivery) -> Dealing:
    shown = rounds.get_round(cooperative_id, one.round_id)
    items = {item.id: item for item in rounds.items_of(shown)}
    sign = -1 if one.is_return else 1
    return Dealing(
        key=f"purchasing.delivery:{one.id}", kind=Kind.BOUGHT, on=one.on, label=shown.label,
        total=Money(sign * int(one.total)),
        items=tuple(
            DealtItem(
                items[line.round_item_id].item_id, items[line.round_item_id].name,
                sign * line.quantity, Money(sign * int(line.amount)),
            )
            for line in one.lines
        ),
        paid=tuple(
            Paid(way, Money(sign * int(getattr(one.ways, way))))
            for way in ("cash", "savings", "credit", "advance", "set_off")
            if getattr(one.ways, way)
        ),
    )  # fmt: skip
