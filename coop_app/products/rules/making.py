"""What a product costs to make, and which price covers it (domain.md 8)."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from coop_app.money import Money, half_up, rupiah
from coop_app.refusal import N_, Refused


class NoGoodUnits(Refused):
    """A cost is spread over what can be sold."""

    message = N_("Write how many good units came out of it, at least one.")
    field = "good_units"


class MarginOutOfRange(Refused):
    """The margin is a part of the price, so less than all of it."""

    message = N_("The margin must be at least 0%% and less than 100%% of the price.")
    field = "margin_percent"


class PriceNotAboveCost(Refused):
    """Each sale must bring something towards the fixed cost."""

    message = N_(
        "At %(price)s a unit that costs %(cost)s never pays the fixed cost. Raise the price."
    )
    field = "price"


@dataclass(frozen=True, slots=True)
class Batch:
    """One batch: its whole cost, and how many good units came out. Raises `NoGoodUnits`."""

    total: Money
    good_units: int

    def __post_init__(self) -> None:
        if self.good_units < 1:
            raise NoGoodUnits

    @property
    def unit_cost(self) -> Money:
        """HPP of a unit, half-up to the rupiah."""
        return self.cost_of(1)

    def cost_of(self, units: int) -> Money:
        """HPP of so many of them, half-up to the rupiah: rounded once, not once for each gram."""
        return Money(half_up(Fraction(int(self.total) * units, self.good_units)))


def price_by_markup(unit_cost: Money, percent: Decimal) -> Money:
    """The cost and so many percent of the cost on top (case E7)."""
    return Money(half_up(Fraction(unit_cost) * (100 + Fraction(percent)) / 100))


def price_by_margin(unit_cost: Money, percent: Decimal) -> Money:
    """A price of which so many percent are profit (case E8). Raises `MarginOutOfRange`."""
    if not 0 <= percent < 100:
        raise MarginOutOfRange
    return Money(half_up(Fraction(unit_cost) * 100 / (100 - Fraction(percent))))


def break_even_units(fixed_cost: Money, *, price: Money, unit_cost: Money) -> int:
    """From how many units on the fixed cost is paid. Raises `PriceNotAboveCost`."""
    if price <= unit_cost:
        raise PriceNotAboveCost(price=rupiah(price), cost=rupiah(unit_cost))
    return -(-int(fixed_cost) // int(price - unit_cost))
