"""How old a debt is: payments cut the oldest debt first, over the ledger's own lines."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from coop_app.money import ZERO, Money


class Bucket(StrEnum):
    """How long something is late."""

    NOT_DUE = "not_due"
    TO_30 = "to_30"
    TO_60 = "to_60"
    TO_90 = "to_90"
    OVER_90 = "over_90"


@dataclass(frozen=True, slots=True)
class Posting:
    """One line of the ledger on what somebody owes: a day, and rupiah (plus is new debt)."""

    on: date
    amount: Money


@dataclass(frozen=True, slots=True)
class Open:
    """Debt of one day that is still unpaid."""

    on: date
    amount: Money


@dataclass(frozen=True, slots=True)
class Aged:
    """One debtor's debt by age; `buckets` add up to `balance`. `oldest` is the day of the oldest unpaid debt."""

    balance: Money
    buckets: dict[Bucket, Money]
    open: tuple[Open, ...]

    @property
    def oldest(self) -> date | None:
        """Since when something is owed; None when nothing is."""
        return self.open[0].on if self.open else None

    @property
    def late(self) -> Money:
        """What should have been paid already."""
        return Money(sum(int(v) for k, v in self.buckets.items() if k is not Bucket.NOT_DUE))


def unpaid(postings: Iterable[Posting]) -> tuple[tuple[Open, ...], Money]:
    """The debts that no payment has reached yet, oldest first, and what was paid ahead of any debt.

    Days count before the order in which lines were written; of one day, debts come before payments, so
    that what was bought and paid on a day leaves nothing.
    """
    ordered = sorted(postings, key=lambda one: (one.on, one.amount < 0))
    waiting: deque[Open] = deque()
    ahead = ZERO
    for one in ordered:
        ahead = _owe(waiting, one, ahead) if one.amount > 0 else ahead + _pay(waiting, -one.amount)
    return tuple(waiting), ahead


def _owe(waiting: deque[Open], one: Posting, ahead: Money) -> Money:
    """A new debt, cut by what was paid ahead; returns what is still ahead."""
    used = Money(min(ahead, one.amount))
    if one.amount > used:
        waiting.append(Open(one.on, one.amount - used))
    return ahead - used


def _pay(waiting: deque[Open], amount: Money) -> Money:
    """Cut the oldest debts; returns what was too much."""
    left = amount
    while left and waiting:
        first = waiting.popleft()
        if first.amount > left:
            waiting.appendleft(Open(first.on, first.amount - left))
            return ZERO
        left = left - first.amount
    return left


def age(postings: Iterable[Posting], *, on: date, days: int) -> Aged:
    """A debtor's debt on a day, when goods are due `days` after they were taken.

    Paid ahead counts against what is not due, so buckets always add up to the balance.
    """
    known = [one for one in postings if one.on <= on]
    waiting, ahead = unpaid(known)
    buckets = dict.fromkeys(Bucket, ZERO)
    for debt in waiting:
        which = bucket_of(debt.on, on=on, days=days)
        buckets[which] = buckets[which] + debt.amount
    buckets[Bucket.NOT_DUE] = buckets[Bucket.NOT_DUE] - ahead
    return Aged(Money(sum(int(one.amount) for one in known)), buckets, waiting)


def bucket_of(taken: date, *, on: date, days: int) -> Bucket:
    """How late a debt of one day is on another."""
    late = (on - due_on(taken, days)).days
    if late <= 0:
        return Bucket.NOT_DUE
    for most, bucket in ((30, Bucket.TO_30), (60, Bucket.TO_60), (90, Bucket.TO_90)):
        if late <= most:
            return bucket
    return Bucket.OVER_90


def due_on(taken: date, days: int) -> date:
    """The last day on which a debt is in time."""
    return taken + timedelta(days=days)
