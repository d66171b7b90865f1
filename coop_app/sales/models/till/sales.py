"""Tables of the till: where its money lies, sales with their lines, QRIS codes and fees.

Posted documents are only added to; triggers keep them as they were written.
"""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coop_app.db import Base
from coop_app.sales.models.shapes import of_book, of_customer, of_entry, of_member


class Till(Base):
    """A stock point that sells: the cash box and the bank account its money goes to."""

    __tablename__ = "till"
    __table_args__ = (of_book("point_id", "stock_point"),)
    point_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    book_id: Mapped[int] = mapped_column(ForeignKey("book.id"))
    cash_place_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    bank_place_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))


class QrisCode(Base):
    """The cooperative's static QRIS text from a day on; the last one that holds is shown."""

    __tablename__ = "qris_code"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "request_id"),
        CheckConstraint("scale IN ('micro', 'small')", name="scale"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    payload: Mapped[str]
    #: as which size of merchant the cooperative is known to its QRIS provider
    scale: Mapped[str]
    #: the bank account where the money arrives
    place_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    valid_from: Mapped[date]
    request_id: Mapped[str]
    fingerprint: Mapped[str]
    made_by: Mapped[int]
    approved_by: Mapped[int | None]
    made_at: Mapped[datetime]


class PaymentFee(Base):
    """What the provider takes of a payment from a day on; rows come on top of the national table."""

    __tablename__ = "payment_fee"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "request_id"),
        CheckConstraint("way IN ('qris')", name="way"),
        CheckConstraint("scale IN ('micro', 'small')", name="scale"),
        CheckConstraint(
            "up_to >= 0 AND mille_up_to >= 0 AND mille_above >= 0"
            " AND mille_up_to <= 10000 AND mille_above <= 10000",
            name="fee",
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    way: Mapped[str]
    scale: Mapped[str]
    valid_from: Mapped[date]
    #: up to this amount, in rupiah, the first percentage holds, above it the second
    up_to: Mapped[int]
    #: thousandths of a percent
    mille_up_to: Mapped[int]
    mille_above: Mapped[int]
    decided_by: Mapped[str]
    request_id: Mapped[str]
    fingerprint: Mapped[str]
    made_by: Mapped[int]
    made_at: Mapped[datetime]


class Sale(Base):
    """One sales note. Only its entry and the close it belongs to are noted later (triggers)."""

    __tablename__ = "sale"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "request_id"),
        of_entry("entry_seq"),
        of_book("point_id", "stock_point"),
        of_member(),
        of_customer(),
        CheckConstraint("way IN ('cash', 'transfer', 'qris', 'credit')", name="way"),
        CheckConstraint("audience IN ('member', 'other')", name="audience"),
        CheckConstraint("(audience = 'member') = (member_id IS NOT NULL)", name="member"),
        CheckConstraint("member_id IS NULL OR customer_id IS NULL", name="one_buyer"),
        CheckConstraint(
            "way <> 'credit' OR member_id IS NOT NULL OR customer_id IS NOT NULL", name="debtor"
        ),
        CheckConstraint("(way = 'credit') = (due_on IS NOT NULL)", name="due"),
        CheckConstraint("(way = 'credit') = (place_id IS NULL)", name="place"),
        CheckConstraint("total > 0 AND total = gross - discount AND discount >= 0", name="total"),
        CheckConstraint("consigned >= 0 AND consigned <= total", name="consigned"),
        CheckConstraint("way <> 'cash' OR received >= total", name="received"),
        CheckConstraint("fee >= 0 AND fee <= total AND (fee = 0 OR way = 'qris')", name="fee"),
        Index(None, "cooperative_id", "sold_on"),
        Index(None, "book_id", "entry_seq"),
        Index(None, "cooperative_id", "member_id"),
        Index(None, "cooperative_id", "customer_id"),
        Index(None, "point_id", "close_id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    book_id: Mapped[int] = mapped_column(ForeignKey("book.id"))
    point_id: Mapped[int]
    sold_on: Mapped[date]
    way: Mapped[str]
    #: where the money went: a cash box or a bank account
    place_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    #: whose prices and whose side of the books
    audience: Mapped[str]
    member_id: Mapped[int | None]
    customer_id: Mapped[int | None]
    buyer_name: Mapped[str]
    gross: Mapped[int]
    discount: Mapped[int]
    #: why the whole was made cheaper
    discount_reason: Mapped[str]
    total: Mapped[int]
    #: the part of the total that was sold for members (consignment)
    consigned: Mapped[int]
    #: cash handed over; the change is received less total
    received: Mapped[int]
    fee: Mapped[int]
    #: thousandths of a percent
    fee_mille: Mapped[int]
    due_on: Mapped[date | None]
    memo: Mapped[str]
    request_id: Mapped[str]
    fingerprint: Mapped[str]
    made_by: Mapped[int]
    approved_by: Mapped[int | None]
    made_at: Mapped[datetime]
    entry_seq: Mapped[int | None]
    close_id: Mapped[int | None] = mapped_column(ForeignKey("till_close.id"))


class SaleLine(Base):
    """One line of a sales note; rows are only added (triggers)."""

    __tablename__ = "sale_line"
    __table_args__ = (
        of_book("item_id", "item"),
        CheckConstraint("quantity > 0 AND factor > 0 AND price >= 0", name="quantity"),
        CheckConstraint(
            "discount >= 0 AND net >= 0 AND net = amount - discount AND cost >= 0", name="amounts"
        ),
        CheckConstraint("NOT consigned OR (discount = 0 AND cost = 0)", name="consigned"),
        Index(None, "item_id"),
    )
    sale_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("sale.id"), primary_key=True, autoincrement=False
    )
    number: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    book_id: Mapped[int] = mapped_column(ForeignKey("book.id"))
    item_id: Mapped[int]
    #: in the item's base units
    quantity: Mapped[int]
    #: the price list of the day: rupiah for `factor` base units, which are called `unit`
    unit: Mapped[str]
    factor: Mapped[int]
    price: Mapped[int]
    amount: Mapped[int]
    #: own discount and the line's share of the discount of the whole
    discount: Mapped[int]
    discount_reason: Mapped[str]
    net: Mapped[int]
    cost: Mapped[int]
    consigned: Mapped[bool]
