"""Money for bad days: how much, how long it takes, how long it would last (cases L-1 to L-3)."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from coop_app.money import Money, half_up
from coop_app.refusal import N_, Refused
from coop_app.savings.rules.goals import Goal, GoalBelowZero

#: sources name 3, 6 or 12 months and differ, so people choose
USUAL_MONTHS = (3, 6, 12)
LONGEST = 60


class NoSpending(Refused):
    """A reserve covers something."""

    message = N_("Write what the family needs in a month, above zero.")
    field = "spending"


class MonthsOutOfRange(Refused):
    """A reserve covers some months."""

    message = N_("Write 1 to %(longest)s months.")
    field = "months"


@dataclass(frozen=True, slots=True)
class Reserve:
    """So much a month is needed, for so many months, so much is there.

    Raises `NoSpending`, `MonthsOutOfRange`, `GoalBelowZero`.
    """

    spending: Money
    months: int
    saved: Money

    def __post_init__(self) -> None:
        if self.spending <= 0:
            raise NoSpending
        if not 1 <= self.months <= LONGEST:
            raise MonthsOutOfRange(longest=LONGEST)
        if self.saved < 0:
            raise GoalBelowZero(field="saved")

    @property
    def goal(self) -> Goal:
        """The reserve as something to save for."""
        return Goal(self.spending * self.months, self.saved)

    @property
    def covered_months(self) -> Decimal:
        """How many months the money that is there would last, one decimal, cut."""
        tenths = int(self.saved) * 10 // int(self.spending)
        return Decimal(tenths).scaleb(-1)

    @property
    def filled_percent(self) -> int:
        """Of a hundred, for the picture."""
        return min(half_up(Fraction(int(self.saved) * 100, int(self.goal.target))), 100)
