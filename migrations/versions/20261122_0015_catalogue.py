"""Photos, permits, batches of products, shop windows and their orders."""

import sqlalchemy as sa
from alembic import op

from coop_app import schema

revision: str = "0015_catalogue"
down_revision: str | None = "0014_products"

KEY = sa.BigInteger
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """All tables of this storey, then the triggers that keep consents and orders as they were given."""
    _facts()
    _photos()
    _batches()
    _permits()
    _windows()
    _consents()
    _orders()
    _order_parts()
    schema.run_sql(op.get_bind(), revision)


def _words(*names: str) -> list[sa.Column]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def _of(table: str, column: str = "") -> sa.Column:
    return sa.Column(column or f"{table}_id", KEY, sa.ForeignKey(f"{table}.id"), nullable=False)


def _of_item() -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["book_id", "item_id"], ["item.book_id", "item.id"])


def _key_of(table: str, column: str) -> sa.Column:
    return sa.Column(
        column, KEY, sa.ForeignKey(f"{table}.id"), primary_key=True, autoincrement=False
    )


def _by(word: str) -> list[sa.Column]:
    return [
        sa.Column(f"{word}_by", KEY, nullable=False),
        sa.Column(f"{word}_at", MOMENT, nullable=False),
    ]


def _facts() -> None:
    op.create_table(
        "product_facts",
        sa.Column("item_id", KEY, primary_key=True, autoincrement=False),
        _of("book"),
        _of_item(),
        *_words("description", "story", "ingredients", "net_content"),
        sa.Column("packaging", KEY, nullable=False),
        *_words("packaging_text", "storage", "producer", "producer_place"),
        sa.Column("is_food", sa.Boolean, nullable=False),
        sa.Column("shelf_life_days", KEY, nullable=False),
        *_by("saved"),
        sa.CheckConstraint("packaging BETWEEN 0 AND 8", name="packaging"),
        sa.CheckConstraint("shelf_life_days >= 0", name="shelf_life_days"),
    )


def _photos() -> None:
    sizes = ("medium_width", "medium_height", "thumb_width", "thumb_height")
    op.create_table(
        "product_photo",
        sa.Column("id", KEY, primary_key=True),
        _of("book"),
        sa.Column("item_id", KEY),
        _of_item(),
        sa.Column("position", KEY, nullable=False),
        *_words("token", "large_key", "medium_key", "thumb_key"),
        *[sa.Column(name, KEY, nullable=False) for name in sizes],
        *_words("caption", "request_id"),
        *_by("made"),
        sa.UniqueConstraint("token"),
        sa.UniqueConstraint("book_id", "request_id"),
        sa.CheckConstraint("medium_width > 0 AND medium_height > 0", name="medium"),
        sa.CheckConstraint("thumb_width > 0 AND thumb_height > 0", name="thumb"),
    )
    op.create_index(None, "product_photo", ["book_id", "item_id"])


def _batches() -> None:
    op.create_table(
        "product_batch",
        sa.Column("id", KEY, primary_key=True),
        _of("book"),
        sa.Column("item_id", KEY, nullable=False),
        _of_item(),
        *_words("number"),
        sa.Column("made_on", sa.Date, nullable=False),
        sa.Column("best_before", sa.Date),
        sa.Column("quantity", KEY, nullable=False),
        *_words("note"),
        sa.Column("finished_on", sa.Date),
        *_words("request_id", "fingerprint"),
        *_by("made"),
        sa.UniqueConstraint("book_id", "request_id"),
        sa.UniqueConstraint("item_id", "number"),
        sa.CheckConstraint("quantity > 0", name="quantity"),
        sa.CheckConstraint("best_before >= made_on", name="best_before"),
    )
    op.create_index(None, "product_batch", ["book_id", "best_before"])


def _permits() -> None:
    op.create_table(
        "product_permit",
        sa.Column("id", KEY, primary_key=True),
        _of("book"),
        sa.Column("item_id", KEY),
        _of_item(),
        *_words("kind", "number"),
        sa.Column("issued_on", sa.Date),
        sa.Column("valid_until", sa.Date),
        *_words("note", "file_key", "content_type"),
        sa.Column("ended_on", sa.Date),
        *_words("request_id", "fingerprint"),
        *_by("made"),
        sa.UniqueConstraint("book_id", "request_id"),
        sa.CheckConstraint("kind IN ('nib', 'pirt', 'halal', 'bpom', 'other')", name="kind"),
    )
    op.create_index(None, "product_permit", ["book_id", "item_id"])


def _windows() -> None:
    op.create_table(
        "shop_window",
        sa.Column("id", KEY, primary_key=True),
        _of("cooperative"),
        _of("book"),
        *_words("slug", "title", "story", "place"),
        sa.Column("phone", sa.Text),
        *_words("delivery"),
        sa.Column("published_on", sa.Date),
        sa.Column("last_order", KEY, nullable=False),
        *_by("saved"),
        sa.UniqueConstraint("slug"),
        sa.UniqueConstraint("book_id"),
        sa.CheckConstraint("last_order >= 0", name="last_order"),
    )
    op.create_index(None, "shop_window", ["cooperative_id"])
    op.create_table(
        "window_item",
        _key_of("shop_window", "window_id"),
        _key_of("item", "item_id"),
        sa.Column("position", KEY, nullable=False),
        *_words("supply"),
        sa.Column("few_below", KEY, nullable=False),
        sa.CheckConstraint("few_below >= 0", name="few_below"),
        sa.CheckConstraint("supply IN ('stock', 'to_order', 'sold_out')", name="supply"),
    )


def _consents() -> None:
    op.create_table(
        "window_consent",
        sa.Column("id", KEY, primary_key=True),
        _of("shop_window", "window_id"),
        *_words("act"),
        sa.Column("on", sa.Date, nullable=False),
        *_words("words"),
        *_by("made"),
        sa.CheckConstraint("act IN ('published', 'withdrawn')", name="act"),
    )
    op.create_index(None, "window_consent", ["window_id"])


def _orders() -> None:
    op.create_table(
        "window_order",
        sa.Column("id", KEY, primary_key=True),
        _of("cooperative"),
        _of("shop_window", "window_id"),
        sa.Column("number", KEY, nullable=False),
        *_words("token", "name", "phone", "note", "status"),
        sa.Column("placed_on", sa.Date, nullable=False),
        sa.Column("placed_at", MOMENT, nullable=False),
        *_words("request_id", "fingerprint"),
        sa.UniqueConstraint("window_id", "number"),
        sa.UniqueConstraint("window_id", "request_id"),
        sa.UniqueConstraint("token"),
        sa.CheckConstraint("status IN ('new', 'answered', 'done', 'cancelled')", name="status"),
    )
    op.create_index(None, "window_order", ["cooperative_id", "window_id", "status"])


def _order_parts() -> None:
    op.create_table(
        "window_order_line",
        _key_of("window_order", "order_id"),
        sa.Column("line_no", KEY, primary_key=True, autoincrement=False),
        _of("item"),
        *_words("name", "unit"),
        sa.Column("factor", KEY, nullable=False),
        sa.Column("count", KEY, nullable=False),
        sa.Column("price", KEY),
        sa.CheckConstraint("count > 0 AND factor > 0", name="count"),
        sa.CheckConstraint("price >= 0", name="price"),
    )
    op.create_table(
        "window_order_step",
        _key_of("window_order", "order_id"),
        sa.Column("number", KEY, primary_key=True, autoincrement=False),
        *_words("status", "note"),
        *_by("made"),
    )
