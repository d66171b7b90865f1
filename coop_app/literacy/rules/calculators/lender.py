"""A lender of the telephone: the fee cut first, interest by the day; what it truly costs."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from coop_app.money import Money, half_up, rupiah
from coop_app.refusal import N_, Refused

DAYS_OF_YEAR = 365
LONGEST = 366
#: how often the chain pays an old loan with a new one
CHAIN = 3
#: beyond this a rate is a slip of the pen
MOST_PERCENT_A_DAY = 100


class LoanNotPositive(Refused):
    """Nobody borrows nothing."""

    message = N_("Write an amount above zero.")
    field = "loan"


class NothingLeft(Refused):
    """Something must reach the borrower."""

    message = N_("Of %(loan)s nothing would be left. Write a smaller cut.")
    field = "cut_percent"


class DaysOutOfRange(Refused):
    """Such loans run for days."""

    message = N_("Write 1 to %(longest)s days.")
    field = "days"


class DailyRateOutOfRange(Refused):
    """Not below zero, and not more than all of it every day."""

    message = N_("A daily interest of %(percent)s%% is not possible here. Correct the percentage.")
    field = "daily_percent"


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneLoan:
    """So much on paper, a cut of it at once, interest for each day, all due on one day.

    Raises `LoanNotPositive`, `NothingLeft`, `DaysOutOfRange`, `DailyRateOutOfRange`.
    """

    loan: Money
    cut_percent: Decimal
    daily_percent: Decimal
    days: int

    def __post_init__(self) -> None:
        if self.loan <= 0:
            raise LoanNotPositive
        if not 1 <= self.days <= LONGEST:
            raise DaysOutOfRange(longest=LONGEST)
        if not 0 <= self.daily_percent <= MOST_PERCENT_A_DAY:
            raise DailyRateOutOfRange(percent=self.daily_percent)
        if self.cut_percent < 0 or self.received <= 0:
            raise NothingLeft(loan=rupiah(self.loan))

    @property
    def cut(self) -> Money:
        """What never arrives, half-up to the rupiah."""
        return Money(half_up(Fraction(self.cut_percent) * int(self.loan) / 100))

    @property
    def received(self) -> Money:
        """What arrives."""
        return self.loan - self.cut

    @property
    def interest(self) -> Money:
        """For all days, on the whole paper amount, half-up."""
        return Money(half_up(Fraction(self.daily_percent) * self.days * int(self.loan) / 100))

    @property
    def to_pay(self) -> Money:
        """What is due on the last day."""
        return self.loan + self.interest

    @property
    def cost(self) -> Money:
        """All that it costs: the cut and the interest."""
        return self.to_pay - self.received

    @property
    def effective_percent_per_year(self) -> Decimal:
        """The rate for its days on what arrived, times the days of a year; two decimals half-up.

        The convention of `loans.rules.cost`: the rate of one period times the periods of a year.
        """
        return effective(self.received, self.to_pay, periods=Fraction(DAYS_OF_YEAR, self.days))

    def chain(self, times: int = CHAIN) -> Iterator["PhoneLoan"]:
        """The loans it takes when each is paid back with the next; up to the half-up rupiah of its cut."""
        owed = self.to_pay
        for _ in range(times):
            # so much on paper that the rest after the cut pays what is owed
            paper = Fraction(int(owed)) * 100 / (100 - Fraction(self.cut_percent))
            following = PhoneLoan(
                loan=Money(half_up(paper)), cut_percent=self.cut_percent,
                daily_percent=self.daily_percent, days=self.days,
            )  # fmt: skip
            yield following
            owed = following.to_pay


def effective(received: Money, to_pay: Money, *, periods: Fraction) -> Decimal:
    """The rate of one payment after one period, times the periods of a year, in percent, half-up."""
    rate = Fraction(int(to_pay - received), int(received)) * periods
    return Decimal(half_up(rate * 100 * 100)).scaleb(-2)
