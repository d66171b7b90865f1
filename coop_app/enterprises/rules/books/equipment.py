"""Straight-line depreciation of a tool, month by month (SAK EMKM: historical cost)."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from coop_app.dates import Month
from coop_app.enterprises.rules.books.refusals import LifeUnclear
from coop_app.money import ZERO, Money, half_up


@dataclass(frozen=True, slots=True)
class Tool:
    """What it cost, what it will still be worth at the end, and its months; the month of purchase is the first."""

    id: int
    name: str
    bought_on: date
    cost: Money
    rest_value: Money
    months: int

    def used_up(self, through: Month) -> Money:
        """The wear from the purchase to the end of a month: never more than cost less rest value."""
        first = Month.of(self.bought_on)
        passed = (through.year - first.year) * 12 + through.number - first.number + 1
        counted = min(max(passed, 0), self.months)
        whole = int(self.cost) - int(self.rest_value)
        return Money(half_up(Fraction(whole * counted, self.months)))

    @property
    def last_month(self) -> Month:
        """The month whose wear is the last."""
        return Month.of(self.bought_on).plus(self.months - 1)


def months_of(years: int | None) -> int:
    """Years as months. Raises `LifeUnclear`."""
    if years is None or not 1 <= years <= 20:
        raise LifeUnclear
    return years * 12


def wear(tools: dict[Tool, Money], through: Month) -> dict[int, Money]:
    """What each tool still needs recorded up to a month; `tools` says what is recorded so far."""
    due = {tool.id: tool.used_up(through) - recorded for tool, recorded in tools.items()}
    return {key: amount for key, amount in due.items() if amount > ZERO}
