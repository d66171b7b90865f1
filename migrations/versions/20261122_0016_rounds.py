"""Rounds of collective purchase: their life, their items and price tiers."""

import sqlalchemy as sa
from alembic import op

revision: str = "0016_rounds"
down_revision: str | None = "0016_suppliers"

KEY = sa.BigInteger
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create them; the triggers that keep their steps come with 0016_round_orders."""
    _purchase_counter()
    _purchase_round()
    _round_step()
    _round_item()
    _round_item_tier()


def _purchase_counter() -> None:
    op.create_table(
        "purchase_counter",
        sa.Column(
            "cooperative_id",
            KEY,
            sa.ForeignKey("cooperative.id"),
            primary_key=True,
            autoincrement=False,
        ),
        sa.Column("kind", sa.Text, primary_key=True),
        sa.Column("year", KEY, primary_key=True, autoincrement=False),
        sa.Column("last", KEY, nullable=False),
    )


def _purchase_round() -> None:
    op.create_table(
        "purchase_round",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("cooperative_id", KEY, sa.ForeignKey("cooperative.id"), nullable=False),
        sa.Column("book_id", KEY, sa.ForeignKey("book.id"), nullable=False),
        sa.Column("number", KEY, nullable=False),
        sa.Column("supplier_id", KEY, sa.ForeignKey("supplier.id"), nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("opens_at", MOMENT, nullable=False),
        sa.Column("fill_from", MOMENT),
        sa.Column("closes_at", MOMENT, nullable=False),
        sa.Column("rule", sa.Text, nullable=False),
        sa.Column("margin", KEY, nullable=False),
        sa.Column("freight_estimate", KEY, nullable=False),
        sa.Column("freight_by", sa.Text, nullable=False),
        sa.Column("minimum_value", KEY, nullable=False),
        sa.Column("pickup", sa.Text, nullable=False),
        sa.Column("request_id", sa.Text, nullable=False),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column("made_by", KEY, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.UniqueConstraint("cooperative_id", "number"),
        sa.UniqueConstraint("cooperative_id", "request_id"),
        sa.CheckConstraint(
            "state IN ('draft', 'open', 'filling', 'closed', 'ordered', 'received', 'distributed', 'settled', 'cancelled')",
            name="state",
        ),
        sa.CheckConstraint("rule IN ('time', 'proportional', 'equal')", name="rule"),
        sa.CheckConstraint("freight_by IN ('weight', 'value')", name="freight_by"),
        sa.CheckConstraint(
            "margin >= 0 AND freight_estimate >= 0 AND minimum_value >= 0", name="amounts"
        ),
        sa.CheckConstraint("opens_at < closes_at", name="times"),
    )
    op.create_index(
        "ix_purchase_round_cooperative_id_state", "purchase_round", ["cooperative_id", "state"]
    )
    op.create_index("ix_purchase_round_supplier_id", "purchase_round", ["supplier_id"])


def _round_step() -> None:
    op.create_table(
        "round_step",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("round_id", KEY, sa.ForeignKey("purchase_round.id"), nullable=False),
        sa.Column("act", sa.Text, nullable=False),
        sa.Column("from_state", sa.Text, nullable=False),
        sa.Column("to_state", sa.Text, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("made_by", KEY),
        sa.Column("made_at", MOMENT, nullable=False),
    )
    op.create_index("ix_round_step_round_id", "round_step", ["round_id"])


def _round_item() -> None:
    op.create_table(
        "round_item",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("round_id", KEY, sa.ForeignKey("purchase_round.id"), nullable=False),
        sa.Column("item_id", KEY, sa.ForeignKey("item.id"), nullable=False),
        sa.Column("position", KEY, nullable=False),
        sa.Column("order_unit", sa.Text, nullable=False),
        sa.Column("unit_factor", KEY, nullable=False),
        sa.Column("pack_unit", sa.Text, nullable=False),
        sa.Column("pack_size", KEY, nullable=False),
        sa.Column("minimum", KEY, nullable=False),
        sa.Column("minimum_unit", sa.Text, nullable=False),
        sa.Column("step", KEY, nullable=False),
        sa.Column("maximum", KEY),
        sa.Column("weight", KEY),
        sa.Column("market_price", KEY),
        sa.UniqueConstraint("round_id", "item_id"),
        sa.UniqueConstraint("round_id", "position"),
        sa.CheckConstraint("unit_factor > 0 AND pack_size > 0 AND step > 0", name="units"),
        sa.CheckConstraint("minimum >= 0", name="minimum"),
        sa.CheckConstraint("minimum_unit IN ('quantity', 'rupiah')", name="minimum_unit"),
        sa.CheckConstraint("maximum IS NULL OR maximum > 0", name="maximum"),
        sa.CheckConstraint("weight IS NULL OR weight > 0", name="weight"),
        sa.CheckConstraint("market_price IS NULL OR market_price > 0", name="market_price"),
    )


def _round_item_tier() -> None:
    op.create_table(
        "round_item_tier",
        sa.Column(
            "round_item_id",
            KEY,
            sa.ForeignKey("round_item.id"),
            primary_key=True,
            autoincrement=False,
        ),
        sa.Column("from_quantity", KEY, primary_key=True, autoincrement=False),
        sa.Column("price", KEY, nullable=False),
        sa.CheckConstraint("from_quantity > 0 AND price > 0", name="tier"),
    )
