"""Handovers: the old treasurer's notes, the minutes with their figures, the new one's test."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coop_app.db import Base


class HandoverNote(Base):
    """Something the next treasurer should know; crossed out, never erased."""

    __tablename__ = "handover_note"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "request_id"),
        CheckConstraint("(crossed_by IS NULL) = (crossed_at IS NULL)", name="crossed"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    topic: Mapped[str]
    body: Mapped[str]
    written_by: Mapped[int]
    written_at: Mapped[datetime]
    crossed_by: Mapped[int | None]
    crossed_at: Mapped[datetime | None]
    request_id: Mapped[str]


class Handover(Base):
    """One handover: who to whom, and the figures as they were handed over (JSON, never corrected)."""

    __tablename__ = "handover"
    __table_args__ = (UniqueConstraint("cooperative_id", "request_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    on_date: Mapped[date]
    outgoing: Mapped[str]
    incoming: Mapped[str]
    chair: Mapped[str]
    supervisor: Mapped[str]
    figures: Mapped[str]
    made_by: Mapped[int]
    made_at: Mapped[datetime]
    request_id: Mapped[str]


class HandoverTest(Base):
    """A test of the new treasurer: the questions as asked, the answers as given."""

    __tablename__ = "handover_test"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "request_id"),
        CheckConstraint(
            "(answers IS NULL) = (finished_at IS NULL)"
            " AND (right_answers IS NULL) = (finished_at IS NULL)",
            name="finished",
        ),
        CheckConstraint("right_answers BETWEEN 0 AND asked", name="right_answers"),
        Index(None, "cooperative_id", "user_id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    user_id: Mapped[int]
    questions: Mapped[str]
    answers: Mapped[str | None]
    asked: Mapped[int] = mapped_column(Integer)
    right_answers: Mapped[int | None] = mapped_column(Integer)
    begun_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    request_id: Mapped[str]
