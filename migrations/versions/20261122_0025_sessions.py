"""Programmes, training sessions, participants and attendance.

The triggers stand in `migrations/sql/0025_sessions_*.sql`, frozen with this step.
"""

import sqlalchemy as sa
from alembic import op

from coop_app import schema

revision: str = "0025_sessions"
down_revision: str | None = "0024_tools"

KEY = sa.BigInteger
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create them, then the triggers that keep a closed session as it was."""
    _programme()
    _session()
    _participant()
    _attendance()
    _correction()
    _act()
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


def _made(*, by_somebody: bool = True) -> list[sa.Column[object]]:
    return [
        *_texts("request_id", "fingerprint"),
        sa.Column("made_by", KEY, nullable=not by_somebody),
        sa.Column("made_at", MOMENT, nullable=False),
    ]


def _once() -> sa.UniqueConstraint:
    return sa.UniqueConstraint("cooperative_id", "request_id")


def _check(**texts: str) -> list[sa.CheckConstraint]:
    return [sa.CheckConstraint(text, name=name) for name, text in texts.items()]


def _programme() -> None:
    for name in ("partner", "funder"):
        column = sa.Column(name, sa.Text, nullable=False, server_default="")
        op.add_column("programme", column)


def _session() -> None:
    op.create_table(
        "training_session",
        sa.Column("id", KEY, primary_key=True),
        _of_cooperative(),
        *_keys("programme_id"),
        *_texts("module", "title", "kind", "manner"),
        sa.Column("held_on", sa.Date, nullable=False),
        *_texts("starts_at"),
        sa.Column("minutes", KEY, nullable=False),
        *_keys("village_group_id"),
        *_texts("place"),
        sa.Column("trainer_id", KEY, nullable=False),
        *_texts("join_code", "state", "note"),
        *_made(),
        sa.UniqueConstraint("cooperative_id", "id"),
        sa.UniqueConstraint("join_code"),
        _once(),
        _same_house("programme_id", "programme"),
        _same_house("village_group_id", "village_group"),
        *_check(
            what="module <> '' OR title <> ''",
            where="village_group_id IS NOT NULL OR place <> ''",
            kind="kind IN ('bimbingan', 'edukasi', 'pelatihan')",
            manner="manner IN ('face', 'remote')",
            minutes="minutes BETWEEN 5 AND 1440",
            state="state IN ('planned', 'open', 'closed', 'cancelled')",
        ),
    )
    op.create_index(None, "training_session", ["cooperative_id", "held_on"])


def _participant() -> None:
    op.create_table(
        "participant",
        sa.Column("id", KEY, primary_key=True),
        _of_cooperative(),
        *_keys("member_id", "household_id"),
        *_texts("name", "search_text", "sex"),
        *_keys("birth_year"),
        *_texts("age_band", "village", "migrant_status", "country", "disability", "phone"),
        sa.Column("consented_on", sa.Date),
        *_texts("consent_version", "consent_way"),
        sa.Column("withdrawn_on", sa.Date),
        *_keys("merged_into"),
        sa.Column("device_mark", sa.Text),
        *_made(by_somebody=False),
        sa.UniqueConstraint("cooperative_id", "id"),
        sa.UniqueConstraint("device_mark"),
        _once(),
        _same_house("member_id", "member"),
        _same_house("merged_into", "participant"),
        *_check(
            sex="sex IN ('F', 'M', '')",
            status="migrant_status IN ('prospective', 'abroad', 'returned', 'family', '')",
            consent="consented_on IS NULL OR consent_version <> ''",
            itself="merged_into <> id",
            withdrawn="withdrawn_on IS NULL OR (name = '' AND search_text = '' AND disability = ''"
            " AND phone = '' AND birth_year IS NULL AND member_id IS NULL AND household_id IS NULL)",
        ),
    )
    op.create_index(None, "participant", ["cooperative_id", "member_id"])
    op.create_index(None, "participant", ["cooperative_id", "household_id"])
    op.create_index(None, "participant", ["cooperative_id", "merged_into"])


def _part_of_session() -> list[sa.schema.SchemaItem]:
    return [
        _same_house("session_id", "training_session"),
        _same_house("participant_id", "participant"),
    ]


def _attendance() -> None:
    op.create_table(
        "attendance",
        sa.Column("session_id", KEY, primary_key=True, autoincrement=False),
        sa.Column("participant_id", KEY, primary_key=True, autoincrement=False),
        _of_cooperative(),
        sa.Column("invited", sa.Boolean, nullable=False),
        sa.Column("present", sa.Boolean, nullable=False),
        *_keys("minutes"),
        *_texts("way"),
        sa.Column("joined_at", MOMENT),
        *_part_of_session(),
        *_check(
            minutes="minutes IS NULL OR (present AND minutes BETWEEN 1 AND 1440)",
            way="way IN ('phone', 'list', 'invitation')",
        ),
    )
    op.create_index(None, "attendance", ["cooperative_id", "participant_id"])


def _correction() -> None:
    op.create_table(
        "attendance_correction",
        sa.Column("id", KEY, primary_key=True),
        _of_cooperative(),
        sa.Column("session_id", KEY, nullable=False),
        sa.Column("participant_id", KEY, nullable=False),
        sa.Column("was_present", sa.Boolean, nullable=False),
        *_keys("was_minutes"),
        sa.Column("present", sa.Boolean, nullable=False),
        *_keys("minutes"),
        *_texts("reason"),
        *_made(),
        _once(),
        *_part_of_session(),
        *_check(
            minutes="(present AND minutes BETWEEN 1 AND 1440) OR (NOT present AND minutes IS NULL)",
            reason="reason <> ''",
        ),
    )
    op.create_index(None, "attendance_correction", ["session_id", "participant_id"])


def _act() -> None:
    op.create_table(
        "session_act",
        sa.Column("id", KEY, primary_key=True),
        _of_cooperative(),
        sa.Column("session_id", KEY, nullable=False),
        *_texts("act", "reason"),
        *_made(),
        _once(),
        _same_house("session_id", "training_session"),
        *_check(act="act IN ('opened', 'closed', 'cancelled', 'list', 'invited')"),
    )
    op.create_index(None, "session_act", ["session_id"])
