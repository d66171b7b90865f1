"""Somebody who takes part in training sessions, member or guest."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coop_app.db import Base
from coop_app.literacy.models.sessions.session import same_house


class Participant(Base):
    """A person as a course knows them; whoever withdraws consent keeps no name here."""

    __tablename__ = "participant"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "id"),
        UniqueConstraint("device_mark"),
        UniqueConstraint("cooperative_id", "request_id"),
        same_house("member_id", "member"),
        same_house("merged_into", "participant"),
        CheckConstraint("sex IN ('F', 'M', '')", name="sex"),
        CheckConstraint(
            "migrant_status IN ('prospective', 'abroad', 'returned', 'family', '')", name="status"
        ),
        CheckConstraint("consented_on IS NULL OR consent_version <> ''", name="consent"),
        CheckConstraint("merged_into <> id", name="itself"),
        CheckConstraint(
            "withdrawn_on IS NULL OR (name = '' AND search_text = '' AND disability = ''"
            " AND phone = '' AND birth_year IS NULL AND member_id IS NULL AND household_id IS NULL)",
            name="withdrawn",
        ),
        Index(None, "cooperative_id", "member_id"),
        Index(None, "cooperative_id", "household_id"),
        Index(None, "cooperative_id", "merged_into"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    member_id: Mapped[int | None]
    #: without a foreign key: a family may delete its household, and what was learned stays
    household_id: Mapped[int | None]
    #: "" for somebody who did not agree that the name is kept
    name: Mapped[str]
    search_text: Mapped[str]
    sex: Mapped[str]
    birth_year: Mapped[int | None]
    age_band: Mapped[str]
    village: Mapped[str]
    migrant_status: Mapped[str]
    #: the last one lived in, or the one meant
    country: Mapped[str]
    #: in the person's own words, only when offered
    disability: Mapped[str]
    phone: Mapped[str]
    consented_on: Mapped[date | None]
    consent_version: Mapped[str]
    consent_way: Mapped[str]
    withdrawn_on: Mapped[date | None]
    #: the same person, noted before
    merged_into: Mapped[int | None]
    #: keyed to the phone the person joined with; the key itself is only on the phone
    device_mark: Mapped[str | None]
    request_id: Mapped[str]
    fingerprint: Mapped[str]
    made_by: Mapped[int | None]
    made_at: Mapped[datetime]
