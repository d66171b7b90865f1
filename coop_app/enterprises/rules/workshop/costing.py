"""What a batch costs, in the book and altogether, and what a price brings (domain.md 8)."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from coop_app.money import ZERO, Money, half_up
from coop_app.products.rules import making
from coop_app.refusal import N_, Refused

MINUTES = 60


class CostKind(StrEnum):
    """What a cost beside the materials is."""

    LABOUR = "labour"
    OVERHEAD = "overhead"


class CostUnnamed(Refused):
    """A cost is recognised by its name."""

    message = N_("Write what this cost is for, for example gas.")
    field = "costs"


class CostNotPositive(Refused):
    """A cost of nothing is no cost."""

    message = N_("Write how many rupiah %(name)s costs.")
    field = "costs"


class DaysWrong(Refused):
    """A monthly amount is shared over the days on which she produces."""

    message = N_("Share %(name)s over 1 to 31 days.")
    field = "costs"


class LabourWrong(Refused):
    """Hours and their worth are not below zero, and a batch ends some day."""

    message = N_("Own work is written in hours, from 0 to 1.000 a batch.")
    field = "own_hours"


@dataclass(frozen=True, slots=True)
class Cost:
    """Paid labour or overhead of one batch; `is_paid` with it, otherwise it is in the book already."""

    kind: CostKind
    name: str
    amount: Money
    is_paid: bool = True


@dataclass(frozen=True, slots=True)
class PlannedCost:
    """The same in a recipe: `amount` is shared over `days`, a batch takes one of them."""

    kind: CostKind
    name: str
    amount: Money
    days: int = 1
    is_paid: bool = True

    def for_batch(self, times: int = 1) -> Cost:
        """What a batch takes: a day's share of a monthly amount (case H-6), or the amount each time."""
        share = day_share(self.amount, self.days) if self.days > 1 else self.amount * times
        return Cost(self.kind, self.name, share, self.is_paid)


def day_share(amount: Money, days: int) -> Money:
    """What one day carries of an amount for many, half-up to the rupiah (case H-6)."""
    return Money(half_up(Fraction(int(amount), days)))


def labour_worth(minutes: int, hourly_rate: Money) -> Money:
    """What so many minutes are worth at a rate an hour, half-up to the rupiah."""
    return Money(half_up(Fraction(minutes * int(hourly_rate), MINUTES)))


def check_costs(costs: Iterable[Cost | PlannedCost]) -> None:
    """Raises `CostUnnamed`, `CostNotPositive`, `DaysWrong`."""
    for cost in costs:
        if not cost.name.strip():
            raise CostUnnamed
        if cost.amount <= 0:
            raise CostNotPositive(name=cost.name)
        if isinstance(cost, PlannedCost) and not 1 <= cost.days <= 31:
            raise DaysWrong(name=cost.name)


def check_labour(minutes: int, hourly_rate: Money) -> None:
    """Raises `LabourWrong`."""
    if not 0 <= minutes <= 1000 * MINUTES or hourly_rate < 0:
        raise LabourWrong


@dataclass(frozen=True, slots=True)
class Costing:
    """A batch: what is in the book, and what her own hours add; per good unit."""

    materials: Money
    packaging: Money
    #: paid with the batch
    paid: Money
    #: an expense of the book before, moved into the batch
    booked: Money
    own_labour: Money
    own_minutes: int
    good: int
    #: base units of the one that is priced: 1.000 where she sells by the kilogram
    per: int = 1

    @property
    def in_book(self) -> Money:
        """What the finished goods are worth in her book: everything that was or is paid."""
        return self.materials + self.packaging + self.paid + self.booked

    @property
    def full(self) -> Money:
        """HPP lengkap: with her own hours, which the price must bring too."""
        return self.in_book + self.own_labour

    @property
    def unit_in_book(self) -> Money:
        """Per good unit, half-up. Raises `NoGoodUnits`."""
        return making.Batch(self.in_book, self.good).cost_of(self.per)

    @property
    def unit_full(self) -> Money:
        """HPP of a good unit, own hours included, half-up. Raises `NoGoodUnits`."""
        return making.Batch(self.full, self.good).cost_of(self.per)

    def per_hour(self, price: Money) -> Money | None:
        """What an hour of her own brings when all good units sell at the price; None without hours."""
        if not self.own_minutes:
            return None
        left = Fraction(int(price) * self.good, self.per) - int(self.in_book)
        return Money(half_up(left * MINUTES / self.own_minutes))


def costing(
    *, materials: Money, packaging: Money, costs: Iterable[Cost], own_minutes: int,
    hourly_rate: Money, good: int, per: int = 1,
) -> Costing:  # fmt: skip
    """Add up a batch; `good` in base units, of which the one that is priced has `per`."""
    known = tuple(costs)
    paid = sum((cost.amount for cost in known if cost.is_paid), ZERO)
    booked = sum((cost.amount for cost in known if not cost.is_paid), ZERO)
    own = labour_worth(own_minutes, hourly_rate)
    return Costing(materials, packaging, paid, booked, own, own_minutes, good, per)


@dataclass(frozen=True, slots=True)
class Prices:
    """The same percentage on the cost, and as a part of the price: they are not the same."""

    unit_cost: Money
    percent: Decimal
    by_markup: Money
    by_margin: Money

    @property
    def markup_of_margin(self) -> int:
        """Profit of a unit at the price by margin, in rupiah."""
        return int(self.by_margin - self.unit_cost)


def prices(unit_cost: Money, percent: Decimal) -> Prices:
    """Both prices (cases E7–E9). Raises `MarginOutOfRange`."""
    return Prices(
        unit_cost, percent, making.price_by_markup(unit_cost, percent),
        making.price_by_margin(unit_cost, percent),
    )  # fmt: skip


def margin_percent(price: Money, unit_cost: Money) -> int:
    """Profit as hundredths of a percent of the price, half-up; 0 without a price."""
    return half_up(Fraction(int(price - unit_cost) * 10_000, int(price))) if price > 0 else 0
