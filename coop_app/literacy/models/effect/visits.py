"""Productive equipment that was given, and mentoring visits."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.schema import SchemaItem

from coop_app.db import Base
from coop_app.literacy.models.effect.pillars import in_books, once, one_of, struck_out
from coop_app.literacy.models.sessions.session import same_house

_WHO = ("member_id", "enterprise_id", "village_group_id")


def _somebody() -> tuple[SchemaItem, ...]:
    """A member, an enterprise or a village group: one of them."""
    return (
        same_house("member_id", "member"),
        same_house("village_group_id", "village_group"),
        ForeignKeyConstraint(["enterprise_id"], ["enterprise.id"]),
        CheckConstraint(f"{one_of(*_WHO)} = 1", name="who"),
        same_house("programme_id", "programme"),
    )


class EquipmentGrant(Base):
    """Equipment that a member, enterprise or group was given; facts never change (triggers).

    Its worth is what the giver's paper says, or, where the money went through the cooperative's book, that entry.
    """

    __tablename__ = "equipment_grant"
    __table_args__ = (
        *once(),
        *_somebody(),
        *in_books(),
        struck_out(),
        CheckConstraint("item <> '' AND source <> ''", name="item"),
        CheckConstraint("quantity >= 1", name="quantity"),
        CheckConstraint(
            "(stated_value IS NULL) = (entry_seq IS NOT NULL)"
            " AND (stated_value IS NULL OR stated_value >= 0)",
            name="value",
        ),
        Index(None, "cooperative_id", "handed_on"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    programme_id: Mapped[int | None]
    member_id: Mapped[int | None]
    enterprise_id: Mapped[int | None]
    village_group_id: Mapped[int | None]
    item: Mapped[str]
    source: Mapped[str]
    serial: Mapped[str]
    note: Mapped[str]
    quantity: Mapped[int]
    stated_value: Mapped[int | None]
    handed_on: Mapped[date]
    book_id: Mapped[int | None]
    entry_seq: Mapped[int | None]
    request_id: Mapped[str]
    fingerprint: Mapped[str]
    made_by: Mapped[int]
    made_at: Mapped[datetime]
    voided_on: Mapped[date | None]
    voided_by: Mapped[int | None]
    voided_why: Mapped[str | None]


class MentoringVisit(Base):
    """Somebody was visited: why, what was found, what was agreed; facts never change (triggers)."""

    __tablename__ = "mentoring_visit"
    __table_args__ = (
        *once(),
        *_somebody(),
        struck_out(),
        same_house("follows_id", "mentoring_visit"),
        CheckConstraint("purpose <> '' AND findings <> ''", name="what"),
        CheckConstraint(
            "(next_on IS NULL) = (next_step = '') AND (next_on IS NULL OR next_on >= visited_on)",
            name="next",
        ),
        Index(None, "cooperative_id", "next_on"),
        Index(None, "cooperative_id", "follows_id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    programme_id: Mapped[int | None]
    visited_on: Mapped[date]
    member_id: Mapped[int | None]
    enterprise_id: Mapped[int | None]
    village_group_id: Mapped[int | None]
    visitor_id: Mapped[int]
    place: Mapped[str]
    purpose: Mapped[str]
    findings: Mapped[str]
    next_step: Mapped[str]
    next_on: Mapped[date | None]
    #: the visit whose next step this one took
    follows_id: Mapped[int | None]
    file_key: Mapped[str | None]
    request_id: Mapped[str]
    fingerprint: Mapped[str]
    made_by: Mapped[int]
    made_at: Mapped[datetime]
    voided_on: Mapped[date | None]
    voided_by: Mapped[int | None]
    voided_why: Mapped[str | None]


class GrantCondition(Base):
    """How given equipment was found later; rows are only added (triggers)."""

    __tablename__ = "grant_condition"
    __table_args__ = (
        *once(),
        same_house("grant_id", "equipment_grant"),
        same_house("visit_id", "mentoring_visit"),
        CheckConstraint("state IN ('used', 'idle', 'repair', 'broken', 'gone')", name="state"),
        Index(None, "cooperative_id", "grant_id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    grant_id: Mapped[int]
    visit_id: Mapped[int | None]
    seen_on: Mapped[date]
    state: Mapped[str]
    note: Mapped[str]
    request_id: Mapped[str]
    fingerprint: Mapped[str]
    made_by: Mapped[int]
    made_at: Mapped[datetime]


class VisitDone(Base):
    """The next step of a visit was done without another visit; rows are only added (triggers)."""

    __tablename__ = "visit_done"
    __table_args__ = (
        same_house("visit_id", "mentoring_visit"),
        CheckConstraint("note <> ''", name="note"),
    )
    visit_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    done_on: Mapped[date]
    note: Mapped[str]
    made_by: Mapped[int]
    made_at: Mapped[datetime]
