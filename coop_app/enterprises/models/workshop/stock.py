"""Table: materials bought, goods spoiled or counted, each with its entry (triggers)."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coop_app.db import Base


class StockAct(Base):
    """One item bought, spoiled or found different in a count; coming is positive."""

    __tablename__ = "enterprise_stock_act"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "request_id"),
        ForeignKeyConstraint(
            ["book_id", "entry_seq"], ["journal_entry.book_id", "journal_entry.seq"]
        ),
        CheckConstraint("kind IN ('bought', 'had', 'spoiled', 'counted')", name="kind"),
        CheckConstraint("amount >= 0", name="amount"),
        Index(None, "enterprise_id", "item_id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprise.id"))
    book_id: Mapped[int] = mapped_column(ForeignKey("book.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"))
    kind: Mapped[str]
    acted_on: Mapped[date]
    quantity: Mapped[int]
    #: rupiah: the price paid, or what was lost had cost
    amount: Mapped[int]
    #: how it was paid, or not yet; empty where nothing was to be paid
    way: Mapped[str]
    #: whom she bought from, or why it is gone
    memo: Mapped[str]
    request_id: Mapped[str]
    fingerprint: Mapped[str]
    made_by: Mapped[int]
    made_at: Mapped[datetime]
    #: empty when a count found what the book said
    entry_seq: Mapped[int | None]
