"""Raw SQL that tries to change, extend or misnumber a sealed book, and which guard stops it.

The book holds: 1 dues of 100 in March · 2 dues of 50 in March · 3 the reversal of 2 · months closed through
February. Every attack is made from a bare connection with none of our settings.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.ledger.ground import MOMENT, Raw

BOTH = ("sqlite", "postgresql")
SQLITE, POSTGRESQL = ("sqlite",), ("postgresql",)
DAY = date(2025, 3, 20)


@dataclass(frozen=True)
class Attack:
    """`guards` are the triggers without which it succeeds; none: a constraint stops it."""

    name: str
    act: Callable[[Raw, int], None]
    guards: tuple[str, ...] = ()
    engines: tuple[str, ...] = BOTH
    old_snapshot: bool = False

    def __str__(self) -> str:
        return self.name


def account(raw: Raw, book: int, code: str = "1.1") -> Any:
    return raw.one("SELECT id FROM account WHERE book_id = ? AND code = ?", book, code)


def add_lines(
    raw: Raw, book: int, seq: int, amounts: tuple[int, ...], *, on: date = DAY,
    codes: tuple[str, ...] = ("1.1", "3.2"), first: int = 1, verb: str = "INSERT",
) -> None:  # fmt: skip
    for n, amount in enumerate(amounts):
        key = account(raw, book, codes[n % len(codes)])
        raw.run(
            f"{verb} INTO journal_line (book_id, seq, line_no, account_id, amount, on_date, memo)"
            " VALUES (?, ?, ?, ?, ?, ?, '')",
            book, seq, first + n, key, amount, on,
        )  # fmt: skip


def header(raw: Raw, book: int, *, verb: str = "INSERT", tail: str = "", **facts: Any) -> None:
    """A header that would be right unless `facts` spoil it."""
    on = facts.get("on_date", DAY)
    series, year = facts.get("series", "BM"), facts.get("year", on.year)
    row = {
        "book_id": book,
        "seq": next_seq(raw, book),
        "token": secrets.token_hex(16),
        "series": series,
        "year": year,
        "number": 1 + (raw.one(
            "SELECT max(number) FROM journal_entry WHERE book_id = ? AND series = ? AND year = ?",
            book, series, year) or 0),
        "on_date": on,
        "memo": "Palsu",
        "source": secrets.token_hex(8),
        "line_count": 2,
        "total_debit": 10,
        "made_by": 1,
        "made_at": MOMENT if not raw.is_sqlite else "2025-06-30 03:00:00.000000",
        "prev_hash": raw.one(
            "SELECT hash FROM journal_entry WHERE book_id = ? ORDER BY seq DESC LIMIT 1", book),
        "hash": secrets.token_hex(32),
        "hash_version": 1,
    } | facts  # fmt: skip
    places = ", ".join("?" for _ in row)
    raw.run(f"{verb} INTO journal_entry ({', '.join(row)}) VALUES ({places}) {tail}", *row.values())


def next_seq(raw: Raw, book: int) -> int:
    return 1 + int(raw.one("SELECT max(seq) FROM journal_entry WHERE book_id = ?", book) or 0)


def forge(
    *amounts: int, codes: tuple[str, ...] = ("1.1", "3.2"), on: date = DAY, **facts: Any
) -> Callable[[Raw, int], None]:
    """A whole entry of our own, lines first."""

    def act(raw: Raw, book: int) -> None:
        seq = facts.get("seq", next_seq(raw, book))
        add_lines(raw, book, seq, amounts or (10, -10), on=on, codes=codes)
        header(raw, book, **facts)

    return act


def sql(statement: str) -> Callable[[Raw, int], None]:
    return lambda raw, book: raw.run(statement.replace(":book", str(book))) and None


def foreign_account(raw: Raw, book: int) -> None:
    seq = next_seq(raw, book)
    add_lines(raw, book, seq, (10,))
    raw.run(
        "INSERT INTO journal_line (book_id, seq, line_no, account_id, amount, on_date, memo)"
        " VALUES (?, ?, 2, ?, -10, ?, '')", book, seq, account(raw, book + 1), DAY,
    )  # fmt: skip
    header(raw, book)


def replaced_header(raw: Raw, book: int) -> None:
    """A header in place of the last one, over its own sealed lines."""
    header(raw, book, verb="INSERT OR REPLACE", seq=3, total_debit=50, on_date=date(2025, 3, 3))


def replaced_by(**facts: Any) -> Callable[[Raw, int], None]:
    """A new entry that takes a unique value of an old one, whose header SQLite would then delete."""

    def act(raw: Raw, book: int) -> None:
        taken = {
            name: value(raw, book) if callable(value) else value for name, value in facts.items()
        }
        add_lines(raw, book, next_seq(raw, book), (10, -10))
        header(raw, book, verb="INSERT OR REPLACE", **taken)

    return act


def column(name: str, seq: int = 1) -> Callable[[Raw, int], Any]:
    return lambda raw, book: raw.one(
        f"SELECT {name} FROM journal_entry WHERE book_id = ? AND seq = ?", book, seq
    )


def upserted_header(raw: Raw, book: int) -> None:
    tail = "ON CONFLICT (book_id, seq) DO UPDATE SET memo = 'Palsu'"
    header(raw, book, seq=3, total_debit=50, on_date=date(2025, 3, 3), tail=tail)


def late_pair(raw: Raw, book: int) -> None:
    add_lines(raw, book, 1, (10, -10), first=3, on=date(2025, 3, 1))


def stolen_line(raw: Raw, book: int) -> None:
    add_lines(raw, book, 1, (10,), verb="INSERT OR REPLACE")


def upserted_line(raw: Raw, book: int) -> None:
    raw.run(
        "INSERT INTO journal_line (book_id, seq, line_no, account_id, amount, on_date, memo)"
        " VALUES (?, 1, 1, ?, 10, ?, '')"
        " ON CONFLICT (book_id, seq, line_no) DO UPDATE SET amount = 999",
        book, account(raw, book), DAY,
    )  # fmt: skip


def reversal(
    seq: int, *amounts: int, codes: tuple[str, ...] = ("1.1", "3.2"), verb: str = "INSERT"
) -> Callable[[Raw, int], None]:
    def act(raw: Raw, book: int) -> None:
        add_lines(raw, book, next_seq(raw, book), amounts, codes=codes)
        total = sum(amount for amount in amounts if amount > 0)
        header(raw, book, reverses_seq=seq, total_debit=total, verb=verb)

    return act


def second_reversal(raw: Raw, book: int) -> None:
    """The exact mirror of entry 2, which entry 3 reversed already; SQLite would replace entry 3."""
    seq = next_seq(raw, book)
    raw.run(
        "INSERT INTO journal_line SELECT book_id, ?, line_no, account_id, amount, ?, subject, group_id,"
        " memo FROM journal_line WHERE book_id = ? AND seq = 3", seq, DAY, book,
    )  # fmt: skip
    header(raw, book, verb="INSERT OR REPLACE", reverses_seq=2, total_debit=50)


def event(
    n: int, month: str, action: str, through: str, *, verb: str = "INSERT", **facts: Any
) -> Any:
    def act(raw: Raw, book: int) -> None:
        made_at = MOMENT if not raw.is_sqlite else "2025-06-30 03:00:00.000000"
        row = {
            "book_id": book, "n": n, "month": month, "action": action,
            "closed_through": date.fromisoformat(through), "made_by": 1, "reason": "x",
            "made_at": made_at, "after_seq": next_seq(raw, book) - 1,
        } | facts  # fmt: skip
        places = ", ".join("?" for _ in row)
        raw.run(f"{verb} INTO period_event ({', '.join(row)}) VALUES ({places})", *row.values())

    return act


def in_replica_role(statement: str) -> Callable[[Raw, int], None]:
    def act(raw: Raw, book: int) -> None:
        raw.run("SET LOCAL session_replication_role = replica")
        sql(statement)(raw, book)

    return act


def late_pair_in_replica_role(raw: Raw, book: int) -> None:
    raw.run("SET LOCAL session_replication_role = replica")
    late_pair(raw, book)


def no_lines(raw: Raw, book: int) -> None:
    header(raw, book, line_count=0, total_debit=0)
