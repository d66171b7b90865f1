"""Saving for goals: how much a month, how many months (cases 7.5), and what of the savings each has."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

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


class GoalUnnamed(Refused):
    """A goal is something: a roof, a school year, a goat."""

    message = N_("Write what the savings are for.")
    field = "name"


class GoalWithoutAmount(Refused):
    """Nothing cannot be saved up for."""

    message = N_("Write how much is needed, above zero.")
    field = "target"


class GoalInThePast(Refused):
    """A goal lies ahead."""

    message = N_("Choose a day that is still to come.")
    field = "wanted_on"


class GoalEnded(Refused):
    """It was ended before."""

    message = N_("This goal was ended already.")


class TooManyGoals(Refused):
    """Who saves for everything saves for nothing."""

    message = N_("At most %(most)s goals at a time. End one first.")


MOST_GOALS = 6
#: states a goal can be in
REACHED, OVERDUE, LATE, IN_TIME, NOT_SAVING = "reached", "overdue", "late", "in_time", "not_saving"


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody saves for, how much it takes, and by when."""

    name: str
    target: Money
    wanted_on: date


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


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one wish is. What is saved is its share of the simpanan sukarela, no money of its own."""

    wish: Wish
    saved: Money
    #: months left to save in, this one included
    months: int
    state: str
    #: how late it will be at the present pace, or is already; None when nothing is put aside
    late_by: int | None

    @property
    def missing(self) -> Money:
        """What is still to be saved."""
        return Goal(self.wish.target, self.saved).missing

    @property
    def per_month(self) -> Money:
        """So much a month reaches it in time; all that is missing when the day is over."""
        return Goal(self.wish.target, self.saved).per_month(max(self.months, 1))

    @property
    def percent(self) -> int:
        """Of a hundred, cut: a goal that lacks a rupiah is not reached."""
        return int(self.saved) * 100 // int(self.wish.target)


def check(wish: Wish, *, today: date, count: int) -> None:
    """Raises `GoalUnnamed`, `GoalWithoutAmount`, `GoalInThePast`, `TooManyGoals`."""
    if not wish.name.strip():
        raise GoalUnnamed
    if wish.target <= 0:
        raise GoalWithoutAmount
    if wish.wanted_on <= today:
        raise GoalInThePast
    if count >= MOST_GOALS:
        raise TooManyGoals(most=MOST_GOALS)


def months_until(today: date, wanted_on: date) -> int:
    """Months left to save in: this one counts, the month of the day itself does not; at least one.

    Below one when the day is over: minus the months since.
    """
    between = (wanted_on.year - today.year) * 12 + wanted_on.month - today.month
    return max(between, 1) if wanted_on > today else between


def shares(wishes: Sequence[Wish], free: Money) -> list[Money]:
    """What free savings give to each wish: the nearest day first, each no more than it needs."""
    left, given = max(int(free), 0), []
    for wish in wishes:
        given.append(Money(min(int(wish.target), left)))
        left -= given[-1]
    return given


def progress(wishes: Sequence[Wish], *, free: Money, pace: Money, today: date) -> list[Progress]:
    """How far each wish is, in the order of their days; `pace` is what is put aside a month."""
    found: list[Progress] = []
    missing_before = 0
    ordered = sorted(wishes, key=lambda wish: wish.wanted_on)
    for wish, saved in zip(ordered, shares(ordered, free), strict=True):
        missing_before += int(Goal(wish.target, saved).missing)
        months = months_until(today, wish.wanted_on)
        lies_ahead = today < wish.wanted_on
        late = _late(Money(missing_before), pace, months, lies_ahead=lies_ahead)
        found.append(Progress(wish, saved, months, _state(wish, saved, today, late), late))
    return found


def _late(missing: Money, pace: Money, months: int, *, lies_ahead: bool) -> int | None:
    """Months after the wanted day until all up to this wish is saved; one wish waits for those before."""
    if not missing:
        return 0
    if pace < 1:
        return None if lies_ahead else max(-months, 0)
    return max(Goal(missing, ZERO).months(pace) - months, 0)


def _state(wish: Wish, saved: Money, today: date, late: int | None) -> str:
    if saved >= wish.target:
        return REACHED
    if wish.wanted_on <= today:
        return OVERDUE
    if late is None:
        return NOT_SAVING
    return LATE if late else IN_TIME
