"""Tables: documents of the cooperative that she took over into her book, or said are not for it."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coop_app.db import Base


class EnterpriseAcceptance(Base):
    """What she decided about one document: once and for all when accepted (triggers)."""

    __tablename__ = "enterprise_acceptance"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "dealing_key"),
        UniqueConstraint("cooperative_id", "request_id"),
        ForeignKeyConstraint(
            ["book_id", "entry_seq"], ["journal_entry.book_id", "journal_entry.seq"]
        ),
        CheckConstraint("decision IN ('accepted', 'declined')", name="decision"),
        Index(None, "enterprise_id", "decision"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprise.id"))
    book_id: Mapped[int] = mapped_column(ForeignKey("book.id"))
    dealing_key: Mapped[str]
    kind: Mapped[str]
    dealt_on: Mapped[date]
    label: Mapped[str]
    total: Mapped[int]
    decision: Mapped[str]
    request_id: Mapped[str]
    fingerprint: Mapped[str]
    made_by: Mapped[int]
    made_at: Mapped[datetime]
    #: empty when nothing moved in her book
    entry_seq: Mapped[int | None]


class EnterpriseItemLink(Base):
    """What an item of the cooperative is in her book; remembered for the next document."""

    __tablename__ = "enterprise_item_link"
    __table_args__ = (
        UniqueConstraint("enterprise_id", "theirs_id"),
        CheckConstraint("treated IN ('item', 'expense', 'private')", name="treated"),
        CheckConstraint("(treated = 'item') = (item_id IS NOT NULL)", name="item"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprise.id"))
    #: the cooperative's item
    theirs_id: Mapped[int] = mapped_column(ForeignKey("item.id"))
    #: stock of hers, used up at once, or for the household
    treated: Mapped[str]
    item_id: Mapped[int | None] = mapped_column(ForeignKey("item.id"))
