"""Dated interest rates of a kind of savings, what a new rate must satisfy, the law's parameters."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from coop_app.dates import Month
from coop_app.money import ZERO, Money
from coop_app.refusal import N_, Refused
from coop_app.savings.rules.interest.calculation import (
    DAY_BASES,
    DayBasisUnknown,
    Method,
    Rates,
    Tax,
    Tier,
)
from coop_app.savings.rules.terms import DecisionMissing, NotFirstOfMonth

#: dated settings; the figures beside them are the law's own, used while nobody has set others
CAP_SETTING = "savings_interest_cap_percent"
TAX_FREE_SETTING = "savings_interest_tax_free"
TAX_PERCENT_SETTING = "savings_interest_tax_percent"
#: Permenkop 8/2023 art. 26(4), percent a year (domain.md 2)
CAP = Decimal(9)
#: PP 15/2009, PMK 112/2010 (domain.md 5.2)
TAX_FREE = Money(240_000)
TAX_PERCENT = Decimal(10)
#: rates are kept as whole thousandths of a percent: 1.500 is 1,5 %
MILLE = 1000
_HIGHEST = 100 * MILLE
#: the words of the methods on the screen
METHOD_NAMES = {
    Method.LOWEST: N_("lowest balance of the month"),
    Method.AVERAGE: N_("average daily balance"),
    Method.DAILY: N_("balance of each day"),
}


class RateUnclear(Refused):
    """A rate is from nothing to a hundred percent a year, to the thousandth."""

    message = N_("Write the yearly rate in percent, from 0 to 100, for example 3,5.")
    field = "percent"


class AboveCap(Refused):
    """Interest on savings is capped by law (domain.md 2); who decides more must know it."""

    message = N_(
        "%(percent)s %% a year is more than the %(cap)s %% that the rules allow. Lower the rate, or"
        " tick the box if it was decided all the same."
    )
    field = "despite_cap"


class RateTooEarly(Refused):
    """A month whose interest is paid keeps its rate."""

    message = N_("Interest is paid up to %(month)s. The new rate begins after that month.")
    field = "valid_from"


class NoRate(Refused):
    """Nobody decided what this month earns."""

    message = N_("No interest rate is decided for %(month)s. Set it first under Interest rates.")


class MonthNotOver(Refused):
    """The lowest balance of a month is known when it is over."""

    message = N_("%(month)s is not over yet. Its interest can be recorded from %(on)s.")
    field = "month"


@dataclass(frozen=True, slots=True)
class RateTier:
    """Balances below a bound earn so many thousandths of a percent a year; no bound is open."""

    below: Money | None
    mille: int


@dataclass(frozen=True, slots=True)
class NewRate:
    """An interest rate that holds from a day on, and the decision behind it."""

    product: str
    valid_from: date
    method: str
    day_basis: int
    #: smaller balances earn nothing
    minimum: Money
    tiers: tuple[RateTier, ...]
    decided_by: str
    #: whoever decided knows that the rate is above the law's cap
    despite_cap: bool = False

    @property
    def highest(self) -> int:
        """The best of all tiers, in thousandths of a percent."""
        return max(tier.mille for tier in self.tiers)


@dataclass(frozen=True, slots=True)
class NewParameters:
    """What the law says from a month on: tax-free interest, tax and cap in thousandths of a percent."""

    valid_from: date
    free: Money
    tax_mille: int
    cap_mille: int
    decided_by: str


@dataclass(frozen=True, slots=True)
class Terms:
    """What a month earns: method, days of the year, smallest earning balance, percent by size."""

    valid_from: date
    method: Method
    day_basis: int
    minimum: Money
    tiers: tuple[RateTier, ...]

    @property
    def rates(self) -> Rates:
        """The tiers as the calculation wants them; below the minimum nothing is earned."""
        mine = [
            Tier(tier.below, percent_of(tier.mille))
            for tier in self.tiers
            if tier.below is None or tier.below > self.minimum
        ]
        small = [Tier(self.minimum, Decimal(0))] if self.minimum else []
        return Rates((*small, *mine))

    @property
    def highest(self) -> Decimal:
        """The best rate of all tiers, in percent a year."""
        return percent_of(max(tier.mille for tier in self.tiers))


def percent_of(mille: int) -> Decimal:
    """`3500` thousandths are `3.5` percent."""
    return Decimal(mille) / MILLE


def mille_of(percent: Decimal) -> int:
    """`3.5` percent are `3500` thousandths. Raises `RateUnclear`."""
    exact = Fraction(percent) * MILLE
    if exact.denominator != 1 or not 0 <= exact <= _HIGHEST:
        raise RateUnclear
    return int(exact)


def check(new: NewRate, *, paid_through: Month | None) -> None:
    """Raises `RateUnclear`, `TiersUnordered`, `DayBasisUnknown`, `DecisionMissing`,
    `NotFirstOfMonth`, `RateTooEarly`.
    """
    if not new.tiers or any(not 0 <= tier.mille <= _HIGHEST for tier in new.tiers):
        raise RateUnclear
    if new.day_basis not in DAY_BASES:
        raise DayBasisUnknown
    if new.minimum < 0:
        raise RateUnclear(field="minimum")
    Rates(tuple(Tier(tier.below, percent_of(tier.mille)) for tier in new.tiers))
    if not new.decided_by.strip():
        raise DecisionMissing
    if new.valid_from.day != 1:
        raise NotFirstOfMonth
    if paid_through is not None and Month.of(new.valid_from) <= paid_through:
        raise RateTooEarly(month=paid_through.name)


def in_force(dated: Sequence[Terms], month: Month) -> Terms:
    """The newest terms that began not after the month; of one day the last decided.

    `dated` is in the order of `valid_from`, then of deciding. Raises `NoRate`.
    """
    held = [terms for terms in dated if terms.valid_from <= month.first]
    if not held:
        raise NoRate(month=month.name)
    return held[-1]


def setting_number(kept: str | None, usual: Decimal) -> Decimal:
    """A dated parameter as it was set, else the law's."""
    if kept is None:
        return usual
    text = kept.strip().replace(",", ".")
    return Decimal(text) if text.replace(".", "", 1).isdecimal() else usual


def tax_of(free: str | None, percent: str | None) -> Tax:
    """The tax rule from two dated parameters."""
    amount = Money(int(setting_number(free, Decimal(int(TAX_FREE)))))
    return Tax(max(amount, ZERO), setting_number(percent, TAX_PERCENT))


def above_cap(mille: int, cap: Decimal) -> bool:
    """Whether a yearly rate is higher than the law allows."""
    return percent_of(mille) > cap


def check_cap(mille: int, cap: Decimal, *, despite: bool) -> None:
    """Raises `AboveCap`, unless whoever decided knows it."""
    if above_cap(mille, cap) and not despite:
        raise AboveCap(percent=percent_text(percent_of(mille)), cap=percent_text(cap))


def percent_text(percent: Decimal) -> str:
    """`3,5`, as people write it."""
    text = format(percent, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


def check_parameters(new: NewParameters) -> None:
    """Raises `RateUnclear`, `DecisionMissing`, `NotFirstOfMonth`."""
    if new.free < 0:
        raise RateUnclear(field="free")
    if not 0 <= new.tax_mille <= _HIGHEST:
        raise RateUnclear(field="tax")
    if not 0 <= new.cap_mille <= _HIGHEST:
        raise RateUnclear(field="cap")
    if not new.decided_by.strip():
        raise DecisionMissing
    if new.valid_from.day != 1:
        raise NotFirstOfMonth


def settings_of(new: NewParameters) -> dict[str, str]:
    """The parameters as dated settings."""
    return {
        TAX_FREE_SETTING: str(int(new.free)),
        TAX_PERCENT_SETTING: str(percent_of(new.tax_mille)),
        CAP_SETTING: str(percent_of(new.cap_mille)),
    }
