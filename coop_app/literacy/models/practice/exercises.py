"""Practice rooms, tries at exercises, and what the checker said. The bookings lie in another database."""

from datetime import datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from coop_app.db import Base


class PracticeRoom(Base):
    """One learner's practice cooperative: its keys in the practice database."""

    __tablename__ = "practice_room"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "request_id"),
        UniqueConstraint("cooperative_id", "id"),
        Index(None, "cooperative_id", "user_id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    user_id: Mapped[int]
    practice_cooperative: Mapped[int]
    practice_book: Mapped[int]
    treasurer: Mapped[int]
    chair: Mapped[int]
    begun_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    request_id: Mapped[str]


class PracticePass(Base):
    """A one-time token that was used; lies in the practice database only."""

    __tablename__ = "practice_pass"
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    nonce: Mapped[str] = mapped_column(unique=True)
    used_at: Mapped[datetime]


class PracticeAttempt(Base):
    """An exercise begun: after which entry, with which people and amounts."""

    __tablename__ = "practice_attempt"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "request_id"),
        UniqueConstraint("cooperative_id", "id"),
        ForeignKeyConstraint(
            ["cooperative_id", "room_id"], ["practice_room.cooperative_id", "practice_room.id"]
        ),
        CheckConstraint("hints BETWEEN 0 AND 3", name="hints"),
        CheckConstraint("tries >= 0 AND (passed_at IS NULL OR tries > 0)", name="tries"),
        Index(None, "cooperative_id", "user_id", "exercise"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    room_id: Mapped[int]
    user_id: Mapped[int]
    exercise: Mapped[str]
    since_seq: Mapped[int]
    facts: Mapped[str]
    hints: Mapped[int] = mapped_column(Integer)
    tries: Mapped[int] = mapped_column(Integer)
    begun_at: Mapped[datetime]
    passed_at: Mapped[datetime | None]
    request_id: Mapped[str]


class PracticeCheck(Base):
    """What the checker said to one try."""

    __tablename__ = "practice_check"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "request_id"),
        ForeignKeyConstraint(
            ["cooperative_id", "attempt_id"],
            ["practice_attempt.cooperative_id", "practice_attempt.id"],
        ),
        Index(None, "cooperative_id", "attempt_id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    attempt_id: Mapped[int]
    passed: Mapped[bool]
    reason: Mapped[str]
    facts: Mapped[str]
    made_at: Mapped[datetime]
    request_id: Mapped[str]
