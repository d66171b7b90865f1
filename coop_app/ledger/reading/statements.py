"""The lines of an account or subject between two days, with the balance after each."""

import itertools
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa

from coop_app import db
from coop_app.ledger import balances
from coop_app.ledger.accounts import Statement, StatementRow
from coop_app.ledger.entry import voucher
from coop_app.ledger.models import journal_entry, journal_line
from coop_app.money import Money
from coop_app.refusal import NotFound

_E, _L = journal_entry.c, journal_line.c
_ROWS = sa.select(
    _L.seq, _L.line_no, _L.on_date, _E.series, _E.number, _L.memo, _L.amount, _L.subject,
    _L.account_id, _E.source, _E.memo.label("entry_memo"), _E.reverses_seq,
).join(journal_entry, sa.and_(_E.book_id == _L.book_id, _E.seq == _L.seq))  # fmt: skip


def statement(
    *,
    book_id: int,
    start: date,
    end: date,
    account: str | int | None = None,
    subject: str | None = None,
    after: str | None = None,
    limit: int | None = None,
) -> Statement:
    """The lines of an account, of a subject, or of a subject on an account, both days included.

    Pages are cut by key: give `next` of one page as `after` of the following. Balances are debit
    positive. Raises `UnknownRole`, `UnknownAccount`, `NotFound` (a cursor that is none).
    """
    key = None if account is None else balances.account_id(book_id, account)
    opening = _before(book_id, key, subject, start)
    closing = _before(book_id, key, subject, end + timedelta(days=1))
    query = _ROWS.where(*_mine(book_id, key, subject), _L.on_date <= end)
    carried = opening
    if after is not None:
        day, seq, line_no = _cursor(after)
        carried = _carried(book_id, key, subject, (day, seq, line_no))
        later = sa.tuple_(_L.seq, _L.line_no) > sa.tuple_(seq, line_no)
        query, start = query.where(sa.or_(_L.on_date > day, later)), max(start, day)
    # one plain bound by day lets the index begin there
    query = query.where(_L.on_date >= start)
    query = query.order_by(_L.on_date, _L.seq, _L.line_no)
    found = db.session.connection().execute(query.limit(limit + 1) if limit else query).all()
    shown = found[:limit] if limit else found
    rows = _rows(shown, carried)
    more = len(found) > len(shown)
    following = f"{rows[-1].on}.{rows[-1].seq}.{rows[-1].line_no}" if more else None
    return Statement(Money(opening), Money(carried), rows, Money(closing), following)


def numbers(
    *, book_id: int, account: int, start: date, end: date, limit: int | None = None
) -> list[int]:
    """The entries with lines on an account, reversals left out, from the index alone."""
    query = (
        sa.select(_L.seq)
        .where(*_mine(book_id, account, None), _L.on_date.between(start, end))
        .order_by(_L.on_date, _L.seq)
        .limit(limit)
    )
    found = dict.fromkeys(db.session.connection().execute(query).scalars())
    undoing = sa.select(_E.seq).where(_E.book_id == book_id, _E.reverses_seq > 0)
    if found:
        undoing = undoing.where(_E.seq.between(min(found), max(found)))
        for seq in db.session.connection().execute(undoing).scalars():
            found.pop(seq, None)
    return list(found)


def _before(book_id: int, account: int | None, subject: str | None, day: date) -> int:
    if subject is not None:
        return balances.subject_before(book_id, account, subject, day)
    if account is None:
        raise NotFound
    return balances.net_before(book_id, account, day)


def _mine(book_id: int, account: int | None, subject: str | None) -> list[Any]:
    wanted = [_L.book_id == book_id]
    if account is not None:
        wanted.append(_L.account_id == account)
    if subject is not None:
        wanted.append(_L.subject == subject)
    return wanted


def _cursor(after: str) -> tuple[date, int, int]:
    try:
        day, seq, line_no = after.split(".")
        return date.fromisoformat(day), int(seq), int(line_no)
    except ValueError:
        raise NotFound from None


def _carried(
    book_id: int, account: int | None, subject: str | None, point: tuple[date, int, int]
) -> int:
    """The balance after one line: the days before it, and that day's lines up to it."""
    day, seq, line_no = point
    so_far = sa.select(sa.func.sum(_L.amount)).where(
        *_mine(book_id, account, subject),
        _L.on_date == day,
        sa.tuple_(_L.seq, _L.line_no) <= sa.tuple_(seq, line_no),
    )
    same_day = db.session.connection().execute(so_far).scalar() or 0
    return _before(book_id, account, subject, day) + int(same_day)


def _rows(found: Sequence[Any], carried: int) -> tuple[StatementRow, ...]:
    balances_after = itertools.accumulate((row.amount for row in found), initial=carried)
    next(balances_after)
    return tuple(_row(row, after) for row, after in zip(found, balances_after, strict=True))


def _row(row: Any, after: int) -> StatementRow:
    return StatementRow(
        row.seq, row.line_no, row.on_date, voucher(row.series, row.on_date, row.number),
        row.memo, Money(row.amount), Money(after), row.subject, row.account_id,
        row.source, row.entry_memo, row.reverses_seq,
    )  # fmt: skip
