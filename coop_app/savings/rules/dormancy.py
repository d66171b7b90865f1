"""Accounts that nobody has moved for long: whoever drains accounts begins with those (integrity.md 8.2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from coop_app.auth.rules.desk import Desk
from coop_app.auth.rules.second_person import SecondPersonNeeded, is_alone
from coop_app.dates import add_months, plain_date
from coop_app.refusal import N_, Refused

ACTIVE = "active"
DORMANT = "dormant"
#: moved again, but only just: a small deposit must not open the account to one person
WAKING = "waking"
WAKING_DAYS = 30


class AccountDormant(SecondPersonNeeded):
    """Nobody has paid in or taken out for long, so one person pays nothing out of it."""

    message = N_(
        "This account was not moved from %(since)s for %(months)s months or longer. Make sure it is the"
        " member who asks, and ask a second person to agree."
    )
    field = "amount"


class DormantUnexplained(Refused):
    """Who came for the money, and how they were known, is kept on the receipt."""

    message = N_("This account was asleep. Write in the note who came and how you knew them.")
    field = "memo"


@dataclass(frozen=True, slots=True)
class Sleep:
    """Whether an account sleeps, and since when nobody has moved it."""

    state: str
    since: date

    @property
    def needs_two(self) -> bool:
        """Whether one person alone pays nothing out."""
        return self.state != ACTIVE


def is_asleep(moved_on: date, *, on: date, months: int) -> bool:
    """Whether the newest movement is so many months ago."""
    return add_months(moved_on, months) <= on


def sleep_of(moved_on: Sequence[date], *, on: date, months: int) -> Sleep | None:
    """The state on a day from the days of the member's own movements; None when there were none."""
    days = sorted(moved for moved in moved_on if moved <= on)
    if not days:
        return None
    if is_asleep(days[-1], on=on, months=months):
        return Sleep(DORMANT, days[-1])
    for before, after in pairwise(days):
        if after > on - timedelta(days=WAKING_DAYS) and is_asleep(before, on=after, months=months):
            return Sleep(WAKING, before)
    return Sleep(ACTIVE, days[-1])


def check_withdrawal(desk: Desk, sleep: Sleep | None, *, months: int, memo: str) -> None:
    """Money out of an account that sleeps takes two people and a note.

    Raises `DormantUnexplained`, `AccountDormant`.
    """
    if sleep is None or not sleep.needs_two or desk.part_of:
        return
    if not memo.strip():
        raise DormantUnexplained
    if is_alone(desk):
        raise AccountDormant(since=plain_date(sleep.since), months=months)
