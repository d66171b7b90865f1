"""The kept totals: where they differ from the lines, and how to make them anew."""

from typing import Any

import sqlalchemy as sa

from coop_app import db
from coop_app.ledger.models import account_day, account_month, journal_line, subject_total

_L = journal_line.c
_BOOK: sa.BindParameter[int] = sa.bindparam("book")
_DEBIT = sa.func.sum(sa.case((_L.amount > 0, _L.amount), else_=0))
_CREDIT = sa.func.sum(sa.case((_L.amount < 0, -_L.amount), else_=0))
_GROUP = sa.func.coalesce(_L.group_id, 0)
# ISO text on SQLite, a date on PostgreSQL: both begin with year and month
_MONTH = sa.func.substr(sa.cast(_L.on_date, sa.Text), 1, 7)


def _sums(*columns: Any) -> sa.Select[Any]:
    return sa.select(*columns).where(_L.book_id == _BOOK)


#: what each table of totals should hold, from the lines, in the order of its columns
TRUTH: dict[sa.Table[Any], sa.Select[Any]] = {
    account_month: _sums(_L.book_id, _L.account_id, _MONTH, _DEBIT, _CREDIT).group_by(
        _L.book_id, _L.account_id, _MONTH
    ),
    account_day: _sums(_L.book_id, _L.on_date, _L.account_id, _DEBIT, _CREDIT).group_by(
        _L.book_id, _L.on_date, _L.account_id
    ),
    subject_total: _sums(_L.book_id, _L.account_id, _L.subject, _GROUP, sa.func.sum(_L.amount))
    .where(_L.subject.is_not(None))
    .group_by(_L.book_id, _L.account_id, _L.subject, _GROUP),
}


def differences(book_id: int, table: sa.Table[Any]) -> list[str]:
    """The keys under which a table of totals and the lines disagree."""
    kept_rows = sa.select(*table.columns).where(table.c.book_id == _BOOK)
    kept, true = _rows(kept_rows, book_id), _rows(TRUTH[table], book_id)
    width = len(table.primary_key)
    # a row of zeros is no difference: it is what a reversal leaves where nothing else is
    wrong = {row[1:width] for row in kept ^ true if any(row[width:]) or row in true}
    return sorted(" ".join(str(part) for part in key) for key in wrong)


def _rows(query: sa.Select[Any], book_id: int) -> set[tuple[Any, ...]]:
    rows = db.session.connection().execute(query, {"book": book_id})
    return {tuple(int(x) if _is_number(x) else x for x in row) for row in rows}


def _is_number(value: object) -> bool:
    return not isinstance(value, str) and hasattr(value, "__int__")


def rebuild_totals(*, book_id: int) -> None:
    """Throw the kept totals of a book away and sum its lines anew."""
    connection = db.write_connection()
    for table, truth in TRUTH.items():
        connection.execute(sa.delete(table).where(table.c.book_id == book_id))
        names = [column.name for column in table.columns]
        connection.execute(sa.insert(table).from_select(names, truth), {"book": book_id})
