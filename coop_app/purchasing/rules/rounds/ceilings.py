"""Price ceilings: whoever would pay too much does not count, and then the price may rise for the others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coop_app.money import Money
from coop_app.purchasing.rules.packs import Order, wishes
from coop_app.purchasing.rules.rounds.lots import Terms
from coop_app.purchasing.rules.rounds.tiers import price_at, with_margin


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A member whose ceiling lies below what would have to be paid, and in which turn that was found."""

    member: str
    ceiling: Money
    price: Money
    turn: int


@dataclass(frozen=True, slots=True)
class Counted:
    """Who counts in the end, how many packs that makes, and the supplier's price for them."""

    orders: tuple[Order, ...]
    packs: int
    price: Money
    left_out: tuple[LeftOut, ...]


def settle(
    orders: Sequence[Order], ceilings: Mapping[str, Money | None], terms: Terms, margin: int
) -> Counted:
    """The largest group of members who all accept the price that they reach together.

    Begins with everybody; whoever has a ceiling below the price leaves, which can only make the price
    higher for the rest, until nobody leaves. Prices compared are members' prices, with the margin.
    """
    counted, left_out = tuple(orders), list[LeftOut]()
    turn = 0
    while True:
        turn += 1
        packs, price = _reached(counted, terms)
        paid = with_margin(price, margin)
        leaving = {
            order.member: LeftOut(order.member, ceiling, paid, turn)
            for order in counted
            if (ceiling := ceilings.get(order.member)) is not None and ceiling < paid
        }
        if not leaving:
            return Counted(counted, packs, price, tuple(left_out))
        left_out += leaving.values()
        counted = tuple(order for order in counted if order.member not in leaving)


def _reached(orders: Sequence[Order], terms: Terms) -> tuple[int, Money]:
    """The packs, and the price of what is ordered or, before a pack is full, of what is wished."""
    wanted = wishes(orders)
    packs = terms.packs(wanted)
    firm = sum(wish.quantity for wish in wanted)
    return packs, price_at(terms.tiers, packs * terms.pack_size or firm)
