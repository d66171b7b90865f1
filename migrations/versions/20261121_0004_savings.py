"""Savings: kinds and their dated amounts, acts with their lines and dues months, passbooks."""

import sqlalchemy as sa
from alembic import op

revision: str = "0004_savings"
down_revision: str | None = "0003_members"

KEY = sa.BigInteger
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """All tables of this storey."""
    _products()
    _acts()
    _parts()


def _of_member() -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["cooperative_id", "member_id"], ["member.cooperative_id", "member.id"]
    )


def _of_act() -> sa.Column:
    return sa.Column(
        "act_id", KEY, sa.ForeignKey("savings_act.id"), primary_key=True, autoincrement=False
    )


def _positive() -> sa.CheckConstraint:
    return sa.CheckConstraint("amount > 0", name="amount")


def _products() -> None:
    op.create_table(
        "savings_product",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("cooperative_id", KEY, sa.ForeignKey("cooperative.id"), nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("withdrawable", sa.Boolean, nullable=False),
        sa.Column("minimum_balance", KEY, nullable=False),
        sa.Column("is_active", sa.Boolean, nullable=False),
        sa.UniqueConstraint("cooperative_id", "key"),
        sa.CheckConstraint("minimum_balance >= 0", name="minimum_balance"),
    )
    op.create_table(
        "savings_term",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("product_id", KEY, sa.ForeignKey("savings_product.id"), nullable=False),
        sa.Column("valid_from", sa.Date, nullable=False),
        sa.Column("amount", KEY, nullable=False),
        sa.Column("decided_by", sa.Text, nullable=False),
        sa.Column("set_by", KEY, nullable=False),
        sa.Column("set_at", MOMENT, nullable=False),
        sa.UniqueConstraint("product_id", "valid_from"),
        sa.CheckConstraint("amount >= 0", name="amount"),
    )
    op.create_table(
        "savings_passbook",
        sa.Column("cooperative_id", KEY, primary_key=True, autoincrement=False),
        sa.Column("member_id", KEY, primary_key=True, autoincrement=False),
        sa.Column("printed_seq", KEY, nullable=False),
        sa.Column("printed_line", KEY, nullable=False),
        _of_member(),
    )


def _acts() -> None:
    op.create_table(
        "savings_act",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("cooperative_id", KEY, sa.ForeignKey("cooperative.id"), nullable=False),
        sa.Column("book_id", KEY, sa.ForeignKey("book.id"), nullable=False),
        sa.Column("member_id", KEY, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("paid_on", sa.Date, nullable=False),
        sa.Column("place_id", KEY, nullable=False),
        sa.Column("amount", KEY, nullable=False),
        sa.Column("memo", sa.Text, nullable=False),
        sa.Column("request_id", sa.Text, nullable=False),
        sa.Column("batch", sa.Text),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column("made_by", KEY, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("entry_seq", KEY),
        sa.Column("reversed_seq", KEY),
        sa.UniqueConstraint("cooperative_id", "request_id"),
        _of_member(),
        sa.ForeignKeyConstraint(
            ["book_id", "entry_seq"], ["journal_entry.book_id", "journal_entry.seq"]
        ),
        sa.CheckConstraint("kind IN ('deposit', 'withdrawal', 'admission')", name="kind"),
        _positive(),
    )
    for columns in (
        ["cooperative_id", "member_id", "id"],
        ["cooperative_id", "batch"],
        ["book_id", "entry_seq"],
    ):
        op.create_index(f"ix_savings_act_{'_'.join(columns)}", "savings_act", columns)


def _parts() -> None:
    op.create_table(
        "savings_act_line",
        _of_act(),
        sa.Column("product", sa.Text, primary_key=True),
        sa.Column("amount", KEY, nullable=False),
        _positive(),
    )
    op.create_table(
        "dues_month",
        _of_act(),
        sa.Column("month", sa.Text, primary_key=True),
        sa.Column("cooperative_id", KEY, nullable=False),
        sa.Column("member_id", KEY, nullable=False),
        sa.Column("amount", KEY, nullable=False),
        _positive(),
        sa.CheckConstraint("length(month) = 7", name="month"),
    )
    columns = ["cooperative_id", "member_id", "month"]
    op.create_index(f"ix_dues_month_{'_'.join(columns)}", "dues_month", columns)
