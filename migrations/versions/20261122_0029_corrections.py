"""Documents of goods taken back, and bills that come later.

The triggers stand in `migrations/sql/0029_corrections_*.sql`, frozen with this step.
"""

import sqlalchemy as sa
from alembic import op

from coop_app import schema

revision: str = "0029_corrections"
down_revision: str | None = "0028_effect"

KEY = sa.BigInteger
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create them."""
    _stock_reversal()
    _purchase_reversal()
    _later_bill()
    _later_bill_line()
    schema.run_sql(op.get_bind(), revision)


def _house() -> list[sa.Column[int]]:
    """Whose it is."""
    return [
        sa.Column("cooperative_id", KEY, sa.ForeignKey("cooperative.id"), nullable=False),
        sa.Column("book_id", KEY, sa.ForeignKey("book.id"), nullable=False),
    ]


def _made() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("made_by", KEY, nullable=False),
        sa.Column("approved_by", KEY),
        sa.Column("made_at", MOMENT, nullable=False),
    ]


def _entry() -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["book_id", "entry_seq"], ["journal_entry.book_id", "journal_entry.seq"]
    )


def _stock_reversal() -> None:
    op.create_table(
        "stock_reversal",
        sa.Column("act_id", KEY, primary_key=True, autoincrement=False),
        *_house(),
        sa.Column("on_date", sa.Date, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        *_made(),
        sa.Column("entry_seq", KEY),
        sa.ForeignKeyConstraint(["book_id", "act_id"], ["stock_act.book_id", "stock_act.id"]),
        _entry(),
        sa.CheckConstraint("why <> ''", name="why"),
    )
    op.create_index(None, "stock_reversal", ["book_id", "entry_seq"])


def _purchase_reversal() -> None:
    op.create_table(
        "purchase_reversal",
        sa.Column("id", KEY, primary_key=True),
        *_house(),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("on_date", sa.Date, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        *_made(),
        sa.Column("entry_seq", KEY, nullable=False),
        sa.UniqueConstraint("book_id", "source"),
        _entry(),
        sa.CheckConstraint("why <> ''", name="why"),
    )
    op.create_index(None, "purchase_reversal", ["book_id", "entry_seq"])


def _later_bill() -> None:
    op.create_table(
        "later_bill",
        sa.Column("id", KEY, primary_key=True),
        *_house(),
        sa.Column("receipt_id", KEY, sa.ForeignKey("goods_receipt.id"), nullable=False),
        sa.Column("supplier_id", KEY, sa.ForeignKey("supplier.id")),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("side", sa.Text, nullable=False),
        sa.Column("bill_number", sa.Text, nullable=False),
        sa.Column("on_date", sa.Date, nullable=False),
        sa.Column("due_on", sa.Date, nullable=False),
        sa.Column("amount", KEY, nullable=False),
        sa.Column("place_id", KEY),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("request_id", sa.Text, nullable=False),
        sa.Column("fingerprint", sa.Text, nullable=False),
        *_made(),
        sa.Column("entry_seq", KEY),
        sa.UniqueConstraint("cooperative_id", "request_id"),
        _entry(),
        sa.CheckConstraint("kind IN ('freight', 'loading', 'price')", name="kind"),
        sa.CheckConstraint("side IN ('members', 'others')", name="side"),
        sa.CheckConstraint("amount <> 0", name="amount"),
        sa.CheckConstraint("(supplier_id IS NULL) = (place_id IS NOT NULL)", name="paid"),
    )
    op.create_index(None, "later_bill", ["receipt_id"])
    op.create_index(None, "later_bill", ["book_id", "entry_seq"])


def _later_bill_line() -> None:
    op.create_table(
        "later_bill_line",
        sa.Column(
            "bill_id", KEY, sa.ForeignKey("later_bill.id"), primary_key=True, autoincrement=False
        ),
        sa.Column("number", KEY, primary_key=True, autoincrement=False),
        sa.Column("round_item_id", KEY, sa.ForeignKey("round_item.id")),
        sa.Column("amount", KEY, nullable=False),
        sa.Column("stock", KEY, nullable=False),
        sa.Column("gone", KEY, nullable=False),
        sa.Column("members", KEY, nullable=False),
        sa.CheckConstraint("amount = stock + gone", name="amount"),
    )
    op.create_index(None, "later_bill_line", ["round_item_id"])
