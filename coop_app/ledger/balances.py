"""Balances from kept totals: what they cost does not grow with the number of entries."""

from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa

from coop_app import db
from coop_app.dates import Month
from coop_app.ledger import books
from coop_app.ledger.accounts import Account, AccountBalance, AccountMovement
from coop_app.ledger.models import account_day, account_month, journal_line, subject_total
from coop_app.money import Money

_BOOK: sa.BindParameter[int] = sa.bindparam("book_id")
_M, _D, _S, _L = account_month.c, account_day.c, subject_total.c, journal_line.c
# Everything before a day: whole months before its month, then the days of that month before it.
_BEFORE = sa.union_all(
    sa.select(_M.account_id, _M.debit, _M.credit).where(
        _M.book_id == _BOOK, _M.month < sa.bindparam("month")
    ),
    sa.select(_D.account_id, _D.debit, _D.credit).where(
        _D.book_id == _BOOK, _D.day >= sa.bindparam("first"), _D.day < sa.bindparam("day")
    ),
).subquery()
_SUM_OF_ALL = sa.select(
    _BEFORE.c.account_id, sa.func.sum(_BEFORE.c.debit), sa.func.sum(_BEFORE.c.credit)
).group_by(_BEFORE.c.account_id)

_ONE: sa.BindParameter[int] = sa.bindparam("account_id")
_NET_MONTHS = sa.select(sa.func.sum(_M.debit - _M.credit)).where(
    _M.book_id == _BOOK, _M.account_id == _ONE
)
_NET_BEFORE_MONTH = _NET_MONTHS.where(_M.month < sa.bindparam("month"))
_NET_DAYS = sa.select(sa.func.sum(_D.debit - _D.credit)).where(
    _D.book_id == _BOOK,
    _D.day >= sa.bindparam("first"),
    _D.day < sa.bindparam("day"),
    _D.account_id == _ONE,
)
_SUBJECT: sa.BindParameter[str] = sa.bindparam("subject")
_SUBJECT_TOTAL = sa.select(sa.func.sum(_S.amount)).where(
    _S.book_id == _BOOK, _S.account_id == _ONE, _S.subject == _SUBJECT
)
_SUBJECT_BEFORE = sa.select(sa.func.sum(_L.amount)).where(
    _L.book_id == _BOOK, _L.subject == _SUBJECT, _L.on_date < sa.bindparam("day")
)
_SUBJECT_ONE_BEFORE = _SUBJECT_BEFORE.where(_L.account_id == _ONE)
_ALL_SUBJECTS = (
    sa.select(_S.subject, sa.func.sum(_S.amount))
    .where(_S.book_id == _BOOK, _S.account_id == _ONE)
    .group_by(_S.subject)
    .order_by(_S.subject)
)
_SUBJECTS_OF_GROUP = _ALL_SUBJECTS.where(_S.group_id == sa.bindparam("group_id"))
_AFTER = (
    sa.select(_L.subject, sa.func.sum(_L.amount))
    .where(
        _L.account_id == _ONE, _L.book_id == _BOOK, _L.on_date > sa.bindparam("on"),
        _L.subject.is_not(None),
    )
    .group_by(_L.subject)
)  # fmt: skip


def account_id(book_id: int, account: str | int) -> int:
    """The id behind a role or id, if it is of this book. Raises `UnknownRole`, `UnknownAccount`."""
    if isinstance(account, str):
        return books.account(book_id=book_id, role=account).id
    return books.account(book_id=book_id, id=account).id


def _number(query: sa.Select[Any], **values: object) -> int:
    return int(db.session.connection().execute(query, values).scalar() or 0)


def net_before(book_id: int, account: int, day: date) -> int:
    """An account's balance at the start of a day."""
    month = Month.of(day)
    key = {"book_id": book_id, "account_id": account}
    whole = _number(_NET_BEFORE_MONTH, **key, month=str(month))
    return whole + _number(_NET_DAYS, **key, first=month.first, day=day)


def subject_before(book_id: int, account: int | None, subject: str, day: date) -> int:
    """A subject's balance at the start of a day, on one account or on all."""
    values = {"book_id": book_id, "subject": subject, "day": day}
    if account is None:
        return _number(_SUBJECT_BEFORE, **values)
    return _number(_SUBJECT_ONE_BEFORE, **values, account_id=account)


def balance(
    *, book_id: int, account: str | int, subject: str | None = None, on: date | None = None
) -> Money:
    """An account's balance (or one subject's on it) at the end of `on`, or now; debit positive.

    Raises `UnknownRole`, `UnknownAccount`.
    """
    key = account_id(book_id, account)
    if on is not None:
        after = on + timedelta(days=1)
        if subject is None:
            return Money(net_before(book_id, key, after))
        return Money(subject_before(book_id, key, subject, after))
    if subject is None:
        return Money(_number(_NET_MONTHS, book_id=book_id, account_id=key))
    return Money(_number(_SUBJECT_TOTAL, book_id=book_id, account_id=key, subject=subject))


def subject_balances(
    *, book_id: int, account: str | int, group_id: int | None = None
) -> dict[str, Money]:
    """Every subject's balance on an account, debit positive; with `group_id` only that group's lines."""
    values = {"book_id": book_id, "account_id": account_id(book_id, account)}
    query = _ALL_SUBJECTS
    if group_id is not None:
        query, values = _SUBJECTS_OF_GROUP, {**values, "group_id": group_id}
    rows = db.session.connection().execute(query, values)
    return {subject: Money(int(amount)) for subject, amount in rows}


def subject_balances_on(*, book_id: int, account: str | int, on: date) -> dict[str, Money]:
    """Every subject's balance on an account at the end of a day; costs what came after it."""
    values = {"book_id": book_id, "account_id": account_id(book_id, account), "on": on}
    found = {subject: int(amount) for subject, amount in _rows(_ALL_SUBJECTS, values)}
    for subject, later in _rows(_AFTER, values):
        found[subject] -= int(later)
    return {subject: Money(amount) for subject, amount in found.items()}


def _rows(query: sa.Select[Any], values: dict[str, object]) -> list[Any]:
    return list(db.session.connection().execute(query, values))


def _sums_before(book_id: int, day: date) -> dict[int, tuple[int, int]]:
    month = Month.of(day)
    values = {"book_id": book_id, "month": str(month), "first": month.first, "day": day}
    rows = db.session.connection().execute(_SUM_OF_ALL, values)
    return {account: (int(debit), int(credit)) for account, debit, credit in rows}


def trial_balance(*, book_id: int, on: date) -> list[AccountBalance]:
    """Every account with its balance at the end of a day, by code; debit positive."""
    sums = _sums_before(book_id, on + timedelta(days=1))
    return [
        AccountBalance(account, Money(debit - credit))
        for account in _line_accounts(book_id, sums)
        for debit, credit in [sums.get(account.id, (0, 0))]
    ]


def movements(*, book_id: int, start: date, end: date) -> list[AccountMovement]:
    """Every account's opening, debits, credits and closing between two days, both included."""
    before, through = _sums_before(book_id, start), _sums_before(book_id, end + timedelta(days=1))
    return [
        _movement(account, before.get(account.id, (0, 0)), through.get(account.id, (0, 0)))
        for account in _line_accounts(book_id, through)
    ]


def _line_accounts(book_id: int, sums: dict[int, tuple[int, int]]) -> list[Account]:
    """Accounts that take lines, closed ones only where they moved."""
    every = books.accounts(book_id=book_id, active_only=False)
    return [row for row in every if row.takes_lines and (row.closed_on is None or row.id in sums)]


def _movement(
    account: Account, before: tuple[int, int], through: tuple[int, int]
) -> AccountMovement:
    return AccountMovement(
        account,
        opening=Money(before[0] - before[1]),
        debit=Money(through[0] - before[0]),
        credit=Money(through[1] - before[1]),
        closing=Money(through[0] - through[1]),
    )
