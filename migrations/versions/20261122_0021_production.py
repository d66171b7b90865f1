"""Recipes, batches of production, and an enterprise's own goods at shops."""

import sqlalchemy as sa
from alembic import op

from coop_app import schema

revision: str = "0021_production"
down_revision: str | None = "0020_enterprises"

KEY = sa.BigInteger
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """All tables of this storey, then the triggers that keep what was written."""
    _recipes()
    _batches()
    _outlets()
    _outlet_acts()
    _stock_acts()
    _proposals()
    schema.run_sql(op.get_bind(), revision)


def _to(table: str, column: str | None = None, *, empty: bool = False) -> sa.Column:
    return sa.Column(column or f"{table}_id", KEY, sa.ForeignKey(f"{table}.id"), nullable=empty)


def _part_of(table: str, column: str) -> tuple[sa.Column, sa.Column]:
    return (
        sa.Column(column, KEY, sa.ForeignKey(f"{table}.id"), primary_key=True, autoincrement=False),
        sa.Column("number", KEY, primary_key=True, autoincrement=False),
    )


def _texts(*names: str) -> list[sa.Column]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def _numbers(*names: str) -> list[sa.Column]:
    return [sa.Column(name, KEY, nullable=False) for name in names]


def _made() -> list[sa.Column]:
    return [
        *_texts("request_id", "fingerprint"),
        *_numbers("made_by"),
        sa.Column("made_at", MOMENT, nullable=False),
    ]


def _posted() -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("entry_seq", KEY),
        sa.UniqueConstraint("cooperative_id", "request_id"),
        sa.ForeignKeyConstraint(
            ["book_id", "entry_seq"], ["journal_entry.book_id", "journal_entry.seq"]
        ),
    ]


def _key() -> sa.Column:
    return sa.Column("id", KEY, primary_key=True)


def _index(table: str, *columns: str) -> None:
    op.create_index(f"ix_{table}_{'_'.join(columns)}", table, list(columns))


def _recipes() -> None:
    op.create_table(
        "recipe", _key(), _to("cooperative"), _to("enterprise"), _to("item"),
        *_numbers("made_by"), sa.Column("made_at", MOMENT, nullable=False),
        sa.UniqueConstraint("enterprise_id", "item_id"),
    )  # fmt: skip
    op.create_table(
        "recipe_version", _key(), _to("cooperative"), _to("recipe"),
        *_numbers("version", "makes", "own_minutes", "hourly_rate"), *_texts("note"), *_made(),
        sa.UniqueConstraint("recipe_id", "version"),
        sa.UniqueConstraint("cooperative_id", "request_id"),
        sa.CheckConstraint("version > 0 AND makes > 0", name="makes"),
        sa.CheckConstraint("own_minutes >= 0 AND hourly_rate >= 0", name="labour"),
    )  # fmt: skip
    op.create_table(
        "recipe_part", *_part_of("recipe_version", "version_id"), _to("item"), *_numbers("quantity"),
        sa.CheckConstraint("quantity > 0", name="quantity"),
    )  # fmt: skip
    _index("recipe_part", "item_id")
    op.create_table(
        "recipe_cost", *_part_of("recipe_version", "version_id"), *_texts("kind", "name"),
        *_numbers("amount", "days"), sa.Column("is_paid", sa.Boolean, nullable=False),
        sa.CheckConstraint("kind IN ('labour', 'overhead')", name="kind"),
        sa.CheckConstraint("amount > 0 AND days > 0", name="amount"),
    )  # fmt: skip


def _batches() -> None:
    op.create_table(
        "production_batch", _key(), _to("cooperative"), _to("enterprise"), _to("book"),
        *_numbers("number"), _to("recipe_version", "version_id"), _to("item"),
        sa.Column("produced_on", sa.Date, nullable=False), sa.Column("best_before", sa.Date),
        *_numbers("times", "good", "rejected"), *_texts("reason"),
        *_numbers("own_minutes", "hourly_rate"), *_texts("way"), *_made(), *_posted(),
        sa.UniqueConstraint("enterprise_id", "number"),
        sa.CheckConstraint("good >= 0 AND rejected >= 0 AND good + rejected > 0", name="made"),
        sa.CheckConstraint("rejected = 0 OR length(reason) > 0", name="reason"),
        sa.CheckConstraint("own_minutes >= 0 AND hourly_rate >= 0", name="labour"),
    )  # fmt: skip
    _index("production_batch", "enterprise_id", "item_id")
    op.create_table(
        "production_use", *_part_of("production_batch", "batch_id"), _to("item"),
        *_numbers("quantity", "cost"),
        sa.CheckConstraint("quantity > 0 AND cost >= 0", name="quantity"),
    )  # fmt: skip
    op.create_table(
        "production_cost", *_part_of("production_batch", "batch_id"), *_texts("kind", "name"),
        *_numbers("amount"), sa.Column("is_paid", sa.Boolean, nullable=False),
        sa.CheckConstraint("kind IN ('labour', 'overhead')", name="kind"),
        sa.CheckConstraint("amount > 0", name="amount"),
    )  # fmt: skip


def _outlets() -> None:
    op.create_table(
        "outlet", _key(), _to("cooperative"), _to("enterprise"), *_texts("kind", "name", "phone"),
        *_numbers("commission_mille"), *_made(), sa.Column("closed_on", sa.Date),
        sa.UniqueConstraint("enterprise_id", "name"),
        sa.UniqueConstraint("cooperative_id", "request_id"),
        sa.CheckConstraint("kind IN ('shop', 'cooperative')", name="kind"),
        sa.CheckConstraint("commission_mille BETWEEN 0 AND 100000", name="commission"),
    )  # fmt: skip
    op.create_table(
        "outlet_stock", _key(), _to("outlet"), _to("item"), *_numbers("quantity"),
        sa.UniqueConstraint("outlet_id", "item_id"),
        sa.CheckConstraint("quantity >= 0", name="quantity"),
    )  # fmt: skip


def _outlet_acts() -> None:
    op.create_table(
        "outlet_act", _key(), _to("cooperative"), _to("enterprise"), _to("book"), _to("outlet"),
        *_texts("kind"), sa.Column("acted_on", sa.Date, nullable=False),
        *_numbers("gross", "commission", "cost"), *_texts("way"), *_texts("memo"),
        *_made(), *_posted(),
        sa.CheckConstraint("kind IN ('left', 'report')", name="kind"),
        sa.CheckConstraint(
            "gross >= 0 AND commission >= 0 AND cost >= 0 AND gross >= commission + cost",
            name="amounts",
        ),
    )  # fmt: skip
    _index("outlet_act", "outlet_id")
    op.create_table(
        "outlet_move", _key(), _to("outlet_stock", "stock_id"), *_texts("source"),
        sa.Column("acted_on", sa.Date, nullable=False), *_texts("kind"),
        *_numbers("quantity", "cost", "gross"),
        sa.CheckConstraint("kind IN ('left', 'sold', 'returned', 'spoiled')", name="kind"),
        sa.CheckConstraint(
            "(kind = 'left' AND quantity > 0 AND cost >= 0)"
            " OR (kind <> 'left' AND quantity < 0 AND cost <= 0)",
            name="quantity",
        ),
        sa.CheckConstraint("gross >= 0 AND (kind = 'sold' OR gross = 0)", name="gross"),
    )  # fmt: skip
    _index("outlet_move", "stock_id")
    _index("outlet_move", "source")


def _stock_acts() -> None:
    op.create_table(
        "enterprise_stock_act", _key(), _to("cooperative"), _to("enterprise"), _to("book"),
        _to("item"), *_texts("kind"), sa.Column("acted_on", sa.Date, nullable=False),
        *_numbers("quantity", "amount"), *_texts("way"), *_texts("memo"), *_made(),
        *_posted(),
        sa.CheckConstraint("kind IN ('bought', 'had', 'spoiled', 'counted')", name="kind"),
        sa.CheckConstraint("amount >= 0", name="amount"),
    )  # fmt: skip
    _index("enterprise_stock_act", "enterprise_id", "item_id")


def _proposals() -> None:
    op.create_table(
        "enterprise_acceptance", _key(), _to("cooperative"), _to("enterprise"), _to("book"),
        *_texts("dealing_key", "kind"), sa.Column("dealt_on", sa.Date, nullable=False),
        *_texts("label"), *_numbers("total"), *_texts("decision"), *_made(), *_posted(),
        sa.UniqueConstraint("cooperative_id", "dealing_key"),
        sa.CheckConstraint("decision IN ('accepted', 'declined')", name="decision"),
    )  # fmt: skip
    _index("enterprise_acceptance", "enterprise_id", "decision")
    op.create_table(
        "enterprise_item_link", _key(), _to("enterprise"), _to("item", "theirs_id"),
        *_texts("treated"), _to("item", empty=True),
        sa.UniqueConstraint("enterprise_id", "theirs_id"),
        sa.CheckConstraint("treated IN ('item', 'expense', 'private')", name="treated"),
        sa.CheckConstraint("(treated = 'item') = (item_id IS NOT NULL)", name="item"),
    )  # fmt: skip
