"""What participants promised, and what was heard after one and three months."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coop_app.db import Base
from coop_app.literacy.models.sessions.session import same_house


class LearningPromise(Base):
    """One action for thirty days."""

    __tablename__ = "learning_promise"
    __table_args__ = (
        UniqueConstraint("session_id", "participant_id"),
        same_house("session_id", "training_session"),
        same_house("participant_id", "participant"),
        CheckConstraint("text <> ''", name="text"),
        Index(None, "cooperative_id", "made_on"),
        Index(None, "cooperative_id", "participant_id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    session_id: Mapped[int]
    participant_id: Mapped[int]
    #: key of the suggested list, or "sendiri"
    suggested: Mapped[str]
    text: Mapped[str]
    made_on: Mapped[date]
    #: the trainer who wrote it down; None on the person's own phone
    made_by: Mapped[int | None]
    made_at: Mapped[datetime]


class PromiseFollowUp(Base):
    """What was heard of a participant after so many months; rows are only added (triggers)."""

    __tablename__ = "promise_follow_up"
    __table_args__ = (
        UniqueConstraint("promise_id", "months"),
        UniqueConstraint("cooperative_id", "request_id"),
        CheckConstraint("months IN (1, 3)", name="months"),
        CheckConstraint("way IN ('whatsapp', 'visit', 'call')", name="way"),
        CheckConstraint("promise_kept IN ('yes', 'partly', 'no')", name="kept"),
        CheckConstraint(
            "(reached AND kept_budget IS NOT NULL AND saved IS NOT NULL AND compared IS NOT NULL"
            " AND promise_kept IS NOT NULL) OR (NOT reached AND kept_budget IS NULL"
            " AND saved IS NULL AND compared IS NULL AND promise_kept IS NULL)",
            name="whole",
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    promise_id: Mapped[int] = mapped_column(ForeignKey("learning_promise.id"))
    months: Mapped[int]
    asked_on: Mapped[date]
    way: Mapped[str]
    reached: Mapped[bool]
    kept_budget: Mapped[bool | None]
    #: a band of amounts, never the sum
    saved: Mapped[str | None]
    compared: Mapped[bool | None]
    promise_kept: Mapped[str | None]
    request_id: Mapped[str]
    fingerprint: Mapped[str]
    made_by: Mapped[int]
    made_at: Mapped[datetime]
