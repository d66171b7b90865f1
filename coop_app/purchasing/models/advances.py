"""Tables: what members pay in advance, and the row their acts queue at (triggers: facts never change)."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coop_app.db import Base
from coop_app.purchasing.models.delivering import of_member
from coop_app.purchasing.models.receiving import of_entry


class PurchaseAccount(Base):
    """The row that acts of one member queue at."""

    __tablename__ = "purchase_account"
    __table_args__ = (of_member(),)
    cooperative_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    member_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    #: how often somebody queued here
    turns: Mapped[int]


class OrderAdvance(Base):
    """Money that a member paid in advance for goods, or got back."""

    __tablename__ = "order_advance"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "request_id"),
        of_member(),
        of_entry(),
        CheckConstraint("kind IN ('in', 'back')", name="kind"),
        CheckConstraint("amount > 0", name="amount"),
        Index(None, "cooperative_id", "member_id"),
        Index(None, "round_id"),
        Index(None, "book_id", "entry_seq"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    book_id: Mapped[int] = mapped_column(ForeignKey("book.id"))
    member_id: Mapped[int]
    #: what it is meant for; it pays for any goods of the member
    round_id: Mapped[int | None] = mapped_column(ForeignKey("purchase_round.id"))
    kind: Mapped[str]
    paid_on: Mapped[date]
    place_id: Mapped[int]
    amount: Mapped[int]
    memo: Mapped[str]
    request_id: Mapped[str]
    fingerprint: Mapped[str]
    made_by: Mapped[int]
    approved_by: Mapped[int | None]
    made_at: Mapped[datetime]
    entry_seq: Mapped[int | None]
