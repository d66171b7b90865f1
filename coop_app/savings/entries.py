"""The accountant's page of savings: each event as debits and credits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from coop_app.ledger.entry import Entry, Line, credit, debit
from coop_app.money import Money


@dataclass(frozen=True, slots=True)
class Saver:
    """Whose savings: the member's key and village group."""

    member_id: int
    group_id: int | None = None

    @property
    def subject(self) -> str:
        """How the ledger names this person."""
        return f"member:{self.member_id}"


@dataclass(frozen=True, slots=True)
class Counter:
    """The paper's facts: when, at which cash place (account key), the event's name, its words."""

    on: date
    place: int
    source: str
    memo: str


@dataclass(frozen=True, slots=True)
class Slice:
    """One kind of savings by the role of its account, so much of it, and the note on its line."""

    role: str
    amount: Money
    memo: str = ""


def receipt(counter: Counter, saver: Saver, slices: Sequence[Slice]) -> Entry:
    """Money in: "kas bertambah (D), simpanan pokok, wajib, sukarela bertambah (K)".

    A deposit, a rapel over months, a rapel over kinds and an admission are the same entry.
    """
    total = Money(sum(int(part.amount) for part in slices))
    lines: list[Line] = [debit(counter.place, total, group_id=saver.group_id)]
    lines += [
        credit(
            part.role, part.amount, subject=saver.subject, group_id=saver.group_id, memo=part.memo
        )
        for part in slices
    ]
    return Entry(counter.on, counter.memo, counter.source, tuple(lines))


def withdrawal(counter: Counter, saver: Saver, part: Slice) -> Entry:
    """Money out: "simpanan sukarela berkurang (D), kas berkurang (K)"."""
    lines = (
        debit(
            part.role, part.amount, subject=saver.subject, group_id=saver.group_id, memo=part.memo
        ),
        credit(counter.place, part.amount, group_id=saver.group_id),
    )
    return Entry(counter.on, counter.memo, counter.source, lines)
