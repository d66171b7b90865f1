"""How a family's period stands: each envelope, what is carried on, and what has no purpose yet."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from coop_app.literacy.rules.budget import Budget, Envelope
from coop_app.money import ZERO, Money

FULL = 100
#: how an envelope stands
EMPTY, ENOUGH, LOW, OVER, UNPLANNED = "empty", "enough", "low", "over", "unplanned"
_LOW_PERCENT = 20


@dataclass(frozen=True, slots=True)
class Sums:
    """What the notes of one period add up to, by envelope key and by source of income."""

    period_id: int
    starts_on: date
    income: Mapping[str, Money]
    planned: Mapping[int, Money]
    spent: Mapping[int, Money]
    #: net of what was moved between envelopes
    moved: Mapping[int, Money]
    #: the careful guess that is divided instead of what came in
    base: Money | None = None

    @property
    def came_in(self) -> Money:
        """All that arrived."""
        return sum(self.income.values(), ZERO)


@dataclass(frozen=True, slots=True)
class Filled:
    """One envelope in one period."""

    carried: Money
    planned: Money
    moved: Money
    spent: Money

    @property
    def available(self) -> Money:
        """What could be spent."""
        return self.carried + self.planned + self.moved

    @property
    def left(self) -> Money:
        """Below zero when more was taken than there was."""
        return self.available - self.spent

    @property
    def percent_left(self) -> int:
        """How full it still is, 0 to 100, cut downwards."""
        if self.available <= 0 or self.left <= 0:
            return 0
        return min(int(self.left) * FULL // int(self.available), FULL)

    @property
    def state(self) -> str:
        """In one word: over, empty, low, enough; unplanned when nothing was ever put in or taken out."""
        if self.left < 0:
            return OVER
        if not self.available:
            return UNPLANNED
        if not self.left:
            return EMPTY
        return LOW if self.percent_left < _LOW_PERCENT else ENOUGH


@dataclass(frozen=True, slots=True)
class Standing:
    """One period in full."""

    sums: Sums
    filled: Mapping[int, Filled]
    #: money that came over from the period before inside envelopes
    carried: Money
    #: what goes on to the next period inside envelopes
    carries_on: Money

    @property
    def divided(self) -> Money:
        """The income that is divided."""
        return self.sums.came_in if self.sums.base is None else self.sums.base

    @property
    def budget(self) -> Budget:
        """The same value the lessons and `coop calc budget` reckon with."""
        rows = [Envelope(str(key), row.planned, row.spent) for key, row in self.filled.items()]
        return Budget(self.divided, rows)

    @property
    def unallocated(self) -> Money:
        """No purpose yet; below zero when the plan is larger than the income (case L-7)."""
        return self.budget.unallocated

    @property
    def spent(self) -> Money:
        """All that went."""
        return sum((row.spent for row in self.filled.values()), ZERO)

    @property
    def extra(self) -> Money:
        """What came in beyond the careful guess."""
        return ZERO if self.sums.base is None else self.sums.came_in - self.sums.base

    @property
    def in_hand(self) -> Money:
        """What must be there now, in purse, bank and tin together."""
        return self.carried + self.sums.came_in - self.spent

    @property
    def left_over(self) -> Money:
        """What goes into no envelope of the next period: it may be brought along as income."""
        return Money(max(int(self.in_hand) - int(self.carries_on), 0))


def standings(periods: Sequence[Sums], carrying: Collection[int]) -> dict[int, Standing]:
    """Every period, oldest first; an envelope of `carrying` hands what is left to the next one.

    An envelope that was overdrawn hands on nothing: the hole was filled with other money.
    """
    found: dict[int, Standing] = {}
    carried: dict[int, Money] = {}
    for sums in sorted(periods, key=lambda one: one.starts_on):
        keys = {*sums.planned, *sums.spent, *sums.moved, *carried}
        filled = {
            key: Filled(
                carried.get(key, ZERO), sums.planned.get(key, ZERO), sums.moved.get(key, ZERO),
                sums.spent.get(key, ZERO),
            )
            for key in sorted(keys)
        }  # fmt: skip
        came_over = sum(carried.values(), ZERO)
        carried = {key: row.left for key, row in filled.items() if key in carrying and row.left > 0}
        found[sums.period_id] = Standing(sums, filled, came_over, sum(carried.values(), ZERO))
    return found


def emergency_target(spending: Money, months: int) -> Money:
    """So many months of spending (cases L-1 to L-3)."""
    return Money(int(spending) * months)
