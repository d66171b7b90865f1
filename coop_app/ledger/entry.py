"""The vocabulary of the journal: lines that debit or credit, entries that balance."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from coop_app.ledger.refusals import AmountNotPositive, TooFewLines, Unbalanced
from coop_app.money import Money, rupiah

#: cash in, cash out, bank in, bank out, memorial (general) vouchers
CASH_IN, CASH_OUT, BANK_IN, BANK_OUT, MEMORIAL = "BKM", "BKK", "BBM", "BBK", "BM"
SERIES = (CASH_IN, CASH_OUT, BANK_IN, BANK_OUT, MEMORIAL)
_SERIES_OF = {
    ("cash", True): CASH_IN,
    ("cash", False): CASH_OUT,
    ("bank", True): BANK_IN,
    ("bank", False): BANK_OUT,
}


@dataclass(frozen=True, slots=True)
class Line:
    """One signed amount on one account (a role, or an account's id); debit is positive."""

    account: str | int
    amount: Money
    subject: str | None = None
    group_id: int | None = None
    memo: str = ""


def debit(
    account: str | int,
    amount: Money,
    *,
    subject: str | None = None,
    group_id: int | None = None,
    memo: str = "",
) -> Line:
    """Debit an account by its role or id. Raises `AmountNotPositive`."""
    return Line(account, _positive(amount), subject, group_id, memo)


def credit(
    account: str | int,
    amount: Money,
    *,
    subject: str | None = None,
    group_id: int | None = None,
    memo: str = "",
) -> Line:
    """Credit an account by its role or id. Raises `AmountNotPositive`."""
    return Line(account, -_positive(amount), subject, group_id, memo)


def _positive(amount: Money) -> Money:
    if amount <= 0:
        raise AmountNotPositive
    return Money(amount)


@dataclass(frozen=True, slots=True)
class Entry:
    """What happened on one day, in lines that sum to zero.

    `source` names the event ("savings.deposit:381") and is unique in the book. Raises `TooFewLines`,
    `Unbalanced`, `AmountNotPositive` (a line of zero).
    """

    on: date
    memo: str
    source: str
    lines: tuple[Line, ...]
    series: str | None = None

    def __post_init__(self) -> None:
        if len(self.lines) < 2:
            raise TooFewLines
        if not all(line.amount for line in self.lines):
            raise AmountNotPositive
        if difference := sum(int(line.amount) for line in self.lines):
            raise Unbalanced(difference=rupiah(difference))

    @property
    def total(self) -> Money:
        """The sum of its debits."""
        return Money(sum(int(line.amount) for line in self.lines if line.amount > 0))


def series_for(places: Iterable[tuple[str | None, int]]) -> str:
    """The voucher series, from each line's place (cash, bank or none) and signed amount.

    Money only in: BKM or BBM; only out: BKK or BBK; both ways, two places or none: BM.
    """
    moves = {(place, amount > 0) for place, amount in places if place}
    return _SERIES_OF[moves.pop()] if len(moves) == 1 else MEMORIAL


def voucher(series: str, on: date, number: int) -> str:
    """The number on the paper, `BKM/2025/03/0001`; it counts through the year."""
    return f"{series}/{on.year}/{on.month:02d}/{number:04d}"


def clean(text: str) -> str:
    """Text that both databases keep unchanged: no NUL, no broken characters, no blank edges."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8").strip()


class WrittenLine(NamedTuple):
    """One line as it was written; debit positive, in rupiah."""

    line_no: int
    account_id: int
    amount: int
    subject: str | None
    group_id: int | None
    memo: str


class WrittenEntry(NamedTuple):
    """One entry as an export needs it: light, because a book has very many."""

    seq: int
    on: date
    voucher: str
    memo: str
    source: str
    #: the entry it undoes
    reverses_seq: int | None
    hash: str
    lines: list[WrittenLine]
