"""Tests, live exercises, promises, follow-ups and certificates.

The triggers stand in `migrations/sql/0026_lessons_*.sql`, frozen with this step.
"""

import sqlalchemy as sa
from alembic import op

from coop_app import schema

revision: str = "0026_lessons"
down_revision: str | None = "0025_sessions"

KEY = sa.BigInteger
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create them, then the triggers that keep what is over as it was."""
    _request()
    _stage()
    _round()
    _phase()
    _sitting()
    _correction()
    _promise()
    _follow_up()
    _certificate()
    schema.run_sql(op.get_bind(), revision)


def _of_cooperative(*, primary_key: bool = False) -> sa.Column[int]:
    return sa.Column(
        "cooperative_id", KEY, sa.ForeignKey("cooperative.id"), nullable=False,
        primary_key=primary_key,
    )  # fmt: skip


def _same_house(column: str, table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["cooperative_id", column], [f"{table}.cooperative_id", f"{table}.id"]
    )


def _of_session() -> sa.ForeignKeyConstraint:
    return _same_house("session_id", "training_session")


def _of_participant() -> sa.ForeignKeyConstraint:
    return _same_house("participant_id", "participant")


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def _keys(*names: str) -> list[sa.Column[int]]:
    return [sa.Column(name, KEY, nullable=False) for name in names]


def _moments(*names: str) -> list[sa.Column[object]]:
    return [sa.Column(name, MOMENT, nullable=False) for name in names]


def _check(**texts: str) -> list[sa.CheckConstraint]:
    return [sa.CheckConstraint(text, name=name) for name, text in texts.items()]


def _request() -> None:
    op.create_table(
        "lesson_request",
        _of_cooperative(primary_key=True),
        sa.Column("request_id", sa.Text, primary_key=True),
        *_texts("act", "fingerprint"),
        *_moments("made_at"),
    )


def _stage() -> None:
    op.create_table(
        "lesson_stage",
        sa.Column("session_id", KEY, primary_key=True, autoincrement=False),
        _of_cooperative(),
        *_texts("slide"),
        *_keys("moves", "moved_by"),
        *_moments("moved_at"),
        _of_session(),
    )


def _round() -> None:
    op.create_table(
        "lesson_round",
        sa.Column("id", KEY, primary_key=True),
        _of_cooperative(),
        *_keys("session_id"),
        *_texts("exercise"),
        *_keys("number", "opened_by"),
        *_moments("opened_at"),
        sa.Column("closed_at", MOMENT),
        sa.UniqueConstraint("session_id", "exercise", "number"),
        _of_session(),
        *_check(number="number >= 1"),
    )
    op.create_table(
        "lesson_answer",
        sa.Column("round_id", KEY, sa.ForeignKey("lesson_round.id"), primary_key=True, autoincrement=False),
        sa.Column("participant_id", KEY, primary_key=True, autoincrement=False),
        _of_cooperative(),
        *_keys("value"),
        *_moments("answered_at"),
        _of_participant(),
    )  # fmt: skip
    op.create_index(None, "lesson_answer", ["cooperative_id", "participant_id"])
    op.create_table(
        "lesson_hands",
        sa.Column("round_id", KEY, sa.ForeignKey("lesson_round.id"), primary_key=True, autoincrement=False),
        sa.Column("choice", KEY, primary_key=True, autoincrement=False),
        _of_cooperative(),
        *_keys("count", "counted_by"),
        *_moments("counted_at"),
        *_check(count="count > 0"),
    )  # fmt: skip


def _phase() -> None:
    op.create_table(
        "knowledge_phase",
        sa.Column("session_id", KEY, primary_key=True, autoincrement=False),
        sa.Column("phase", sa.Text, primary_key=True),
        _of_cooperative(),
        *_keys("opened_by"),
        *_moments("opened_at"),
        sa.Column("closed_by", KEY),
        sa.Column("closed_at", MOMENT),
        _of_session(),
        *_check(phase="phase IN ('pre', 'post')"),
    )


def _sitting() -> None:
    op.create_table(
        "knowledge_sitting",
        sa.Column("id", KEY, primary_key=True),
        _of_cooperative(),
        *_keys("session_id"),
        *_texts("phase"),
        *_keys("participant_id"),
        *_texts("manner"),
        sa.Column("made_by", KEY),
        *_moments("made_at"),
        sa.UniqueConstraint("session_id", "phase", "participant_id"),
        sa.ForeignKeyConstraint(
            ["session_id", "phase"], ["knowledge_phase.session_id", "knowledge_phase.phase"]
        ),
        _of_participant(),
        *_check(manner="manner IN ('phone', 'paper', 'oral')"),
    )
    op.create_index(None, "knowledge_sitting", ["cooperative_id", "participant_id"])
    op.create_table(
        "knowledge_answer",
        sa.Column("sitting_id", KEY, sa.ForeignKey("knowledge_sitting.id"), primary_key=True, autoincrement=False),
        sa.Column("item", sa.Text, primary_key=True),
        _of_cooperative(),
        *_keys("choice"),
        *_moments("answered_at"),
        *_check(choice="choice BETWEEN -1 AND 9"),
    )  # fmt: skip


def _correction() -> None:
    op.create_table(
        "knowledge_correction",
        sa.Column("id", KEY, primary_key=True),
        _of_cooperative(),
        sa.Column("sitting_id", KEY, sa.ForeignKey("knowledge_sitting.id"), nullable=False),
        *_texts("item"),
        sa.Column("was", KEY),
        *_keys("choice"),
        *_texts("reason", "request_id", "fingerprint"),
        *_keys("made_by"),
        *_moments("made_at"),
        sa.UniqueConstraint("cooperative_id", "request_id"),
        *_check(choice="choice BETWEEN -1 AND 9", reason="reason <> ''"),
    )
    op.create_index(None, "knowledge_correction", ["sitting_id"])


def _promise() -> None:
    op.create_table(
        "learning_promise",
        sa.Column("id", KEY, primary_key=True),
        _of_cooperative(),
        *_keys("session_id", "participant_id"),
        *_texts("suggested", "text"),
        sa.Column("made_on", sa.Date, nullable=False),
        sa.Column("made_by", KEY),
        *_moments("made_at"),
        sa.UniqueConstraint("session_id", "participant_id"),
        _of_session(),
        _of_participant(),
        *_check(text="text <> ''"),
    )
    op.create_index(None, "learning_promise", ["cooperative_id", "made_on"])
    op.create_index(None, "learning_promise", ["cooperative_id", "participant_id"])


def _follow_up() -> None:
    op.create_table(
        "promise_follow_up",
        sa.Column("id", KEY, primary_key=True),
        _of_cooperative(),
        sa.Column("promise_id", KEY, sa.ForeignKey("learning_promise.id"), nullable=False),
        *_keys("months"),
        sa.Column("asked_on", sa.Date, nullable=False),
        *_texts("way"),
        sa.Column("reached", sa.Boolean, nullable=False),
        sa.Column("kept_budget", sa.Boolean),
        sa.Column("saved", sa.Text),
        sa.Column("compared", sa.Boolean),
        sa.Column("promise_kept", sa.Text),
        *_texts("request_id", "fingerprint"),
        *_keys("made_by"),
        *_moments("made_at"),
        sa.UniqueConstraint("promise_id", "months"),
        sa.UniqueConstraint("cooperative_id", "request_id"),
        *_check(
            months="months IN (1, 3)",
            way="way IN ('whatsapp', 'visit', 'call')",
            kept="promise_kept IN ('yes', 'partly', 'no')",
            whole=(
                "(reached AND kept_budget IS NOT NULL AND saved IS NOT NULL AND compared IS NOT NULL"
                " AND promise_kept IS NOT NULL) OR (NOT reached AND kept_budget IS NULL"
                " AND saved IS NULL AND compared IS NULL AND promise_kept IS NULL)"
            ),
        ),
    )


def _certificate() -> None:
    op.create_table(
        "certificate_series",
        _of_cooperative(primary_key=True),
        sa.Column("year", KEY, primary_key=True, autoincrement=False),
        *_keys("last"),
    )
    op.create_table(
        "certificate",
        sa.Column("id", KEY, primary_key=True),
        _of_cooperative(),
        *_keys("session_id", "participant_id", "year", "number"),
        *_texts("code"),
        *_keys("minutes"),
        sa.Column("issued_on", sa.Date, nullable=False),
        *_keys("issued_by"),
        *_moments("issued_at"),
        sa.Column("withdrawn_on", sa.Date),
        sa.Column("withdrawn_by", KEY),
        sa.Column("withdrawn_why", sa.Text),
        sa.UniqueConstraint("cooperative_id", "year", "number"),
        sa.UniqueConstraint("code"),
        _of_session(),
        _of_participant(),
        *_check(
            number="number >= 1 AND minutes >= 1",
            withdrawn=(
                "(withdrawn_on IS NULL) = (withdrawn_by IS NULL)"
                " AND (withdrawn_on IS NULL) = (withdrawn_why IS NULL)"
            ),
        ),
    )
    op.create_index(None, "certificate", ["session_id", "participant_id"])
