"""The floor: the same rows, triggers, totals and durability, written by plain sqlite3 and nothing else."""

import secrets
import sqlite3
from collections.abc import Callable
from pathlib import Path

from coop_app import sqlite_settings

_LINE = "INSERT INTO journal_line VALUES (1, ?, ?, ?, ?, '2025-03-05', ?, ?, '')"
_ENTRY = """INSERT INTO journal_entry VALUES
  (1, ?, ?, 'BKM', 2025, ?, '2025-03-05', 'Iuran wajib', ?, NULL, 2, 20000, 1, NULL,
   '2025-03-05 02:00:00.000000', ?, ?, 1)"""


class Floor:
    """One open connection, its numbers kept in variables: no look-ups, no checks, no hashing."""

    def __init__(self, path: Path) -> None:
        self.connection = sqlite3.connect(path)
        sqlite_settings.on_connect(self.connection, None)
        head = "SELECT coalesce(max(seq), 0), (SELECT hash FROM journal_entry ORDER BY seq DESC LIMIT 1)"
        self.seq, self.hash = self.connection.execute(f"{head} FROM journal_entry").fetchone()
        self.hash = self.hash or "0" * 64
        role = "SELECT id FROM account WHERE book_id = 1 AND role = ?"
        self.cash = self.connection.execute(role, ("cash_on_hand",)).fetchone()[0]
        self.dues = self.connection.execute(role, ("mandatory_savings",)).fetchone()[0]

    def post(self, n: int) -> None:
        """One entry of two lines in one durable transaction."""
        self.connection.execute("BEGIN IMMEDIATE")
        self.write(n)
        self.connection.execute("COMMIT")

    def write(self, n: int) -> None:
        """The rows of one entry."""
        self.seq += 1
        own = secrets.token_hex(32)
        subject = f"member:{n % 220}"
        self.connection.executemany(
            _LINE,
            (
                (self.seq, 1, self.cash, 20000, None, None),
                (self.seq, 2, self.dues, -20000, subject, n % 10 + 1),
            ),
        )
        token = own[:32]
        row = (self.seq, token, self.seq, f"floor:{self.seq}", self.hash, own)
        self.connection.execute(_ENTRY, row)
        self.hash = own

    def batch(self, size: int) -> Callable[[int], None]:
        """Many entries in one transaction."""

        def act(turn: int) -> None:
            self.connection.execute("BEGIN IMMEDIATE")
            for n in range(size):
                self.write(turn * size + n)
            self.connection.execute("COMMIT")

        return act
