"""Tables: customers, the rows that acts with one debtor or owner queue at, and payments of what is owed.

Amounts here are the document's; what anybody owes is the ledger's sum, never a sum of these.
"""

from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from coop_app.db import Base
from coop_app.sales.models.shapes import of_customer, of_entry, of_member


class Customer(Base):
    """A buyer who is no member."""

    __tablename__ = "customer"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "id"),
        UniqueConstraint("cooperative_id", "request_id"),
        CheckConstraint("credit_limit IS NULL OR credit_limit >= 0", name="credit_limit"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    name: Mapped[str]
    #: digits with the country code
    phone: Mapped[str | None]
    village: Mapped[str]
    #: rupiah; none is the cooperative's own limit
    credit_limit: Mapped[int | None]
    is_active: Mapped[bool]
    request_id: Mapped[str]
    fingerprint: Mapped[str]
    made_by: Mapped[int]
    made_at: Mapped[datetime]


class TradeQueue(Base):
    """The row that acts with one debtor or owner of goods wait at, one after the other."""

    __tablename__ = "trade_queue"
    cooperative_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("cooperative.id"), primary_key=True, autoincrement=False
    )
    #: "member:17", "customer:5"
    subject: Mapped[str] = mapped_column(Text, primary_key=True)
    turns: Mapped[int]


class TradePayment(Base):
    """What a debtor paid, what was given up, what a member was paid for produce (triggers)."""

    __tablename__ = "trade_payment"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "request_id"),
        of_member(),
        of_customer(),
        of_entry("entry_seq"),
        of_entry("reversed_seq"),
        CheckConstraint("kind IN ('received', 'written_off', 'paid')", name="kind"),
        CheckConstraint(
            "way IN ('place', 'savings', 'consignment', 'receivable', 'loss')", name="way"
        ),
        CheckConstraint("(way = 'place') = (place_id IS NOT NULL)", name="place"),
        CheckConstraint("(member_id IS NULL) <> (customer_id IS NULL)", name="party"),
        CheckConstraint("kind <> 'paid' OR member_id IS NOT NULL", name="paid"),
        CheckConstraint("kind <> 'written_off' OR approved_by IS NOT NULL", name="two_persons"),
        CheckConstraint("amount > 0", name="amount"),
        Index(None, "book_id", "member_id"),
        Index(None, "book_id", "customer_id"),
        Index(None, "book_id", "entry_seq"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    book_id: Mapped[int] = mapped_column(ForeignKey("book.id"))
    kind: Mapped[str]
    member_id: Mapped[int | None]
    customer_id: Mapped[int | None]
    on_date: Mapped[date]
    #: through a cash place, from savings, set off, or lost
    way: Mapped[str]
    place_id: Mapped[int | None]
    amount: Mapped[int]
    #: what was owed before
    owed: Mapped[int]
    memo: Mapped[str]
    request_id: Mapped[str]
    fingerprint: Mapped[str]
    made_by: Mapped[int]
    approved_by: Mapped[int | None]
    made_at: Mapped[datetime]
    entry_seq: Mapped[int | None]
    reversed_seq: Mapped[int | None]
