"""Interest on savings by lowest, average or daily balance, and the tax on it (domain.md 5.2)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from coop_app.dates import add_months
from coop_app.money import ZERO, Money, apportion, half_up, rupiah
from coop_app.refusal import N_, Refused

DAY_BASES = (360, 365)


class Method(StrEnum):
    """Which balance earns the interest."""

    LOWEST = "lowest"
    AVERAGE = "average"
    DAILY = "daily"


class PeriodReversed(Refused):
    """A period ends on or after its first day."""

    message = N_("The period must end on or after the day it begins.")
    field = "to"


class MovementOutsidePeriod(Refused):
    """Earlier movements belong into the opening balance, later ones into another period."""

    message = N_("The movement of %(on)s is not in the period. Correct its date.")
    field = "movements"


class BalanceBelowZero(Refused):
    """Savings are never overdrawn."""

    message = N_("The balance of %(on)s would be %(balance)s. Correct the movements.")
    field = "movements"


class DayBasisUnknown(Refused):
    """A year has 365 days, or 360 by the banks' old habit."""

    message = N_("The year must be counted with 365 or 360 days.")
    field = "day_basis"


class TiersUnordered(Refused):
    """Each tier reaches higher than the one before; only the last may be open."""

    message = N_("The tiers must rise, and only the last may be without an upper bound.")
    field = "tiers"


@dataclass(frozen=True, slots=True)
class Tier:
    """Whole balances below a bound earn so many percent a year; no bound is open above."""

    below: Money | None
    percent_per_year: Decimal


@dataclass(frozen=True, slots=True)
class Rates:
    """Percent per year by size of the balance. Raises `TiersUnordered`."""

    tiers: tuple[Tier, ...]

    def __post_init__(self) -> None:
        *lower, top = self.tiers
        bounds = [tier.below for tier in lower if tier.below is not None]
        if top.below is not None or len(bounds) < len(lower) or sorted(set(bounds)) != bounds:
            raise TiersUnordered

    def percent(self, balance: Fraction | int) -> Fraction:
        """The rate that this balance earns, in percent a year."""
        tier = next(each for each in self.tiers if each.below is None or balance < each.below)
        return Fraction(tier.percent_per_year)


@dataclass(frozen=True, slots=True)
class Span:
    """Days in a row with one balance at their end; the first and the last count."""

    start: date
    end: date
    balance: Money

    @property
    def days(self) -> int:
        """How many."""
        return (self.end - self.start).days + 1


def spans(
    opening: Money, movements: Iterable[tuple[date, Money]], *, start: date, end: date
) -> list[Span]:
    """The end-of-day balances of a period, equal days together.

    Raises `PeriodReversed`, `MovementOutsidePeriod`, `BalanceBelowZero`.
    """
    if end < start:
        raise PeriodReversed
    found: list[Span] = []
    balance, since = opening, start
    for day, change in sorted(_by_day(movements, start=start, end=end).items()):
        if day > since:
            found.append(Span(since, day - timedelta(days=1), balance))
        balance, since = balance + change, day
        if balance < 0:
            raise BalanceBelowZero(on=day, balance=rupiah(balance))
    return _joined([*found, Span(since, end, balance)])


def _by_day(
    movements: Iterable[tuple[date, Money]], *, start: date, end: date
) -> dict[date, Money]:
    changes: dict[date, Money] = {}
    for day, amount in movements:
        if not start <= day <= end:
            raise MovementOutsidePeriod(on=day)
        changes[day] = changes.get(day, ZERO) + amount
    return changes


def _joined(found: Sequence[Span]) -> list[Span]:
    """A day on which as much came as went begins no new span."""
    joined: list[Span] = []
    for span in found:
        if joined and joined[-1].balance == span.balance:
            joined[-1] = Span(joined[-1].start, span.end, span.balance)
        else:
            joined.append(span)
    return joined


def exact_interest(
    found: Sequence[Span], *, method: Method, rates: Rates, day_basis: int
) -> Fraction:
    """Interest in rupiah before any rounding. Raises `DayBasisUnknown`."""
    if day_basis not in DAY_BASES:
        raise DayBasisUnknown
    days = sum(span.days for span in found)
    balance_days = sum(int(span.balance) * span.days for span in found)
    if method is Method.DAILY:
        worth = sum(int(s.balance) * s.days * rates.percent(s.balance) for s in found)
    elif method is Method.AVERAGE:
        worth = balance_days * rates.percent(Fraction(balance_days, days))
    else:
        lowest = int(min(span.balance for span in found))
        worth = lowest * days * rates.percent(lowest)
    return Fraction(worth) / (100 * day_basis)


def months_of(
    interest: Money, found: Sequence[Span], *, method: Method, rates: Rates
) -> list[Money]:
    """The interest of each month of the period, counted from its first day; sums to the whole.

    The law tests every month by itself when several are paid at once (domain.md 5.2).
    """
    weights = [_weight(part, method=method, rates=rates) for part in _monthly(found)]
    if interest == 0:
        return [ZERO for _ in weights]
    return [Money(share) for share in apportion(interest, weights)]


def _weight(found: Sequence[Span], *, method: Method, rates: Rates) -> Fraction:
    """How much of the period's interest a month has earned, in proportion."""
    if method is Method.LOWEST:
        return Fraction(sum(span.days for span in found))
    if method is Method.AVERAGE:
        return Fraction(sum(int(span.balance) * span.days for span in found))
    return sum((s.days * rates.percent(s.balance) * int(s.balance) for s in found), Fraction(0))


def _monthly(found: Sequence[Span]) -> list[list[Span]]:
    """The spans cut where a new month begins, counted from the first day."""
    months: list[list[Span]] = [[]]
    for span in found:
        since = span.start
        while (border := add_months(found[0].start, len(months))) <= span.end:
            if since < border:
                months[-1].append(Span(since, border - timedelta(days=1), span.balance))
            months.append([])
            since = border
        months[-1].append(Span(since, span.end, span.balance))
    return months


@dataclass(frozen=True, slots=True)
class Tax:
    """PPh final: nothing up to the threshold of a month, else a percentage of all of it."""

    free_per_month: Money
    percent: Decimal

    def on(self, interest: Money) -> Money:
        """The tax on one month's interest, cut to the rupiah (case B10)."""
        if interest <= self.free_per_month:
            return ZERO
        return Money(int(Fraction(self.percent) * int(interest) / 100))


@dataclass(frozen=True, slots=True)
class Earned:
    """What a period has earned, in rupiah; `exact` before rounding."""

    exact: Fraction
    interest: Money
    tax: Money

    @property
    def net(self) -> Money:
        """What is credited."""
        return self.interest - self.tax


def earned(
    found: Sequence[Span], *, method: Method, rates: Rates, day_basis: int, tax: Tax | None = None
) -> Earned:
    """Interest, half-up to the rupiah, and its tax month by month. Raises `DayBasisUnknown`."""
    exact = exact_interest(found, method=method, rates=rates, day_basis=day_basis)
    interest = Money(half_up(exact))
    if tax is None:
        return Earned(exact, interest, ZERO)
    months = months_of(interest, found, method=method, rates=rates)
    return Earned(exact, interest, sum((tax.on(month) for month in months), ZERO))
