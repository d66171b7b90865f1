"""One entry, or a page of them, as vouchers."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa

from coop_app import db
from coop_app.ledger.accounts import EntryLine, EntryPage, EntryRef
from coop_app.ledger.entry import voucher
from coop_app.ledger.models import account as accounts_table
from coop_app.ledger.models import journal_entry, journal_line
from coop_app.money import Money
from coop_app.refusal import NotFound

_E, _L = journal_entry.c, journal_line.c
_other = journal_entry.alias("other")
HEADER = sa.select(
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


def _run(query: Any, values: dict[str, Any] | None = None) -> Sequence[Any]:
    return db.session.connection().execute(query, values or {}).all()


def entry_page(*, book_id: int, seq: int) -> EntryPage:
    """One entry of the book. Raises `NotFound`."""
    return _only(pages(book_id, HEADER.where(_E.book_id == book_id, _E.seq == seq)))


def find_by_source(*, book_id: int, source: str) -> EntryPage | None:
    """The entry of an event ("savings.deposit:381"), or None."""
    found = pages(book_id, HEADER.where(_E.book_id == book_id, _E.source == source))
    return found[0] if found else None


def find_by_token(token: str) -> EntryPage | None:
    """The entry behind a receipt's token, of any book, or None."""
    book_id = (
        db.session.connection().execute(sa.select(_E.book_id).where(_E.token == token)).scalar()
    )
    if book_id is None:
        return None
    return _only(pages(book_id, HEADER.where(_E.token == token)))


def _only(found: Sequence[EntryPage]) -> EntryPage:
    if not found:
        raise NotFound
    return found[0]


def pages(book_id: int, query: sa.Select[Any]) -> list[EntryPage]:
    """The entries a selection of headers finds, with their lines and links, in its order."""
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
