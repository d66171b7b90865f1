"""Advances, hand-overs to members and the settlement of a round.

What was received, shared, handed over and paid never changes.
"""

import sqlalchemy as sa
from alembic import op

from coop_app import schema

revision: str = "0017_deliveries"
down_revision: str | None = "0017_sharing"

KEY = sa.BigInteger
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create them, then the triggers that keep the papers of all of 0017."""
    _purchase_account()
    _order_advance()
    _round_delivery()
    _round_delivery_line()
    _round_settlement()
    schema.run_sql(op.get_bind(), revision)


def _purchase_account() -> None:
    op.create_table(
        "purchase_account",
        sa.Column("cooperative_id", KEY, primary_key=True, autoincrement=False),
        sa.Column("member_id", KEY, primary_key=True, autoincrement=False),
        sa.Column("turns", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["cooperative_id", "member_id"], ["member.cooperative_id", "member.id"]
        ),
    )


def _order_advance() -> None:
    op.create_table(
        "order_advance",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("cooperative_id", KEY, sa.ForeignKey("cooperative.id"), nullable=False),
        sa.Column("book_id", KEY, sa.ForeignKey("book.id"), nullable=False),
        sa.Column("member_id", KEY, nullable=False),
        sa.Column("round_id", KEY, sa.ForeignKey("purchase_round.id")),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("paid_on", sa.Date, nullable=False),
        sa.Column("place_id", KEY, nullable=False),
        sa.Column("amount", KEY, nullable=False),
        sa.Column("memo", sa.Text, nullable=False),
        sa.Column("request_id", sa.Text, nullable=False),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column("made_by", KEY, nullable=False),
        sa.Column("approved_by", KEY),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("entry_seq", KEY),
        sa.UniqueConstraint("cooperative_id", "request_id"),
        sa.ForeignKeyConstraint(
            ["cooperative_id", "member_id"], ["member.cooperative_id", "member.id"]
        ),
        sa.ForeignKeyConstraint(
            ["book_id", "entry_seq"], ["journal_entry.book_id", "journal_entry.seq"]
        ),
        sa.CheckConstraint("kind IN ('in', 'back')", name="kind"),
        sa.CheckConstraint("amount > 0", name="amount"),
    )
    op.create_index("ix_order_advance_book_id_entry_seq", "order_advance", ["book_id", "entry_seq"])
    op.create_index(
        "ix_order_advance_cooperative_id_member_id",
        "order_advance",
        ["cooperative_id", "member_id"],
    )
    op.create_index("ix_order_advance_round_id", "order_advance", ["round_id"])


def _round_delivery() -> None:
    op.create_table(
        "round_delivery",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("cooperative_id", KEY, sa.ForeignKey("cooperative.id"), nullable=False),
        sa.Column("book_id", KEY, sa.ForeignKey("book.id"), nullable=False),
        sa.Column("round_id", KEY, sa.ForeignKey("purchase_round.id"), nullable=False),
        sa.Column("member_id", KEY, nullable=False),
        sa.Column("group_id", KEY),
        sa.Column("point_id", KEY, sa.ForeignKey("stock_point.id"), nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("of_delivery_id", KEY, sa.ForeignKey("round_delivery.id")),
        sa.Column("delivered_on", sa.Date, nullable=False),
        sa.Column("total", KEY, nullable=False),
        sa.Column("advance", KEY, nullable=False),
        sa.Column("cash", KEY, nullable=False),
        sa.Column("savings", KEY, nullable=False),
        sa.Column("set_off", KEY, nullable=False),
        sa.Column("credit", KEY, nullable=False),
        sa.Column("place_id", KEY),
        sa.Column("due_on", sa.Date),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("request_id", sa.Text, nullable=False),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column("made_by", KEY, nullable=False),
        sa.Column("approved_by", KEY),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("entry_seq", KEY),
        sa.UniqueConstraint("cooperative_id", "request_id"),
        sa.ForeignKeyConstraint(
            ["cooperative_id", "member_id"], ["member.cooperative_id", "member.id"]
        ),
        sa.ForeignKeyConstraint(
            ["book_id", "entry_seq"], ["journal_entry.book_id", "journal_entry.seq"]
        ),
        sa.CheckConstraint("kind IN ('delivery', 'return')", name="kind"),
        sa.CheckConstraint("(kind = 'return') = (of_delivery_id IS NOT NULL)", name="of_delivery"),
        sa.CheckConstraint(
            "advance >= 0 AND cash >= 0 AND savings >= 0 AND set_off >= 0 AND credit >= 0",
            name="ways",
        ),
        sa.CheckConstraint("total = advance + cash + savings + set_off + credit", name="total"),
    )
    op.create_index(
        "ix_round_delivery_book_id_entry_seq", "round_delivery", ["book_id", "entry_seq"]
    )
    op.create_index(
        "ix_round_delivery_cooperative_id_member_id",
        "round_delivery",
        ["cooperative_id", "member_id"],
    )
    op.create_index("ix_round_delivery_round_id", "round_delivery", ["round_id"])


def _round_delivery_line() -> None:
    op.create_table(
        "round_delivery_line",
        sa.Column(
            "delivery_id",
            KEY,
            sa.ForeignKey("round_delivery.id"),
            primary_key=True,
            autoincrement=False,
        ),
        sa.Column(
            "round_item_id",
            KEY,
            sa.ForeignKey("round_item.id"),
            primary_key=True,
            autoincrement=False,
        ),
        sa.Column("quantity", KEY, nullable=False),
        sa.Column("amount", KEY, nullable=False),
        sa.Column("cost", KEY, nullable=False),
        sa.Column("market", KEY),
        sa.CheckConstraint("quantity > 0 AND amount >= 0 AND cost >= 0", name="figures"),
    )


def _round_settlement() -> None:
    op.create_table(
        "round_settlement",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("cooperative_id", KEY, sa.ForeignKey("cooperative.id"), nullable=False),
        sa.Column("round_id", KEY, sa.ForeignKey("purchase_round.id"), nullable=False),
        sa.Column("settled_on", sa.Date, nullable=False),
        sa.Column("explained", sa.Text, nullable=False),
        sa.Column("sheet", sa.Text, nullable=False),
        sa.Column("made_by", KEY, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.UniqueConstraint("round_id"),
    )
