"""The tables' base, the session, and the one `transaction()` that commits."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import DeclarativeBase, registry

from coop_app import sqlite_settings
from coop_app.refusal import DatabaseBusy, DatabaseReadOnly, DiskFull, Unwritable

WRITE = "coop_write"
_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Moment(sa.TypeDecorator[datetime]):
    """A moment in UTC, aware of it on both databases."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Any) -> datetime | None:
        """Store UTC; a moment without a zone is a mistake of ours."""
        if value is not None and value.tzinfo is None:
            msg = "a moment needs its time zone"
            raise ValueError(msg)
        return value.astimezone(UTC) if value is not None else None

    def process_result_value(self, value: datetime | None, _dialect: Any) -> datetime | None:
        """SQLite hands back no zone; it was UTC."""
        return value.replace(tzinfo=UTC) if value is not None and value.tzinfo is None else value


class Base(DeclarativeBase):
    """What every table of the program derives from."""

    registry = registry(
        metadata=sa.MetaData(naming_convention=_NAMES),
        type_annotation_map={int: sa.BigInteger, str: sa.Text, datetime: Moment},
    )


_extension = SQLAlchemy(model_class=Base, disable_autonaming=True)
#: the session of the running request or command
session = _extension.session
#: seconds a writer waits for the writers of its own process; with SQLite's own patience less than 30
PATIENCE = 15
_SQLITE_SAYS: dict[int, type[Unwritable]] = {
    sqlite3.SQLITE_BUSY: DatabaseBusy,
    sqlite3.SQLITE_LOCKED: DatabaseBusy,
    sqlite3.SQLITE_READONLY: DatabaseReadOnly,
    sqlite3.SQLITE_CANTOPEN: DatabaseReadOnly,
    sqlite3.SQLITE_FULL: DiskFull,
}
_POSTGRESQL_SAYS: dict[str, type[Unwritable]] = {"53100": DiskFull, "55P03": DatabaseBusy}


class _Turn:
    """Writers of one process take turns here: waiting on the database's own lock is slower and less fair."""

    def __init__(self) -> None:
        self._lock = threading.RLock()

    def __enter__(self) -> None:
        if not self._lock.acquire(timeout=PATIENCE):
            raise DatabaseBusy

    def __exit__(self, *_: object) -> None:
        self._lock.release()


_turn = _Turn()


class NestedTransactionError(RuntimeError):
    """A transaction was begun inside another: a service tried to decide what its caller decides."""


def connect(app: Flask, url: str) -> None:
    """Bind the session to a database and set what must hold on each of its connections."""
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    if url.startswith("sqlite"):
        path = sa.engine.make_url(url).database
        Path(path or ".").parent.mkdir(parents=True, exist_ok=True)
        app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {"connect_args": {"timeout": 14}}
    _extension.init_app(app)
    with app.app_context():
        prepare(_extension.engine)


def prepare(engine: Engine) -> None:
    """Attach our connection settings and our own BEGIN to an engine (also Alembic's and the tests')."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", sqlite_settings.on_connect)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        event.listen(engine, "begin", _begin_postgresql)


def _begin_sqlite(connection: Connection) -> None:
    # The driver's own BEGIN comes too late and lets updates get lost (integrity.md 1.1).
    write = connection.get_execution_options().get(WRITE)
    # Straight to the driver: this is on the path of every page and every posting.
    driver: Any = connection.connection.driver_connection
    driver.execute("BEGIN IMMEDIATE" if write else "BEGIN")


def _begin_postgresql(connection: Connection) -> None:
    # reading: one snapshot for a whole page or report (I26), and no write outside transaction();
    # writing: row locks in a fixed order, whatever the server's default is
    write = connection.get_execution_options().get(WRITE)
    mode = "READ COMMITTED READ WRITE" if write else "REPEATABLE READ READ ONLY"
    connection.exec_driver_sql(f"SET TRANSACTION ISOLATION LEVEL {mode}")


def engine() -> Engine:
    """The engine of the running application."""
    return _extension.engine


@contextmanager
def transaction() -> Iterator[None]:
    """One business act: everything inside is kept together, or nothing is.

    Raises `NestedTransactionError` inside another transaction, `DatabaseBusy`, `DiskFull` and
    `DatabaseReadOnly`. On any exception all is undone and the exception goes on.
    """
    current = session()
    if WRITE in current.info:
        raise NestedTransactionError
    # Leave the snapshot that reads before this act looked at, and do it before waiting: in the rollback
    # journal a waiting reader's lock would stop the commit of whoever has the turn.
    current.rollback()
    with _in_our_words(), _turn:
        current.connection(execution_options={WRITE: True})
        current.info[WRITE] = True
        try:
            yield
            current.commit()
        except BaseException:
            current.rollback()
            raise
        finally:
            current.info.pop(WRITE, None)


@contextmanager
def _in_our_words() -> Iterator[None]:
    """What the database cannot do at this moment, as a sentence for whoever filled in the form."""
    try:
        yield
    except (sqlite3.OperationalError, sa.exc.OperationalError) as error:
        cause = getattr(error, "orig", error)
        code = getattr(cause, "sqlite_errorcode", 0) & 0xFF  # without the finer reason
        said = _SQLITE_SAYS.get(code) or _POSTGRESQL_SAYS.get(
            getattr(cause, "sqlstate", None) or ""
        )
        if said is None:
            raise
        raise said from error


def write_connection() -> Connection:
    """The connection of the running transaction, for statements that bypass the ORM."""
    current = session()
    if WRITE not in current.info:
        msg = "writing needs transaction()"
        raise NestedTransactionError(msg)
    return current.connection()  # asked for anew: a savepoint begins with the question


@event.listens_for(sa.Table, "after_parent_attach")
def _strict(table: sa.Table, _metadata: Any) -> None:
    """SQLite would keep 'abc' in a number column; STRICT refuses it (integrity.md 5.1)."""
    table.dialect_options["sqlite"]["strict"] = True


# STRICT tables know only INTEGER, TEXT, REAL and BLOB.
@compiles(sa.BigInteger, "sqlite")
@compiles(sa.SmallInteger, "sqlite")
@compiles(sa.Boolean, "sqlite")
def _integer(_type: Any, _compiler: Any, **_options: Any) -> str:
    return "INTEGER"


@compiles(sa.String, "sqlite")
@compiles(sa.Date, "sqlite")
@compiles(sa.DateTime, "sqlite")
def _text(_type: Any, _compiler: Any, **_options: Any) -> str:
    return "TEXT"
