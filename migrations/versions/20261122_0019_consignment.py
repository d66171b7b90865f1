"""Goods on consignment, outright purchases, customers and receivables.

The triggers stand in `migrations/sql/0019_consignment_*.sql`, frozen with this step.
"""

import sqlalchemy as sa
from alembic import op

from coop_app import schema

revision: str = "0019_consignment"
down_revision: str | None = "0018_sales"

KEY = sa.BigInteger
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """All tables of this storey, then the triggers that seal them."""
    _consignment_shop()
    _consignment_rate()
    _consignment_act()
    _consignment_move()
    _consignment_position()
    _produce_purchase()
    _produce_line()
    _trade_payment()
    schema.run_sql(op.get_bind(), revision)


def _consignment_shop() -> None:
    op.create_table(
        "consignment_shop",
        sa.Column(
            "point_id", KEY, sa.ForeignKey("stock_point.id"), primary_key=True, autoincrement=False
        ),
        sa.Column("cooperative_id", KEY, sa.ForeignKey("cooperative.id"), nullable=False),
        sa.Column("customer_id", KEY, nullable=False),
        sa.Column("share_mille", KEY, nullable=False),
        sa.Column("is_active", sa.Boolean, nullable=False),
        sa.Column("request_id", sa.Text, nullable=False),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column("made_by", KEY, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.CheckConstraint("share_mille BETWEEN 0 AND 99999", name="share_mille"),
        sa.ForeignKeyConstraint(
            ["cooperative_id", "customer_id"], ["customer.cooperative_id", "customer.id"]
        ),
        sa.UniqueConstraint("cooperative_id", "request_id"),
    )


def _consignment_rate() -> None:
    op.create_table(
        "consignment_rate",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("cooperative_id", KEY, sa.ForeignKey("cooperative.id"), nullable=False),
        sa.Column("member_id", KEY),
        sa.Column("item_id", KEY, sa.ForeignKey("item.id")),
        sa.Column("valid_from", sa.Date, nullable=False),
        sa.Column("mille", KEY, nullable=False),
        sa.Column("decided_by", sa.Text, nullable=False),
        sa.Column("request_id", sa.Text, nullable=False),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column("set_by", KEY, nullable=False),
        sa.Column("set_at", MOMENT, nullable=False),
        sa.CheckConstraint("mille BETWEEN 0 AND 99999", name="mille"),
        sa.ForeignKeyConstraint(
            ["cooperative_id", "member_id"], ["member.cooperative_id", "member.id"]
        ),
        sa.UniqueConstraint("cooperative_id", "request_id"),
    )
    op.create_index(
        "ix_consignment_rate_cooperative_id_valid_from",
        "consignment_rate",
        ["cooperative_id", "valid_from"],
    )


def _consignment_act() -> None:
    op.create_table(
        "consignment_act",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("cooperative_id", KEY, sa.ForeignKey("cooperative.id"), nullable=False),
        sa.Column("book_id", KEY, sa.ForeignKey("book.id"), nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("on_date", sa.Date, nullable=False),
        sa.Column("member_id", KEY),
        sa.Column("point_id", KEY),
        sa.Column("to_point_id", KEY),
        sa.Column("place_id", KEY),
        sa.Column("way", sa.Text, nullable=False),
        sa.Column("carried", KEY, nullable=False),
        sa.Column("gross", KEY, nullable=False),
        sa.Column("shop_share", KEY, nullable=False),
        sa.Column("commission", KEY, nullable=False),
        sa.Column("cost", KEY, nullable=False),
        sa.Column("other", KEY, nullable=False),
        sa.Column("set_off", KEY, nullable=False),
        sa.Column("paid", KEY, nullable=False),
        sa.Column("left_over", KEY, nullable=False),
        sa.Column("received", KEY, nullable=False),
        sa.Column("last_move", KEY, nullable=False),
        sa.Column("last_seq", KEY, nullable=False),
        sa.Column("memo", sa.Text, nullable=False),
        sa.Column("request_id", sa.Text, nullable=False),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column("made_by", KEY, nullable=False),
        sa.Column("approved_by", KEY),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("entry_seq", KEY),
        sa.CheckConstraint(
            "gross >= 0 AND shop_share >= 0 AND received >= 0 AND set_off >= 0 AND paid >= 0",
            name="amounts",
        ),
        sa.CheckConstraint(
            "kind IN ('received', 'moved', 'returned', 'spoiled', 'report', 'cost', 'settled')",
            name="kind",
        ),
        sa.CheckConstraint("left_over >= 0", name="left_over"),
        sa.CheckConstraint(
            "kind <> 'settled' OR set_off + paid = carried + gross - shop_share - commission - cost - other - left_over",
            name="settled",
        ),
        sa.ForeignKeyConstraint(
            ["book_id", "entry_seq"], ["journal_entry.book_id", "journal_entry.seq"]
        ),
        sa.ForeignKeyConstraint(["book_id", "point_id"], ["stock_point.book_id", "stock_point.id"]),
        sa.ForeignKeyConstraint(
            ["book_id", "to_point_id"], ["stock_point.book_id", "stock_point.id"]
        ),
        sa.ForeignKeyConstraint(
            ["cooperative_id", "member_id"], ["member.cooperative_id", "member.id"]
        ),
        sa.UniqueConstraint("cooperative_id", "request_id"),
    )
    op.create_index(
        "ix_consignment_act_book_id_entry_seq", "consignment_act", ["book_id", "entry_seq"]
    )
    op.create_index(
        "ix_consignment_act_book_id_member_id", "consignment_act", ["book_id", "member_id"]
    )


def _consignment_move() -> None:
    op.create_table(
        "consignment_move",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("cooperative_id", KEY, sa.ForeignKey("cooperative.id"), nullable=False),
        sa.Column("book_id", KEY, sa.ForeignKey("book.id"), nullable=False),
        sa.Column("act_id", KEY, sa.ForeignKey("consignment_act.id")),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("of_source", sa.Text),
        sa.Column("member_id", KEY, nullable=False),
        sa.Column("item_id", KEY, nullable=False),
        sa.Column("point_id", KEY, nullable=False),
        sa.Column("on_date", sa.Date, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("quantity", KEY, nullable=False),
        sa.Column("price", KEY, nullable=False),
        sa.Column("factor", KEY, nullable=False),
        sa.Column("unit", sa.Text, nullable=False),
        sa.Column("amount", KEY, nullable=False),
        sa.Column("shop_share", KEY, nullable=False),
        sa.Column("commission", KEY, nullable=False),
        sa.Column("mille", KEY, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.CheckConstraint(
            "kind IN ('received', 'moved_in', 'moved_out', 'sold', 'taken_back', 'returned', 'spoiled')",
            name="kind",
        ),
        sa.CheckConstraint("factor > 0 AND price >= 0", name="price"),
        sa.CheckConstraint(
            "quantity <> 0 AND (quantity > 0) = (kind IN ('received', 'moved_in', 'taken_back'))",
            name="quantity",
        ),
        sa.ForeignKeyConstraint(["book_id", "item_id"], ["item.book_id", "item.id"]),
        sa.ForeignKeyConstraint(["book_id", "point_id"], ["stock_point.book_id", "stock_point.id"]),
        sa.ForeignKeyConstraint(
            ["cooperative_id", "member_id"], ["member.cooperative_id", "member.id"]
        ),
    )
    op.create_index("ix_consignment_move_act_id", "consignment_move", ["act_id"])
    op.create_index(
        "ix_consignment_move_book_id_member_id_id",
        "consignment_move",
        ["book_id", "member_id", "id"],
    )
    op.create_index("ix_consignment_move_book_id_source", "consignment_move", ["book_id", "source"])
    op.create_index(
        "ix_consignment_move_item_id_point_id_id", "consignment_move", ["item_id", "point_id", "id"]
    )


def _consignment_position() -> None:
    op.create_table(
        "consignment_position",
        sa.Column("item_id", KEY, primary_key=True, autoincrement=False),
        sa.Column("point_id", KEY, primary_key=True, autoincrement=False),
        sa.Column("book_id", KEY, sa.ForeignKey("book.id"), nullable=False),
        sa.Column("quantity", KEY, nullable=False),
        sa.CheckConstraint("quantity >= 0", name="quantity"),
        sa.ForeignKeyConstraint(["book_id", "item_id"], ["item.book_id", "item.id"]),
        sa.ForeignKeyConstraint(["book_id", "point_id"], ["stock_point.book_id", "stock_point.id"]),
    )


def _produce_purchase() -> None:
    op.create_table(
        "produce_purchase",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("cooperative_id", KEY, sa.ForeignKey("cooperative.id"), nullable=False),
        sa.Column("book_id", KEY, sa.ForeignKey("book.id"), nullable=False),
        sa.Column("member_id", KEY, nullable=False),
        sa.Column("point_id", KEY, nullable=False),
        sa.Column("on_date", sa.Date, nullable=False),
        sa.Column("total", KEY, nullable=False),
        sa.Column("paid", KEY, nullable=False),
        sa.Column("place_id", KEY),
        sa.Column("memo", sa.Text, nullable=False),
        sa.Column("request_id", sa.Text, nullable=False),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column("made_by", KEY, nullable=False),
        sa.Column("approved_by", KEY),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("entry_seq", KEY),
        sa.CheckConstraint("paid BETWEEN 0 AND total AND total > 0", name="amounts"),
        sa.CheckConstraint("(paid > 0) = (place_id IS NOT NULL)", name="place"),
        sa.ForeignKeyConstraint(
            ["book_id", "entry_seq"], ["journal_entry.book_id", "journal_entry.seq"]
        ),
        sa.ForeignKeyConstraint(["book_id", "point_id"], ["stock_point.book_id", "stock_point.id"]),
        sa.ForeignKeyConstraint(
            ["cooperative_id", "member_id"], ["member.cooperative_id", "member.id"]
        ),
        sa.UniqueConstraint("cooperative_id", "request_id"),
    )
    op.create_index(
        "ix_produce_purchase_book_id_entry_seq", "produce_purchase", ["book_id", "entry_seq"]
    )
    op.create_index(
        "ix_produce_purchase_book_id_member_id", "produce_purchase", ["book_id", "member_id"]
    )


def _produce_line() -> None:
    op.create_table(
        "produce_line",
        sa.Column(
            "purchase_id",
            KEY,
            sa.ForeignKey("produce_purchase.id"),
            primary_key=True,
            autoincrement=False,
        ),
        sa.Column("number", KEY, primary_key=True, autoincrement=False),
        sa.Column("item_id", KEY, sa.ForeignKey("item.id"), nullable=False),
        sa.Column("unit", sa.Text, nullable=False),
        sa.Column("factor", KEY, nullable=False),
        sa.Column("quantity", KEY, nullable=False),
        sa.Column("price", KEY, nullable=False),
        sa.Column("amount", KEY, nullable=False),
        sa.Column("quality", sa.Text, nullable=False),
        sa.CheckConstraint(
            "quantity > 0 AND factor > 0 AND price > 0 AND amount > 0", name="amounts"
        ),
    )


def _trade_payment() -> None:
    op.create_table(
        "trade_payment",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("cooperative_id", KEY, sa.ForeignKey("cooperative.id"), nullable=False),
        sa.Column("book_id", KEY, sa.ForeignKey("book.id"), nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("member_id", KEY),
        sa.Column("customer_id", KEY),
        sa.Column("on_date", sa.Date, nullable=False),
        sa.Column("way", sa.Text, nullable=False),
        sa.Column("place_id", KEY),
        sa.Column("amount", KEY, nullable=False),
        sa.Column("owed", KEY, nullable=False),
        sa.Column("memo", sa.Text, nullable=False),
        sa.Column("request_id", sa.Text, nullable=False),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column("made_by", KEY, nullable=False),
        sa.Column("approved_by", KEY),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("entry_seq", KEY),
        sa.Column("reversed_seq", KEY),
        sa.CheckConstraint("amount > 0", name="amount"),
        sa.CheckConstraint("kind IN ('received', 'written_off', 'paid')", name="kind"),
        sa.CheckConstraint("kind <> 'paid' OR member_id IS NOT NULL", name="paid"),
        sa.CheckConstraint("(member_id IS NULL) <> (customer_id IS NULL)", name="party"),
        sa.CheckConstraint("(way = 'place') = (place_id IS NOT NULL)", name="place"),
        sa.CheckConstraint("kind <> 'written_off' OR approved_by IS NOT NULL", name="two_persons"),
        sa.CheckConstraint(
            "way IN ('place', 'savings', 'consignment', 'receivable', 'loss')", name="way"
        ),
        sa.ForeignKeyConstraint(
            ["book_id", "entry_seq"], ["journal_entry.book_id", "journal_entry.seq"]
        ),
        sa.ForeignKeyConstraint(
            ["book_id", "reversed_seq"], ["journal_entry.book_id", "journal_entry.seq"]
        ),
        sa.ForeignKeyConstraint(
            ["cooperative_id", "customer_id"], ["customer.cooperative_id", "customer.id"]
        ),
        sa.ForeignKeyConstraint(
            ["cooperative_id", "member_id"], ["member.cooperative_id", "member.id"]
        ),
        sa.UniqueConstraint("cooperative_id", "request_id"),
    )
    op.create_index(
        "ix_trade_payment_book_id_customer_id", "trade_payment", ["book_id", "customer_id"]
    )
    op.create_index("ix_trade_payment_book_id_entry_seq", "trade_payment", ["book_id", "entry_seq"])
    op.create_index("ix_trade_payment_book_id_member_id", "trade_payment", ["book_id", "member_id"])
