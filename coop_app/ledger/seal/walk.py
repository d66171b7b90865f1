"""The walk of the audit through all entries in order: the chain, and months closed when posted."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any

import sqlalchemy as sa

from coop_app import db
from coop_app.ledger.accounts import Finding
from coop_app.ledger.models import journal_entry, journal_line, period_event
from coop_app.ledger.seal import chain

_E, _L, _P = journal_entry.c, journal_line.c, period_event.c
_STEP = 2000
_BOOK: sa.BindParameter[int] = sa.bindparam("book")
_AFTER: sa.BindParameter[int] = sa.bindparam("after")
_ENTRIES = (
    sa.select(
        _E.book_id, _E.seq, _E.token, _E.series, _E.year, _E.number, _E.on_date, _E.memo, _E.source,
        _E.reverses_seq, _E.line_count, _E.total_debit, _E.made_by, _E.approved_by, _E.made_at,
        _E.prev_hash, _E.hash, _E.hash_version,
    )
    .where(_E.book_id == _BOOK, _E.seq > _AFTER)
    .order_by(_E.seq)
    .limit(_STEP)
)  # fmt: skip
_LINES = (
    sa.select(
        _L.seq, _L.line_no, _L.account_id, _L.amount, _L.on_date, _L.subject, _L.group_id, _L.memo
    )
    .where(_L.book_id == _BOOK, _L.seq > _AFTER, _L.seq <= sa.bindparam("last"))
    .order_by(_L.seq, _L.line_no)
)
_LOCKS = sa.select(_P.after_seq, _P.closed_through).where(_P.book_id == _BOOK).order_by(_P.n)


def _pieces(book_id: int) -> Iterator[tuple[Any, list[chain.LineFacts]]]:
    """Each entry's row with its lines, a few thousand at a time so that memory stays small."""
    connection, after = db.session.connection(), 0
    while rows := connection.execute(_ENTRIES, {"book": book_id, "after": after}).all():
        values = {"book": book_id, "after": after, "last": rows[-1].seq}
        found = connection.execute(_LINES, values).all()
        lines = {
            seq: [chain.LineFacts(*row[1:]) for row in few] for seq, few in groupby(found, _seq)
        }
        for row in rows:
            yield row, lines.get(row.seq, [])
        after = rows[-1].seq


def _seq(row: Any) -> int:
    return int(row.seq)


def chained(book_id: int) -> Iterator[Finding]:
    """Every hash follows from the entry, its lines and the hash before; nothing went into a closed month."""
    rows = db.session.connection().execute(_LOCKS, {"book": book_id})
    locks = [(seq, through) for seq, through in rows]
    head = chain.GENESIS
    for row, lines in _pieces(book_id):
        facts, (prev_hash, own, version) = chain.Facts(*row[:15]), row[15:]
        where = f"{row.seq}"
        if prev_hash != head:
            yield Finding("chain", "the previous hash is not that of the entry before", where)
        if version != chain.VERSION:
            yield Finding("chain", f"unknown hash version {version}", where)
        elif chain.digest(facts, lines, prev_hash) != own:
            yield Finding("chain", "the entry or its lines are not what was hashed", where)
        if _locked(locks, facts.seq, facts.on):
            yield Finding("periods", "dated in a month that was closed when it was made", where)
        head = own


def _locked(locks: Sequence[tuple[int, date]], seq: int, on: date) -> bool:
    earlier = [through for after_seq, through in locks if after_seq < seq]
    return bool(earlier) and on <= earlier[-1]
