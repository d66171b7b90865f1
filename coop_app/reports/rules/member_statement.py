"""A member's month: opening, lines and closing of every pot, and the fingerprint of it all."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from coop_app.dates import Month
from coop_app.money import ZERO, Money
from coop_app.refusal import N_, Refused

#: part of the fingerprint, so that another way of writing it down is another figure
VERSION = 1
#: of all statements offered, so many percent should be confirmed (integrity.md 8.4)
TARGET_PERCENT = 60


class MonthStillRuns(Refused):
    """A statement speaks about a whole month."""

    message = N_("%(month)s is not over yet. Choose an earlier month.")
    field = "month"


class NothingRecorded(Refused):
    """An empty book has nothing to state."""

    message = N_("Nothing is recorded in the books yet.")


class OfferedMeanwhile(Refused):
    """Two people pressed at the same moment; one set of statements is enough."""

    message = N_("Somebody made these statements at the same moment. Open the page again.")


class WordsMissing(Refused):
    """Whoever looks into it must know what is wrong."""

    message = N_("Write in a few words what is wrong.")
    field = "words"


class ReplyMissing(Refused):
    """The member must be told what was found."""

    message = N_("Write what you found out and what was done about it.")
    field = "words"


class StatementOutdated(Refused):
    """Only what is recorded now can be confirmed."""

    message = N_("The figures of this month have changed since. Wait for the new statement.")


class AlreadyAnswered(Refused):
    """One dispute is answered once."""

    message = N_("Somebody has already answered this.")


class MakerMayNotAnswer(Refused):
    """Whoever recorded the money does not judge the complaint about it (integrity.md 8.4)."""

    message = N_("Somebody else must answer this: you recorded it, or you made the complaint.")


class State(StrEnum):
    """How far one statement is."""

    OFFERED = "offered"
    CONFIRMED = "confirmed"
    DISPUTED = "disputed"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class PotLine:
    """One movement; `amount` is signed, positive where the pot grows. `balance` is after it."""

    seq: int
    on: date
    voucher: str
    memo: str
    amount: Money
    balance: Money


@dataclass(frozen=True, slots=True)
class Pot:
    """One kind of savings, or one loan (`is_debt`: what is left to pay back)."""

    key: str
    name: str
    opening: Money
    lines: tuple[PotLine, ...]
    is_debt: bool = False

    @property
    def closing(self) -> Money:
        """What there is at the end of the month."""
        return self.lines[-1].balance if self.lines else self.opening

    @property
    def is_empty(self) -> bool:
        """Nothing there and nothing moved."""
        return not self.lines and not self.opening


@dataclass(frozen=True, slots=True)
class Movement:
    """A journal line as the ledger gives it, its sign already turned to the pot's."""

    seq: int
    on: date
    voucher: str
    memo: str
    amount: Money


def lines_of(opening: Money, movements: Sequence[Movement]) -> tuple[PotLine, ...]:
    """The movements with the balance after each."""
    lines, balance = [], opening
    for move in movements:
        balance += move.amount
        lines.append(PotLine(move.seq, move.on, move.voucher, move.memo, move.amount, balance))
    return tuple(lines)


def fingerprint(member_id: int, month: Month, pots: Sequence[Pot], prior: str) -> str:
    """What binds a statement: whose, which month, every figure, and the statement before it."""
    figures = [
        [pot.key, int(pot.opening), [[x.seq, x.on.isoformat(), int(x.amount)] for x in pot.lines]]
        for pot in sorted(pots, key=lambda pot: pot.key)
        if not pot.is_empty
    ]
    content = [VERSION, member_id, str(month), prior, figures]
    return hashlib.sha256(json.dumps(content, separators=(",", ":")).encode()).hexdigest()


def short(mark: str) -> str:
    """A fingerprint in two groups that a person can read out."""
    return f"{mark[:4]}-{mark[4:8]}".upper()


def saved(pots: Sequence[Pot]) -> Money:
    """All savings at the end of the month."""
    return sum((pot.closing for pot in pots if not pot.is_debt), ZERO)


def owed(pots: Sequence[Pot]) -> Money:
    """All loans at the end of the month."""
    return sum((pot.closing for pot in pots if pot.is_debt), ZERO)


def percent(part: int, whole: int) -> int:
    """Whole percent, rounded down so that a target is never reached too early."""
    return part * 100 // whole if whole else 0


def check_month(month: Month, today: date) -> None:
    """Raises `MonthStillRuns`."""
    if month.last >= today:
        raise MonthStillRuns(month=month.name)


def check_words(verdict: State, words: str) -> None:
    """Raises `WordsMissing`."""
    if verdict is State.DISPUTED and not words.strip():
        raise WordsMissing
