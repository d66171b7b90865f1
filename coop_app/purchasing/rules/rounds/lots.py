"""How much of an item is ordered: packs, minimum, the most there is, and whose orders count at the price.

Whoever would pay above their ceiling does not count, and then the price may rise for the others.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coop_app.money import Money
from coop_app.purchasing.rules.packs import Lot, Order, Wish, wishes
from coop_app.purchasing.rules.rounds.tiers import Tier, price_at, with_margin
from coop_app.refusal import N_, Refused

IN_UNITS, IN_RUPIAH = "quantity", "rupiah"


class LessThanAPack(Refused):
    """A limit below one pack, or below the supplier's minimum, lets nobody have anything."""

    message = N_(
        "At most %(most)s cannot be ordered: the supplier sells packs of %(pack)s, at least %(least)s."
    )
    field = "most"


@dataclass(frozen=True, slots=True)
class Terms:
    """How a supplier sells an item, in its order unit."""

    pack_size: int
    tiers: tuple[Tier, ...]
    #: so many order units or so many rupiah
    minimum: int = 0
    minimum_unit: str = IN_UNITS
    #: at most so many order units can be brought
    maximum: int | None = None

    @property
    def lot(self) -> Lot:
        """Packs and a minimum in units, as the calculation `order-round` knows them."""
        return Lot(self.pack_size, self.minimum if self.minimum_unit == IN_UNITS else 0)

    def packs(self, wanted: Sequence[Wish]) -> int:
        """Whole packs to order of what is wanted; 0 when the minimum is missed."""
        packs = self.lot.packs(wanted)
        if self.maximum is not None:
            packs = min(packs, self.maximum // self.pack_size)
            if packs * self.pack_size < self.lot.minimum:
                return 0
        if self.minimum_unit == IN_RUPIAH and packs:
            return self._worth_enough(packs, wanted)
        return packs

    def check(self) -> None:
        """Raises `LessThanAPack`."""
        least = max(self.pack_size, self.lot.minimum)
        if self.maximum is not None and self.maximum < least:
            raise LessThanAPack(most=self.maximum, pack=self.pack_size, least=least)

    def value(self, packs: int) -> Money:
        """What so many packs cost at the tier they reach."""
        quantity = packs * self.pack_size
        return Money(quantity * int(price_at(self.tiers, quantity)))

    def _worth_enough(self, packs: int, wanted: Sequence[Wish]) -> int:
        """The fewest packs from `packs` on that are worth the minimum, as far as tolerance carries them."""
        most = sum(wish.quantity + wish.tolerance for wish in wanted) // self.pack_size
        if self.maximum is not None:
            most = min(most, self.maximum // self.pack_size)
        return next((n for n in range(packs, most + 1) if self.value(n) >= self.minimum), 0)


def smallest_orders(minimum: int, multiple: int, up_to: int) -> list[int]:
    """The quantities that may be ordered (case P-11): a minimum is not a multiple."""
    allowed = range(0, up_to + 1, multiple)
    return [quantity for quantity in allowed if quantity == 0 or quantity >= minimum]


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
