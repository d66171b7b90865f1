"""The test before and after: when it was open, who took it and how, each answer, what was corrected."""

from datetime import datetime

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
from coop_app.literacy.models.sessions.session import same_house


class KnowledgePhase(Base):
    """One of the two tests in one session; closed, its answers are fixed (triggers)."""

    __tablename__ = "knowledge_phase"
    __table_args__ = (
        same_house("session_id", "training_session"),
        CheckConstraint("phase IN ('pre', 'post')", name="phase"),
    )
    session_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    phase: Mapped[str] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    opened_by: Mapped[int]
    opened_at: Mapped[datetime]
    closed_by: Mapped[int | None]
    closed_at: Mapped[datetime | None]


class KnowledgeSitting(Base):
    """One person taking one of the tests, and how: phone, paper, or read aloud."""

    __tablename__ = "knowledge_sitting"
    __table_args__ = (
        UniqueConstraint("session_id", "phase", "participant_id"),
        ForeignKeyConstraint(
            ["session_id", "phase"], ["knowledge_phase.session_id", "knowledge_phase.phase"]
        ),
        same_house("participant_id", "participant"),
        CheckConstraint("manner IN ('phone', 'paper', 'oral')", name="manner"),
        Index(None, "cooperative_id", "participant_id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    session_id: Mapped[int]
    phase: Mapped[str]
    participant_id: Mapped[int]
    manner: Mapped[str]
    #: the trainer who typed or tapped; None on the person's own phone
    made_by: Mapped[int | None]
    made_at: Mapped[datetime]


class KnowledgeAnswer(Base):
    """The answer to one item; -1 is "I do not know", a blank has no row, 9 was typed and is blank on the paper."""

    __tablename__ = "knowledge_answer"
    __table_args__ = (CheckConstraint("choice BETWEEN -1 AND 9", name="choice"),)
    sitting_id: Mapped[int] = mapped_column(
        ForeignKey("knowledge_sitting.id"), primary_key=True, autoincrement=False
    )
    item: Mapped[str] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    choice: Mapped[int]
    answered_at: Mapped[datetime]


class KnowledgeCorrection(Base):
    """A slip of typing mended after the test was closed, and why; rows are only added (triggers)."""

    __tablename__ = "knowledge_correction"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "request_id"),
        CheckConstraint("choice BETWEEN -1 AND 9", name="choice"),
        CheckConstraint("reason <> ''", name="reason"),
        Index(None, "sitting_id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    sitting_id: Mapped[int] = mapped_column(ForeignKey("knowledge_sitting.id"))
    item: Mapped[str]
    #: None: the paper's answer had been left out
    was: Mapped[int | None]
    choice: Mapped[int]
    reason: Mapped[str]
    request_id: Mapped[str]
    fingerprint: Mapped[str]
    made_by: Mapped[int]
    made_at: Mapped[datetime]
