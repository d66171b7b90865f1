"""Pillars of programmes, equipment grants, mentoring visits, other activities.

The triggers stand in `migrations/sql/0028_effect_*.sql`, frozen with this step.
"""

import sqlalchemy as sa
from alembic import op

from coop_app import schema

revision: str = "0028_effect"
down_revision: str | None = "0027_practice"

KEY = sa.BigInteger
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create them."""
    _pillar()
    _activity()
    _grant()
    _visit()
    _tag()
    _condition()
    _visit_done()
    schema.run_sql(op.get_bind(), revision)


def _of_cooperative() -> sa.Column[int]:
    return sa.Column("cooperative_id", KEY, sa.ForeignKey("cooperative.id"), nullable=False)


def _same_house(column: str, table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["cooperative_id", column], [f"{table}.cooperative_id", f"{table}.id"]
    )


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def _keys(*names: str) -> list[sa.Column[int]]:
    return [sa.Column(name, KEY) for name in names]


def _made() -> list[sa.schema.SchemaItem]:
    return [
        *_texts("request_id", "fingerprint"),
        sa.Column("made_by", KEY, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.UniqueConstraint("cooperative_id", "request_id"),
        sa.UniqueConstraint("cooperative_id", "id"),
    ]


def _day(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.Date, nullable=nullable)


def _voided() -> list[sa.schema.SchemaItem]:
    """A row written by mistake stays, struck out, with the reason."""
    return [
        _day("voided_on", nullable=True),
        *_keys("voided_by"),
        sa.Column("voided_why", sa.Text),
        sa.CheckConstraint(
            "(voided_on IS NULL) = (voided_by IS NULL) AND (voided_on IS NULL) = (voided_why IS NULL)",
            name="voided",
        ),
    ]


def _entry() -> list[sa.schema.SchemaItem]:
    """The journal entry that carries the money, in the cooperative's main book."""
    return [
        *_keys("book_id", "entry_seq"),
        sa.ForeignKeyConstraint(
            ["book_id", "entry_seq"], ["journal_entry.book_id", "journal_entry.seq"]
        ),
        sa.CheckConstraint("(book_id IS NULL) = (entry_seq IS NULL)", name="entry"),
    ]


def _who(*, optional: bool) -> list[sa.schema.SchemaItem]:
    """A member, an enterprise (by its book) or a village group."""
    columns = ("member_id", "enterprise_id", "village_group_id")
    count = " + ".join(f"(CASE WHEN {name} IS NULL THEN 0 ELSE 1 END)" for name in columns)
    return [
        *_keys(*columns),
        _same_house("member_id", "member"),
        sa.ForeignKeyConstraint(["enterprise_id"], ["enterprise.id"]),
        _same_house("village_group_id", "village_group"),
        sa.CheckConstraint(f"{count} {'<=' if optional else '='} 1", name="who"),
    ]


def _pillar() -> None:
    op.create_table(
        "pillar",
        sa.Column("id", KEY, primary_key=True),
        _of_cooperative(),
        sa.Column("programme_id", KEY, nullable=False),
        *_texts("name"),
        sa.Column("position", KEY, nullable=False),
        _day("valid_from"),
        _day("valid_to", nullable=True),
        *_made(),
        _same_house("programme_id", "programme"),
        sa.UniqueConstraint("cooperative_id", "programme_id", "name"),
        sa.CheckConstraint("name <> ''", name="name"),
        sa.CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="days"),
    )


def _activity() -> None:
    op.create_table(
        "pillar_activity",
        sa.Column("id", KEY, primary_key=True),
        _of_cooperative(),
        _day("held_on"),
        *_texts("title", "place", "note"),
        *_keys("village_group_id", "people"),
        *_entry(),
        *_made(),
        *_voided(),
        _same_house("village_group_id", "village_group"),
        sa.CheckConstraint("title <> ''", name="title"),
        sa.CheckConstraint("people IS NULL OR people >= 0", name="people"),
    )


def _grant() -> None:
    op.create_table(
        "equipment_grant",
        sa.Column("id", KEY, primary_key=True),
        _of_cooperative(),
        *_keys("programme_id"),
        *_who(optional=False),
        *_texts("item", "source", "serial", "note"),
        sa.Column("quantity", KEY, nullable=False),
        *_keys("stated_value"),
        _day("handed_on"),
        *_entry(),
        *_made(),
        *_voided(),
        _same_house("programme_id", "programme"),
        sa.CheckConstraint("item <> '' AND source <> ''", name="item"),
        sa.CheckConstraint("quantity >= 1", name="quantity"),
        sa.CheckConstraint(
            "(stated_value IS NULL) = (entry_seq IS NOT NULL)"
            " AND (stated_value IS NULL OR stated_value >= 0)",
            name="value",
        ),
    )
    op.create_index(None, "equipment_grant", ["cooperative_id", "handed_on"])


def _visit() -> None:
    op.create_table(
        "mentoring_visit",
        sa.Column("id", KEY, primary_key=True),
        _of_cooperative(),
        *_keys("programme_id"),
        _day("visited_on"),
        *_who(optional=False),
        sa.Column("visitor_id", KEY, nullable=False),
        *_texts("place", "purpose", "findings", "next_step"),
        _day("next_on", nullable=True),
        *_keys("follows_id"),
        sa.Column("file_key", sa.Text),
        *_made(),
        *_voided(),
        _same_house("programme_id", "programme"),
        _same_house("follows_id", "mentoring_visit"),
        sa.CheckConstraint("purpose <> '' AND findings <> ''", name="what"),
        sa.CheckConstraint(
            "(next_on IS NULL) = (next_step = '') AND (next_on IS NULL OR next_on >= visited_on)",
            name="next",
        ),
    )
    op.create_index(None, "mentoring_visit", ["cooperative_id", "next_on"])
    op.create_index(None, "mentoring_visit", ["cooperative_id", "follows_id"])


def _tag() -> None:
    """What was done in a pillar: a session, a grant, a visit or another activity."""
    things = {
        "session_id": "training_session",
        "grant_id": "equipment_grant",
        "visit_id": "mentoring_visit",
        "activity_id": "pillar_activity",
    }
    count = " + ".join(f"(CASE WHEN {name} IS NULL THEN 0 ELSE 1 END)" for name in things)
    op.create_table(
        "pillar_tag",
        sa.Column("id", KEY, primary_key=True),
        _of_cooperative(),
        sa.Column("pillar_id", KEY, nullable=False),
        *_keys(*things),
        _same_house("pillar_id", "pillar"),
        *(_same_house(name, table) for name, table in things.items()),
        *(sa.UniqueConstraint("pillar_id", name) for name in things),
        sa.CheckConstraint(f"{count} = 1", name="thing"),
    )


def _condition() -> None:
    op.create_table(
        "grant_condition",
        sa.Column("id", KEY, primary_key=True),
        _of_cooperative(),
        sa.Column("grant_id", KEY, nullable=False),
        *_keys("visit_id"),
        _day("seen_on"),
        *_texts("state", "note"),
        *_made(),
        _same_house("grant_id", "equipment_grant"),
        _same_house("visit_id", "mentoring_visit"),
        sa.CheckConstraint("state IN ('used', 'idle', 'repair', 'broken', 'gone')", name="state"),
    )
    op.create_index(None, "grant_condition", ["cooperative_id", "grant_id"])


def _visit_done() -> None:
    op.create_table(
        "visit_done",
        sa.Column("visit_id", KEY, primary_key=True, autoincrement=False),
        _of_cooperative(),
        _day("done_on"),
        *_texts("note"),
        sa.Column("made_by", KEY, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        _same_house("visit_id", "mentoring_visit"),
        sa.CheckConstraint("note <> ''", name="note"),
    )
