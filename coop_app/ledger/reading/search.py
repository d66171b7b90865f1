"""Find entries: newest first, page by page."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any, TypedDict, Unpack

import sqlalchemy as sa

from coop_app import db
from coop_app.ledger.accounts import Journal
from coop_app.ledger.models import journal_entry, journal_line
from coop_app.ledger.reading import entries

_E, _L = journal_entry.c, journal_line.c
WINDOW = 100_000
_VOUCHER = re.compile(r"([A-Z]{2,6})/(\d{4})/(?:\d{1,2}/)?(\d+)")


class Search(TypedDict, total=False):
    """What entries may be looked for; every criterion that is given must hold."""

    text: str | None
    amount: int | None
    voucher: str | None
    subject: str | None
    start: date | None
    end: date | None
    series: str | None


def journal(
    *, book_id: int, before: int | None = None, limit: int = 50, **search: Unpack[Search]
) -> Journal:
    """Entries, newest first: by text, amount of a line, voucher, subject, days or series.

    `before` is the last page's `next`. A search for text reads the newest hundred thousand entries; its
    page can be short, even empty, and still have a `next`.
    """
    wanted = [_E.book_id == book_id]
    if before is not None:
        wanted.append(_E.seq < before)
    floor = _floor(book_id, before) if search.get("text") else 0
    if floor:
        wanted.append(_E.seq > floor)
    wanted += [
        criterion(book_id, search.get(name))
        for name, criterion in _CRITERIA.items()
        if search.get(name) not in (None, "")
    ]
    pages = entries.pages(
        book_id, entries.HEADER.where(*wanted).order_by(_E.seq.desc()).limit(limit + 1)
    )
    if len(pages) > limit:
        return Journal(tuple(pages[:limit]), pages[limit - 1].seq)
    return Journal(tuple(pages), floor + 1 if floor else None)


def _floor(book_id: int, before: int | None) -> int:
    """Memos are read one by one, so one call looks at so many entries and `next` goes on from there."""
    head = sa.select(sa.func.max(_E.seq)).where(_E.book_id == book_id)
    newest = (before - 1) if before else db.session.connection().execute(head).scalar() or 0
    return max(0, newest - WINDOW)


def _with_amount(book_id: int, amount: int) -> Any:
    return _E.seq.in_(
        sa.select(_L.seq).where(_L.book_id == book_id, _L.amount.in_([amount, -amount]))
    )


def _with_subject(book_id: int, subject: str) -> Any:
    return _E.seq.in_(sa.select(_L.seq).where(_L.book_id == book_id, _L.subject == subject))


def _with_voucher(_book_id: int, number: str) -> Any:
    """A whole voucher number, or only its digits."""
    typed = number.strip().upper()
    if match := _VOUCHER.fullmatch(typed):
        return sa.and_(_E.series == match[1], _E.year == int(match[2]), _E.number == int(match[3]))
    digits = typed.rpartition("/")[2]
    readable = digits.isascii() and digits.isdecimal() and len(digits) < 12
    return _E.number == int(digits) if readable else sa.false()


def _with_text(book_id: int, text: str) -> Any:
    in_line = sa.exists().where(
        _L.book_id == book_id,
        _L.seq == _E.seq,
        _L.memo != "",
        _L.memo.icontains(text, autoescape=True),
    )
    return sa.or_(_E.memo.icontains(text, autoescape=True), in_line)


_CRITERIA: dict[str, Callable[[int, Any], Any]] = {
    "text": _with_text,
    "amount": _with_amount,
    "voucher": _with_voucher,
    "subject": _with_subject,
    "start": lambda _, day: _E.on_date >= day,
    "end": lambda _, day: _E.on_date <= day,
    "series": lambda _, series: _E.series == series,
}
