"""What a product costs to make and which price covers it, by the workshop's own costing."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from coop_app.enterprises.rules.workshop.costing import (
    MINUTES,
    Costing,
    check_labour,
    labour_worth,
)
from coop_app.money import ZERO, Money
from coop_app.products.rules import making
from coop_app.refusal import N_, Refused


class CostBelowZero(Refused):
    """Costs are written without a sign."""

    message = N_("Costs cannot be below zero.")
    field = "packaging"


class NothingSpent(Refused):
    """A product costs something."""

    message = N_("Write at least one cost.")
    field = "packaging"


class MarkupOutOfRange(Refused):
    """The markup is a part of the cost, on top."""

    message = N_("Write a markup from 0 to 1.000 percent.")
    field = "markup_percent"


MOST_MARKUP = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """What one making takes, in rupiah, and how many good pieces come out. Raises `CostBelowZero`, `NothingSpent`."""

    materials: Sequence[Money]
    packaging: Money = ZERO
    labour: Money = ZERO
    overhead: Sequence[Money] = ()
    own_hours: Decimal = Decimal(0)
    hourly_rate: Money = ZERO
    good_units: int

    def __post_init__(self) -> None:
        if min([*self.materials, *self.overhead, self.packaging, self.labour]) < 0:
            raise CostBelowZero
        check_labour(self.own_minutes, self.hourly_rate)
        if not self.costing.full:
            raise NothingSpent

    @property
    def own_minutes(self) -> int:
        """Own work, in whole minutes."""
        return int(self.own_hours * MINUTES)

    @property
    def costing(self) -> Costing:
        """The same value that a member's batch has."""
        return Costing(
            materials=sum(self.materials, ZERO), packaging=self.packaging,
            paid=sum(self.overhead, self.labour), booked=ZERO,
            own_labour=labour_worth(self.own_minutes, self.hourly_rate),
            own_minutes=self.own_minutes, good=self.good_units,
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which prices are asked for; None where not. Raises `MarkupOutOfRange`."""

    markup_percent: Decimal | None = None
    margin_percent: Decimal | None = None
    fixed_cost: Money | None = None
    price: Money | None = None

    def __post_init__(self) -> None:
        if self.markup_percent is not None and not 0 <= self.markup_percent <= MOST_MARKUP:
            raise MarkupOutOfRange


@dataclass(frozen=True, slots=True)
class Prices:
    """The answers; None where nothing was asked."""

    by_markup: Money | None
    by_margin: Money | None
    #: profit of one piece at the price she has in mind
    profit: Money | None
    break_even_units: int | None


def prices(unit_cost: Money, asked: Asked) -> Prices:
    """The prices for a piece that costs so much. Raises `MarginOutOfRange`, `PriceNotAboveCost`."""
    markup, margin, price = asked.markup_percent, asked.margin_percent, asked.price
    return Prices(
        None if markup is None else making.price_by_markup(unit_cost, markup),
        None if margin is None else making.price_by_margin(unit_cost, margin),
        None if price is None else price - unit_cost,
        None if price is None or not asked.fixed_cost
        else making.break_even_units(asked.fixed_cost, price=price, unit_cost=unit_cost),
    )  # fmt: skip
