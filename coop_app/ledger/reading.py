"""Read the journal: one entry, the pages of an account or subject, and the search."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa

from coop_app import db
from coop_app.ledger import balances
from coop_app.ledger.entry import voucher
from coop_app.ledger.models import account as accounts_table
from coop_app.ledger.models import journal_entry, journal_line
from coop_app.ledger.values import (
    EntryLine,
    EntryPage,
    EntryRef,
    Journal,
    Statement,
    StatementRow,
)
from coop_app.money import Money
from coop_app.refusal import NotFound

_E, _L = journal_entry.c, journal_line.c
_other = journal_entry.alias("other")
_HEADER = sa.select(
    _E.book_id, _E.seq, _E.token, _E.series, _E.year, _E.number, _E.on_date, _E.memo, _E.source,
    _E.reverses_seq, _E.total_debit, _E.made_by, _E.approved_by, _E.made_at, _E.prev_hash, _E.hash,
)  # fmt: skip
_REFS = sa.select(
    _other.c.seq, _other.c.reverses_seq, _other.c.series, _other.c.on_date, _other.c.number
).where(_other.c.book_id == sa.bindparam("book_id"))
_LINES = (
    sa.select(
        _L.seq, _L.line_no, _L.account_id, accounts_table.c.code, accounts_table.c.name, _L.amount,
        _L.subject, _L.group_id, _L.memo,
    )
    .join(accounts_table, accounts_table.c.id == _L.account_id)
    .where(_L.book_id == sa.bindparam("book_id"), _L.seq.in_(sa.bindparam("seqs", expanding=True)))
    .order_by(_L.seq, _L.line_no)
)  # fmt: skip
_ROWS = sa.select(
    _L.seq, _L.line_no, _L.on_date, _E.series, _E.number, _L.memo, _L.amount, _L.subject,
    _L.account_id, _E.source, _E.memo.label("entry_memo"), _E.reverses_seq,
).join(journal_entry, sa.and_(_E.book_id == _L.book_id, _E.seq == _L.seq))  # fmt: skip
_VOUCHER = re.compile(r"([A-Z]{2,6})/(\d{4})/(?:\d{1,2}/)?(\d+)")


def _run(query: Any, values: dict[str, Any] | None = None) -> Sequence[Any]:
    return db.session.connection().execute(query, values or {}).all()


def entry_page(*, book_id: int, seq: int) -> EntryPage:
    """One entry of the book. Raises `NotFound`."""
    return _only(_pages(book_id, _HEADER.where(_E.book_id == book_id, _E.seq == seq)))


def find_by_source(*, book_id: int, source: str) -> EntryPage | None:
    """The entry of an event ("savings.deposit:381"), or None."""
    found = _pages(book_id, _HEADER.where(_E.book_id == book_id, _E.source == source))
    return found[0] if found else None


def find_by_token(token: str) -> EntryPage | None:
    """The entry behind a receipt's token, of any book, or None."""
    book_id = (
        db.session.connection().execute(sa.select(_E.book_id).where(_E.token == token)).scalar()
    )
    if book_id is None:
        return None
    return _only(_pages(book_id, _HEADER.where(_E.token == token)))


def _only(pages: Sequence[EntryPage]) -> EntryPage:
    if not pages:
        raise NotFound
    return pages[0]


def _pages(book_id: int, query: sa.Select[Any]) -> list[EntryPage]:
    headers = _run(query)
    seqs = [row.seq for row in headers]
    if not seqs:
        return []
    lines: dict[int, list[EntryLine]] = defaultdict(list)
    for seq, line_no, account_id, code, name, amount, *rest in _run(
        _LINES, {"book_id": book_id, "seqs": seqs}
    ):
        lines[seq].append(EntryLine(line_no, account_id, code, name, Money(amount), *rest))
    reversed_seqs = [row.reverses_seq for row in headers if row.reverses_seq]
    refs = _REFS.where(_other.c.reverses_seq.in_(seqs) | _other.c.seq.in_(reversed_seqs))
    by_seq, by_reversed = {}, {}
    for row in _run(refs, {"book_id": book_id}):
        ref = EntryRef(row.seq, voucher(row.series, row.on_date, row.number), row.on_date)
        by_seq[row.seq], by_reversed[row.reverses_seq] = ref, ref
    return [
        _page(row, by_seq.get(row.reverses_seq), by_reversed.get(row.seq), lines[row.seq])
        for row in headers
    ]


def _page(
    row: Any, reverses: EntryRef | None, reversed_by: EntryRef | None, lines: Iterable[EntryLine]
) -> EntryPage:
    return EntryPage(
        row.book_id, row.seq, row.token, row.series, row.year, row.number,
        voucher(row.series, row.on_date, row.number), row.on_date, row.memo, row.source,
        Money(row.total_debit), row.made_by, row.approved_by, row.made_at, row.prev_hash, row.hash,
        reverses, reversed_by, tuple(lines),
    )  # fmt: skip


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
    query = _ROWS.where(*_mine(book_id, key, subject), _L.on_date.between(start, end))
    carried = opening
    if after is not None:
        day, seq, line_no = _cursor(after)
        past = sa.tuple_(_L.on_date, _L.seq, _L.line_no)
        point = sa.tuple_(sa.bindparam("day", day, sa.Date), seq, line_no)
        carried = _carried(book_id, key, subject, (day, seq, line_no))
        query = query.where(past > point)
    query = query.order_by(_L.on_date, _L.seq, _L.line_no)
    found = _run(query.limit(limit + 1) if limit else query)
    shown = found[:limit] if limit else found
    rows = _rows(shown, carried)
    more = len(found) > len(shown)
    following = f"{rows[-1].on}.{rows[-1].seq}.{rows[-1].line_no}" if more else None
    return Statement(Money(opening), Money(carried), rows, Money(closing), following)


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
    rows, running = [], carried
    for row in found:
        running += row.amount
        rows.append(
            StatementRow(
                row.seq,
                row.line_no,
                row.on_date,
                voucher(row.series, row.on_date, row.number),
                row.memo,
                Money(row.amount),
                Money(running),
                row.subject,
                row.account_id,
                row.source,
                row.entry_memo,
                row.reverses_seq,
            )  # fmt: skip
        )
    return tuple(rows)


def journal(
    *,
    book_id: int,
    text: str | None = None,
    amount: int | None = None,
    voucher: str | None = None,
    subject: str | None = None,
    start: date | None = None,
    end: date | None = None,
    series: str | None = None,
    before: int | None = None,
    limit: int = 50,
) -> Journal:
    """Entries, newest first; every criterion given must hold. `before` is the last page's `next`."""
    wanted: list[Any] = [_E.book_id == book_id]
    if before is not None:
        wanted.append(_E.seq < before)
    if start is not None:
        wanted.append(_E.on_date >= start)
    if end is not None:
        wanted.append(_E.on_date <= end)
    if series is not None:
        wanted.append(_E.series == series)
    wanted += _line_criteria(book_id, amount, subject)
    if voucher is not None:
        wanted.append(_voucher_is(voucher))
    if text:
        wanted.append(_text_is(book_id, text))
    query = _HEADER.where(*wanted).order_by(_E.seq.desc()).limit(limit + 1)
    pages = _pages(book_id, query)
    more = len(pages) > limit
    return Journal(tuple(pages[:limit]), pages[limit - 1].seq if more else None)


def _line_criteria(book_id: int, amount: int | None, subject: str | None) -> list[Any]:
    wanted = []
    if amount is not None:
        same = sa.select(_L.seq).where(_L.book_id == book_id, _L.amount.in_([amount, -amount]))
        wanted.append(_E.seq.in_(same))
    if subject is not None:
        mine = sa.select(_L.seq).where(_L.book_id == book_id, _L.subject == subject)
        wanted.append(_E.seq.in_(mine))
    return wanted


def _voucher_is(number: str) -> Any:
    """A whole voucher number, or only its digits."""
    typed = number.strip().upper()
    if match := _VOUCHER.fullmatch(typed):
        return sa.and_(_E.series == match[1], _E.year == int(match[2]), _E.number == int(match[3]))
    digits = typed.rpartition("/")[2]
    return _E.number == int(digits) if digits.isascii() and digits.isdecimal() else sa.false()


def _text_is(book_id: int, text: str) -> Any:
    in_line = sa.exists().where(
        _L.book_id == book_id, _L.seq == _E.seq, _L.memo.icontains(text, autoescape=True)
    )
    return sa.or_(_E.memo.icontains(text, autoescape=True), in_line)
