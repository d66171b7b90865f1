"""A small migrated world for the ledger's tests, on either database, and a way in past the program."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import psycopg
import sqlalchemy as sa
from flask import Flask

import coop_app.auth.models  # the tables the ledger's refer to
from coop_app import db, ledger, schema
from coop_app.ledger.accounts import NewAccount
from coop_app.ledger.entry import Entry, Line, credit, debit
from coop_app.money import Money
from tests.postgres import Cluster

assert coop_app.auth.models
CHART = (
    NewAccount("1", "Aset", "asset", "assets", takes_lines=False),
    NewAccount("1.1", "Kas", "asset", "cash", place="cash", role="cash_on_hand", parent="1"),
    NewAccount("1.2", "Kas kecil", "asset", "cash", place="cash", role="petty_cash", parent="1"),
    NewAccount("1.3", "Bank", "asset", "cash", place="bank", role="bank", parent="1"),
    NewAccount("3.1", "Simpanan pokok", "equity", "principal", role="principal_savings"),
    NewAccount("3.2", "Simpanan wajib", "equity", "mandatory", role="mandatory_savings"),
    NewAccount("4.1", "Pendapatan lain", "income", "other_income", role="other_income"),
    NewAccount("5.1", "Beban lain", "expense", "other_expense", role="other_expense"),
    NewAccount("5.9", "Beban lama", "expense", "other_expense"),
)
MOMENT = datetime(2025, 6, 30, 3, tzinfo=UTC)


@dataclass
class Ground:
    """One database with two books; `book` is the one under test."""

    app: Flask
    url: str
    book: int = 0
    other: int = 0

    @property
    def engine(self) -> str:
        return sa.engine.make_url(self.url).get_backend_name()

    def post(self, on: date, source: str, *lines: Line, memo: str = "Uji") -> ledger.Posted:
        with db.transaction():
            return ledger.post(Entry(on, memo, source, lines), book_id=self.book, by=1)

    def pay(self, on: date, amount: int, source: str, member: int = 17) -> ledger.Posted:
        """A member pays dues in cash."""
        return self.post(on, source, *dues(amount, member))

    def raw(self) -> "Raw":
        return Raw(self.url)


def dues(amount: int, member: int = 17, group_id: int | None = 3) -> tuple[Line, Line]:
    paid = Money(amount)
    subject = f"member:{member}"
    return (
        debit("cash_on_hand", paid),
        credit("mandatory_savings", paid, subject=subject, group_id=group_id),
    )


class Raw:
    """A bare driver connection with nothing of ours set on it: the attacker's chair."""

    def __init__(self, url: str) -> None:
        place = sa.engine.make_url(url)
        self.is_sqlite = place.get_backend_name() == "sqlite"
        self.connection: Any
        if self.is_sqlite:
            self.connection = sqlite3.connect(
                place.database or "", timeout=30, isolation_level=None
            )
        else:
            text = place.set(drivername="postgresql").render_as_string(hide_password=False)
            self.connection = psycopg.connect(text)

    def begin(self) -> None:
        if self.is_sqlite:
            self.connection.execute("BEGIN IMMEDIATE")

    def run(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        text = statement if self.is_sqlite else statement.replace("?", "%s")
        if self.is_sqlite:
            values = tuple(str(v) if isinstance(v, date | datetime) else v for v in values)
        cursor = (
            self.connection.execute(text, values or None)
            if not self.is_sqlite
            else (self.connection.execute(text, values))
        )
        return cursor.fetchall() if cursor.description else []

    def one(self, statement: str, *values: Any) -> Any:
        rows = self.run(statement, *values)
        return rows[0][0] if rows else None

    def commit(self) -> None:
        self.connection.commit()

    def rollback(self) -> None:
        self.connection.rollback()

    def drop(self, *triggers: str) -> None:
        for name in triggers:
            table = next(t for t in sorted(TABLES, key=len, reverse=True) if name.startswith(t))
            self.run(f"DROP TRIGGER {name}" + ("" if self.is_sqlite else f" ON {table}"))

    def drop_guards_of_others(self) -> None:
        """A cascade also reaches tables of other storeys, which have guards of their own."""
        found = self.run(
            "SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
            " WHERE tgname LIKE '%truncate' AND NOT tgisinternal"
        )
        for name, table in found:
            if table not in TABLES:
                self.run(f"DROP TRIGGER {name} ON {table}")

    def everything(self) -> list[Any]:
        """All rows of the ledger, to see whether anything changed."""
        return [sorted(map(repr, self.run(f"SELECT * FROM {table}"))) for table in TABLES]

    def close(self) -> None:
        self.connection.close()


TABLES = (
    "book", "account", "journal_entry", "journal_line", "period_event",
    "account_month", "account_day", "subject_total",
)  # fmt: skip
ERRORS = (sqlite3.Error, psycopg.Error)


@contextmanager
def at(url: str) -> Iterator[Flask]:
    """A bare application on a database: the ledger needs nothing of the web."""
    app = Flask("ledger-test")
    db.connect(app, url)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine().dispose()


def build(url: str) -> None:
    """Migrate an empty database and open two books of two cooperatives in it."""
    with at(url):
        schema.upgrade()
        with db.transaction():
            for key in (1, 2):
                db.write_connection().execute(_COOPERATIVE, {"id": key, "at": MOMENT, "no": False})
                ledger.open_book(
                    cooperative_id=key, name=f"Koperasi {key}", kind="cooperative", accounts=CHART
                )


_COOPERATIVE = sa.insert(db.Base.metadata.tables["cooperative"]).values(
    id=sa.bindparam("id"), name="Koperasi", short_name="K", legal_number="", address="", phone="",
    zone="Asia/Jakarta", language="id", book_year_start_month=1, is_demo=sa.bindparam("no"),
    created_at=sa.bindparam("at"),
)  # fmt: skip


@contextmanager
def fresh(engine: str, template: Path, cluster: Cluster | None, folder: Path) -> Iterator[str]:
    """The address of a new copy of the built world."""
    if cluster is None:
        path = folder / "ledger.db"
        path.write_bytes(template.read_bytes())
        yield f"{engine}:///{path}"
        return
    name = cluster.fresh("ledger-ground")
    yield cluster.url(name)
    cluster.drop(name)
