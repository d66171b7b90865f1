"""Tables of outright purchase: what members sold to the cooperative, weighed and priced."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coop_app.db import Base
from coop_app.sales.models.shapes import of_book, of_entry, of_member


class ProducePurchase(Base):
    """One purchase note (triggers)."""

    __tablename__ = "produce_purchase"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "request_id"),
        of_member(),
        of_entry("entry_seq"),
        of_book("point_id", "stock_point"),
        CheckConstraint("paid BETWEEN 0 AND total AND total > 0", name="amounts"),
        CheckConstraint("(paid > 0) = (place_id IS NOT NULL)", name="place"),
        Index(None, "book_id", "member_id"),
        Index(None, "book_id", "entry_seq"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    book_id: Mapped[int] = mapped_column(ForeignKey("book.id"))
    member_id: Mapped[int]
    point_id: Mapped[int]
    on_date: Mapped[date]
    total: Mapped[int]
    #: what was paid at once; the rest is owed
    paid: Mapped[int]
    place_id: Mapped[int | None]
    memo: Mapped[str]
    request_id: Mapped[str]
    fingerprint: Mapped[str]
    made_by: Mapped[int]
    approved_by: Mapped[int | None]
    made_at: Mapped[datetime]
    entry_seq: Mapped[int | None]


class ProduceLine(Base):
    """One item of a purchase note: weighed, looked at, priced (triggers)."""

    __tablename__ = "produce_line"
    __table_args__ = (
        CheckConstraint("quantity > 0 AND factor > 0 AND price > 0 AND amount > 0", name="amounts"),
    )
    purchase_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("produce_purchase.id"), primary_key=True, autoincrement=False
    )
    number: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"))
    unit: Mapped[str]
    factor: Mapped[int]
    #: base units
    quantity: Mapped[int]
    #: rupiah for one unit
    price: Mapped[int]
    amount: Mapped[int]
    quality: Mapped[str]
