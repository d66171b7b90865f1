"""Whoever posts locks the book without stopping documents that only point at it.

A document that is written before its entry holds its book by the foreign key. Two of them waited for each other in a
circle as soon as both wanted to post with FOR UPDATE; FOR NO KEY UPDATE lets both point and still posts one by one.
"""

import re
from pathlib import Path

from alembic import op

revision: str = "0022_book_lock"
down_revision: str | None = "0021_production"

_LOCKS = re.compile(
    r"CREATE (FUNCTION \w+\(\)(?:(?!\$seal\$;).)*?FOR NO KEY UPDATE;.*?\$seal\$;)", re.DOTALL
)


def upgrade() -> None:
    """The functions that lock the book, as 0002 makes them in a new database."""
    bind = op.get_bind()
    if bind.dialect.name == "sqlite":
        return
    file = Path(__file__).resolve().parent.parent / "sql" / "0002_ledger_postgresql.sql"
    cursor = bind.connection.cursor()
    for function in _LOCKS.findall(file.read_text(encoding="utf-8")):
        cursor.execute(f"CREATE OR REPLACE {function}")
    cursor.close()
