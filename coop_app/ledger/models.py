"""The ledger's tables; `migrations/` makes them and their seal, nothing else writes them."""

from typing import Any

import sqlalchemy as sa

from coop_app.db import Base, Moment
from coop_app.money import LARGEST

# without a rowid there is no second, hidden key by which a row could be replaced
_KEY: Any = {"sqlite_with_rowid": False}


def _one_of(column: str, *words: str) -> sa.CheckConstraint:
    listed = ", ".join(f"'{word}'" for word in words)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=column)


book = sa.Table(
    "book",
    Base.metadata,
    sa.Column("id", sa.BigInteger, primary_key=True),
    sa.Column("cooperative_id", sa.BigInteger, sa.ForeignKey("cooperative.id"), nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("opened_on", sa.Date),
    # changes by trigger with every change of the chart, to a value never used before
    sa.Column("chart_stamp", sa.BigInteger, nullable=False, server_default="0"),
    _one_of("kind", "cooperative", "enterprise"),
    sa.Index("ix_book_cooperative_id", "cooperative_id"),
)

account = sa.Table(
    "account",
    Base.metadata,
    sa.Column("id", sa.BigInteger, primary_key=True),
    sa.Column("book_id", sa.BigInteger, sa.ForeignKey("book.id"), nullable=False),
    sa.Column("code", sa.Text, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("statement_line", sa.Text, nullable=False),
    sa.Column("cash_flow", sa.Text),
    sa.Column("place", sa.Text),
    sa.Column("side", sa.Text),
    sa.Column("role", sa.Text),
    sa.Column("parent_id", sa.BigInteger),
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

journal_entry = sa.Table(
    "journal_entry",
    Base.metadata,
    sa.Column("book_id", sa.BigInteger, sa.ForeignKey("book.id"), primary_key=True),
    sa.Column("seq", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("token", sa.Text, nullable=False),
    sa.Column("series", sa.Text, nullable=False),
    sa.Column("year", sa.BigInteger, nullable=False),
    sa.Column("number", sa.BigInteger, nullable=False),
    sa.Column("on_date", sa.Date, nullable=False),
    sa.Column("memo", sa.Text, nullable=False),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("reverses_seq", sa.BigInteger),
    sa.Column("line_count", sa.BigInteger, nullable=False),
    sa.Column("total_debit", sa.BigInteger, nullable=False),
    sa.Column("made_by", sa.BigInteger, nullable=False),
    sa.Column("approved_by", sa.BigInteger),
    sa.Column("made_at", Moment, nullable=False),
    sa.Column("prev_hash", sa.Text, nullable=False),
    sa.Column("hash", sa.Text, nullable=False),
    sa.Column("hash_version", sa.BigInteger, nullable=False),
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
    sa.Index("ix_journal_entry_on_date", "book_id", "on_date", "seq"),
    **_KEY,
)

journal_line = sa.Table(
    "journal_line",
    Base.metadata,
    sa.Column("book_id", sa.BigInteger, primary_key=True),
    sa.Column("seq", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("line_no", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("account_id", sa.BigInteger, nullable=False),
    sa.Column("amount", sa.BigInteger, nullable=False),
    sa.Column("on_date", sa.Date, nullable=False),
    sa.Column("subject", sa.Text),
    sa.Column("group_id", sa.BigInteger),
    sa.Column("memo", sa.Text, nullable=False, server_default=""),
    sa.ForeignKeyConstraint(
        ["book_id", "seq"],
        ["journal_entry.book_id", "journal_entry.seq"],
        deferrable=True,
        initially="DEFERRED",
    ),
    sa.ForeignKeyConstraint(["book_id", "account_id"], ["account.book_id", "account.id"]),
    sa.CheckConstraint(f"amount <> 0 AND amount BETWEEN -{LARGEST} AND {LARGEST}", name="amount"),
    sa.CheckConstraint("subject <> ''", name="subject"),
    sa.Index("ix_journal_line_account", "account_id", "on_date", "seq", "line_no", "amount"),
    sa.Index("ix_journal_line_amount", "book_id", "amount", "seq"),
    sa.Index(
        "ix_journal_line_subject",
        "book_id",
        "subject",
        "account_id",
        "on_date",
        "seq",
        "line_no",
        "amount",
        sqlite_where=sa.text("subject IS NOT NULL"),
        postgresql_where=sa.text("subject IS NOT NULL"),
    ),
    **_KEY,
)

# ── kept totals: written by the header's trigger, proven and rebuilt by the audit ──
account_month = sa.Table(
    "account_month",
    Base.metadata,
    sa.Column("book_id", sa.BigInteger, primary_key=True),
    sa.Column("account_id", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("month", sa.Text, primary_key=True),
    sa.Column("debit", sa.BigInteger, nullable=False),
    sa.Column("credit", sa.BigInteger, nullable=False),
    **_KEY,
)

account_day = sa.Table(
    "account_day",
    Base.metadata,
    sa.Column("book_id", sa.BigInteger, primary_key=True),
    sa.Column("day", sa.Date, primary_key=True),
    sa.Column("account_id", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("debit", sa.BigInteger, nullable=False),
    sa.Column("credit", sa.BigInteger, nullable=False),
    **_KEY,
)

subject_total = sa.Table(
    "subject_total",
    Base.metadata,
    sa.Column("book_id", sa.BigInteger, primary_key=True),
    sa.Column("account_id", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("subject", sa.Text, primary_key=True),
    # 0 where the line names no group
    sa.Column("group_id", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("amount", sa.BigInteger, nullable=False),
    **_KEY,
)

period_event = sa.Table(
    "period_event",
    Base.metadata,
    sa.Column("book_id", sa.BigInteger, sa.ForeignKey("book.id"), primary_key=True),
    sa.Column("n", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("month", sa.Text, nullable=False),
    sa.Column("action", sa.Text, nullable=False),
    sa.Column("closed_through", sa.Date, nullable=False),
    # the last entry at that moment: the audit orders by sequence, never by clock
    sa.Column("after_seq", sa.BigInteger, nullable=False),
    sa.Column("made_by", sa.BigInteger, nullable=False),
    sa.Column("approved_by", sa.BigInteger),
    sa.Column("reason", sa.Text, nullable=False, server_default=""),
    sa.Column("made_at", Moment, nullable=False),
    _one_of("action", "close", "reopen"),
    **_KEY,
)
