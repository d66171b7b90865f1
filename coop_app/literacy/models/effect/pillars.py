"""The pillars of a programme, and what was done in them."""

from datetime import date, datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.schema import SchemaItem

from coop_app.db import Base
from coop_app.literacy.models.sessions.session import same_house


def one_of(*columns: str) -> str:
    """SQL that counts how many of the columns hold something."""
    return " + ".join(f"(CASE WHEN {name} IS NULL THEN 0 ELSE 1 END)" for name in columns)


def once() -> tuple[SchemaItem, ...]:
    """A form makes one row; others may point at it within the cooperative."""
    return (
        UniqueConstraint("cooperative_id", "request_id"),
        UniqueConstraint("cooperative_id", "id"),
    )


def in_books() -> tuple[SchemaItem, ...]:
    """The journal entry that carries the money, in the cooperative's own book."""
    return (
        ForeignKeyConstraint(
            ["book_id", "entry_seq"], ["journal_entry.book_id", "journal_entry.seq"]
        ),
        CheckConstraint("(book_id IS NULL) = (entry_seq IS NULL)", name="entry"),
    )


def struck_out() -> CheckConstraint:
    """A row written by mistake stays, with the day, the person and the reason."""
    return CheckConstraint(
        "(voided_on IS NULL) = (voided_by IS NULL) AND (voided_on IS NULL) = (voided_why IS NULL)",
        name="voided",
    )


class Pillar(Base):
    """One pillar of a programme, under its name, from a day to a day."""

    __tablename__ = "pillar"
    __table_args__ = (
        *once(),
        same_house("programme_id", "programme"),
        UniqueConstraint("cooperative_id", "programme_id", "name"),
        CheckConstraint("name <> ''", name="name"),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="days"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    programme_id: Mapped[int]
    name: Mapped[str]
    position: Mapped[int]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    request_id: Mapped[str]
    fingerprint: Mapped[str]
    made_by: Mapped[int]
    made_at: Mapped[datetime]


class PillarActivity(Base):
    """Something done in a pillar that is no session, grant or visit; facts never change (triggers)."""

    __tablename__ = "pillar_activity"
    __table_args__ = (
        *once(),
        *in_books(),
        struck_out(),
        same_house("village_group_id", "village_group"),
        CheckConstraint("title <> ''", name="title"),
        CheckConstraint("people IS NULL OR people >= 0", name="people"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    held_on: Mapped[date]
    title: Mapped[str]
    place: Mapped[str]
    note: Mapped[str]
    village_group_id: Mapped[int | None]
    people: Mapped[int | None]
    book_id: Mapped[int | None]
    entry_seq: Mapped[int | None]
    request_id: Mapped[str]
    fingerprint: Mapped[str]
    made_by: Mapped[int]
    made_at: Mapped[datetime]
    voided_on: Mapped[date | None]
    voided_by: Mapped[int | None]
    voided_why: Mapped[str | None]


_THINGS = {
    "session_id": "training_session",
    "grant_id": "equipment_grant",
    "visit_id": "mentoring_visit",
    "activity_id": "pillar_activity",
}


class PillarTag(Base):
    """That a session, a grant, a visit or an activity belongs to a pillar."""

    __tablename__ = "pillar_tag"
    __table_args__ = (
        same_house("pillar_id", "pillar"),
        *(same_house(column, table) for column, table in _THINGS.items()),
        *(UniqueConstraint("pillar_id", column) for column in _THINGS),
        CheckConstraint(f"{one_of(*_THINGS)} = 1", name="thing"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    pillar_id: Mapped[int]
    session_id: Mapped[int | None]
    grant_id: Mapped[int | None]
    visit_id: Mapped[int | None]
    activity_id: Mapped[int | None]
