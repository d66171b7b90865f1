"""Saving for a goal: how much a month, or how many months (cases 7.5)."""

from dataclasses import dataclass

from coop_app.money import ZERO, Money
from coop_app.refusal import N_, Refused


class GoalBelowZero(Refused):
    """A goal and what is put aside for it are amounts of money."""

    message = N_("The goal and the savings cannot be below zero.")
    field = "target"


class MonthsNotPositive(Refused):
    """Saving takes time."""

    message = N_("Write at least one month.")
    field = "months"


class NothingPutAside(Refused):
    """With nothing a month no goal is reached."""

    message = N_("Write how much is put aside each month, above zero.")
    field = "per_month"


@dataclass(frozen=True, slots=True)
class Goal:
    """So much is wanted, so much is there. Raises `GoalBelowZero`."""

    target: Money
    saved: Money

    def __post_init__(self) -> None:
        if self.target < 0 or self.saved < 0:
            raise GoalBelowZero

    @property
    def missing(self) -> Money:
        """What is still to be saved; nothing once the goal is reached."""
        return Money(max(self.target - self.saved, ZERO))

    def per_month(self, months: int) -> Money:
        """Rounded up, so that the goal is reached in time. Raises `MonthsNotPositive`."""
        if months < 1:
            raise MonthsNotPositive
        return Money(_up(self.missing, months))

    def months(self, per_month: Money) -> int:
        """Until the goal is reached, the last month perhaps not full. Raises `NothingPutAside`."""
        if per_month < 1:
            raise NothingPutAside
        return _up(self.missing, per_month)

    def late_by(self, months: int, per_month: Money) -> int:
        """How many months after the planned time it is reached; 0 when in time."""
        return max(self.months(per_month) - months, 0)


def _up(whole: int, part: int) -> int:
    return -(-int(whole) // int(part))
