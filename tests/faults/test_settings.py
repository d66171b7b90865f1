"""Every connection of every engine has the settings; and without them the promise is seen to break."""

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.runtime.environment import EnvironmentContext

from coop_app import db, schema, sqlite_settings
from coop_app.app.audit import audit_all
from coop_app.db import transaction
from tests.faults.house import House, application, books
from tests.faults.processes import Stable

DURABLE = {"wal": ("wal", 2), "delete": ("delete", 3)}
ALWAYS = {"foreign_keys": 1, "recursive_triggers": 1, "cell_size_check": 1, "trusted_schema": 0}


def settings(connection: sa.Connection) -> dict[str, object]:
    names = ("journal_mode", "synchronous", *ALWAYS)
    return {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in names}


def wanted() -> dict[str, object]:
    mode, synchronous = DURABLE[sqlite_settings.journal()[0]]
    return {"journal_mode": mode, "synchronous": synchronous, **ALWAYS}


def test_every_connection_of_the_pool(house: House) -> None:
    with books(house):
        with ThreadPoolExecutor(6) as pool:
            held = [each.result() for each in [pool.submit(db.engine().connect) for _ in range(6)]]
        assert [settings(one) for one in held] == [wanted()] * 6
        for one in held:
            one.close()


def test_the_migrations_run_on_a_connection_with_the_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[dict[str, object]] = []
    ours = EnvironmentContext.configure

    def configure(self: EnvironmentContext, connection: sa.Connection, **facts: object) -> None:
        seen.append(settings(connection))
        ours(self, connection, **facts)

    monkeypatch.setattr(EnvironmentContext, "configure", configure)
    with application(f"sqlite:///{tmp_path / 'new.db'}", tmp_path).app_context():
        schema.upgrade()
        db.engine().dispose()
    assert seen == [wanted()]


def test_the_command_line_and_the_server(house: House, stable: Stable, tmp_path: Path) -> None:
    log = tmp_path / "settings"
    for command in (("audit",), ("backup", str(tmp_path / "copy.zip")), ("upgrade",)):
        log.write_text("")
        done = stable.run(*command, environment=house.environment, tell_settings=str(log))
        assert done.status == 0, done.said
        assert set(log.read_text().splitlines()) == {str(list(wanted().values()))}
    log.write_text("")
    with stable.serving(house.environment, tell_settings=str(log)):
        assert set(log.read_text().splitlines()) == {str(list(wanted().values()))}


@pytest.mark.parametrize("name", ["synchronous", "foreign_keys", "recursive_triggers"])
def test_a_setting_that_does_not_hold_stops_the_program(name: str, tmp_path: Path) -> None:
    class Stubborn(sqlite3.Connection):
        def execute(self, statement: str, *values: object) -> sqlite3.Cursor:  # type: ignore[override]
            refused = statement.startswith(f"PRAGMA {name} =")
            return super().execute("SELECT 1" if refused else statement, *values)

    stubborn = sqlite3.connect(tmp_path / "any.db", factory=Stubborn)
    with pytest.raises(sqlite3.OperationalError, match=name):
        sqlite_settings.on_connect(stubborn, None)
    stubborn.close()


@contextmanager
def without_settings(house: House) -> Iterator[sqlite3.Connection]:
    """A stranger's connection: no keys, no recursive triggers, no waiting for the disk."""
    stranger = sqlite3.connect(house.path, isolation_level=None)
    stranger.execute("PRAGMA synchronous = OFF")
    yield stranger
    stranger.close()


def test_control_without_our_begin_updates_are_lost(house: House) -> None:
    """Two people add 1 to the same figure: our transactions keep both, the driver's own way loses one in silence."""
    read, write = "SELECT chart_stamp FROM book", "UPDATE book SET name = ?"

    def plain(connection: sqlite3.Connection, others: list[str]) -> None:
        others.append(str(connection.execute("SELECT name FROM book").fetchone()[0]))

    with books(house):
        connection = sqlite3.connect(house.path, timeout=1)
        other = sqlite3.connect(house.path, timeout=1)
        seen: list[str] = []
        plain(connection, seen)
        plain(other, seen)
        for n, one in enumerate((connection, other)):
            one.execute(write, (f"{seen[n]}+{n}",))
            one.commit()
        assert (
            connection.execute("SELECT name FROM book").fetchone()[0] == f"{seen[0]}+1"
        )  # "+0" is lost
        assert connection.execute(read).fetchone()
        connection.close()
        other.close()

        def add(n: int) -> None:
            with application_context(house), transaction():
                name = db.write_connection().exec_driver_sql("SELECT name FROM book").scalar_one()
                db.write_connection().exec_driver_sql(write, (f"{name}*{n}",))

        with ThreadPoolExecutor(2) as pool:
            list(pool.map(add, range(2)))
        db.session.rollback()
        name = db.session.execute(sa.text("SELECT name FROM book")).scalar_one()
        assert {"*0", "*1"} == {name[-4:-2], name[-2:]}


@contextmanager
def application_context(house: House) -> Iterator[None]:
    with application(house.url, house.folder).app_context():
        yield
        db.session.remove()
        db.engine().dispose()


def test_control_without_the_trigger_a_posted_line_changes(house: House) -> None:
    change = "UPDATE journal_line SET amount = amount + 1 WHERE seq = 2"
    with without_settings(house) as stranger:
        with pytest.raises(sqlite3.IntegrityError):
            stranger.execute(change)
        stranger.execute("DROP TRIGGER journal_line_no_update")
        stranger.execute(change)
    with books(house):
        assert {one["check"] for one in audit_all()} >= {"triggers", "chain", "sums", "totals"}
