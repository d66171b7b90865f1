"""What the journal of an enterprise adds up to: profit, money that came and went, who owes what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from coop_app import ledger
from coop_app.chart import statements
from coop_app.chart.layouts import layout
from coop_app.chart.statements import Statement
from coop_app.dates import Month
from coop_app.db import session
from coop_app.enterprises.models import BusinessAct, StockAct
from coop_app.enterprises.rules.books.acts import DEBTS, Kind
from coop_app.ledger.accounts import Account, StatementRow
from coop_app.money import ZERO, Money

_EVER = date(1900, 1, 1)
_OWNERS = ("owner_capital", "owner_drawings")
_PLACES = ("cash_on_hand", "bank")


def year_source(year: int) -> str:
    """How the entry that closes a year is named; statements of that year leave it out."""
    return f"enterprises.year:{year}"


def _closing(book_id: int, start: date, end: date) -> dict[int, int]:
    """By account, what the entries that close a year moved between two days."""
    moved: dict[int, int] = {}
    for year in range(start.year, end.year + 1):
        page = None
        if start <= date(year, 12, 31) <= end:
            page = ledger.find_by_source(book_id=book_id, source=year_source(year))
        for line in page.lines if page else ():
            moved[line.account_id] = moved.get(line.account_id, 0) + int(line.amount)
    return moved


def _balances(book_id: int, on: date, *, closed: bool) -> tuple[list[Account], dict[int, Money]]:
    rows = ledger.trial_balance(book_id=book_id, on=on)
    found = {row.account.id: row.balance for row in rows}
    if not closed:
        for key, amount in _closing(book_id, on, on).items():
            found[key] = Money(int(found.get(key, ZERO)) - amount)
    return ledger.accounts(book_id=book_id, active_only=False), found


def balance_sheet(book_id: int, on: date) -> Statement:
    """Posisi keuangan at the end of a day; a year's last day before the profit is carried over."""
    accounts, balances = _balances(book_id, on, closed=False)
    _same, before = _balances(book_id, date(on.year - 1, 12, 31), closed=True)
    return statements.balance_sheet(layout("enterprise"), accounts, balances, before_year=before)


def result(book_id: int, start: date, end: date) -> Statement:
    """Laba rugi of a span of days."""
    rows = ledger.movements(book_id=book_id, start=start, end=end)
    closing = _closing(book_id, start, end)
    moved = {
        row.account.id: Money(int(row.debit) - int(row.credit) - closing.get(row.account.id, 0))
        for row in rows
    }
    return statements.result_statement(layout("enterprise"), [row.account for row in rows], moved)


@dataclass(frozen=True, slots=True)
class MonthFigures:
    """One month: what she earned, and apart from it what moved between business and household."""

    month: Month
    income: Money
    profit: Money
    came_in: Money
    went_out: Money
    drawn: Money
    put_in: Money
    #: goods for the household that the business still owes: no money moved
    on_credit: Money = ZERO

    @property
    def taken(self) -> Money:
        """All that the household took, in money and on credit."""
        return self.drawn + self.on_credit

    @property
    def overdrawn(self) -> Money:
        """What the household took beyond the profit; zero when it took less."""
        return Money(max(int(self.taken) - max(int(self.profit), 0), 0))


def month_figures(book_id: int, month: Month) -> MonthFigures:
    """One month in six figures: money in less money out, less drawn, plus put in is what cash and bank moved.

    What the household took or paid is not the trade's; an entry that is partly both is counted in its parts.
    What it took on credit moved no money: it stands apart from the six.
    """
    stated = result(book_id, month.first, month.last)
    rows = {role: _rows(book_id, role, month) for role in (*_PLACES, *_OWNERS)}
    found = [row for role in rows for row in rows[role]]
    left_out = _undone(found) | _brought_along(book_id, {row.seq for row in found})
    net: dict[int, int] = {}
    for row in found:
        if row.seq not in left_out:
            net[row.seq] = net.get(row.seq, 0) + int(row.amount)
    owed = _on_credit(book_id, month, net, rows["owner_drawings"])
    trade = [amount - owed.get(seq, 0) for seq, amount in net.items()]
    on_credit = Money(sum(owed.values()))
    return MonthFigures(
        month,
        stated.amount("sales") + stated.amount("other_income"),
        stated.amount("surplus"),
        Money(sum(amount for amount in trade if amount > 0)),
        Money(-sum(amount for amount in trade if amount < 0)),
        _sum(rows["owner_drawings"], left_out) - on_credit,
        Money(-int(_sum(rows["owner_capital"], left_out))),
        on_credit,
    )


def _on_credit(
    book_id: int, month: Month, net: dict[int, int], drawings: Sequence[StatementRow]
) -> dict[int, int]:
    """By entry, what the household took that the business owes instead of having paid it.

    Taken back in a later month it is below zero.
    """
    drawn: dict[int, int] = {}
    for row in drawings:
        if row.seq in net:
            drawn[row.seq] = drawn.get(row.seq, 0) + int(row.amount)
    owed: dict[int, int] = {}
    for role in DEBTS if drawn else ():
        for row in _rows(book_id, role, month):
            owed[row.seq] = owed.get(row.seq, 0) - int(row.amount)
    found = {}
    for seq, amount in drawn.items():
        sign = 1 if amount > 0 else -1
        found[seq] = sign * max(min(sign * one for one in (amount, net[seq], owed.get(seq, 0))), 0)
    return {seq: amount for seq, amount in found.items() if amount}


def _rows(book_id: int, role: str, month: Month) -> Sequence[StatementRow]:
    found = ledger.statement(book_id=book_id, account=role, start=month.first, end=month.last)
    return [row for row in found.rows if not row.source.startswith("enterprises.year:")]


def _undone(rows: Sequence[StatementRow]) -> set[int]:
    """Entries that were undone within the same month, with what undid them."""
    here = {row.seq for row in rows}
    pairs = [(row.seq, row.reverses) for row in rows if row.reverses in here]
    return {seq for pair in pairs for seq in pair if seq}


def _brought_along(book_id: int, seqs: set[int]) -> set[int]:
    """Entries of what was hers before the book began: nothing was put in, it was there."""
    acts = sa.select(BusinessAct.entry_seq).where(
        BusinessAct.book_id == book_id, BusinessAct.kind == Kind.OPENING
    )
    goods = sa.select(StockAct.entry_seq).where(StockAct.book_id == book_id, StockAct.kind == "had")
    known = {*session.scalars(acts), *session.scalars(goods)}
    return {seq for seq in known if seq in seqs}


def _sum(rows: Sequence[StatementRow], undone: set[int]) -> Money:
    return Money(sum(int(row.amount) for row in rows if row.seq not in undone))


@dataclass(frozen=True, slots=True)
class Owing:
    """What one party still owes, or is owed, and since when."""

    role: str
    subject: str
    amount: Money
    since: date


def unpaid(book_id: int) -> list[Owing]:
    """What buyers still have to pay, the oldest first."""
    return _owing(book_id, "customer_receivable", 1)


def debts(book_id: int) -> list[Owing]:
    """What the business owes, the oldest first."""
    found = [one for role in DEBTS for one in _owing(book_id, role, -1)]
    return sorted(found, key=lambda one: (one.since, one.subject))


def _owing(book_id: int, role: str, sign: int) -> list[Owing]:
    balances = ledger.subject_balances(book_id=book_id, account=role)
    found = [
        Owing(role, subject, Money(sign * int(amount)), _since(book_id, role, subject, sign))
        for subject, amount in balances.items()
        if sign * int(amount) > 0
    ]
    return sorted(found, key=lambda one: (one.since, one.subject))


def _since(book_id: int, role: str, subject: str, sign: int) -> date:
    """The day of the oldest part not paid yet: payments count against the oldest first."""
    rows = ledger.statement(
        book_id=book_id, account=role, subject=subject, start=_EVER, end=date(2199, 12, 31)
    ).rows
    left = sum(sign * int(row.amount) for row in rows)
    for row in sorted(rows, key=lambda row: (row.on, row.seq), reverse=True):
        left -= max(sign * int(row.amount), 0)
        if left <= 0:
            return row.on
    return rows[0].on


def turnover(book_id: int, year: int, through: Month) -> dict[Month, Money]:
    """Gross sales of each month of a year."""
    account = ledger.account(book_id=book_id, role="sales")
    found: dict[Month, Money] = {}
    for month in Month(year, 1).until(min(through, Month(year, 12))):
        rows = ledger.movements(book_id=book_id, start=month.first, end=month.last)
        row = next((row for row in rows if row.account.id == account.id), None)
        closing = _closing(book_id, month.first, month.last).get(account.id, 0)
        moved = int(row.credit) - int(row.debit) + closing if row else closing
        found[month] = Money(moved)
    return found
