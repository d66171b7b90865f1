"""Items, units, stock points, stock moves, counts and prices.

The triggers stand in `migrations/sql/0014_products_*.sql`, frozen with this step.
"""

import sqlalchemy as sa
from alembic import op

from coop_app import schema

revision: str = "0014_products"
down_revision: str | None = "0013_closing"

KEY = sa.BigInteger
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """All tables of this storey, then the triggers that keep moves."""
    _items()
    _prices()
    _points()
    _positions()
    _moves()
    _acts()
    _counts()
    _count_lines()
    schema.run_sql(op.get_bind(), revision)


def _house() -> list[sa.Column[int]]:
    """Whose it is."""
    return [
        sa.Column("cooperative_id", KEY, sa.ForeignKey("cooperative.id"), nullable=False),
        _book(),
    ]


def _book() -> sa.Column[int]:
    return sa.Column("book_id", KEY, sa.ForeignKey("book.id"), nullable=False)


def _numbers(*names: str) -> list[sa.Column[int]]:
    return [sa.Column(name, KEY, nullable=False) for name in names]


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def _flags(*names: str) -> list[sa.Column[bool]]:
    return [sa.Column(name, sa.Boolean, nullable=False) for name in names]


def _of_book(column: str, table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["book_id", column], [f"{table}.book_id", f"{table}.id"])


def _of_cooperative(column: str, table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["cooperative_id", column], [f"{table}.cooperative_id", f"{table}.id"]
    )


def _items() -> None:
    op.create_table(
        "item",
        sa.Column("id", KEY, primary_key=True),
        *_house(),
        *_texts("name", "kind", "base_unit", "shown_unit", "method"),
        sa.Column("owner_member_id", KEY),
        *_flags("consigned"),
        *_numbers("low_at"),
        *_texts("note"),
        *_flags("is_active"),
        *_numbers("made_by"),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.UniqueConstraint("book_id", "id"),
        sa.UniqueConstraint("book_id", "name"),
        _of_cooperative("owner_member_id", "member"),
        sa.CheckConstraint(
            "kind IN ('raw_material', 'packaging', 'goods', 'product')", name="kind"
        ),
        sa.CheckConstraint("method IN ('fifo', 'moving_average')", name="method"),
        sa.CheckConstraint("low_at >= 0", name="low_at"),
        sa.CheckConstraint("NOT consigned OR owner_member_id IS NOT NULL", name="consigned"),
    )
    op.create_index(None, "item", ["cooperative_id", "owner_member_id"])
    op.create_table(
        "item_unit",
        sa.Column("item_id", KEY, sa.ForeignKey("item.id"), primary_key=True, autoincrement=False),
        sa.Column("name", sa.Text, primary_key=True),
        *_numbers("factor"),
        sa.CheckConstraint("factor >= 1", name="factor"),
    )


def _prices() -> None:
    op.create_table(
        "item_price",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("item_id", KEY, sa.ForeignKey("item.id"), nullable=False),
        *_texts("audience"),
        sa.Column("valid_from", sa.Date, nullable=False),
        *_numbers("amount", "per"),
        *_texts("unit"),
        *_numbers("set_by"),
        sa.Column("set_at", MOMENT, nullable=False),
        sa.CheckConstraint("audience IN ('member', 'other')", name="audience"),
        sa.CheckConstraint("amount > 0 AND per > 0", name="amount"),
    )
    op.create_index(None, "item_price", ["item_id", "audience", "valid_from"])


def _points() -> None:
    op.create_table(
        "stock_point",
        sa.Column("id", KEY, primary_key=True),
        *_house(),
        *_texts("name", "kind"),
        sa.Column("group_id", KEY),
        *_texts("address"),
        *_flags("is_active"),
        sa.UniqueConstraint("book_id", "id"),
        sa.UniqueConstraint("book_id", "name"),
        sa.UniqueConstraint("book_id", "group_id"),
        _of_cooperative("group_id", "village_group"),
        sa.CheckConstraint("kind IN ('office', 'group', 'shop', 'enterprise')", name="kind"),
        sa.CheckConstraint("(kind = 'group') = (group_id IS NOT NULL)", name="group"),
    )


def _positions() -> None:
    op.create_table(
        "stock_position",
        sa.Column("id", KEY, primary_key=True),
        *_house(),
        *_numbers("item_id", "point_id", "quantity", "value"),
        *_texts("layers"),
        *_numbers("moves"),
        sa.UniqueConstraint("item_id", "point_id"),
        sa.UniqueConstraint("book_id", "id"),
        _of_book("item_id", "item"),
        _of_book("point_id", "stock_point"),
        sa.CheckConstraint("quantity >= 0", name="quantity"),
        sa.CheckConstraint("value >= 0 AND (quantity > 0 OR value = 0)", name="value"),
        sa.CheckConstraint("moves >= 0", name="moves"),
    )
    op.create_index(None, "stock_position", ["point_id"])


def _moves() -> None:
    op.create_table(
        "stock_move",
        sa.Column("id", KEY, primary_key=True),
        *_house(),
        *_numbers("position_id", "number"),
        sa.Column("on_date", sa.Date, nullable=False),
        *_texts("kind"),
        *_numbers("quantity", "cost", "quantity_after", "value_after"),
        *_texts("source", "memo"),
        *_numbers("made_by"),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.UniqueConstraint("position_id", "number"),
        _of_book("position_id", "stock_position"),
        sa.CheckConstraint(
            "(quantity > 0 AND cost >= 0) OR (quantity < 0 AND cost <= 0)"
            " OR (quantity = 0 AND cost <> 0)",
            name="signs",
        ),
        sa.CheckConstraint("quantity_after >= 0", name="quantity_after"),
        sa.CheckConstraint(
            "value_after >= 0 AND (quantity_after > 0 OR value_after = 0)", name="value_after"
        ),
    )
    op.create_index(None, "stock_move", ["book_id", "source"])
    op.create_index(None, "stock_move", ["book_id", "on_date"])


def _acts() -> None:
    op.create_table(
        "stock_act",
        sa.Column("id", KEY, primary_key=True),
        *_house(),
        *_texts("kind"),
        *_numbers("point_id"),
        sa.Column("to_point_id", KEY),
        sa.Column("on_date", sa.Date, nullable=False),
        *_texts("memo", "people", "request_id", "fingerprint"),
        *_numbers("made_by"),
        sa.Column("approved_by", KEY),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("entry_seq", KEY),
        sa.UniqueConstraint("cooperative_id", "request_id"),
        sa.UniqueConstraint("book_id", "id"),
        _of_book("point_id", "stock_point"),
        _of_book("to_point_id", "stock_point"),
        sa.ForeignKeyConstraint(
            ["book_id", "entry_seq"], ["journal_entry.book_id", "journal_entry.seq"]
        ),
        sa.CheckConstraint(
            "kind IN ('opening', 'booked', 'spoilage', 'transfer', 'count')", name="kind"
        ),
        sa.CheckConstraint("(kind = 'transfer') = (to_point_id IS NOT NULL)", name="to_point"),
        sa.CheckConstraint("to_point_id IS NULL OR to_point_id <> point_id", name="two_points"),
    )
    op.create_index(None, "stock_act", ["book_id", "entry_seq"])
    op.create_table(
        "stock_act_line",
        sa.Column("act_id", KEY, primary_key=True, autoincrement=False),
        sa.Column("number", KEY, primary_key=True, autoincrement=False),
        _book(),
        *_numbers("item_id", "quantity", "cost"),
        *_texts("memo"),
        _of_book("act_id", "stock_act"),
        _of_book("item_id", "item"),
        sa.CheckConstraint("quantity <> 0", name="quantity"),
    )


def _counts() -> None:
    op.create_table(
        "stock_count",
        sa.Column("id", KEY, primary_key=True),
        *_house(),
        *_numbers("point_id"),
        sa.Column("counted_on", sa.Date, nullable=False),
        *_texts("status", "people", "memo", "request_id"),
        *_numbers("started_by"),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.Column("counted_by", KEY),
        sa.Column("counted_at", MOMENT),
        sa.Column("posted_by", KEY),
        sa.Column("posted_at", MOMENT),
        sa.Column("act_id", KEY),
        sa.UniqueConstraint("book_id", "id"),
        sa.UniqueConstraint("cooperative_id", "request_id"),
        _of_book("point_id", "stock_point"),
        _of_book("act_id", "stock_act"),
        sa.CheckConstraint("status IN ('counting', 'counted', 'posted', 'dropped')", name="status"),
        sa.CheckConstraint("act_id IS NULL OR status = 'posted'", name="posted"),
    )
    op.create_index(None, "stock_count", ["point_id", "status"])


def _count_lines() -> None:
    op.create_table(
        "stock_count_line",
        sa.Column("count_id", KEY, primary_key=True, autoincrement=False),
        sa.Column("item_id", KEY, primary_key=True, autoincrement=False),
        _book(),
        *_numbers("expected", "found"),
        *_texts("reason"),
        *_numbers("noted_by"),
        sa.Column("noted_at", MOMENT, nullable=False),
        _of_book("count_id", "stock_count"),
        _of_book("item_id", "item"),
        sa.CheckConstraint("found >= 0 AND expected >= 0", name="found"),
    )
