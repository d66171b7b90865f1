"""Tables: a household, the persons who keep its budget, how they come in, what they let others see."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coop_app.db import Base


class Household(Base):
    """People who share a kitchen and a budget; once deleted, an empty row without a name stays."""

    __tablename__ = "family"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "request_id"),
        CheckConstraint("rhythm IN ('month', 'remittance')", name="rhythm"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    name: Mapped[str]
    #: a budget for each month, or from one remittance to the next
    rhythm: Mapped[str]
    opened_on: Mapped[date]
    #: the day the family deleted everything
    closed_on: Mapped[date | None]
    request_id: Mapped[str]
    made_at: Mapped[datetime]


class HouseholdPerson(Base):
    """One of the two to four who write: by signing in, or with the key that their phone carries."""

    __tablename__ = "family_person"
    __table_args__ = (
        UniqueConstraint("user_id"),
        UniqueConstraint("key_hash"),
        UniqueConstraint("household_id", "request_id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    household_id: Mapped[int] = mapped_column(ForeignKey("family.id"))
    #: how the family calls them; it stands beside what they write
    name: Mapped[str]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    #: SHA-256 of the key; the key itself is nowhere but on the phone
    key_hash: Mapped[str | None]
    joined_on: Mapped[date]
    #: since when they write no longer
    ended_on: Mapped[date | None]
    request_id: Mapped[str]


class HouseholdInvite(Base):
    """A link that lets one person in, once."""

    __tablename__ = "family_invite"
    __table_args__ = (
        UniqueConstraint("key_hash"),
        UniqueConstraint("household_id", "request_id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    household_id: Mapped[int] = mapped_column(ForeignKey("family.id"))
    key_hash: Mapped[str]
    made_by: Mapped[int] = mapped_column(ForeignKey("family_person.id"))
    made_on: Mapped[date]
    ends_on: Mapped[date]
    used_by: Mapped[int | None] = mapped_column(ForeignKey("family_person.id"))
    revoked_on: Mapped[date | None]
    request_id: Mapped[str]


class FamilyLink(Base):
    """What a person who is a member lets the family see of the own account at the cooperative."""

    __tablename__ = "family_link"
    __table_args__ = (UniqueConstraint("household_id", "member_id"),)
    person_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("family_person.id"), primary_key=True, autoincrement=False
    )
    household_id: Mapped[int] = mapped_column(ForeignKey("family.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    goals: Mapped[bool]
    #: instalments and dues that fall due
    payments: Mapped[bool]
    #: what was taken from the own business for the household
    business: Mapped[bool]
    made_at: Mapped[datetime]


class FamilyConsent(Base):
    """The family lets a loan application of one member read monthly sums, until a day or until it says no."""

    __tablename__ = "family_consent"
    __table_args__ = (
        UniqueConstraint("household_id", "request_id"),
        Index(None, "member_id"),
        CheckConstraint("months BETWEEN 1 AND 12", name="months"),
        CheckConstraint("ends_on >= given_on", name="days"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    household_id: Mapped[int] = mapped_column(ForeignKey("family.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    given_by: Mapped[int] = mapped_column(ForeignKey("family_person.id"))
    #: how many of the latest whole months are averaged
    months: Mapped[int]
    #: what was agreed to, word by word
    words: Mapped[str]
    given_on: Mapped[date]
    ends_on: Mapped[date]
    withdrawn_on: Mapped[date | None]
    withdrawn_by: Mapped[int | None] = mapped_column(ForeignKey("family_person.id"))
    request_id: Mapped[str]
