"""What a session's screen shows, the rounds of its exercises, and the answers of the room."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coop_app.db import Base
from coop_app.literacy.models.sessions.session import same_house


class LessonRequest(Base):
    """A form of a lesson that was taken over, once; rows are only added (triggers)."""

    __tablename__ = "lesson_request"
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"), primary_key=True)
    request_id: Mapped[str] = mapped_column(primary_key=True)
    act: Mapped[str]
    fingerprint: Mapped[str]
    made_at: Mapped[datetime]


class LessonStage(Base):
    """The slide a session stands at; without a row it stands at its first."""

    __tablename__ = "lesson_stage"
    __table_args__ = (same_house("session_id", "training_session"),)
    session_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    slide: Mapped[str]
    #: counts every move: a screen that shows another number is old
    moves: Mapped[int]
    moved_by: Mapped[int]
    moved_at: Mapped[datetime]


class LessonRound(Base):
    """One asking of one exercise; closed, it takes no answer any more (triggers)."""

    __tablename__ = "lesson_round"
    __table_args__ = (
        UniqueConstraint("session_id", "exercise", "number"),
        same_house("session_id", "training_session"),
        CheckConstraint("number >= 1", name="number"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    session_id: Mapped[int]
    #: key of the exercise in rules.modules
    exercise: Mapped[str]
    number: Mapped[int]
    opened_by: Mapped[int]
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]


class LessonAnswer(Base):
    """What one person answered in one round: the last tap counts, and there is one row."""

    __tablename__ = "lesson_answer"
    __table_args__ = (
        same_house("participant_id", "participant"),
        Index(None, "cooperative_id", "participant_id"),
    )
    round_id: Mapped[int] = mapped_column(
        ForeignKey("lesson_round.id"), primary_key=True, autoincrement=False
    )
    participant_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    #: the place of a choice, or the number that was written
    value: Mapped[int]
    answered_at: Mapped[datetime]


class LessonHands(Base):
    """Hands or pebbles the trainer counted for one choice of a round."""

    __tablename__ = "lesson_hands"
    __table_args__ = (CheckConstraint("count > 0", name="count"),)
    round_id: Mapped[int] = mapped_column(
        ForeignKey("lesson_round.id"), primary_key=True, autoincrement=False
    )
    choice: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    count: Mapped[int]
    counted_by: Mapped[int]
    counted_at: Mapped[datetime]
