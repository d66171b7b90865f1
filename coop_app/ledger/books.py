"""Books and their charts of accounts: open, look up, change."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from coop_app import db
from coop_app.ledger import balances, refusals
from coop_app.ledger.models import account as accounts_table
from coop_app.ledger.models import book as books_table
from coop_app.ledger.models import journal_line
from coop_app.ledger.values import Account, AccountPlan, Book, NewAccount
from coop_app.money import rupiah
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
_BY = {
    "id": _ACCOUNTS.where(_A.id == sa.bindparam("key")),
    "role": _ACCOUNTS.where(_A.role == sa.bindparam("key")),
    "code": _ACCOUNTS.where(_A.code == sa.bindparam("key")),
}


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
        rows = [Account(*row) for row in connection.execute(_ACCOUNTS, {"book_id": book_id})]
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
    book_id = int(connection.execute(sa.insert(books_table).values(values)).inserted_primary_key[0])
    ids: dict[str, int] = {}
    waiting = list(accounts)
    while waiting:
        before = len(ids)
        for plan in waiting:
            if plan.parent is None or plan.parent in ids:
                ids[plan.code] = _insert(connection, book_id, plan, ids.get(plan.parent or ""))
        waiting = [plan for plan in waiting if plan.code not in ids]
        if waiting and len(ids) == before:
            raise refusals.UnknownAccount
    return book_id


def _insert(connection: Connection, book_id: int, plan: AccountPlan, parent_id: int | None) -> int:
    values = {
        "book_id": book_id, "code": plan.code, "name": plan.name, "kind": plan.kind,
        "statement_line": plan.statement_line, "cash_flow": plan.cash_flow, "place": plan.place,
        "side": plan.side, "role": plan.role, "parent_id": parent_id,
        "takes_lines": plan.takes_lines,
    }  # fmt: skip
    return int(connection.execute(sa.insert(accounts_table).values(values)).inserted_primary_key[0])


def books(*, cooperative_id: int) -> list[Book]:
    """All books of a cooperative, its own first."""
    query = _BOOK.where(books_table.c.cooperative_id == cooperative_id).order_by(books_table.c.id)
    return [Book(*row) for row in db.session.connection().execute(query)]


def main_book(cooperative_id: int) -> int:
    """The id of the cooperative's own book. Raises `NotFound` before it is opened."""
    own = [book.id for book in books(cooperative_id=cooperative_id) if book.kind == "cooperative"]
    if not own:
        raise NotFound
    return own[0]


def accounts(*, book_id: int, active_only: bool = True) -> list[Account]:
    """The book's accounts by code; without the closed ones unless asked for."""
    rows = db.session.connection().execute(_ACCOUNTS, {"book_id": book_id})
    found = [Account(*row) for row in rows]
    return [row for row in found if row.closed_on is None] if active_only else found


def cash_places(*, book_id: int) -> list[Account]:
    """Where money lies: the active cash and bank accounts that take lines."""
    return [row for row in accounts(book_id=book_id) if row.place and row.takes_lines]


def account(
    *,
    book_id: int,
    role: str | None = None,
    id: int | None = None,
    code: str | None = None,  # noqa: A002
) -> Account:
    """One account by role, id or code. Raises `UnknownRole`, `UnknownAccount`."""
    by, key = next(
        (pair for pair in (("id", id), ("role", role), ("code", code)) if pair[1] is not None)
    )
    row = db.session.connection().execute(_BY[by], {"book_id": book_id, "key": key}).first()
    if row is None:
        if role is not None:
            raise refusals.UnknownRole(role=role)
        raise refusals.UnknownAccount
    return Account(*row)


def add_account(*, book_id: int, plan: NewAccount) -> Account:
    """Add an account to the chart. Raises `CodeTaken`, `RoleTaken`, `UnknownAccount` (parent)."""
    _refuse_taken(book_id, plan.code, plan.role)
    parent = account(book_id=book_id, code=plan.parent).id if plan.parent else None
    return account(book_id=book_id, id=_insert(db.write_connection(), book_id, plan, parent))


def _refuse_taken(book_id: int, code: str | None, role: str | None) -> None:
    known = accounts(book_id=book_id, active_only=False)
    if code is not None and any(row.code == code for row in known):
        raise refusals.CodeTaken(code=code)
    if role is not None and any(row.role == role for row in known):
        raise refusals.RoleTaken(role=role)


def rename_account(*, book_id: int, account_id: int, name: str, code: str | None = None) -> Account:
    """Give an account another name or code; its lines stay with it. Raises `CodeTaken`."""
    before = account(book_id=book_id, id=account_id)
    if code is not None and code != before.code:
        _refuse_taken(book_id, code, None)
    _update(book_id, account_id, name=name, code=code or before.code)
    return account(book_id=book_id, id=account_id)


def deactivate_account(*, book_id: int, account_id: int, on: date) -> Account:
    """Close an account: it takes no lines from that day on.

    Raises `AccountHasRole`, `AccountHasBalance`, `AccountHasLines` (dated after that day).
    """
    found = account(book_id=book_id, id=account_id)
    label = f"{found.code} {found.name}"
    if found.role:
        raise refusals.AccountHasRole(account=label)
    if held := balances.balance(book_id=book_id, account=account_id):
        raise refusals.AccountHasBalance(account=label, balance=rupiah(held))
    later = sa.select(sa.func.max(journal_line.c.on_date)).where(
        journal_line.c.account_id == account_id
    )
    last = db.session.connection().execute(later).scalar()
    if last is not None and last > on:
        raise refusals.AccountHasLines(account=label)
    _update(book_id, account_id, closed_on=on)
    return account(book_id=book_id, id=account_id)


def reactivate_account(*, book_id: int, account_id: int) -> Account:
    """Take a closed account into use again."""
    _update(book_id, account_id, closed_on=None)
    return account(book_id=book_id, id=account_id)


def _update(book_id: int, account_id: int, **values: Any) -> None:
    mine = sa.and_(_A.book_id == book_id, _A.id == account_id)
    db.write_connection().execute(sa.update(accounts_table).where(mine).values(values))
