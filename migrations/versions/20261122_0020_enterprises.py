"""Members' enterprises: each with its own book, what was done in it, its buyers, lenders and tools.

The triggers stand in `migrations/sql/0020_enterprises_*.sql`, frozen with this step.
"""

import sqlalchemy as sa
from alembic import op

from coop_app import schema

revision: str = "0020_enterprises"
down_revision: str | None = "0019_consignment"

KEY = sa.BigInteger
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """All tables of this step, then the triggers that seal its acts."""
    _enterprise()
    _party()
    _act()
    _tool()
    schema.run_sql(op.get_bind(), revision)


def _words(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def _cooperative() -> sa.Column[int]:
    return sa.Column("cooperative_id", KEY, sa.ForeignKey("cooperative.id"), nullable=False)


def _of_enterprise() -> sa.Column[int]:
    return sa.Column("enterprise_id", KEY, sa.ForeignKey("enterprise.id"), nullable=False)


def _enterprise() -> None:
    op.create_table(
        "enterprise",
        sa.Column("id", KEY, primary_key=True),
        _cooperative(),
        sa.Column("book_id", KEY, sa.ForeignKey("book.id"), nullable=False),
        sa.Column("member_id", KEY, nullable=False),
        *_words("name", "kind"),
        sa.Column("since", sa.Date),
        *_words("address", "phone"),
        sa.Column("tax_since", KEY),
        sa.Column("opened_on", sa.Date, nullable=False),
        *_words("request_id", "fingerprint"),
        sa.Column("made_by", KEY, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.UniqueConstraint("cooperative_id", "request_id"),
        sa.UniqueConstraint("book_id"),
        sa.ForeignKeyConstraint(
            ["cooperative_id", "member_id"], ["member.cooperative_id", "member.id"]
        ),
        sa.CheckConstraint(
            "kind IN ('food', 'craft', 'farm', 'trade', 'service', 'other')", name="kind"
        ),
        sa.CheckConstraint("name <> ''", name="name"),
    )
    op.create_index(None, "enterprise", ["cooperative_id", "member_id"])


def _party() -> None:
    op.create_table(
        "business_party",
        sa.Column("id", KEY, primary_key=True),
        _cooperative(),
        _of_enterprise(),
        *_words("name", "phone"),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.UniqueConstraint("enterprise_id", "name"),
        sa.CheckConstraint("name <> ''", name="name"),
    )


def _entry(column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["book_id", column], ["journal_entry.book_id", "journal_entry.seq"]
    )


def _act() -> None:
    op.create_table(
        "business_act",
        sa.Column("id", KEY, primary_key=True),
        _cooperative(),
        sa.Column("book_id", KEY, sa.ForeignKey("book.id"), nullable=False),
        _of_enterprise(),
        *_words("kind"),
        sa.Column("on_date", sa.Date, nullable=False),
        sa.Column("amount", KEY, nullable=False),
        *_words("way", "what"),
        sa.Column("party_id", KEY, sa.ForeignKey("business_party.id")),
        sa.Column("item_id", KEY),
        sa.Column("quantity", KEY),
        *_words("note", "request_id", "fingerprint"),
        sa.Column("made_by", KEY, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("entry_seq", KEY),
        sa.Column("reversed_seq", KEY),
        sa.UniqueConstraint("cooperative_id", "request_id"),
        _entry("entry_seq"),
        _entry("reversed_seq"),
        *_act_checks(),
    )
    op.create_index(None, "business_act", ["enterprise_id", "on_date"])
    op.create_index(None, "business_act", ["book_id", "entry_seq"])
    op.create_index(None, "business_act", ["party_id"])


def _act_checks() -> list[sa.CheckConstraint]:
    checks = {
        "kind": (
            "kind IN ('opening', 'sale', 'income', 'cost', 'collect', 'pay', 'draw', 'invest', 'move',"
            " 'tool', 'tool_gone', 'depreciation', 'year_end')"
        ),
        "way": "way IN ('', 'cash', 'bank', 'later', 'own')",
        "amount": "amount >= 0",
        "quantity": "quantity IS NULL OR quantity > 0",
    }
    return [sa.CheckConstraint(text, name=name) for name, text in checks.items()]


def _tool() -> None:
    op.create_table(
        "business_tool",
        sa.Column("id", KEY, primary_key=True),
        _cooperative(),
        _of_enterprise(),
        sa.Column("act_id", KEY, sa.ForeignKey("business_act.id"), nullable=False),
        *_words("name"),
        sa.Column("bought_on", sa.Date, nullable=False),
        sa.Column("cost", KEY, nullable=False),
        sa.Column("rest_value", KEY, nullable=False),
        sa.Column("months", KEY, nullable=False),
        sa.Column("gone_act_id", KEY, sa.ForeignKey("business_act.id")),
        sa.CheckConstraint("name <> ''", name="name"),
        sa.CheckConstraint("cost > 0 AND rest_value >= 0 AND rest_value < cost", name="cost"),
        sa.CheckConstraint("months > 0", name="months"),
    )
    for column in ("enterprise_id", "act_id", "gone_act_id"):
        op.create_index(None, "business_tool", [column])
