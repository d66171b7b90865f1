"""Entries by when they were made: in a day, long after their date, undoing another."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from coop_app import clock, db
from coop_app.ledger.accounts import EntryPage
from coop_app.ledger.models import journal_entry
from coop_app.ledger.reading.entries import entry_pages

_E = journal_entry.c
_TOGETHER = 5


@dataclass(frozen=True, slots=True)
class Together:
    """Entries one person recorded in one minute: an import, a month's run, or a single one."""

    at: datetime
    made_by: int
    approved_by: int | None
    seqs: tuple[int, ...]
    oldest: date


def made_between(*, book_id: int, start: datetime, end: datetime) -> list[EntryPage]:
    """Every entry recorded in this time, whatever its date, oldest first."""
    mine = sa.select(_E.seq).where(_E.book_id == book_id, _E.made_at >= start, _E.made_at < end)
    seqs = list(db.session.connection().execute(mine).scalars())
    return entry_pages(book_id=book_id, seqs=seqs)


def reversals(*, book_id: int, start: datetime, end: datetime) -> list[EntryPage]:
    """Entries made in this time that undo another, oldest first; many made together are an import's."""
    mine = sa.select(_E.seq, _E.made_by, _E.approved_by, _E.made_at, _E.on_date).where(
        _E.book_id == book_id, _E.reverses_seq.is_not(None), _E.made_at.between(start, end)
    )
    rows = db.session.connection().execute(mine.order_by(_E.seq)).all()
    seqs = [seq for one in _grouped(rows) if len(one.seqs) < _TOGETHER for seq in one.seqs]
    return entry_pages(book_id=book_id, seqs=seqs)


def back_dated(*, book_id: int, start: datetime, end: datetime, days: int) -> list[Together]:
    """What was recorded in this time more than so many days after its date, oldest first."""
    mine = sa.select(_E.seq, _E.made_by, _E.approved_by, _E.made_at, _E.on_date).where(
        _E.book_id == book_id, _E.made_at.between(start, end)
    )
    rows = db.session.connection().execute(mine.order_by(_E.seq)).all()
    late = timedelta(days=days)
    return _grouped(
        [row for row in rows if clock.office_time(row.made_at).date() - row.on_date > late]
    )


def _grouped(rows: Sequence[Any]) -> list[Together]:
    found: list[Together] = []
    for row in rows:
        key = (row.made_at.replace(second=0, microsecond=0), row.made_by, row.approved_by)
        last = found[-1] if found else None
        if last and (last.at, last.made_by, last.approved_by) == key:
            oldest = min(last.oldest, row.on_date)
            found[-1] = Together(*key, (*last.seqs, row.seq), oldest)
        else:
            found.append(Together(*key, (row.seq,), row.on_date))
    return found
