"""One entry, or a page of them, as vouchers."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
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
_undo, _first = journal_entry.alias("undo"), journal_entry.alias("first")
# what reverses the entry and what it reverses, each by its key
_LINKED = journal_entry.outerjoin(
    _undo, sa.and_(_undo.c.book_id == _E.book_id, _undo.c.reverses_seq == _E.seq)
).outerjoin(_first, sa.and_(_first.c.book_id == _E.book_id, _first.c.seq == _E.reverses_seq))
HEADER = sa.select(
    _E.book_id, _E.seq, _E.token, _E.series, _E.year, _E.number, _E.on_date, _E.memo, _E.source,
    _E.total_debit, _E.made_by, _E.approved_by, _E.made_at, _E.prev_hash, _E.hash,
    _first.c.seq.label("first_seq"), _first.c.series.label("first_series"),
    _first.c.on_date.label("first_on"), _first.c.number.label("first_number"),
    _undo.c.seq.label("undo_seq"), _undo.c.series.label("undo_series"),
    _undo.c.on_date.label("undo_on"), _undo.c.number.label("undo_number"),
).select_from(_LINKED)  # fmt: skip
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


def entry_pages(*, book_id: int, seqs: Sequence[int]) -> list[EntryPage]:
    """Some entries of the book, oldest first; numbers that are none are left out."""
    some = HEADER.where(_E.book_id == book_id, _E.seq.in_(seqs))
    return pages(book_id, some.order_by(_E.seq))


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
    return [_page(row, lines[row.seq]) for row in headers]


def _ref(seq: int | None, series: str, on: date, number: int) -> EntryRef | None:
    return None if seq is None else EntryRef(seq, voucher(series, on, number), on)


def _page(row: Any, lines: Iterable[EntryLine]) -> EntryPage:
    return EntryPage(
        row.book_id, row.seq, row.token, row.series, row.year, row.number,
        voucher(row.series, row.on_date, row.number), row.on_date, row.memo, row.source,
        Money(row.total_debit), row.made_by, row.approved_by, row.made_at, row.prev_hash, row.hash,
        _ref(row.first_seq, row.first_series, row.first_on, row.first_number),
        _ref(row.undo_seq, row.undo_series, row.undo_on, row.undo_number),
        tuple(lines),
    )  # fmt: skip
