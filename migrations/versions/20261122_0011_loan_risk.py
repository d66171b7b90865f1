"""Loans: classes at each month's end with their runs, and write-offs."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision: str = "0011_loan_risk"
down_revision: str | None = "0010_loan_payments"

KEY = sa.BigInteger
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """All tables of this storey."""
    _months()
    _classes()
    _write_offs()
    _seal()


def _entry(column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["book_id", column], ["journal_entry.book_id", "journal_entry.seq"]
    )


def _months() -> None:
    op.create_table(
        "loan_month",
        sa.Column("book_id", KEY, sa.ForeignKey("book.id"), primary_key=True, autoincrement=False),
        sa.Column("month", sa.Text, primary_key=True),
        sa.Column("runs", KEY, nullable=False),
        sa.CheckConstraint("length(month) = 7", name="month"),
    )
    op.create_table(
        "loan_month_run",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("cooperative_id", KEY, sa.ForeignKey("cooperative.id"), nullable=False),
        sa.Column("book_id", KEY, nullable=False),
        sa.Column("month", sa.Text, nullable=False),
        sa.Column("number", KEY, nullable=False),
        sa.Column("made_by", KEY, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("allowance_seq", KEY),
        sa.Column("accrual_seq", KEY),
        sa.UniqueConstraint("book_id", "month", "number"),
        sa.ForeignKeyConstraint(["book_id", "month"], ["loan_month.book_id", "loan_month.month"]),
        _entry("allowance_seq"),
        _entry("accrual_seq"),
        sa.CheckConstraint("number > 0", name="number"),
    )


def _classes() -> None:
    op.create_table(
        "loan_class",
        sa.Column(
            "run_id", KEY, sa.ForeignKey("loan_month_run.id"), primary_key=True, autoincrement=False
        ),
        sa.Column("loan_id", KEY, sa.ForeignKey("loan.id"), primary_key=True, autoincrement=False),
        sa.Column("class", sa.Text, nullable=False),
        sa.Column("days_late", KEY, nullable=False),
        sa.Column("principal", KEY, nullable=False),
        sa.Column("allowance", KEY, nullable=False),
        sa.Column("accrued", KEY, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.CheckConstraint(
            "class IN ('current', 'special_mention', 'substandard', 'doubtful', 'loss')",
            name="class",
        ),
        sa.CheckConstraint("days_late >= 0", name="days_late"),
        sa.CheckConstraint("principal >= 0 AND allowance >= 0 AND accrued >= 0", name="amounts"),
    )
    op.create_index("ix_loan_class_loan_id", "loan_class", ["loan_id"])


def _write_offs() -> None:
    op.create_table(
        "loan_write_off",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("cooperative_id", KEY, sa.ForeignKey("cooperative.id"), nullable=False),
        sa.Column("book_id", KEY, sa.ForeignKey("book.id"), nullable=False),
        sa.Column("loan_id", KEY, sa.ForeignKey("loan.id"), nullable=False),
        sa.Column("written_off_on", sa.Date, nullable=False),
        sa.Column("principal", KEY, nullable=False),
        sa.Column("interest", KEY, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("request_id", sa.Text, nullable=False),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column("made_by", KEY, nullable=False),
        sa.Column("approved_by", KEY, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("entry_seq", KEY),
        sa.UniqueConstraint("loan_id"),
        sa.UniqueConstraint("cooperative_id", "request_id"),
        _entry("entry_seq"),
        sa.CheckConstraint("principal > 0 AND interest >= 0", name="amounts"),
        sa.CheckConstraint("approved_by <> made_by", name="two_persons"),
    )
    columns = ["book_id", "entry_seq"]
    op.create_index(f"ix_loan_write_off_{'_'.join(columns)}", "loan_write_off", columns)


def _seal() -> None:
    bind = op.get_bind()
    folder = Path(__file__).resolve().parent.parent / "sql"
    text = (folder / f"0011_loan_risk_{bind.dialect.name}.sql").read_text(encoding="utf-8")
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
