"""What happens every month in a cooperative's books: the same thing, about the same day and amount."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median_low

from coop_app.dates import Month
from coop_app.money import Money

#: seen in so many different months, it is a habit
LEAST_MONTHS = 3


@dataclass(frozen=True, slots=True)
class Noted:
    """One booking of the cash book; `amount` positive, rupiah."""

    on: date
    account_id: int
    account: str
    amount: Money
    words: str


@dataclass(frozen=True, slots=True)
class Habit:
    """Something that comes back: what, on which days, how much usually."""

    account_id: int
    account: str
    words: str
    months: int
    first_day: int
    last_day: int
    usual: Money
    least: Money
    most: Money


def found(noted: Iterable[Noted], *, least_months: int = LEAST_MONTHS) -> list[Habit]:
    """Habits by their usual day. An account counts once a month, however many bookings it has."""
    by_account: dict[int, list[Noted]] = defaultdict(list)
    for one in noted:
        by_account[one.account_id].append(one)
    habits = [_habit(mine) for mine in by_account.values() if _months(mine) >= least_months]
    return sorted(habits, key=lambda one: (one.first_day, one.account))


def _months(mine: list[Noted]) -> int:
    return len({Month.of(one.on) for one in mine})


def _habit(mine: list[Noted]) -> Habit:
    latest = max(mine, key=lambda one: (one.on, one.words))
    amounts = sorted(int(one.amount) for one in mine)
    days = sorted(one.on.day for one in mine)
    return Habit(
        account_id=latest.account_id, account=latest.account, words=latest.words,
        months=_months(mine), first_day=days[0], last_day=days[-1],
        usual=Money(median_low(amounts)), least=Money(amounts[0]), most=Money(amounts[-1]),
    )  # fmt: skip
