"""Tables of the member register: facts about people and groups, never money."""

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

STATUSES = "('candidate', 'active', 'inactive', 'left', 'expelled', 'deceased')"


def _of_cooperative(column: str, table: str) -> ForeignKeyConstraint:
    """A row may point only at rows of its own cooperative."""
    return ForeignKeyConstraint(
        ["cooperative_id", column], [f"{table}.cooperative_id", f"{table}.id"]
    )


class VillageGroup(Base):
    """A group (kelompok) of members in one village."""

    __tablename__ = "village_group"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "id"),
        UniqueConstraint("cooperative_id", "code"),
        UniqueConstraint("cooperative_id", "name"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    code: Mapped[str]
    name: Mapped[str]
    village: Mapped[str]
    district: Mapped[str]
    #: a member of the group; without a foreign key, because members point at groups already
    coordinator_member_id: Mapped[int | None]


class Household(Base):
    """Members who live and keep house together."""

    __tablename__ = "household"
    __table_args__ = (UniqueConstraint("cooperative_id", "id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    name: Mapped[str]


class MemberCounter(Base):
    """The last number given in a cooperative; the row is the lock that admissions queue at."""

    __tablename__ = "member_counter"
    cooperative_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("cooperative.id"), primary_key=True, autoincrement=False
    )
    last_number: Mapped[int]


class Member(Base):
    """A person in the register; the number is given once and never again."""

    __tablename__ = "member"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "id"),
        UniqueConstraint("cooperative_id", "number"),
        UniqueConstraint("cooperative_id", "request_id"),
        _of_cooperative("group_id", "village_group"),
        _of_cooperative("household_id", "household"),
        CheckConstraint("number > 0", name="number"),
        CheckConstraint("sex IN ('F', 'M')", name="sex"),
        CheckConstraint(f"status IN {STATUSES}", name="status"),
        CheckConstraint("(nik_sealed IS NULL) = (nik_index IS NULL)", name="nik"),
        Index(None, "cooperative_id", "group_id"),
        Index(None, "cooperative_id", "status"),
        Index(None, "cooperative_id", "nik_index"),
        Index(None, "cooperative_id", "phone"),
        Index(None, "cooperative_id", "household_id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    number: Mapped[int]
    #: as the paper register had it
    old_number: Mapped[str]
    name: Mapped[str]
    #: this name and earlier ones, folded as rules/names.py says
    search_text: Mapped[str]
    group_id: Mapped[int]
    household_id: Mapped[int | None]
    sex: Mapped[str]
    birth_year: Mapped[int | None]
    #: encrypted; the key lies outside the database
    nik_sealed: Mapped[str | None]
    #: keyed fingerprint, to find the same number without reading any
    nik_index: Mapped[str | None]
    #: digits with country code, no plus
    phone: Mapped[str | None]
    #: several lines
    address: Mapped[str]
    joined_on: Mapped[date]
    left_on: Mapped[date | None]
    status: Mapped[str]
    request_id: Mapped[str]
    #: what the request said, so that the same id with other contents is noticed
    request_print: Mapped[str]
    created_by: Mapped[int]
    created_at: Mapped[datetime]


class MemberStatus(Base):
    """One step of a membership; rows are only added (triggers)."""

    __tablename__ = "member_status"
    __table_args__ = (
        _of_cooperative("member_id", "member"),
        CheckConstraint(f"status IN {STATUSES}", name="status"),
        Index(None, "cooperative_id", "member_id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int]
    member_id: Mapped[int]
    status: Mapped[str]
    valid_from: Mapped[date]
    reason: Mapped[str]
    made_by: Mapped[int]
    made_at: Mapped[datetime]


class Heir(Base):
    """Who inherits the savings."""

    __tablename__ = "heir"
    __table_args__ = (
        _of_cooperative("member_id", "member"),
        Index(None, "cooperative_id", "member_id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int]
    member_id: Mapped[int]
    name: Mapped[str]
    relation: Mapped[str]
    phone: Mapped[str | None]


class MigrationStay(Base):
    """One stay abroad."""

    __tablename__ = "migration_stay"
    __table_args__ = (
        _of_cooperative("member_id", "member"),
        Index(None, "cooperative_id", "member_id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int]
    member_id: Mapped[int]
    country: Mapped[str]
    work: Mapped[str]
    from_year: Mapped[int | None]
    to_year: Mapped[int | None]
    returned_on: Mapped[date | None]


class Programme(Base):
    """A programme that members take part in (Desmigratif, Desbumi …), from a day to a day."""

    __tablename__ = "programme"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "id"),
        UniqueConstraint("cooperative_id", "name"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    name: Mapped[str]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    #: who carries it with the cooperative, and who pays for it
    partner: Mapped[str] = mapped_column(default="", server_default="")
    funder: Mapped[str] = mapped_column(default="", server_default="")


class MemberProgramme(Base):
    """That a member takes part, and since when."""

    __tablename__ = "member_programme"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "member_id", "programme_id"),
        _of_cooperative("member_id", "member"),
        _of_cooperative("programme_id", "programme"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int]
    member_id: Mapped[int]
    programme_id: Mapped[int]
    since: Mapped[date]


class MemberImport(Base):
    """An uploaded register that waits for the word go; its rows are sealed and then dropped."""

    __tablename__ = "member_import"
    __table_args__ = (CheckConstraint("state IN ('waiting', 'done')", name="state"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    file_name: Mapped[str]
    rows_sealed: Mapped[str]
    row_count: Mapped[int]
    first_number: Mapped[int | None]
    state: Mapped[str]
    made_by: Mapped[int]
    made_at: Mapped[datetime]
