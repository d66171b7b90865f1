"""Suppliers, their offers, rounds of collective purchase and members' orders.

What was ordered, allocated and sent to the supplier is only added to; the triggers at the end keep it so.
"""

import sqlalchemy as sa
from alembic import op

revision: str = "0016_rounds"
down_revision: str | None = "0015_catalogue"

KEY = sa.BigInteger
MOMENT = sa.DateTime(timezone=True)
#: rows of these tables are never changed; their keys
KEPT = {
    "supplier_offer": ("id",),
    "supplier_offer_tier": ("offer_id", "from_quantity"),
    "round_step": ("id",),
    "round_order_act": ("id",),
    "round_order": ("id",),
    "round_result": ("id",),
    "round_allocation": ("result_id", "member_id"),
    "purchase_order": ("id",),
    "purchase_order_line": ("order_id", "round_item_id"),
}


def upgrade() -> None:
    """All tables of this storey, then the triggers that keep what was said."""
    _supplier()
    _supplier_offer()
    _supplier_offer_tier()
    _purchase_counter()
    _purchase_round()
    _round_step()
    _round_item()
    _round_item_tier()
    _round_order_act()
    _round_order()
    _round_result()
    _round_allocation()
    _purchase_order()
    _purchase_order_line()
    _purchase_need()
    _seal()


def _seal() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for table, key in KEPT.items():
            _seal_sqlite(table, key)
        return
    op.execute(
        """CREATE FUNCTION purchasing_keep() RETURNS trigger LANGUAGE plpgsql AS $$
           BEGIN RAISE EXCEPTION '%: append only', TG_TABLE_NAME; END $$"""
    )
    for table in KEPT:
        _seal_postgresql(table)


def _seal_sqlite(table: str, key: tuple[str, ...]) -> None:
    # REPLACE would delete without asking the DELETE trigger, so existing keys are looked for at INSERT
    same = " AND ".join(f"{column} = NEW.{column}" for column in key)
    stop = f"BEGIN SELECT RAISE(ABORT, '{table}: append only'); END"
    there = f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {same})"
    op.execute(f"CREATE TRIGGER {table}_insert BEFORE INSERT ON {table} {there} {stop}")
    op.execute(f"CREATE TRIGGER {table}_update BEFORE UPDATE ON {table} {stop}")
    op.execute(f"CREATE TRIGGER {table}_delete BEFORE DELETE ON {table} {stop}")


def _seal_postgresql(table: str) -> None:
    for act, each in (("update", "ROW"), ("delete", "ROW"), ("truncate", "STATEMENT")):
        op.execute(
            f"CREATE TRIGGER {table}_{act} BEFORE {act.upper()} ON {table}"
            f" FOR EACH {each} EXECUTE FUNCTION purchasing_keep()"
        )
        op.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_{act}")


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
