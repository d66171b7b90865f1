"""Exercises of new treasurers and handovers."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision: str = "0027_practice"
down_revision: str | None = "0026_lessons"

KEY = sa.BigInteger
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """All tables of this storey."""
    _rooms()
    _attempts()
    _handovers()
    _tests()


def _own(*columns: sa.Column[Any]) -> tuple[Any, ...]:
    return (
        sa.Column("id", KEY, primary_key=True),
        sa.Column("cooperative_id", KEY, sa.ForeignKey("cooperative.id"), nullable=False),
        *columns,
        sa.Column("request_id", sa.Text, nullable=False),
        sa.UniqueConstraint("cooperative_id", "request_id"),
    )


def _rooms() -> None:
    op.create_table(
        "practice_room",
        *_own(
            sa.Column("user_id", KEY, nullable=False),
            sa.Column("practice_cooperative", KEY, nullable=False),
            sa.Column("practice_book", KEY, nullable=False),
            sa.Column("treasurer", KEY, nullable=False),
            sa.Column("chair", KEY, nullable=False),
            sa.Column("begun_at", MOMENT, nullable=False),
            sa.Column("ended_at", MOMENT),
        ),
        sa.UniqueConstraint("cooperative_id", "id"),
    )
    op.create_index(
        "ix_practice_room_cooperative_id_user_id", "practice_room", ["cooperative_id", "user_id"]
    )
    op.create_table(
        "practice_pass",
        sa.Column("id", KEY, primary_key=True),
        sa.Column("cooperative_id", KEY, sa.ForeignKey("cooperative.id"), nullable=False),
        sa.Column("nonce", sa.Text, nullable=False, unique=True),
        sa.Column("used_at", MOMENT, nullable=False),
    )


def _attempts() -> None:
    op.create_table(
        "practice_attempt",
        *_own(
            sa.Column("room_id", KEY, nullable=False),
            sa.Column("user_id", KEY, nullable=False),
            sa.Column("exercise", sa.Text, nullable=False),
            sa.Column("since_seq", KEY, nullable=False),
            sa.Column("facts", sa.Text, nullable=False),
            sa.Column("hints", sa.Integer, nullable=False),
            sa.Column("tries", sa.Integer, nullable=False),
            sa.Column("begun_at", MOMENT, nullable=False),
            sa.Column("passed_at", MOMENT),
        ),
        sa.UniqueConstraint("cooperative_id", "id"),
        sa.ForeignKeyConstraint(
            ["cooperative_id", "room_id"], ["practice_room.cooperative_id", "practice_room.id"]
        ),
        sa.CheckConstraint("hints BETWEEN 0 AND 3", name="hints"),
        sa.CheckConstraint("tries >= 0 AND (passed_at IS NULL OR tries > 0)", name="tries"),
    )
    columns = ["cooperative_id", "user_id", "exercise"]
    op.create_index(f"ix_practice_attempt_{'_'.join(columns)}", "practice_attempt", columns)
    op.create_table(
        "practice_check",
        *_own(
            sa.Column("attempt_id", KEY, nullable=False),
            sa.Column("passed", sa.Boolean, nullable=False),
            sa.Column("reason", sa.Text, nullable=False),
            sa.Column("facts", sa.Text, nullable=False),
            sa.Column("made_at", MOMENT, nullable=False),
        ),
        sa.ForeignKeyConstraint(
            ["cooperative_id", "attempt_id"],
            ["practice_attempt.cooperative_id", "practice_attempt.id"],
        ),
    )
    columns = ["cooperative_id", "attempt_id"]
    op.create_index(f"ix_practice_check_{'_'.join(columns)}", "practice_check", columns)


def _handovers() -> None:
    op.create_table(
        "handover_note",
        *_own(
            sa.Column("topic", sa.Text, nullable=False),
            sa.Column("body", sa.Text, nullable=False),
            sa.Column("written_by", KEY, nullable=False),
            sa.Column("written_at", MOMENT, nullable=False),
            sa.Column("crossed_by", KEY),
            sa.Column("crossed_at", MOMENT),
        ),
        sa.CheckConstraint("(crossed_by IS NULL) = (crossed_at IS NULL)", name="crossed"),
    )
    op.create_table(
        "handover",
        *_own(
            sa.Column("on_date", sa.Date, nullable=False),
            sa.Column("outgoing", sa.Text, nullable=False),
            sa.Column("incoming", sa.Text, nullable=False),
            sa.Column("chair", sa.Text, nullable=False),
            sa.Column("supervisor", sa.Text, nullable=False),
            sa.Column("figures", sa.Text, nullable=False),
            sa.Column("made_by", KEY, nullable=False),
            sa.Column("made_at", MOMENT, nullable=False),
        ),
    )


def _tests() -> None:
    op.create_table(
        "handover_test",
        *_own(
            sa.Column("user_id", KEY, nullable=False),
            sa.Column("questions", sa.Text, nullable=False),
            sa.Column("answers", sa.Text),
            sa.Column("asked", sa.Integer, nullable=False),
            sa.Column("right_answers", sa.Integer),
            sa.Column("begun_at", MOMENT, nullable=False),
            sa.Column("finished_at", MOMENT),
        ),
        sa.CheckConstraint(
            "(answers IS NULL) = (finished_at IS NULL)"
            " AND (right_answers IS NULL) = (finished_at IS NULL)",
            name="finished",
        ),
        sa.CheckConstraint("right_answers BETWEEN 0 AND asked", name="right_answers"),
    )
    op.create_index(
        "ix_handover_test_cooperative_id_user_id", "handover_test", ["cooperative_id", "user_id"]
    )
