"""One loan, flat and declining side by side: what each truly costs, by the loans' own schedules."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from coop_app.dates import add_months
from coop_app.loans.rules.cost import Fees, effective_percent_per_year
from coop_app.loans.rules.rate import Method, Per, Rate
from coop_app.loans.rules.schedule import Schedule, Terms, schedule_of
from coop_app.money import ZERO, Money
from coop_app.refusal import N_, Refused

#: which methods stand side by side
SIDES = (Method.FLAT, Method.DECLINING)
LONGEST = 120
MOST_PERCENT = 100


class TermUnusual(Refused):
    """The comparison is for loans of families."""

    message = N_("Write 1 to %(longest)s months.")
    field = "term_months"


class FeesBelowZero(Refused):
    """Fees are paid by the borrower."""

    message = N_("Fees cannot be below zero, and a percentage not above 100.")
    field = "admin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody would borrow, at which percentage, and what is cut at once.

    Raises `TermUnusual`, `FeesBelowZero`.
    """

    principal: Money
    percent: Decimal
    per: Per
    months: int
    provision_percent: Decimal = Decimal(0)
    admin: Money = ZERO

    def __post_init__(self) -> None:
        if not 1 <= self.months <= LONGEST:
            raise TermUnusual(longest=LONGEST)
        if self.admin < 0 or not 0 <= self.provision_percent <= MOST_PERCENT:
            raise FeesBelowZero


@dataclass(frozen=True, slots=True)
class Side:
    """The loan by one method."""

    method: Method
    schedule: Schedule
    net: Money
    effective: Decimal

    @property
    def first(self) -> Money:
        """The first instalment."""
        return self.schedule.instalments[0].total

    @property
    def last(self) -> Money:
        """The last instalment."""
        return self.schedule.instalments[-1].total

    @property
    def cost(self) -> Money:
        """What is paid beyond what was received."""
        return self.schedule.total - self.net


@dataclass(frozen=True, slots=True)
class Debt:
    """Both sides of one wish."""

    sides: Sequence[Side]
    net: Money
    fees: Money

    @property
    def difference(self) -> Money:
        """What flat interest costs more."""
        flat, declining = (side.schedule.total_interest for side in self.sides)
        return flat - declining


def both(wish: Wish, *, today: date) -> Debt:
    """Flat and declining at the same percentage.

    Raises `PrincipalNotPositive`, `RateOutOfRange`, `FeesTooHigh`.
    """
    fees = Fees(provision_percent=wish.provision_percent, admin=wish.admin)
    terms = {method: _terms(wish, method, today) for method in SIDES}
    net = fees.net_of(wish.principal)
    sides = [_side(method, schedule_of(terms[method]), net) for method in SIDES]
    return Debt(sides, net, wish.principal - net)


def _terms(wish: Wish, method: Method, today: date) -> Terms:
    rate = Rate(percent=wish.percent, per=wish.per, method=method)
    return Terms(
        principal=wish.principal, rate=rate, months=wish.months, disbursed_on=today,
        first_due=add_months(today, 1),
    )  # fmt: skip


def _side(method: Method, schedule: Schedule, net: Money) -> Side:
    totals = [row.total for row in schedule.instalments]
    return Side(method, schedule, net, effective_percent_per_year(net, totals))
