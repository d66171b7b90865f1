"""Members' needs and orders, what a round gives each, and the order to the supplier.

What was ordered, allocated and sent to the supplier is only added to.
"""

import sqlalchemy as sa
from alembic import op

from coop_app import schema

revision: str = "0016_round_orders"
down_revision: str | None = "0016_rounds"

KEY = sa.BigInteger
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create them, then the triggers that keep what was said in a round."""
    _round_order_act()
    _round_order()
    _round_result()
    _round_allocation()
    _purchase_order()
    _purchase_order_line()
    _purchase_need()
    schema.run_sql(op.get_bind(), revision)


def _round_order_act() -> None:
    op.create_table(
        "round_order_act",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("cooperative_id", KEY, sa.ForeignKey("cooperative.id"), nullable=False),
        sa.Column("round_id", KEY, sa.ForeignKey("purchase_round.id"), nullable=False),
        sa.Column("request_id", sa.Text, nullable=False),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column("on_behalf", sa.Boolean, nullable=False),
        sa.Column("made_by", KEY, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.UniqueConstraint("cooperative_id", "request_id"),
    )
    op.create_index("ix_round_order_act_round_id", "round_order_act", ["round_id"])


def _round_order() -> None:
    op.create_table(
        "round_order",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("cooperative_id", KEY, sa.ForeignKey("cooperative.id"), nullable=False),
        sa.Column("act_id", KEY, sa.ForeignKey("round_order_act.id"), nullable=False),
        sa.Column("round_item_id", KEY, sa.ForeignKey("round_item.id"), nullable=False),
        sa.Column("member_id", KEY, nullable=False),
        sa.Column("quantity", KEY, nullable=False),
        sa.Column("tolerance", KEY, nullable=False),
        sa.Column("ceiling", KEY),
        sa.Column("at", MOMENT, nullable=False),
        sa.UniqueConstraint("act_id", "round_item_id", "member_id"),
        sa.ForeignKeyConstraint(
            ["cooperative_id", "member_id"], ["member.cooperative_id", "member.id"]
        ),
        sa.CheckConstraint("tolerance >= 0", name="tolerance"),
        sa.CheckConstraint("ceiling IS NULL OR ceiling > 0", name="ceiling"),
    )
    op.create_index(
        "ix_round_order_cooperative_id_member_id", "round_order", ["cooperative_id", "member_id"]
    )
    op.create_index(
        "ix_round_order_round_item_id_member_id", "round_order", ["round_item_id", "member_id"]
    )


def _round_result() -> None:
    op.create_table(
        "round_result",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("round_item_id", KEY, sa.ForeignKey("round_item.id"), nullable=False),
        sa.Column("edition", KEY, nullable=False),
        sa.Column("packs", KEY, nullable=False),
        sa.Column("ordered", KEY, nullable=False),
        sa.Column("price", KEY, nullable=False),
        sa.Column("rule", sa.Text, nullable=False),
        sa.Column("why_nothing", sa.Text, nullable=False),
        sa.Column("inputs", sa.Text, nullable=False),
        sa.Column("made_by", KEY, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.UniqueConstraint("round_item_id", "edition"),
        sa.CheckConstraint(
            "edition > 0 AND packs >= 0 AND ordered >= 0 AND price >= 0", name="figures"
        ),
    )


def _round_allocation() -> None:
    op.create_table(
        "round_allocation",
        sa.Column(
            "result_id",
            KEY,
            sa.ForeignKey("round_result.id"),
            primary_key=True,
            autoincrement=False,
        ),
        sa.Column("member_id", KEY, primary_key=True, autoincrement=False),
        sa.Column("cooperative_id", KEY, sa.ForeignKey("cooperative.id"), nullable=False),
        sa.Column("place", KEY, nullable=False),
        sa.Column("wished", KEY, nullable=False),
        sa.Column("tolerance", KEY, nullable=False),
        sa.Column("ceiling", KEY),
        sa.Column("quantity", KEY, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.ForeignKeyConstraint(
            ["cooperative_id", "member_id"], ["member.cooperative_id", "member.id"]
        ),
        sa.CheckConstraint("wished >= 0 AND tolerance >= 0 AND quantity >= 0", name="figures"),
        sa.CheckConstraint("quantity <= wished + tolerance", name="quantity"),
    )
    op.create_index(
        "ix_round_allocation_cooperative_id_member_id",
        "round_allocation",
        ["cooperative_id", "member_id"],
    )


def _purchase_order() -> None:
    op.create_table(
        "purchase_order",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("cooperative_id", KEY, sa.ForeignKey("cooperative.id"), nullable=False),
        sa.Column("round_id", KEY, sa.ForeignKey("purchase_round.id"), nullable=False),
        sa.Column("supplier_id", KEY, sa.ForeignKey("supplier.id"), nullable=False),
        sa.Column("year", KEY, nullable=False),
        sa.Column("number", KEY, nullable=False),
        sa.Column("ordered_on", sa.Date, nullable=False),
        sa.Column("wanted_on", sa.Date),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("request_id", sa.Text, nullable=False),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column("made_by", KEY, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.UniqueConstraint("round_id"),
        sa.UniqueConstraint("cooperative_id", "year", "number"),
        sa.UniqueConstraint("cooperative_id", "request_id"),
    )


def _purchase_order_line() -> None:
    op.create_table(
        "purchase_order_line",
        sa.Column(
            "order_id",
            KEY,
            sa.ForeignKey("purchase_order.id"),
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
        sa.Column("packs", KEY, nullable=False),
        sa.Column("quantity", KEY, nullable=False),
        sa.Column("price", KEY, nullable=False),
        sa.CheckConstraint("packs > 0 AND quantity > 0 AND price > 0", name="figures"),
    )


def _purchase_need() -> None:
    op.create_table(
        "purchase_need",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("cooperative_id", KEY, sa.ForeignKey("cooperative.id"), nullable=False),
        sa.Column("member_id", KEY, nullable=False),
        sa.Column("item_id", KEY, sa.ForeignKey("item.id"), nullable=False),
        sa.Column("quantity", KEY, nullable=False),
        sa.Column("unit", sa.Text, nullable=False),
        sa.Column("unit_factor", KEY, nullable=False),
        sa.Column("month", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("request_id", sa.Text, nullable=False),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column("made_by", KEY, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("withdrawn_at", MOMENT),
        sa.Column("round_id", KEY, sa.ForeignKey("purchase_round.id")),
        sa.ForeignKeyConstraint(
            ["cooperative_id", "member_id"], ["member.cooperative_id", "member.id"]
        ),
        sa.UniqueConstraint("cooperative_id", "request_id"),
        sa.CheckConstraint("quantity > 0 AND unit_factor > 0", name="quantity"),
        sa.CheckConstraint("length(month) = 7", name="month"),
    )
    op.create_index(
        "ix_purchase_need_cooperative_id_month", "purchase_need", ["cooperative_id", "month"]
    )
