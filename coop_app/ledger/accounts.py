"""The frozen values that come out of the ledger's door."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, Protocol

from coop_app.dates import Month
from coop_app.money import Money

Kind = Literal["asset", "liability", "equity", "income", "expense"]
KINDS: tuple[Kind, ...] = ("asset", "liability", "equity", "income", "expense")


def natural_side(kind: str) -> int:
    """1 where debit adds (assets, expenses), -1 where credit adds: times a balance, it reads as people say it."""
    return 1 if kind in {"asset", "expense"} else -1


class AccountPlan(Protocol):
    """What a chart template says about one account; `parent` is the parent's code."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def statement_line(self) -> str: ...
    @property
    def cash_flow(self) -> str | None: ...
    @property
    def place(self) -> str | None: ...
    @property
    def side(self) -> str | None: ...
    @property
    def role(self) -> str | None: ...
    @property
    def parent(self) -> str | None: ...
    @property
    def takes_lines(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class NewAccount:
    """An account to be opened (an `AccountPlan`)."""

    code: str
    name: str
    kind: str
    statement_line: str
    cash_flow: str | None = None
    place: str | None = None
    side: str | None = None
    role: str | None = None
    parent: str | None = None
    takes_lines: bool = True


@dataclass(frozen=True, slots=True)
class Account:
    """One account of a book."""

    id: int
    code: str
    name: str
    kind: str
    statement_line: str
    cash_flow: str | None
    place: str | None
    side: str | None
    role: str | None
    parent_id: int | None
    takes_lines: bool
    opened_on: date | None
    closed_on: date | None

    def open_on(self, day: date) -> bool:
        """Whether it takes lines of that day; the day it is closed on is the first it refuses."""
        started = self.opened_on is None or self.opened_on <= day
        return started and (self.closed_on is None or day < self.closed_on)


@dataclass(frozen=True, slots=True)
class Book:
    """One set of accounts of one entity."""

    id: int
    cooperative_id: int
    name: str
    kind: str
    opened_on: date | None


@dataclass(frozen=True, slots=True)
class Posted:
    """What the journal made of an entry."""

    book_id: int
    seq: int
    series: str
    year: int
    number: int
    voucher: str
    on: date
    hash: str
    token: str


@dataclass(frozen=True, slots=True)
class AccountBalance:
    """An account and its balance, debit positive."""

    account: Account
    balance: Money


@dataclass(frozen=True, slots=True)
class AccountMovement:
    """An account over a span of days; `debit` and `credit` are both positive."""

    account: Account
    opening: Money
    debit: Money
    credit: Money
    closing: Money


@dataclass(frozen=True, slots=True)
class StatementRow:
    """One line of an account or subject, with the balance after it."""

    seq: int
    line_no: int
    on: date
    voucher: str
    memo: str
    amount: Money
    balance: Money
    subject: str | None
    account_id: int
    source: str
    entry_memo: str
    reverses: int | None


@dataclass(frozen=True, slots=True)
class Statement:
    """Lines between two days. `carried` is the balance before the first row of this page."""

    opening: Money
    carried: Money
    rows: tuple[StatementRow, ...]
    closing: Money
    next: str | None


@dataclass(frozen=True, slots=True)
class EntryRef:
    """Enough to link to an entry."""

    seq: int
    voucher: str
    on: date


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One line as a voucher shows it."""

    line_no: int
    account_id: int
    account_code: str
    account_name: str
    amount: Money
    subject: str | None
    group_id: int | None
    memo: str


@dataclass(frozen=True, slots=True)
class EntryPage:
    """One entry with its lines and what it reverses or is reversed by."""

    book_id: int
    seq: int
    token: str
    series: str
    year: int
    number: int
    voucher: str
    on: date
    memo: str
    source: str
    total: Money
    made_by: int
    approved_by: int | None
    made_at: datetime
    prev_hash: str
    hash: str
    reverses: EntryRef | None
    reversed_by: EntryRef | None
    lines: tuple[EntryLine, ...]


@dataclass(frozen=True, slots=True)
class Journal:
    """Entries, newest first; `next` goes into `before=` for the older ones."""

    rows: tuple[EntryPage, ...]
    next: int | None


@dataclass(frozen=True, slots=True)
class PeriodEvent:
    """One closing or reopening of a month."""

    n: int
    month: Month
    action: str
    closed_through: date
    made_by: int
    approved_by: int | None
    reason: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Finding:
    """Something the audit found: which check, what is wrong, where."""

    check: str
    message: str
    where: str
