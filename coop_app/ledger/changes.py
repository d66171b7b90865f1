"""Change a chart of accounts without touching what was posted."""

from datetime import date
from typing import Any

import sqlalchemy as sa

from coop_app import db
from coop_app.ledger import balances, refusals
from coop_app.ledger.accounts import Account, NewAccount
from coop_app.ledger.books import account, accounts, insert_account
from coop_app.ledger.models import account as accounts_table
from coop_app.ledger.models import journal_line
from coop_app.money import rupiah

_A = accounts_table.c


def add_account(*, book_id: int, plan: NewAccount) -> Account:
    """Add an account to the chart. Raises `CodeTaken`, `RoleTaken`, `UnknownAccount` (parent)."""
    _refuse_taken(book_id, plan.code, plan.role)
    parent = account(book_id=book_id, code=plan.parent).id if plan.parent else None
    return account(book_id=book_id, id=insert_account(db.write_connection(), book_id, plan, parent))


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
