"""Demand against collection: what a month asked of borrowers, and what of it came."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coop_app.dates import Month
from coop_app.loans.rules.portfolio.figures import share_of
from coop_app.money import ZERO, Money


@dataclass(frozen=True, slots=True)
class DueRow:
    """One instalment at the start and at the end of a month: what was and is unpaid of it."""

    is_arrears: bool
    unpaid_before: Money
    unpaid_after: Money


@dataclass(frozen=True, slots=True)
class Demand:
    """Old arrears and new instalments of a month (principal and interest), and what came for each."""

    arrears: Money = ZERO
    due: Money = ZERO
    arrears_collected: Money = ZERO
    due_collected: Money = ZERO

    @property
    def demanded(self) -> Money:
        """All that was asked for."""
        return self.arrears + self.due

    @property
    def collected(self) -> Money:
        """All that came for it."""
        return self.arrears_collected + self.due_collected

    @property
    def missing(self) -> Money:
        """What is still open of it."""
        return self.demanded - self.collected

    @property
    def share(self) -> int:
        """How much came, in hundredths of a percent."""
        return share_of(self.collected, self.demanded)

    def __add__(self, other: "Demand") -> "Demand":
        return Demand(
            self.arrears + other.arrears,
            self.due + other.due,
            self.arrears_collected + other.arrears_collected,
            self.due_collected + other.due_collected,
        )


def demand_of(rows: Sequence[DueRow]) -> Demand:
    """One loan's month."""
    parts = {True: (ZERO, ZERO), False: (ZERO, ZERO)}
    for row in rows:
        asked, came = parts[row.is_arrears]
        parts[row.is_arrears] = (
            asked + row.unpaid_before,
            came + (row.unpaid_before - row.unpaid_after),
        )
    return Demand(parts[True][0], parts[False][0], parts[True][1], parts[False][1])


def together(demands: Iterable[Demand]) -> Demand:
    """Many loans' month."""
    return sum(demands, Demand())


def months_back(month: Month, count: int) -> list[Month]:
    """So many months up to this one, oldest first."""
    return month.plus(1 - count).until(month)
