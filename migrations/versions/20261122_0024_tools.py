"""Quotes of remittance services and calculations that are kept."""

import sqlalchemy as sa
from alembic import op

from coop_app import schema

revision: str = "0024_tools"
down_revision: str | None = "0023_households"

KEY = sa.BigInteger
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Both tables, then the triggers that keep quotes as they were read."""
    _quotes()
    _kept()
    schema.run_sql(op.get_bind(), revision)


def _of(table: str, column: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(column, KEY, sa.ForeignKey(f"{table}.id"), nullable=nullable)


def _words(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def _quotes() -> None:
    op.create_table(
        "remittance_quote",
        sa.Column("id", KEY, primary_key=True),
        _of("cooperative", "cooperative_id"),
        *_words("currency", "service"),
        sa.Column("quoted_on", sa.Date, nullable=False),
        *_words("amount", "fee", "fee_mode", "rate_offered"),
        sa.Column("rate_mid", sa.Text),
        sa.Column("is_open", sa.Boolean, nullable=False),
        sa.Column("days", KEY),
        *_words("source", "request_id", "fingerprint"),
        _of("app_user", "made_by"),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("withdrawn_on", sa.Date),
        _of("app_user", "withdrawn_by", nullable=True),
        sa.CheckConstraint("fee_mode IN ('on_top', 'deducted')", name="fee_mode"),
        sa.CheckConstraint("days IS NULL OR days BETWEEN 0 AND 60", name="days"),
        sa.CheckConstraint("(withdrawn_on IS NULL) = (withdrawn_by IS NULL)", name="withdrawn"),
        sa.UniqueConstraint("cooperative_id", "request_id"),
    )
    op.create_index(None, "remittance_quote", ["cooperative_id", "currency", "quoted_on"])


def _kept() -> None:
    op.create_table(
        "kept_calculation",
        sa.Column("id", KEY, primary_key=True),
        _of("cooperative", "cooperative_id"),
        _of("family", "household_id"),
        *_words("tool", "title", "inputs"),
        sa.Column("kept_on", sa.Date, nullable=False),
        *_words("request_id", "fingerprint"),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.UniqueConstraint("cooperative_id", "request_id"),
    )
    op.create_index(None, "kept_calculation", ["household_id", "kept_on"])
