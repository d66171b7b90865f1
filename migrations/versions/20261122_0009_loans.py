"""Loans: kinds and dated terms, applications, schedules that are only added to.

The triggers stand in `migrations/sql/0009_loans_*.sql`, frozen with this step.
"""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision: str = "0009_loans"
down_revision: str | None = "0008_savings_interest"

KEY = sa.BigInteger
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """All tables of this storey, then the triggers that seal some of them."""
    _loan_product()
    _loan_term()
    _loan_holiday()
    _loan()
    _loan_step()
    _loan_schedule()
    _loan_instalment()
    _loan_budget_line()
    _loan_collateral()
    _loan_guarantor()
    _loan_document()
    _seal()


def _loan_product() -> None:
    op.create_table(
        "loan_product",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("cooperative_id", KEY, sa.ForeignKey("cooperative.id"), nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("is_active", sa.Boolean, nullable=False),
        sa.UniqueConstraint("cooperative_id", "key"),
    )


def _loan_term() -> None:
    op.create_table(
        "loan_term",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("product_id", KEY, sa.ForeignKey("loan_product.id"), nullable=False),
        sa.Column("valid_from", sa.Date, nullable=False),
        sa.Column("method", sa.Text, nullable=False),
        sa.Column("per", sa.Text, nullable=False),
        sa.Column("percent", KEY, nullable=False),
        sa.Column("min_principal", KEY, nullable=False),
        sa.Column("max_principal", KEY, nullable=False),
        sa.Column("min_months", KEY, nullable=False),
        sa.Column("max_months", KEY, nullable=False),
        sa.Column("rounding_unit", KEY, nullable=False),
        sa.Column("grace_months", KEY, nullable=False),
        sa.Column("provision_percent", KEY, nullable=False),
        sa.Column("admin_fee", KEY, nullable=False),
        sa.Column("penalty_kind", sa.Text, nullable=False),
        sa.Column("penalty_percent", KEY, nullable=False),
        sa.Column("penalty_amount", KEY, nullable=False),
        sa.Column("penalty_free_days", KEY, nullable=False),
        sa.Column("penalty_cap", KEY, nullable=False),
        sa.Column("settlement", sa.Text, nullable=False),
        sa.Column("allocation", sa.Text, nullable=False),
        sa.Column("collaterals", sa.Text, nullable=False),
        sa.Column("group_liability", sa.Boolean, nullable=False),
        sa.Column("holiday_shift", sa.Text, nullable=False),
        sa.Column("recognition", sa.Text, nullable=False),
        sa.Column("collectability", sa.Text, nullable=False),
        sa.Column("overpayment", sa.Text, nullable=False),
        sa.Column("decided_by", sa.Text, nullable=False),
        sa.Column("set_by", KEY, nullable=False),
        sa.Column("approved_by", KEY),
        sa.Column("set_at", MOMENT, nullable=False),
        sa.CheckConstraint("percent >= 0", name="percent"),
        sa.CheckConstraint(
            "0 < min_principal AND min_principal <= max_principal", name="principal"
        ),
        sa.CheckConstraint("0 < min_months AND min_months <= max_months", name="months"),
        sa.CheckConstraint("0 <= grace_months AND grace_months < min_months", name="grace"),
        sa.CheckConstraint("rounding_unit IN (1, 100, 500, 1000)", name="rounding_unit"),
        sa.CheckConstraint("provision_percent >= 0 AND admin_fee >= 0", name="fees"),
    )
    op.create_index("ix_loan_term_product_id_valid_from", "loan_term", ["product_id", "valid_from"])


def _loan_holiday() -> None:
    op.create_table(
        "loan_holiday",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("cooperative_id", KEY, sa.ForeignKey("cooperative.id"), nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("set_by", KEY, nullable=False),
        sa.UniqueConstraint("cooperative_id", "day"),
    )


def _loan() -> None:
    op.create_table(
        "loan",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("cooperative_id", KEY, sa.ForeignKey("cooperative.id"), nullable=False),
        sa.Column("book_id", KEY, sa.ForeignKey("book.id"), nullable=False),
        sa.Column("number", KEY, nullable=False),
        sa.Column("member_id", KEY, nullable=False),
        sa.Column("group_id", KEY),
        sa.Column("product_id", KEY, sa.ForeignKey("loan_product.id"), nullable=False),
        sa.Column("term_id", KEY, sa.ForeignKey("loan_term.id"), nullable=False),
        sa.Column("stage", sa.Text, nullable=False),
        sa.Column("principal", KEY, nullable=False),
        sa.Column("months", KEY, nullable=False),
        sa.Column("purpose", sa.Text, nullable=False),
        sa.Column("applied_on", sa.Date, nullable=False),
        sa.Column("officer_id", KEY, nullable=False),
        sa.Column("request_id", sa.Text, nullable=False),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("disbursed_on", sa.Date),
        sa.Column("first_due", sa.Date),
        sa.Column("place_id", KEY),
        sa.Column("provision", KEY, nullable=False),
        sa.Column("admin_fee", KEY, nullable=False),
        sa.Column("payout_request_id", sa.Text),
        sa.Column("payout_fingerprint", sa.Text),
        sa.Column("paid_by", KEY),
        sa.Column("entry_seq", KEY),
        sa.Column("reversed_seq", KEY),
        sa.Column("ended_on", sa.Date),
        sa.UniqueConstraint("cooperative_id", "number"),
        sa.UniqueConstraint("cooperative_id", "request_id"),
        sa.UniqueConstraint("cooperative_id", "payout_request_id"),
        sa.ForeignKeyConstraint(
            ["cooperative_id", "member_id"], ["member.cooperative_id", "member.id"]
        ),
        sa.ForeignKeyConstraint(
            ["book_id", "entry_seq"], ["journal_entry.book_id", "journal_entry.seq"]
        ),
        sa.CheckConstraint(
            "stage IN ('applied', 'recommended', 'approved', 'rejected', 'withdrawn', 'disbursed', 'closed', 'written_off')",
            name="stage",
        ),
        sa.CheckConstraint("principal > 0 AND months > 0", name="principal"),
    )
    op.create_index("ix_loan_book_id_entry_seq", "loan", ["book_id", "entry_seq"])
    op.create_index("ix_loan_book_id_stage", "loan", ["book_id", "stage"])
    op.create_index("ix_loan_cooperative_id_member_id", "loan", ["cooperative_id", "member_id"])


def _loan_step() -> None:
    op.create_table(
        "loan_step",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("loan_id", KEY, sa.ForeignKey("loan.id"), nullable=False),
        sa.Column("step", sa.Text, nullable=False),
        sa.Column("on", sa.Date, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("made_by", KEY, nullable=False),
        sa.Column("approved_by", KEY),
        sa.Column("made_at", MOMENT, nullable=False),
    )
    op.create_index("ix_loan_step_loan_id", "loan_step", ["loan_id"])


def _loan_schedule() -> None:
    op.create_table(
        "loan_schedule",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("loan_id", KEY, sa.ForeignKey("loan.id"), nullable=False),
        sa.Column("version", KEY, nullable=False),
        sa.Column("from_day", sa.Date, nullable=False),
        sa.Column("instalments", KEY, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("made_by", KEY, nullable=False),
        sa.Column("approved_by", KEY),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.UniqueConstraint("loan_id", "version"),
        sa.CheckConstraint("version > 0 AND instalments > 0", name="version"),
    )


def _loan_instalment() -> None:
    op.create_table(
        "loan_instalment",
        sa.Column(
            "schedule_id",
            KEY,
            sa.ForeignKey("loan_schedule.id"),
            primary_key=True,
            autoincrement=False,
        ),
        sa.Column("number", KEY, primary_key=True, autoincrement=False),
        sa.Column("due", sa.Date, nullable=False),
        sa.Column("principal", KEY, nullable=False),
        sa.Column("interest", KEY, nullable=False),
        sa.CheckConstraint("principal >= 0 AND interest >= 0", name="amounts"),
        sa.CheckConstraint("number > 0", name="number"),
    )
    op.create_index("ix_loan_instalment_due", "loan_instalment", ["due"])


def _loan_budget_line() -> None:
    op.create_table(
        "loan_budget_line",
        sa.Column("loan_id", KEY, sa.ForeignKey("loan.id"), primary_key=True, autoincrement=False),
        sa.Column("position", KEY, primary_key=True, autoincrement=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("amount", KEY, nullable=False),
        sa.CheckConstraint("kind IN ('income', 'remittance', 'expense', 'debt')", name="kind"),
        sa.CheckConstraint("amount > 0", name="amount"),
    )


def _loan_collateral() -> None:
    op.create_table(
        "loan_collateral",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("cooperative_id", KEY, sa.ForeignKey("cooperative.id"), nullable=False),
        sa.Column("loan_id", KEY, sa.ForeignKey("loan.id"), nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("description", sa.Text, nullable=False),
        sa.Column("value", KEY, nullable=False),
        sa.Column("file_key", sa.Text, nullable=False),
        sa.Column("content_type", sa.Text, nullable=False),
        sa.Column("made_by", KEY, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.CheckConstraint("value > 0", name="value"),
    )
    op.create_index("ix_loan_collateral_loan_id", "loan_collateral", ["loan_id"])


def _loan_guarantor() -> None:
    op.create_table(
        "loan_guarantor",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("cooperative_id", KEY, sa.ForeignKey("cooperative.id"), nullable=False),
        sa.Column("loan_id", KEY, sa.ForeignKey("loan.id"), nullable=False),
        sa.Column("member_id", KEY, nullable=False),
        sa.Column("pledge", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["cooperative_id", "member_id"], ["member.cooperative_id", "member.id"]
        ),
        sa.UniqueConstraint("loan_id", "member_id"),
        sa.CheckConstraint("pledge >= 0", name="pledge"),
    )
    op.create_index(
        "ix_loan_guarantor_cooperative_id_member_id",
        "loan_guarantor",
        ["cooperative_id", "member_id"],
    )


def _loan_document() -> None:
    op.create_table(
        "loan_document",
        sa.Column("loan_id", KEY, sa.ForeignKey("loan.id"), primary_key=True, autoincrement=False),
        sa.Column("kind", sa.Text, primary_key=True),
    )


def _seal() -> None:
    bind = op.get_bind()
    folder = Path(__file__).resolve().parent.parent / "sql"
    text = (folder / f"0009_loans_{bind.dialect.name}.sql").read_text(encoding="utf-8")
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
