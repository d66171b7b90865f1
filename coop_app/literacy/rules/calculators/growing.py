"""What dues and savings become: by the cooperative's own amounts and its own rule of interest."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from coop_app.dates import Month
from coop_app.money import ZERO, Money
from coop_app.refusal import N_, Refused
from coop_app.savings.rules.interest import Method, Rates, Span, Tax, earned

LONGEST_YEARS = 30


class YearsOutOfRange(Refused):
    """Some years, not a life."""

    message = N_("Write 1 to %(longest)s years.")
    field = "years"


class DepositsBelowZero(Refused):
    """What is put aside is written without a sign."""

    message = N_("Savings cannot be below zero.")
    field = "dues"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Once `pokok`, then each month dues and a voluntary saving; rupiah. Raises the refusals above."""

    pokok: Money
    dues: Money
    voluntary: Money
    years: int

    def __post_init__(self) -> None:
        if not 1 <= self.years <= LONGEST_YEARS:
            raise YearsOutOfRange(longest=LONGEST_YEARS)
        for name in ("pokok", "dues", "voluntary"):
            if getattr(self, name) < 0:
                raise DepositsBelowZero(field=name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Earns:
    """How voluntary savings earn: the cooperative's terms, or what was typed."""

    method: Method
    rates: Rates
    day_basis: int
    tax: Tax | None = None


@dataclass(frozen=True, slots=True)
class Year:
    """The end of one year: all that was paid in so far, what was earned, what tax it cost."""

    number: int
    pokok: Money
    dues: Money
    voluntary: Money
    interest: Money
    tax: Money

    @property
    def paid_in(self) -> Money:
        """What came out of the own pocket."""
        return self.pokok + self.dues + self.voluntary

    @property
    def total(self) -> Money:
        """What is there."""
        return self.paid_in + self.interest - self.tax


def grow(plan: Plan, earns: Earns, first: Month) -> Iterator[Year]:
    """The years of a plan: paid in on each month's first day, interest paid into savings at each month's end.

    Raises `DayBasisUnknown`.
    """
    balance, interest, tax = ZERO, ZERO, ZERO
    for number in range(plan.years * 12):
        balance = balance + plan.voluntary
        month = first.plus(number)
        gained, taken = _month(balance, earns, month.first, month.last)
        balance, interest, tax = balance + gained - taken, interest + gained, tax + taken
        if number % 12 == 11:
            months = number + 1
            yield Year(
                months // 12, plan.pokok, plan.dues * months, plan.voluntary * months, interest, tax
            )


def _month(balance: Money, earns: Earns, start: date, end: date) -> tuple[Money, Money]:
    """What one month earns on a balance that stands still, and the tax on it."""
    found = earned(
        [Span(start, end, balance)], method=earns.method, rates=earns.rates,
        day_basis=earns.day_basis, tax=earns.tax,
    )  # fmt: skip
    return found.interest, found.tax
