"""Loans: payments, where each rupiah of them went, and what rescheduling carried over.

The triggers stand in `migrations/sql/0010_loan_payments_*.sql`, frozen with this step.
"""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision: str = "0010_loan_payments"
down_revision: str | None = "0009_loans"

KEY = sa.BigInteger
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """All tables of this step, then the triggers that seal them."""
    _loan_payment()
    _loan_allocation()
    _loan_rescheduling()
    _seal()


def _amounts(*names: str) -> list[sa.Column[int]]:
    return [sa.Column(name, KEY, nullable=False) for name in names]


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def _entry(column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["book_id", column], ["journal_entry.book_id", "journal_entry.seq"]
    )


def _loan_payment() -> None:
    op.create_table(
        "loan_payment",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("cooperative_id", KEY, sa.ForeignKey("cooperative.id"), nullable=False),
        sa.Column("book_id", KEY, sa.ForeignKey("book.id"), nullable=False),
        sa.Column("loan_id", KEY, sa.ForeignKey("loan.id"), nullable=False),
        *_texts("kind"),
        sa.Column("paid_on", sa.Date, nullable=False),
        *_texts("source"),
        sa.Column("place_id", KEY),
        *_amounts(
            "amount",
            "from_held",
            "penalty",
            "interest_arrears",
            "interest",
            "principal_arrears",
            "principal",
            "left_over",
        ),
        *_texts("left_over_to"),
        *_amounts("accrued"),
        *_texts("why", "memo", "request_id"),
        sa.Column("batch", sa.Text),
        *_texts("fingerprint"),
        *_amounts("made_by"),
        sa.Column("approved_by", KEY),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("entry_seq", KEY),
        sa.Column("reversed_seq", KEY),
        sa.UniqueConstraint("cooperative_id", "request_id"),
        _entry("entry_seq"),
        _entry("reversed_seq"),
        *_payment_checks(),
    )
    op.create_index("ix_loan_payment_loan_id_id", "loan_payment", ["loan_id", "id"])
    op.create_index("ix_loan_payment_book_id_entry_seq", "loan_payment", ["book_id", "entry_seq"])
    op.create_index("ix_loan_payment_book_id_paid_on", "loan_payment", ["book_id", "paid_on"])
    op.create_index(
        "ix_loan_payment_cooperative_id_batch", "loan_payment", ["cooperative_id", "batch"]
    )


def _payment_checks() -> list[sa.CheckConstraint]:
    checks = {
        "kind": "kind IN ('payment', 'settlement', 'recovery', 'refund')",
        "source": "source IN ('place', 'savings', 'held')",
        "place": "(source = 'place') = (place_id IS NOT NULL)",
        "left_over_to": "left_over_to IN ('', 'savings', 'held', 'place')",
        "amounts": (
            "penalty >= 0 AND interest_arrears >= 0 AND interest >= 0 AND principal_arrears >= 0"
            " AND principal >= 0 AND left_over >= 0 AND from_held >= 0"
        ),
        "split": (
            "amount > 0 AND amount = penalty + interest_arrears + interest + principal_arrears"
            " + principal + left_over"
        ),
        "from_held": "from_held <= amount",
        "left_over": "(left_over = 0) = (left_over_to = '')",
    }
    return [sa.CheckConstraint(text, name=name) for name, text in checks.items()]


def _loan_allocation() -> None:
    op.create_table(
        "loan_allocation",
        sa.Column(
            "payment_id",
            KEY,
            sa.ForeignKey("loan_payment.id"),
            primary_key=True,
            autoincrement=False,
        ),
        sa.Column("number", KEY, primary_key=True, autoincrement=False),
        sa.Column("part", sa.Text, primary_key=True),
        *_amounts("amount"),
        sa.CheckConstraint(
            "part IN ('penalty', 'interest_arrears', 'interest', 'principal_arrears', 'principal',"
            " 'waived')",
            name="part",
        ),
        sa.CheckConstraint("amount > 0 AND number > 0", name="amount"),
    )


def _loan_rescheduling() -> None:
    op.create_table(
        "loan_rescheduling",
        sa.Column(
            "schedule_id",
            KEY,
            sa.ForeignKey("loan_schedule.id"),
            primary_key=True,
            autoincrement=False,
        ),
        sa.Column("cooperative_id", KEY, sa.ForeignKey("cooperative.id"), nullable=False),
        sa.Column("loan_id", KEY, sa.ForeignKey("loan.id"), nullable=False),
        *_amounts("first_number", "months"),
        *_texts("method", "per"),
        *_amounts("percent", "principal", "carried_interest", "carried_penalty", "waived_penalty"),
        *_texts("request_id", "fingerprint"),
        *_amounts("made_by", "approved_by"),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.UniqueConstraint("cooperative_id", "request_id"),
        sa.CheckConstraint("approved_by <> made_by", name="two_persons"),
        sa.CheckConstraint("first_number > 0 AND months > 0 AND percent >= 0", name="terms"),
        sa.CheckConstraint(
            "principal > 0 AND carried_interest >= 0 AND carried_penalty >= 0"
            " AND waived_penalty >= 0",
            name="amounts",
        ),
    )


def _seal() -> None:
    bind = op.get_bind()
    folder = Path(__file__).resolve().parent.parent / "sql"
    text = (folder / f"0010_loan_payments_{bind.dialect.name}.sql").read_text(encoding="utf-8")
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
