"""Savings: goals of members, and savings that are held."""

import sqlalchemy as sa
from alembic import op

revision: str = "0007_savings_goals"
down_revision: str | None = "0006_second_person"

KEY = sa.BigInteger
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """All tables of this storey."""
    _holds()
    _goals()


def _of_member() -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["cooperative_id", "member_id"], ["member.cooperative_id", "member.id"]
    )


def _holds() -> None:
    op.create_table(
        "savings_hold",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("cooperative_id", KEY, sa.ForeignKey("cooperative.id"), nullable=False),
        sa.Column("member_id", KEY, nullable=False),
        sa.Column("product", sa.Text, nullable=False),
        sa.Column("amount", KEY, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("request_id", sa.Text, nullable=False),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column("placed_by", KEY, nullable=False),
        sa.Column("placed_at", MOMENT, nullable=False),
        sa.Column("released_by", KEY),
        sa.Column("released_at", MOMENT),
        sa.Column("released_why", sa.Text),
        sa.UniqueConstraint("cooperative_id", "request_id"),
        _of_member(),
        sa.CheckConstraint("amount > 0", name="amount"),
        sa.CheckConstraint(
            "(released_by IS NULL) = (released_at IS NULL)"
            " AND (released_by IS NULL) = (released_why IS NULL)",
            name="released",
        ),
    )
    columns = ["cooperative_id", "member_id"]
    op.create_index(f"ix_savings_hold_{'_'.join(columns)}", "savings_hold", columns)


def _goals() -> None:
    op.create_table(
        "savings_goal",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("cooperative_id", KEY, sa.ForeignKey("cooperative.id"), nullable=False),
        sa.Column("member_id", KEY, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("target", KEY, nullable=False),
        sa.Column("wanted_on", sa.Date, nullable=False),
        sa.Column("begun_on", sa.Date, nullable=False),
        sa.Column("request_id", sa.Text, nullable=False),
        sa.Column("made_by", KEY, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("ended_on", sa.Date),
        sa.Column("ended_by", KEY),
        sa.Column("ended_at", MOMENT),
        sa.UniqueConstraint("cooperative_id", "request_id"),
        _of_member(),
        sa.CheckConstraint("target > 0", name="target"),
        sa.CheckConstraint(
            "(ended_on IS NULL) = (ended_by IS NULL) AND (ended_on IS NULL) = (ended_at IS NULL)",
            name="ended",
        ),
    )
    columns = ["cooperative_id", "member_id"]
    op.create_index(f"ix_savings_goal_{'_'.join(columns)}", "savings_goal", columns)
