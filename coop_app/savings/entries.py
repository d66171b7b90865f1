"""The accountant's page of savings: each event as debits and credits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from coop_app.ledger.entry import Entry, Line, credit, debit
from coop_app.money import ZERO, Money


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


@dataclass(frozen=True, slots=True)
class Paper:
    """What an entry without a cash place is called: when, the event's name, its words."""

    on: date
    source: str
    memo: str


@dataclass(frozen=True, slots=True)
class Movement:
    """What an act of a time deposit moves, in rupiah; `principal` as it grows or shrinks."""

    principal: Money
    interest: Money = ZERO
    tax: Money = ZERO
    penalty: Money = ZERO

    @property
    def to_member(self) -> Money:
        """What the member gets (or, below zero, brings)."""
        return self.interest - self.tax - self.penalty - self.principal


def _signed(role: str | int, amount: int, subject: str | None, group_id: int | None) -> list[Line]:
    """A line by its sign, debit positive; nothing for nothing."""
    if not amount:
        return []
    side = debit if amount > 0 else credit
    return [side(role, Money(abs(amount)), subject=subject, group_id=group_id)]


def interest(paper: Paper, saver: Saver, earned: Money, tax: Money) -> Entry:
    """A month's interest: "beban jasa simpanan bertambah (D), simpanan sukarela bertambah sebesar
    jasa dikurangi PPh (K), utang PPh final bertambah (K)"; a correction downwards mirrors it.
    """
    group = saver.group_id
    lines = [
        *_signed("savings_interest_expense", earned, None, group),
        *_signed("voluntary_savings", tax - earned, saver.subject, group),
        *_signed("tax_payable_savings_interest", -tax, None, group),
    ]
    return Entry(paper.on, paper.memo, paper.source, tuple(lines))


def time_deposit(
    paper: Paper, saver: Saver, *, deposit_id: int, moved: Movement, place: int | None
) -> Entry:
    """Any act of a time deposit.

    Placed: "kas bertambah (D), simpanan berjangka bertambah (K)". Paid out: "simpanan berjangka
    berkurang (D), beban jasa bertambah (D), kas berkurang (K), utang PPh bertambah (K)". Without a
    cash place the member's simpanan sukarela stands in for cash. An extension at no interest
    takes the old term out and the new one in.
    """
    group, subject = saver.group_id, f"deposit:{deposit_id}"
    own = _signed("time_deposits", -moved.principal, subject, group)
    theirs = ("voluntary_savings", saver.subject) if place is None else (place, None)
    lines = [
        *own,
        *_signed("deposit_interest_expense", moved.interest, None, group),
        *_signed(theirs[0], -moved.to_member, theirs[1], group),
        *_signed("penalty", -moved.penalty, None, group),
        *_signed("tax_payable_savings_interest", -moved.tax, None, group),
    ]
    return Entry(paper.on, paper.memo, paper.source, tuple(lines))


def extension(paper: Paper, saver: Saver, *, deposit_id: int, principal: Money) -> Entry:
    """The same again at no interest: "bilyet lama (D), bilyet baru (K)"."""
    subject, group = f"deposit:{deposit_id}", saver.group_id
    lines = (
        debit("time_deposits", principal, subject=subject, group_id=group),
        credit("time_deposits", principal, subject=subject, group_id=group),
    )
    return Entry(paper.on, paper.memo, paper.source, lines)
