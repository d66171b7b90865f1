"""Certificates of participants, numbered in each year."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coop_app.db import Base
from coop_app.literacy.models.sessions.session import same_house


class CertificateSeries(Base):
    """The last number of a year; whoever numbers waits here."""

    __tablename__ = "certificate_series"
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]


class Certificate(Base):
    """One paper; the name stands with the participant only. It never changes, it may be withdrawn (triggers)."""

    __tablename__ = "certificate"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "year", "number"),
        UniqueConstraint("code"),
        same_house("session_id", "training_session"),
        same_house("participant_id", "participant"),
        CheckConstraint("number >= 1 AND minutes >= 1", name="number"),
        CheckConstraint(
            "(withdrawn_on IS NULL) = (withdrawn_by IS NULL)"
            " AND (withdrawn_on IS NULL) = (withdrawn_why IS NULL)",
            name="withdrawn",
        ),
        Index(None, "session_id", "participant_id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    session_id: Mapped[int]
    participant_id: Mapped[int]
    year: Mapped[int]
    number: Mapped[int]
    #: what the square on the paper leads to; cannot be guessed
    code: Mapped[str]
    #: attended, as printed
    minutes: Mapped[int]
    issued_on: Mapped[date]
    issued_by: Mapped[int]
    issued_at: Mapped[datetime]
    withdrawn_on: Mapped[date | None]
    withdrawn_by: Mapped[int | None]
    withdrawn_why: Mapped[str | None]
