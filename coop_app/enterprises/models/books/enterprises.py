"""Tables: a member's enterprise with its book, and the people it deals with."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coop_app.db import Base


class Enterprise(Base):
    """A business of one member; all its money is in its own book."""

    __tablename__ = "enterprise"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "request_id"),
        UniqueConstraint("book_id"),
        ForeignKeyConstraint(
            ["cooperative_id", "member_id"], ["member.cooperative_id", "member.id"]
        ),
        CheckConstraint(
            "kind IN ('food', 'craft', 'farm', 'trade', 'service', 'other')", name="kind"
        ),
        CheckConstraint("name <> ''", name="name"),
        Index(None, "cooperative_id", "member_id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    book_id: Mapped[int] = mapped_column(ForeignKey("book.id"))
    member_id: Mapped[int]
    name: Mapped[str]
    kind: Mapped[str]
    #: when the business began, as she remembers it
    since: Mapped[date | None]
    address: Mapped[str]
    phone: Mapped[str]
    #: the first year she pays turnover tax as registered
    tax_since: Mapped[int | None]
    #: the first day of the book
    opened_on: Mapped[date]
    request_id: Mapped[str]
    fingerprint: Mapped[str]
    made_by: Mapped[int]
    made_at: Mapped[datetime]


class BusinessParty(Base):
    """A buyer who pays later, or somebody the business owes."""

    __tablename__ = "business_party"
    __table_args__ = (
        UniqueConstraint("enterprise_id", "name"),
        CheckConstraint("name <> ''", name="name"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprise.id"))
    name: Mapped[str]
    phone: Mapped[str]
    made_at: Mapped[datetime]
