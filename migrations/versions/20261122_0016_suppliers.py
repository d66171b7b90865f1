"""Suppliers and their dated offers with price tiers."""

import sqlalchemy as sa
from alembic import op

revision: str = "0016_suppliers"
down_revision: str | None = "0015_catalogue"

KEY = sa.BigInteger
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create them; the triggers that keep an offer come with 0016_round_orders."""
    _supplier()
    _supplier_offer()
    _supplier_offer_tier()


def _supplier() -> None:
    op.create_table(
        "supplier",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("cooperative_id", KEY, sa.ForeignKey("cooperative.id"), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("contact", sa.Text, nullable=False),
        sa.Column("phone", sa.Text),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("terms_days", KEY, nullable=False),
        sa.Column("terms", sa.Text, nullable=False),
        sa.Column("minimum_value", KEY, nullable=False),
        sa.Column("ended_on", sa.Date),
        sa.Column("made_by", KEY, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.UniqueConstraint("cooperative_id", "name"),
        sa.CheckConstraint("terms_days >= 0", name="terms_days"),
        sa.CheckConstraint("minimum_value >= 0", name="minimum_value"),
    )


def _supplier_offer() -> None:
    op.create_table(
        "supplier_offer",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("cooperative_id", KEY, sa.ForeignKey("cooperative.id"), nullable=False),
        sa.Column("supplier_id", KEY, sa.ForeignKey("supplier.id"), nullable=False),
        sa.Column("item_id", KEY, sa.ForeignKey("item.id"), nullable=False),
        sa.Column("valid_from", sa.Date, nullable=False),
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
        sa.Column("made_by", KEY, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.CheckConstraint("unit_factor > 0 AND pack_size > 0 AND step > 0", name="units"),
        sa.CheckConstraint("minimum >= 0", name="minimum"),
        sa.CheckConstraint("minimum_unit IN ('quantity', 'rupiah')", name="minimum_unit"),
        sa.CheckConstraint("maximum IS NULL OR maximum > 0", name="maximum"),
        sa.CheckConstraint("weight IS NULL OR weight > 0", name="weight"),
        sa.CheckConstraint("market_price IS NULL OR market_price > 0", name="market_price"),
    )
    op.create_index(
        "ix_supplier_offer_cooperative_id_supplier_id_item_id",
        "supplier_offer",
        ["cooperative_id", "supplier_id", "item_id"],
    )


def _supplier_offer_tier() -> None:
    op.create_table(
        "supplier_offer_tier",
        sa.Column(
            "offer_id",
            KEY,
            sa.ForeignKey("supplier_offer.id"),
            primary_key=True,
            autoincrement=False,
        ),
        sa.Column("from_quantity", KEY, primary_key=True, autoincrement=False),
        sa.Column("price", KEY, nullable=False),
        sa.CheckConstraint("from_quantity > 0 AND price > 0", name="tier"),
    )
