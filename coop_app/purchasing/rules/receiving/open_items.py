"""What of a supplier's bills is open: payments that name their bills first, the rest oldest first."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from coop_app.money import ZERO, Money

#: upper bounds in days after the due day; what is later stands in a last column
BOUNDS = (0, 30, 60, 90)


@dataclass(frozen=True, slots=True)
class Debt:
    """Something owed: the document that made it, its day, when it is due, rupiah."""

    key: str
    on: date
    due: date
    amount: Money


@dataclass(frozen=True, slots=True)
class Open:
    """What is left of a debt."""

    debt: Debt
    left: Money

    def days_late(self, on: date) -> int:
        """Days after the due day; zero or less while there is time."""
        return (on - self.debt.due).days


def open_items(
    debts: Sequence[Debt], paid: Mapping[str, Money], unnamed: Money = ZERO
) -> tuple[list[Open], Money]:
    """What is left of each debt, oldest first, and what was paid beyond all of them.

    `paid` names debts by their key; what is paid beyond a debt, or names none, goes to the oldest.
    """
    ordered = sorted(debts, key=lambda debt: (debt.on, debt.key))
    left = {debt.key: int(debt.amount) for debt in ordered}
    spare = int(unnamed)
    for key, amount in paid.items():
        taken = min(left.get(key, 0), int(amount))
        spare += int(amount) - taken
        if key in left:
            left[key] -= taken
    for debt in ordered:
        taken = min(left[debt.key], spare) if spare > 0 else 0
        left[debt.key] -= taken
        spare -= taken
    items = [Open(debt, Money(left[debt.key])) for debt in ordered if left[debt.key]]
    return items, Money(spare)


def ageing(items: Iterable[Open], on: date) -> list[Money]:
    """Sums by lateness: not due, up to 30 days, up to 60, up to 90, later."""
    sums: dict[int, int] = defaultdict(int)
    for item in items:
        days = item.days_late(on)
        column = next((i for i, bound in enumerate(BOUNDS) if days <= bound), len(BOUNDS))
        sums[column] += int(item.left)
    return [Money(sums[column]) for column in range(len(BOUNDS) + 1)]
