"""Payments to suppliers, and which bills they settle."""

import sqlalchemy as sa
from alembic import op

revision: str = "0017_supplier_payments"
down_revision: str | None = "0017_goods_receipts"

KEY = sa.BigInteger
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create them; their triggers come with 0017_deliveries."""
    _supplier_payment()
    _supplier_payment_line()


def _supplier_payment() -> None:
    op.create_table(
        "supplier_payment",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("cooperative_id", KEY, sa.ForeignKey("cooperative.id"), nullable=False),
        sa.Column("book_id", KEY, sa.ForeignKey("book.id"), nullable=False),
        sa.Column("supplier_id", KEY, sa.ForeignKey("supplier.id"), nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("paid_on", sa.Date, nullable=False),
        sa.Column("place_id", KEY),
        sa.Column("cash", KEY, nullable=False),
        sa.Column("from_advance", KEY, nullable=False),
        sa.Column("discount", KEY, nullable=False),
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
        sa.CheckConstraint("kind IN ('payment', 'advance', 'advance_back')", name="kind"),
        sa.CheckConstraint("cash >= 0 AND from_advance >= 0 AND discount >= 0", name="amounts"),
        sa.CheckConstraint("cash + from_advance + discount > 0", name="something"),
    )
    op.create_index(
        "ix_supplier_payment_book_id_entry_seq", "supplier_payment", ["book_id", "entry_seq"]
    )
    op.create_index(
        "ix_supplier_payment_cooperative_id_supplier_id",
        "supplier_payment",
        ["cooperative_id", "supplier_id"],
    )


def _supplier_payment_line() -> None:
    op.create_table(
        "supplier_payment_line",
        sa.Column(
            "payment_id",
            KEY,
            sa.ForeignKey("supplier_payment.id"),
            primary_key=True,
            autoincrement=False,
        ),
        sa.Column(
            "receipt_id",
            KEY,
            sa.ForeignKey("goods_receipt.id"),
            primary_key=True,
            autoincrement=False,
        ),
        sa.Column("amount", KEY, nullable=False),
        sa.CheckConstraint("amount > 0", name="amount"),
    )
