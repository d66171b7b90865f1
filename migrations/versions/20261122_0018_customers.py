"""Customers who are no members, and the rows that acts with one debtor or owner queue at."""

import sqlalchemy as sa
from alembic import op

revision: str = "0018_customers"
down_revision: str | None = "0017_deliveries"

KEY = sa.BigInteger
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create them, before the notes that name them."""
    _customer()
    _trade_queue()


def _customer() -> None:
    op.create_table(
        "customer",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("cooperative_id", KEY, sa.ForeignKey("cooperative.id"), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("phone", sa.Text),
        sa.Column("village", sa.Text, nullable=False),
        sa.Column("credit_limit", KEY),
        sa.Column("is_active", sa.Boolean, nullable=False),
        sa.Column("request_id", sa.Text, nullable=False),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column("made_by", KEY, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.CheckConstraint("credit_limit IS NULL OR credit_limit >= 0", name="credit_limit"),
        sa.UniqueConstraint("cooperative_id", "id"),
        sa.UniqueConstraint("cooperative_id", "request_id"),
    )


def _trade_queue() -> None:
    op.create_table(
        "trade_queue",
        sa.Column(
            "cooperative_id",
            KEY,
            sa.ForeignKey("cooperative.id"),
            primary_key=True,
            autoincrement=False,
        ),
        sa.Column("subject", sa.Text, primary_key=True),
        sa.Column("turns", KEY, nullable=False),
    )
