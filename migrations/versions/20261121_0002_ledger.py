"""Books, accounts, the sealed journal with its kept totals, and the periods.

The seal (triggers) is hand-written per database in `migrations/sql/0002_ledger_*.sql`, frozen with this step.
"""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision: str = "0002_ledger"
down_revision: str | None = "0001_auth"

KEY = sa.BigInteger
MOMENT = sa.DateTime(timezone=True)
LARGEST = 10**15
CLUSTERED = {"sqlite_with_rowid": False}


def upgrade() -> None:
    """All tables of the ledger, then the triggers that seal them."""
    _books()
    _journal()
    _totals()
    _periods()
    _seal()


def _one_of(column: str, *words: str) -> sa.CheckConstraint:
    listed = ", ".join(f"'{word}'" for word in words)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=column)


def _key(name: str, kind: type = KEY, *, of_book: bool = False) -> sa.Column:
    links = [sa.ForeignKey("book.id")] if of_book else []
    return sa.Column(name, kind, *links, primary_key=True, autoincrement=False)


def _books() -> None:
    op.create_table(
        "book",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("cooperative_id", KEY, sa.ForeignKey("cooperative.id"), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("opened_on", sa.Date),
        sa.Column("chart_stamp", KEY, nullable=False, server_default="0"),
        _one_of("kind", "cooperative", "enterprise"),
    )
    op.create_index("ix_book_cooperative_id", "book", ["cooperative_id"])
    op.create_table(
        "account",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("book_id", KEY, sa.ForeignKey("book.id"), nullable=False),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("statement_line", sa.Text, nullable=False),
        sa.Column("cash_flow", sa.Text),
        sa.Column("place", sa.Text),
        sa.Column("side", sa.Text),
        sa.Column("role", sa.Text),
        sa.Column("parent_id", KEY),
        sa.Column("takes_lines", sa.Boolean, nullable=False),
        sa.Column("opened_on", sa.Date),
        sa.Column("closed_on", sa.Date),
        sa.UniqueConstraint("book_id", "code"),
        sa.UniqueConstraint("book_id", "role"),
        sa.UniqueConstraint("book_id", "id"),
        sa.ForeignKeyConstraint(["book_id", "parent_id"], ["account.book_id", "account.id"]),
        _one_of("kind", "asset", "liability", "equity", "income", "expense"),
        _one_of("cash_flow", "operating", "investing", "financing"),
        _one_of("place", "cash", "bank"),
        _one_of("side", "member", "nonmember"),
    )


def _journal() -> None:
    op.create_table(
        "journal_entry",
        _key("book_id", of_book=True),
        _key("seq"),
        sa.Column("token", sa.Text, nullable=False),
        sa.Column("series", sa.Text, nullable=False),
        sa.Column("year", KEY, nullable=False),
        sa.Column("number", KEY, nullable=False),
        sa.Column("on_date", sa.Date, nullable=False),
        sa.Column("memo", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("reverses_seq", KEY),
        sa.Column("line_count", KEY, nullable=False),
        sa.Column("total_debit", KEY, nullable=False),
        sa.Column("made_by", KEY, nullable=False),
        sa.Column("approved_by", KEY),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("prev_hash", sa.Text, nullable=False),
        sa.Column("hash", sa.Text, nullable=False),
        sa.Column("hash_version", KEY, nullable=False),
        sa.UniqueConstraint("token"),
        sa.UniqueConstraint("book_id", "source"),
        sa.UniqueConstraint("book_id", "series", "year", "number"),
        sa.UniqueConstraint("book_id", "reverses_seq"),
        sa.ForeignKeyConstraint(
            ["book_id", "reverses_seq"], ["journal_entry.book_id", "journal_entry.seq"]
        ),
        sa.CheckConstraint("source <> ''", name="source"),
        sa.CheckConstraint("length(hash) = 64 AND hash <> prev_hash", name="hash"),
        sa.CheckConstraint("length(token) >= 16", name="token"),
        sa.CheckConstraint("series <> ''", name="series"),
        **CLUSTERED,
    )
    op.create_index("ix_journal_entry_on_date", "journal_entry", ["book_id", "on_date", "seq"])
    op.create_table(
        "journal_line",
        _key("book_id"),
        _key("seq"),
        _key("line_no"),
        sa.Column("account_id", KEY, nullable=False),
        sa.Column("amount", KEY, nullable=False),
        sa.Column("on_date", sa.Date, nullable=False),
        sa.Column("subject", sa.Text),
        sa.Column("group_id", KEY),
        sa.Column("memo", sa.Text, nullable=False, server_default=""),
        sa.ForeignKeyConstraint(
            ["book_id", "seq"],
            ["journal_entry.book_id", "journal_entry.seq"],
            deferrable=True,
            initially="DEFERRED",
        ),
        sa.ForeignKeyConstraint(["book_id", "account_id"], ["account.book_id", "account.id"]),
        sa.CheckConstraint(
            f"amount <> 0 AND amount BETWEEN -{LARGEST} AND {LARGEST}", name="amount"
        ),
        sa.CheckConstraint("subject <> ''", name="subject"),
        **CLUSTERED,
    )
    page = ["account_id", "on_date", "seq", "line_no", "amount"]
    op.create_index("ix_journal_line_account", "journal_line", page)
    op.create_index("ix_journal_line_amount", "journal_line", ["book_id", "amount", "seq"])
    only = sa.text("subject IS NOT NULL")
    op.create_index(
        "ix_journal_line_subject",
        "journal_line",
        ["book_id", "subject", *page],
        sqlite_where=only,
        postgresql_where=only,
    )


def _totals() -> None:
    sums = ("debit", "credit")
    op.create_table(
        "account_month",
        _key("book_id"),
        _key("account_id"),
        _key("month", sa.Text),
        *(sa.Column(name, KEY, nullable=False) for name in sums),
        **CLUSTERED,
    )
    op.create_table(
        "account_day",
        _key("book_id"),
        _key("day", sa.Date),
        _key("account_id"),
        *(sa.Column(name, KEY, nullable=False) for name in sums),
        **CLUSTERED,
    )
    op.create_table(
        "subject_total",
        _key("book_id"),
        _key("account_id"),
        _key("subject", sa.Text),
        _key("group_id"),
        sa.Column("amount", KEY, nullable=False),
        **CLUSTERED,
    )


def _periods() -> None:
    op.create_table(
        "period_event",
        _key("book_id", of_book=True),
        _key("n"),
        sa.Column("month", sa.Text, nullable=False),
        sa.Column("action", sa.Text, nullable=False),
        sa.Column("closed_through", sa.Date, nullable=False),
        sa.Column("after_seq", KEY, nullable=False),
        sa.Column("made_by", KEY, nullable=False),
        sa.Column("approved_by", KEY),
        sa.Column("reason", sa.Text, nullable=False, server_default=""),
        sa.Column("made_at", MOMENT, nullable=False),
        _one_of("action", "close", "reopen"),
        **CLUSTERED,
    )


def _seal() -> None:
    bind = op.get_bind()
    folder = Path(__file__).resolve().parent.parent / "sql"
    text = (folder / f"0002_ledger_{bind.dialect.name}.sql").read_text(encoding="utf-8")
    cursor = bind.connection.cursor()
    for statement in _statements(text) if bind.dialect.name == "sqlite" else [text]:
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
