"""Goods receipts with their bill, and claims on the supplier."""

import sqlalchemy as sa
from alembic import op

revision: str = "0017_goods_receipts"
down_revision: str | None = "0016_round_orders"

KEY = sa.BigInteger
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create them; their triggers come with 0017_deliveries."""
    _goods_receipt()
    _goods_receipt_line()
    _supplier_claim()
    _claim_settlement()


def _goods_receipt() -> None:
    op.create_table(
        "goods_receipt",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("cooperative_id", KEY, sa.ForeignKey("cooperative.id"), nullable=False),
        sa.Column("book_id", KEY, sa.ForeignKey("book.id"), nullable=False),
        sa.Column("supplier_id", KEY, sa.ForeignKey("supplier.id"), nullable=False),
        sa.Column("round_id", KEY, sa.ForeignKey("purchase_round.id")),
        sa.Column("point_id", KEY, sa.ForeignKey("stock_point.id"), nullable=False),
        sa.Column("received_on", sa.Date, nullable=False),
        sa.Column("bill_number", sa.Text, nullable=False),
        sa.Column("bill_date", sa.Date, nullable=False),
        sa.Column("due_on", sa.Date, nullable=False),
        sa.Column("freight_billed", KEY, nullable=False),
        sa.Column("loading_billed", KEY, nullable=False),
        sa.Column("discount", KEY, nullable=False),
        sa.Column("freight_paid", KEY, nullable=False),
        sa.Column("loading_paid", KEY, nullable=False),
        sa.Column("carrier_place_id", KEY),
        sa.Column("basis", sa.Text, nullable=False),
        sa.Column("bill_total", KEY, nullable=False),
        sa.Column("bill_place_id", KEY),
        sa.Column("memo", sa.Text, nullable=False),
        sa.Column("request_id", sa.Text, nullable=False),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column("made_by", KEY, nullable=False),
        sa.Column("approved_by", KEY),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("entry_seq", KEY),
        sa.UniqueConstraint("cooperative_id", "request_id"),
        sa.ForeignKeyConstraint(
            ["book_id", "entry_seq"], ["journal_entry.book_id", "journal_entry.seq"]
        ),
        sa.CheckConstraint("basis IN ('weight', 'value')", name="basis"),
        sa.CheckConstraint(
            "freight_billed >= 0 AND loading_billed >= 0 AND freight_paid >= 0 AND loading_paid >= 0 AND discount >= 0 AND bill_total >= 0",
            name="amounts",
        ),
    )
    op.create_index("ix_goods_receipt_book_id_entry_seq", "goods_receipt", ["book_id", "entry_seq"])
    op.create_index(
        "ix_goods_receipt_cooperative_id_supplier_id",
        "goods_receipt",
        ["cooperative_id", "supplier_id"],
    )
    op.create_index("ix_goods_receipt_round_id", "goods_receipt", ["round_id"])


def _goods_receipt_line() -> None:
    op.create_table(
        "goods_receipt_line",
        sa.Column(
            "receipt_id",
            KEY,
            sa.ForeignKey("goods_receipt.id"),
            primary_key=True,
            autoincrement=False,
        ),
        sa.Column("number", KEY, primary_key=True, autoincrement=False),
        sa.Column("item_id", KEY, sa.ForeignKey("item.id"), nullable=False),
        sa.Column("round_item_id", KEY, sa.ForeignKey("round_item.id")),
        sa.Column("billed", KEY, nullable=False),
        sa.Column("received", KEY, nullable=False),
        sa.Column("amount", KEY, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("goods", KEY, nullable=False),
        sa.Column("carried", KEY, nullable=False),
        sa.Column("discount", KEY, nullable=False),
        sa.Column("claim", KEY, nullable=False),
        sa.CheckConstraint("billed >= 0 AND received >= 0 AND amount >= 0", name="figures"),
        sa.CheckConstraint("goods + claim = amount", name="goods"),
        sa.CheckConstraint("billed = received OR reason <> ''", name="reason"),
    )


def _supplier_claim() -> None:
    op.create_table(
        "supplier_claim",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("cooperative_id", KEY, sa.ForeignKey("cooperative.id"), nullable=False),
        sa.Column("book_id", KEY, sa.ForeignKey("book.id"), nullable=False),
        sa.Column("supplier_id", KEY, sa.ForeignKey("supplier.id"), nullable=False),
        sa.Column("receipt_id", KEY, sa.ForeignKey("goods_receipt.id"), nullable=False),
        sa.Column("number", KEY, nullable=False),
        sa.Column("item_id", KEY, sa.ForeignKey("item.id"), nullable=False),
        sa.Column("quantity", KEY, nullable=False),
        sa.Column("amount", KEY, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.CheckConstraint("quantity > 0 AND amount > 0", name="figures"),
        sa.UniqueConstraint("receipt_id", "number"),
    )
    op.create_index(
        "ix_supplier_claim_cooperative_id_supplier_id",
        "supplier_claim",
        ["cooperative_id", "supplier_id"],
    )


def _claim_settlement() -> None:
    op.create_table(
        "claim_settlement",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("cooperative_id", KEY, sa.ForeignKey("cooperative.id"), nullable=False),
        sa.Column("book_id", KEY, sa.ForeignKey("book.id"), nullable=False),
        sa.Column("claim_id", KEY, sa.ForeignKey("supplier_claim.id"), nullable=False),
        sa.Column("settled_on", sa.Date, nullable=False),
        sa.Column("note_number", sa.Text, nullable=False),
        sa.Column("credited", KEY, nullable=False),
        sa.Column("refunded", KEY, nullable=False),
        sa.Column("lost", KEY, nullable=False),
        sa.Column("delivered", KEY, nullable=False),
        sa.Column("place_id", KEY),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("request_id", sa.Text, nullable=False),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column("made_by", KEY, nullable=False),
        sa.Column("approved_by", KEY),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("entry_seq", KEY),
        sa.UniqueConstraint("cooperative_id", "request_id"),
        sa.UniqueConstraint("claim_id"),
        sa.ForeignKeyConstraint(
            ["book_id", "entry_seq"], ["journal_entry.book_id", "journal_entry.seq"]
        ),
        sa.CheckConstraint("credited >= 0 AND refunded >= 0 AND lost >= 0", name="amounts"),
        sa.CheckConstraint("delivered >= 0", name="delivered"),
    )
    op.create_index(
        "ix_claim_settlement_book_id_entry_seq", "claim_settlement", ["book_id", "entry_seq"]
    )
