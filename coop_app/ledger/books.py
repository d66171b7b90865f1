"""Books and their charts of accounts: open and look up."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from coop_app import db
from coop_app.ledger import refusals
from coop_app.ledger.accounts import Account, AccountPlan, Book
from coop_app.ledger.models import account as accounts_table
from coop_app.ledger.models import book as books_table
from coop_app.refusal import NotFound

_A = accounts_table.c
_COLUMNS = (
    _A.id, _A.code, _A.name, _A.kind, _A.statement_line, _A.cash_flow, _A.place, _A.side, _A.role,
    _A.parent_id, _A.takes_lines, _A.opened_on, _A.closed_on,
)  # fmt: skip
_BOOK = sa.select(
    books_table.c.id,
    books_table.c.cooperative_id,
    books_table.c.name,
    books_table.c.kind,
    books_table.c.opened_on,
)
_ACCOUNTS = (
    sa.select(*_COLUMNS).where(_A.book_id == sa.bindparam("book_id")).order_by(_A.code, _A.id)
)
_STAMP = sa.select(books_table.c.chart_stamp).where(books_table.c.id == sa.bindparam("book_id"))
#: a level of the chart at once; the keys come back in the order of the rows
_ADD_ACCOUNTS = sa.insert(accounts_table).returning(_A.id, sort_by_parameter_order=True)
_CODED = _ACCOUNTS.where(_A.code == sa.bindparam("code"))


@dataclass(frozen=True, slots=True)
class Chart:
    """A book's accounts by role and by id, as of one stamp of the chart."""

    stamp: int
    by_role: dict[str, Account]
    by_id: dict[int, Account]

    def find(self, key: str | int) -> Account:
        """The account of a role or id. Raises `UnknownRole`, `UnknownAccount`."""
        found = self.by_role.get(key) if isinstance(key, str) else self.by_id.get(key)
        if found is None:
            if isinstance(key, str):
                raise refusals.UnknownRole(role=key)
            raise refusals.UnknownAccount
        return found


def _accounts(
    connection: Connection, query: sa.Select[Any], values: dict[str, Any]
) -> list[Account]:
    return [Account(*row) for row in connection.execute(query, values).all()]


def chart(connection: Connection, book_id: int, stamp: int) -> Chart:
    """The chart with this stamp, kept per database connection.

    Every change of an account gives the book a random new stamp (a trigger does), so a kept chart whose
    stamp is the book's is the book's chart, even after a rollback.
    """
    kept: dict[int, Chart] = connection.info.setdefault("coop_charts", {})
    found = kept.get(book_id)
    if found is None or found.stamp != stamp:
        if len(kept) >= 200:
            kept.clear()
        rows = _accounts(connection, _ACCOUNTS, {"book_id": book_id})
        by_role = {row.role: row for row in rows if row.role}
        found = kept[book_id] = Chart(stamp, by_role, {row.id: row for row in rows})
    return found


def open_book(
    *,
    cooperative_id: int,
    name: str,
    kind: str,
    accounts: Iterable[AccountPlan],
    opened_on: date | None = None,
) -> int:
    """Open a book ("cooperative" or "enterprise") with its chart, and return its id.

    An account's `parent` is the code of another account of the list.
    """
    connection = db.write_connection()
    values = {"cooperative_id": cooperative_id, "name": name, "kind": kind, "opened_on": opened_on}
    book_id = _new_id(connection, sa.insert(books_table).values(values))
    ids: dict[str, int] = {}
    waiting = list(accounts)
    while waiting:
        level = [plan for plan in waiting if plan.parent is None or plan.parent in ids]
        if not level:
            raise refusals.UnknownAccount
        waiting = [plan for plan in waiting if plan not in level]
        rows = [_row(book_id, plan, ids.get(plan.parent or "")) for plan in level]
        keys = connection.execute(_ADD_ACCOUNTS, rows).scalars()
        ids |= dict(zip((plan.code for plan in level), keys, strict=True))
    return book_id


def insert_account(
    connection: Connection, book_id: int, plan: AccountPlan, parent_id: int | None
) -> int:
    row = _row(book_id, plan, parent_id)
    return _new_id(connection, sa.insert(accounts_table).values(row))


def _row(book_id: int, plan: AccountPlan, parent_id: int | None) -> dict[str, Any]:
    return {
        "book_id": book_id, "code": plan.code, "name": plan.name, "kind": plan.kind,
        "statement_line": plan.statement_line, "cash_flow": plan.cash_flow, "place": plan.place,
        "side": plan.side, "role": plan.role, "parent_id": parent_id,
        "takes_lines": plan.takes_lines,
    }  # fmt: skip


def _new_id(connection: Connection, insert: sa.Insert) -> int:
    key = connection.execute(insert).inserted_primary_key
    assert key is not None  # noqa: S101 - every single-row insert has one
    return int(key[0])


def books_of(*, cooperative_id: int) -> list[Book]:
    """All books of a cooperative, its own first."""
    query = _BOOK.where(books_table.c.cooperative_id == cooperative_id).order_by(books_table.c.id)
    return [Book(*row) for row in db.session.connection().execute(query)]


def main_book(cooperative_id: int) -> int:
    """The id of the cooperative's own book. Raises `NotFound` before it is opened."""
    own = [
        book.id for book in books_of(cooperative_id=cooperative_id) if book.kind == "cooperative"
    ]
    if not own:
        raise NotFound
    return own[0]


def cooperative_of(*, book_id: int) -> int:
    """The cooperative whose book this is. Raises `NotFound`."""
    query = sa.select(books_table.c.cooperative_id).where(books_table.c.id == book_id)
    found = db.session.connection().execute(query).scalar()
    if found is None:
        raise NotFound
    return int(found)


def _kept(book_id: int) -> Chart:
    """The chart as the running transaction sees it: one small question instead of a hundred rows."""
    connection = db.session.connection()
    stamp = connection.execute(_STAMP, {"book_id": book_id}).scalar()
    return Chart(0, {}, {}) if stamp is None else chart(connection, book_id, int(stamp))


def accounts(*, book_id: int, active_only: bool = True) -> list[Account]:
    """The book's accounts by code; without the closed ones unless asked for."""
    found = _kept(book_id).by_id.values()
    return [row for row in found if row.closed_on is None or not active_only]


def cash_places(*, book_id: int) -> list[Account]:
    """Where money lies: the active cash and bank accounts that take lines."""
    return [row for row in accounts(book_id=book_id) if row.place and row.takes_lines]


def account(
    *,
    book_id: int,
    role: str | None = None,
    id: int | None = None,  # noqa: A002
    code: str | None = None,
) -> Account:
    """One account by role, id or code. Raises `UnknownRole`, `UnknownAccount`."""
    key = id if id is not None else role
    if key is not None:
        return _kept(book_id).find(key)
    values = {"book_id": book_id, "code": code}
    found = _accounts(db.session.connection(), _CODED, values)
    if not found:
        raise refusals.UnknownAccount
    return found[0]
