"""Goods receipts, suppliers' bills and payments, distribution to members.

What was received, shared, handed over and paid never changes; the triggers at the end keep it so.
"""

import sqlalchemy as sa
from alembic import op

revision: str = "0017_receiving"
down_revision: str | None = "0016_rounds"

KEY = sa.BigInteger
MOMENT = sa.DateTime(timezone=True)
#: rows of these tables are only added; their keys
KEPT = {
    "goods_receipt_line": (
        "receipt_id",
        "number",
    ),
    "supplier_claim": ("id",),
    "supplier_payment_line": (
        "payment_id",
        "receipt_id",
    ),
    "round_sharing": ("id",),
    "round_share": (
        "sharing_id",
        "member_id",
    ),
    "round_share_move": ("id",),
    "round_dispatch_line": (
        "dispatch_id",
        "round_item_id",
    ),
    "round_delivery_line": (
        "delivery_id",
        "round_item_id",
    ),
    "round_settlement": ("id",),
}
#: documents: their facts never change, their entry is noted once
DOCUMENTS = {
    "goods_receipt": "id cooperative_id book_id supplier_id round_id point_id received_on bill_number bill_date due_on freight_billed loading_billed discount freight_paid loading_paid carrier_place_id basis bill_total bill_place_id memo request_id fingerprint made_by approved_by made_at",
    "claim_settlement": "id cooperative_id book_id claim_id settled_on note_number credited refunded lost delivered place_id why request_id fingerprint made_by approved_by made_at",
    "supplier_payment": "id cooperative_id book_id supplier_id kind paid_on place_id cash from_advance discount memo request_id fingerprint made_by approved_by made_at",
    "round_dispatch": "id cooperative_id book_id round_id from_point_id to_point_id sent_on carrier request_id fingerprint made_by approved_by made_at",
    "order_advance": "id cooperative_id book_id member_id round_id kind paid_on place_id amount memo request_id fingerprint made_by approved_by made_at",
    "round_delivery": "id cooperative_id book_id round_id member_id group_id point_id kind of_delivery_id delivered_on total advance cash savings set_off credit place_id due_on why request_id fingerprint made_by approved_by made_at",
}


def upgrade() -> None:
    """All tables of this storey, then the triggers that keep what was said."""
    _goods_receipt()
    _goods_receipt_line()
    _supplier_claim()
    _claim_settlement()
    _supplier_payment()
    _supplier_payment_line()
    _round_sharing()
    _round_share()
    _round_share_move()
    _round_dispatch()
    _round_dispatch_line()
    _purchase_account()
    _order_advance()
    _round_delivery()
    _round_delivery_line()
    _round_settlement()
    sqlite = op.get_bind().dialect.name == "sqlite"
    for table, key in KEPT.items():
        if sqlite:
            _keep_sqlite(table, key)
        else:
            _keep_postgresql(table)
    if not sqlite:
        _functions()
    for table, columns in DOCUMENTS.items():
        if sqlite:
            _seal_sqlite(table, columns.split())
        else:
            _seal_postgresql(table)


def _keep_sqlite(table: str, key: tuple[str, ...]) -> None:
    # REPLACE would delete without asking the DELETE trigger, so existing keys are looked for at INSERT
    same = " AND ".join(f"{column} = NEW.{column}" for column in key)
    stop = f"BEGIN SELECT RAISE(ABORT, '{table}: append only'); END"
    there = f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {same})"
    op.execute(f"CREATE TRIGGER {table}_insert BEFORE INSERT ON {table} {there} {stop}")
    op.execute(f"CREATE TRIGGER {table}_update BEFORE UPDATE ON {table} {stop}")
    op.execute(f"CREATE TRIGGER {table}_delete BEFORE DELETE ON {table} {stop}")


def _seal_sqlite(table: str, columns: list[str]) -> None:
    changed = " OR ".join(f"NEW.{column} IS NOT OLD.{column}" for column in columns)
    stop = f"BEGIN SELECT RAISE(ABORT, '{table}: a document never changes'); END"
    noted = "(OLD.entry_seq IS NOT NULL AND NEW.entry_seq IS NOT OLD.entry_seq)"
    there = f"WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)"
    op.execute(f"CREATE TRIGGER {table}_insert BEFORE INSERT ON {table} {there} {stop}")
    op.execute(
        f"CREATE TRIGGER {table}_update BEFORE UPDATE ON {table} WHEN {changed} OR {noted} {stop}"
    )
    op.execute(f"CREATE TRIGGER {table}_delete BEFORE DELETE ON {table} {stop}")


def _functions() -> None:
    op.execute(
        """CREATE FUNCTION receiving_fixed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
             IF to_jsonb(NEW) - 'entry_seq' <> to_jsonb(OLD) - 'entry_seq'
                 OR (OLD.entry_seq IS NOT NULL AND NEW.entry_seq IS DISTINCT FROM OLD.entry_seq) THEN
               RAISE EXCEPTION '%: a document never changes', TG_TABLE_NAME;
             END IF;
             RETURN NEW;
           END $$"""
    )


def _keep_postgresql(table: str) -> None:
    _always(table, "update", "ROW", "purchasing_keep")
    _always(table, "delete", "ROW", "purchasing_keep")
    _always(table, "truncate", "STATEMENT", "purchasing_keep")


def _seal_postgresql(table: str) -> None:
    _always(table, "update", "ROW", "receiving_fixed")
    _always(table, "delete", "ROW", "purchasing_keep")
    _always(table, "truncate", "STATEMENT", "purchasing_keep")


def _always(table: str, act: str, each: str, function: str) -> None:
    op.execute(
        f"CREATE TRIGGER {table}_{act} BEFORE {act.upper()} ON {table}"
        f" FOR EACH {each} EXECUTE FUNCTION {function}()"
    )
    op.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_{act}")


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


def _round_sharing() -> None:
    op.create_table(
        "round_sharing",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("cooperative_id", KEY, sa.ForeignKey("cooperative.id"), nullable=False),
        sa.Column("round_id", KEY, sa.ForeignKey("purchase_round.id"), nullable=False),
        sa.Column("round_item_id", KEY, sa.ForeignKey("round_item.id"), nullable=False),
        sa.Column("edition", KEY, nullable=False),
        sa.Column("rule", sa.Text, nullable=False),
        sa.Column("received", KEY, nullable=False),
        sa.Column("cost", KEY, nullable=False),
        sa.Column("price", KEY, nullable=False),
        sa.Column("inputs", sa.Text, nullable=False),
        sa.Column("made_by", KEY, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.UniqueConstraint("round_item_id", "edition"),
        sa.CheckConstraint("received >= 0 AND cost >= 0 AND price >= 0", name="figures"),
    )


def _round_share() -> None:
    op.create_table(
        "round_share",
        sa.Column(
            "sharing_id",
            KEY,
            sa.ForeignKey("round_sharing.id"),
            primary_key=True,
            autoincrement=False,
        ),
        sa.Column("member_id", KEY, primary_key=True, autoincrement=False),
        sa.Column("cooperative_id", KEY, sa.ForeignKey("cooperative.id"), nullable=False),
        sa.Column("place", KEY, nullable=False),
        sa.Column("wished", KEY, nullable=False),
        sa.Column("tolerance", KEY, nullable=False),
        sa.Column("quantity", KEY, nullable=False),
        sa.ForeignKeyConstraint(
            ["cooperative_id", "member_id"], ["member.cooperative_id", "member.id"]
        ),
    )
    op.create_index(
        "ix_round_share_cooperative_id_member_id", "round_share", ["cooperative_id", "member_id"]
    )


def _round_share_move() -> None:
    op.create_table(
        "round_share_move",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("cooperative_id", KEY, sa.ForeignKey("cooperative.id"), nullable=False),
        sa.Column("round_item_id", KEY, sa.ForeignKey("round_item.id"), nullable=False),
        sa.Column("from_member_id", KEY),
        sa.Column("to_member_id", KEY),
        sa.Column("quantity", KEY, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("request_id", sa.Text, nullable=False),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column("made_by", KEY, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.UniqueConstraint("cooperative_id", "request_id"),
        sa.CheckConstraint("quantity > 0", name="quantity"),
        sa.CheckConstraint(
            "from_member_id IS NOT NULL OR to_member_id IS NOT NULL", name="members"
        ),
    )
    op.create_index("ix_round_share_move_round_item_id", "round_share_move", ["round_item_id"])


def _round_dispatch() -> None:
    op.create_table(
        "round_dispatch",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("cooperative_id", KEY, sa.ForeignKey("cooperative.id"), nullable=False),
        sa.Column("book_id", KEY, sa.ForeignKey("book.id"), nullable=False),
        sa.Column("round_id", KEY, sa.ForeignKey("purchase_round.id"), nullable=False),
        sa.Column("from_point_id", KEY, sa.ForeignKey("stock_point.id"), nullable=False),
        sa.Column("to_point_id", KEY, sa.ForeignKey("stock_point.id"), nullable=False),
        sa.Column("sent_on", sa.Date, nullable=False),
        sa.Column("carrier", sa.Text, nullable=False),
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
    )
    op.create_index(
        "ix_round_dispatch_book_id_entry_seq", "round_dispatch", ["book_id", "entry_seq"]
    )
    op.create_index("ix_round_dispatch_round_id", "round_dispatch", ["round_id"])


def _round_dispatch_line() -> None:
    op.create_table(
        "round_dispatch_line",
        sa.Column(
            "dispatch_id",
            KEY,
            sa.ForeignKey("round_dispatch.id"),
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
        sa.Column("cost", KEY, nullable=False),
        sa.CheckConstraint("quantity > 0 AND cost >= 0", name="figures"),
    )


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
