"""A training session, who was there, and what was done about it."""

from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from coop_app.db import Base


def same_house(column: str, table: str) -> ForeignKeyConstraint:
    """A row may point only at rows of its own cooperative."""
    return ForeignKeyConstraint(
        ["cooperative_id", column], [f"{table}.cooperative_id", f"{table}.id"]
    )


class TrainingSession(Base):
    """One meeting where something is learned; a closed or cancelled one never changes (triggers)."""

    __tablename__ = "training_session"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "id"),
        UniqueConstraint("join_code"),
        UniqueConstraint("cooperative_id", "request_id"),
        same_house("programme_id", "programme"),
        same_house("village_group_id", "village_group"),
        CheckConstraint("module <> '' OR title <> ''", name="what"),
        CheckConstraint("village_group_id IS NOT NULL OR place <> ''", name="where"),
        CheckConstraint("kind IN ('bimbingan', 'edukasi', 'pelatihan')", name="kind"),
        CheckConstraint("manner IN ('face', 'remote')", name="manner"),
        CheckConstraint("minutes BETWEEN 5 AND 1440", name="minutes"),
        CheckConstraint("state IN ('planned', 'open', 'closed', 'cancelled')", name="state"),
        Index(None, "cooperative_id", "held_on"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    programme_id: Mapped[int | None]
    #: key of rules.modules, "" for a session with a title of its own
    module: Mapped[str]
    title: Mapped[str]
    kind: Mapped[str]
    manner: Mapped[str]
    held_on: Mapped[date]
    #: `09:00`
    starts_at: Mapped[str]
    #: as planned
    minutes: Mapped[int]
    village_group_id: Mapped[int | None]
    place: Mapped[str]
    trainer_id: Mapped[int]
    join_code: Mapped[str]
    state: Mapped[str]
    note: Mapped[str]
    request_id: Mapped[str]
    fingerprint: Mapped[str]
    made_by: Mapped[int]
    made_at: Mapped[datetime]


class Attendance(Base):
    """That somebody was invited or came; fixed once the session is closed (triggers)."""

    __tablename__ = "attendance"
    __table_args__ = (
        same_house("session_id", "training_session"),
        same_house("participant_id", "participant"),
        CheckConstraint(
            "minutes IS NULL OR (present AND minutes BETWEEN 1 AND 1440)", name="minutes"
        ),
        CheckConstraint("way IN ('phone', 'list', 'invitation')", name="way"),
        Index(None, "cooperative_id", "participant_id"),
    )
    session_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    participant_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    invited: Mapped[bool]
    present: Mapped[bool]
    #: None until the session is closed, unless somebody came late or left early
    minutes: Mapped[int | None]
    way: Mapped[str]
    joined_at: Mapped[datetime | None]


class AttendanceCorrection(Base):
    """What turned out to be wrong after closing, and why; rows are only added (triggers)."""

    __tablename__ = "attendance_correction"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "request_id"),
        same_house("session_id", "training_session"),
        same_house("participant_id", "participant"),
        CheckConstraint(
            "(present AND minutes BETWEEN 1 AND 1440) OR (NOT present AND minutes IS NULL)",
            name="minutes",
        ),
        CheckConstraint("reason <> ''", name="reason"),
        Index(None, "session_id", "participant_id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    session_id: Mapped[int]
    participant_id: Mapped[int]
    was_present: Mapped[bool]
    was_minutes: Mapped[int | None]
    present: Mapped[bool]
    minutes: Mapped[int | None]
    reason: Mapped[str]
    request_id: Mapped[str]
    fingerprint: Mapped[str]
    made_by: Mapped[int]
    made_at: Mapped[datetime]


class SessionAct(Base):
    """A form about a session that was sent, once; rows are only added (triggers)."""

    __tablename__ = "session_act"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "request_id"),
        same_house("session_id", "training_session"),
        CheckConstraint("act IN ('opened', 'closed', 'cancelled', 'list', 'invited')", name="act"),
        Index(None, "session_id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    session_id: Mapped[int]
    act: Mapped[str]
    reason: Mapped[str]
    request_id: Mapped[str]
    fingerprint: Mapped[str]
    made_by: Mapped[int]
    made_at: Mapped[datetime]
