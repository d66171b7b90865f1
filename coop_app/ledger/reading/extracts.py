"""Whole stretches of the journal, oldest first: for exports and for the statement of cash flows."""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import Any

import sqlalchemy as sa

from coop_app import db
from coop_app.ledger.entry import WrittenEntry, WrittenLine, voucher
from coop_app.ledger.models import account as accounts_table
from coop_app.ledger.models import journal_entry, journal_line
from coop_app.money import Money

_E, _L = journal_entry.c, journal_line.c
_BATCH = 2000


def _stretch(columns: Any, *wanted: Any) -> sa.Select[Any]:
    mine = (
        columns.book_id == sa.bindparam("book_id"),
        columns.seq > sa.bindparam("after"),
        columns.seq <= sa.bindparam("through"),
    )
    return sa.select(columns.seq, *wanted).where(*mine).order_by(columns.seq)


_HEADS = _stretch(
    _E, _E.on_date, _E.series, _E.number, _E.memo, _E.source, _E.reverses_seq, _E.hash
)
_LINES = _stretch(
    _L, _L.line_no, _L.account_id, _L.amount, _L.subject, _L.group_id, _L.memo
).order_by(_L.line_no)


def entries(*, book_id: int) -> Iterator[WrittenEntry]:
    """Every entry in the order of its sequence number, read some thousands at a time."""
    connection, seq = db.session.connection(), 0
    while True:
        # sequence numbers have no gaps, so a stretch of them is never empty before the end
        values = {"book_id": book_id, "after": seq, "through": seq + _BATCH}
        heads = connection.execute(_HEADS, values).all()
        if not heads:
            return
        lines = itertools.groupby(connection.execute(_LINES, values).all(), itemgetter(0))
        for head, (_seq, mine) in zip(heads, lines, strict=True):
            yield _entry(head, mine)
        seq += _BATCH


def _entry(head: Any, lines: Iterable[Any]) -> WrittenEntry:
    seq, on, series, number, memo, source, reverses_seq, digest = head
    written = [WrittenLine._make(line[1:]) for line in lines]
    return WrittenEntry(
        seq, on, voucher(series, on, number), memo, source, reverses_seq, digest, written
    )


def days(*, book_id: int) -> tuple[date, date] | None:
    """The first and the last day that have an entry; None for an empty book."""
    mine = _E.book_id == book_id
    # one look-up at each end of the index; asked for together SQLite would read all of it
    earliest = sa.select(sa.func.min(_E.on_date)).where(mine).scalar_subquery()
    latest = sa.select(sa.func.max(_E.on_date)).where(mine).scalar_subquery()
    first, last = db.session.connection().execute(sa.select(earliest, latest)).one()
    return (first, last) if first else None


@dataclass(frozen=True, slots=True)
class CashContra:
    """What came in from and went out to one account through cash; both positive."""

    account_id: int
    received: Money
    paid: Money


def cash_contra(*, book_id: int, start: date, end: date) -> list[CashContra]:
    """The lines opposite cash and bank between two days, both included, summed by account.

    In an entry that touches cash, what stands on the other accounts is the cash that moved; so
    received less paid of all accounts is the change of cash, to the rupiah.
    """
    places = sa.select(accounts_table.c.id).where(
        accounts_table.c.book_id == book_id, accounts_table.c.place.is_not(None)
    )
    here = (_L.book_id == book_id, _L.on_date.between(start, end))
    touching = sa.select(_L.seq).where(*here, _L.account_id.in_(places))
    received = sa.func.sum(sa.case((_L.amount < 0, -_L.amount), else_=0))
    paid = sa.func.sum(sa.case((_L.amount > 0, _L.amount), else_=0))
    query = (
        sa.select(_L.account_id, received, paid)
        .where(*here, _L.seq.in_(touching), _L.account_id.not_in(places))
        .group_by(_L.account_id)
        .order_by(_L.account_id)
    )
    rows = db.session.connection().execute(query)
    return [CashContra(key, Money(int(got)), Money(int(gave))) for key, got, gave in rows]
