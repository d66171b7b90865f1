"""Time deposits: what is agreed, the days interest falls due, what a new product must satisfy."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from coop_app.dates import add_months
from coop_app.money import Money, half_up, rupiah
from coop_app.refusal import N_, Refused
from coop_app.savings.rules.interest.terms import MILLE, RateUnclear, percent_of
from coop_app.savings.rules.terms import DecisionMissing

_LONGEST = 60
_HUNDRED = 100 * MILLE


class Counting(StrEnum):
    """How a period of a month is counted: a twelfth of the year, or its days."""

    MONTH = "month"
    DAYS_365 = "365"
    DAYS_360 = "360"


class Payout(StrEnum):
    """When the interest is paid."""

    MONTHLY = "monthly"
    MATURITY = "maturity"


class AtMaturity(StrEnum):
    """What the member wants when the term ends: the money, or the same again (ARO)."""

    PAY = "pay"
    PRINCIPAL = "principal"
    ALL = "all"


class BreakRule(StrEnum):
    """What an early break costs: the unfinished month, all unpaid interest, or a percentage."""

    RUNNING = "running"
    UNPAID = "unpaid"
    PERCENT = "percent"


class TermUnclear(Refused):
    """A term is a whole number of months."""

    message = N_("Write the term in whole months, from 1 to %(longest)s.")
    field = "months"


class NameMissing(Refused):
    """A product is chosen by its name."""

    message = N_("Give the product a name, for example Simpanan berjangka 6 bulan.")
    field = "name"


class BelowSmallest(Refused):
    """A product begins at some amount."""

    message = N_("This product begins at %(smallest)s. Write at least that much.")
    field = "amount"


class ProductEnded(Refused):
    """The product takes no new money."""

    message = N_("%(product)s is not offered any more. Choose another product.")
    field = "product"


class NoDepositRate(Refused):
    """A certificate states its rate."""

    message = N_("%(product)s has no rate on %(on)s. Have a rate decided first.")
    field = "product"


@dataclass(frozen=True, slots=True)
class NewProduct:
    """A time deposit to offer."""

    name: str
    months: int
    smallest: Money
    counting: str


@dataclass(frozen=True, slots=True)
class NewDepositRate:
    """What a product pays from a day on, what a break costs, and who decided it."""

    product_id: int
    valid_from: date
    mille: int
    break_rule: str
    #: thousandths of a percent of the principal, for `BreakRule.PERCENT`
    break_mille: int
    decided_by: str
    #: whoever decided knows that the rate is above the law's cap
    despite_cap: bool = False


@dataclass(frozen=True, slots=True)
class DepositRate:
    """A rate that was decided."""

    valid_from: date
    mille: int
    break_rule: BreakRule
    break_mille: int
    decided_by: str


@dataclass(frozen=True, slots=True)
class Term:
    """One term of one deposit: since when, how long, at what rate a year, counted how."""

    begins_on: date
    months: int
    mille: int
    counting: Counting

    @property
    def ends_on(self) -> date:
        """The day it matures."""
        return self.due(self.months)

    @property
    def percent(self) -> Decimal:
        """Percent a year."""
        return percent_of(self.mille)

    def due(self, number: int) -> date:
        """When the interest of the n-th month falls due, always counted from the first day."""
        return add_months(self.begins_on, number)

    def full_months(self, on: date) -> int:
        """How many months of the term are over on a day."""
        return sum(1 for number in range(1, self.months + 1) if self.due(number) <= on)

    def interest(self, principal: Money, number: int) -> Money:
        """The interest of the n-th month, half-up to the rupiah (case B8)."""
        days = (self.due(number) - self.due(number - 1)).days
        return Money(half_up(self._exact(principal, days, of=days)))

    def running_interest(self, principal: Money, on: date) -> Money:
        """What the unfinished month has earned up to a day, half-up."""
        done = self.full_months(on)
        if done >= self.months:
            return Money(0)
        whole = (self.due(done + 1) - self.due(done)).days
        return Money(half_up(self._exact(principal, (on - self.due(done)).days, of=whole)))

    def _exact(self, principal: Money, days: int, *, of: int) -> Fraction:
        a_year = Fraction(int(principal) * self.mille, _HUNDRED)
        if self.counting is Counting.MONTH:
            return a_year * days / (12 * of)
        return a_year * days / int(self.counting.value)


def check_product(new: NewProduct) -> None:
    """Raises `NameMissing`, `TermUnclear`, `BelowSmallest`."""
    if not new.name.strip():
        raise NameMissing
    if not 1 <= new.months <= _LONGEST:
        raise TermUnclear(longest=_LONGEST)
    if new.smallest < 1:
        raise BelowSmallest(smallest=rupiah(1), field="smallest")
    Counting(new.counting)


def check_rate(new: NewDepositRate) -> None:
    """Raises `RateUnclear`, `DecisionMissing`."""
    if not 0 <= new.mille <= _HUNDRED:
        raise RateUnclear
    if not 0 <= new.break_mille <= _HUNDRED:
        raise RateUnclear(field="break_percent")
    BreakRule(new.break_rule)
    if not new.decided_by.strip():
        raise DecisionMissing


def rate_on(dated: Sequence[DepositRate], on: date, *, product: str) -> DepositRate:
    """The rate in force on a day; `dated` is in order. Raises `NoDepositRate`."""
    held = [rate for rate in dated if rate.valid_from <= on]
    if not held:
        raise NoDepositRate(product=product, on=on)
    return held[-1]
