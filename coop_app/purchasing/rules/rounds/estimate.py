"""What a round will cost a member: goods with margin, and the share of the freight estimate."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from coop_app.money import ZERO, Money, half_up, split

BY_WEIGHT, BY_VALUE = "weight", "value"


@dataclass(frozen=True, slots=True)
class Taken:
    """So many order units of an item: grams and rupiah of one of them."""

    quantity: int
    weight: int
    price: Money

    def load(self, by: str) -> int:
        """What freight is shared by: grams or rupiah of all of it."""
        return self.quantity * (self.weight if by == BY_WEIGHT else int(self.price))


def goods(taken: Sequence[Taken]) -> Money:
    """What the goods cost."""
    return Money(sum(each.quantity * int(each.price) for each in taken))


def freight_shares(
    freight: Money, by: str, taken: Mapping[int, Sequence[Taken]]
) -> dict[int, Money]:
    """The freight of everybody, adding up to it (case F-1); by member, ties to the first named."""
    loads = [sum(each.load(by) for each in mine) for mine in taken.values()]
    if not sum(loads):
        return dict.fromkeys(taken, ZERO)
    return dict(zip(taken, split(freight, loads), strict=True))


def freight_share(freight: Money, mine: int, everybody: int) -> Money:
    """About what one member will carry of the freight, half-up; exact only once all is known."""
    return Money(half_up(Fraction(int(freight) * mine, everybody))) if everybody else ZERO
