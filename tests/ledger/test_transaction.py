"""What `db.transaction()` and its connections promise (integrity 5.2)."""

import sqlite3
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa

from coop_app import db, ledger, sqlite_settings
from tests.ledger.ground import Ground

NAMES = "SELECT name FROM book ORDER BY id"
RENAME = "UPDATE book SET name = '{}' WHERE id = 1"


def write(statement: str) -> None:
    db.write_connection().execute(sa.text(statement))


def names() -> list[str]:
    db.session.rollback()
    return list(db.session.connection().execute(sa.text(NAMES)).scalars())


def undone(act: Callable[[], None]) -> None:
    """Do something in a transaction that fails in the end."""

    def fail() -> None:
        act()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), db.transaction():
        fail()


@pytest.mark.usefixtures("ground")
def test_everything_or_nothing() -> None:
    undone(lambda: write(RENAME.format("x")))
    assert names() == ["Koperasi 1", "Koperasi 2"]
    with db.transaction():
        write(RENAME.format("x"))
    assert names() == ["x", "Koperasi 2"]


@pytest.mark.usefixtures("ground")
def test_a_savepoint_falls_with_its_transaction() -> None:
    def inside() -> None:
        with db.session.begin_nested():
            write(RENAME.format("x"))

    undone(inside)
    assert names() == ["Koperasi 1", "Koperasi 2"]


@pytest.mark.usefixtures("ground")
def test_a_savepoint_is_undone_alone() -> None:
    with db.transaction():
        write("UPDATE book SET name = 'kept' WHERE id = 2")
        inner = db.session.begin_nested()
        write(RENAME.format("x"))
        inner.rollback()
    assert names() == ["Koperasi 1", "kept"]


@pytest.mark.usefixtures("ground")
def test_tables_made_inside_are_undone() -> None:
    undone(lambda: write("CREATE TABLE half_a_schema (id INTEGER)"))
    assert "half_a_schema" not in sa.inspect(db.engine()).get_table_names()


@pytest.mark.usefixtures("ground")
def test_transactions_do_not_nest() -> None:
    def nest() -> None:
        with db.transaction():
            pass

    with pytest.raises(db.NestedTransactionError), db.transaction():
        nest()
    with pytest.raises(db.NestedTransactionError):
        db.write_connection()


def test_a_reader_keeps_its_snapshot(ground: Ground) -> None:
    if ground.engine == "sqlite":
        raw = (
            ground.raw()
        )  # in rollback-journal mode the writer waits; the snapshot is seen in a copy
        raw.close()
    before = list(db.session.connection().execute(sa.text(NAMES)).scalars())
    writer = threading.Thread(target=_rename, args=(ground,))
    writer.start()
    time.sleep(0.1)
    after = list(db.session.connection().execute(sa.text(NAMES)).scalars())
    assert after == before
    db.session.rollback()
    writer.join(20)
    assert names()[0] == "by another"


def _rename(ground: Ground) -> None:
    with ground.app.app_context(), db.transaction():
        write(RENAME.format("by another"))


def test_a_second_writer_waits_instead_of_failing(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Free:
        def __enter__(self) -> None: ...
        def __exit__(self, *_: object) -> None: ...

    monkeypatch.setattr(db, "_turn", Free())
    order: list[str] = []
    begun = threading.Event()

    def slow() -> None:
        with ground.app.app_context(), db.transaction():
            write(RENAME.format("slow"))
            begun.set()
            time.sleep(0.3)
            order.append("slow")

    def quick() -> None:
        begun.wait(10)
        with ground.app.app_context(), db.transaction():
            write(RENAME.format("quick"))
            order.append("quick")

    db.session.remove()
    with ThreadPoolExecutor(2) as pool:
        for each in [pool.submit(slow), pool.submit(quick)]:
            each.result(20)
    assert order == ["slow", "quick"]
    assert names()[0] == "quick"


def test_every_pooled_connection_has_its_settings(sqlite_ground: Ground) -> None:
    assert sqlite_ground.engine == "sqlite"
    engine = db.engine()
    mode, synchronous = sqlite_settings.journal()
    expected = {
        "foreign_keys": 1, "recursive_triggers": 1, "journal_mode": mode, "trusted_schema": 0,
        "synchronous": {"FULL": 2, "EXTRA": 3}[synchronous], "busy_timeout": 14000,
    }  # fmt: skip
    held = [engine.connect() for _ in range(4)]
    try:
        for connection in held:
            for name, value in expected.items():
                assert connection.exec_driver_sql(f"PRAGMA {name}").scalar() == value, name
    finally:
        for connection in held:
            connection.close()


def test_reads_cannot_write_on_postgresql(ground: Ground) -> None:
    db.session.rollback()
    if ground.engine == "postgresql":
        with pytest.raises(sa.exc.InternalError):
            db.session.connection().execute(sa.text(RENAME.format("x")))
        db.session.rollback()
    assert ledger.main_book(1) == ground.book


def test_strict_tables_keep_types_out(sqlite_ground: Ground) -> None:
    raw = sqlite_ground.raw()
    tables = raw.run(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'alembic%'"
    )
    assert all(
        "STRICT" in raw.one("SELECT sql FROM sqlite_master WHERE name = ?", name)
        for (name,) in tables
    )
    with pytest.raises(sqlite3.IntegrityError):
        raw.run(
            "INSERT INTO account_month (book_id, account_id, month, debit, credit)"
            " VALUES (1, 1, '2025-01', 'abc', 1.5)"
        )
    raw.close()
