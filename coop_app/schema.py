"""Bring a database to this program's schema, and compare the two."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Connection

from coop_app import db, paths


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(paths.migrations()))
    config.attributes["connection"] = connection
    config.attributes["metadata"] = db.Base.metadata
    return config


def upgrade() -> None:
    """Create or migrate the database of the running application, all steps or none."""
    with db.transaction():
        command.upgrade(_config(db.write_connection()), "head")


def drop() -> None:
    """Throw away everything in a PostgreSQL database (demonstrations only; SQLite's file is deleted)."""
    if db.engine().dialect.name == "sqlite":
        db.session.remove()
        return
    with db.transaction():
        db.write_connection().exec_driver_sql("DROP SCHEMA public CASCADE")
        db.write_connection().exec_driver_sql("CREATE SCHEMA public")


def run_sql(connection: Connection, revision: str) -> None:
    """For migrations: run `migrations/sql/<revision>_<engine>.sql`, which is frozen with its step."""
    engine = connection.dialect.name
    file = paths.migrations() / "sql" / f"{revision}_{engine}.sql"
    text = file.read_text(encoding="utf-8")
    # the bare cursor: a colon or a percent sign in a trigger is no parameter
    cursor = connection.connection.cursor()
    for statement in _statements(text) if engine == "sqlite" else [text]:
        cursor.execute(statement)
    cursor.close()


def _statements(text: str) -> Iterator[str]:
    """Cut a script where SQLite says a statement is whole; a trigger has semicolons inside."""
    whole = ""
    for line in text.splitlines(keepends=True):
        whole += line
        if sqlite3.complete_statement(whole):
            yield whole
            whole = ""


def newest() -> str | None:
    """The revision this program brings."""
    config = Config()
    config.set_main_option("script_location", str(paths.migrations()))
    return ScriptDirectory.from_config(config).get_current_head()


def current() -> str | None:
    """The revision the database is at; None for an empty one, or where there is no file (none is made)."""
    url = db.engine().url
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").exists():
        return None
    return MigrationContext.configure(db.session.connection()).get_current_revision()


def drift() -> list[object]:
    """What the tables in code and the migrated database do not agree on."""
    # SQLite keeps dates and moments in TEXT; only PostgreSQL's types can be compared.
    compare_type = db.engine().dialect.name != "sqlite"
    connection = db.session.connection()
    context = MigrationContext.configure(connection, opts={"compare_type": compare_type})
    return list(compare_metadata(context, db.Base.metadata))
