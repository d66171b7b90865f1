"""Tables of what follows a sale: goods that come back, and days closed at the till."""

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
from coop_app.sales.models.shapes import of_book, of_entry


class SaleReturn(Base):
    """Goods of one sale that came back; only its entry and its close are noted later (triggers)."""

    __tablename__ = "sale_return"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "request_id"),
        of_entry("entry_seq"),
        of_book("point_id", "stock_point"),
        CheckConstraint("kind IN ('return', 'void')", name="kind"),
        CheckConstraint("refund IN ('money', 'receivable')", name="refund"),
        CheckConstraint("(refund = 'receivable') = (place_id IS NULL)", name="place"),
        CheckConstraint("total > 0 AND cost >= 0", name="amounts"),
        CheckConstraint("consigned >= 0 AND consigned <= total", name="consigned"),
        Index(None, "sale_id"),
        Index(None, "book_id", "entry_seq"),
        Index(None, "cooperative_id", "returned_on"),
        Index(None, "point_id", "close_id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    book_id: Mapped[int] = mapped_column(ForeignKey("book.id"))
    sale_id: Mapped[int] = mapped_column(ForeignKey("sale.id"))
    point_id: Mapped[int]
    kind: Mapped[str]
    returned_on: Mapped[date]
    reason: Mapped[str]
    #: money handed back, or taken off what the buyer owes
    refund: Mapped[str]
    place_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    total: Mapped[int]
    #: of money handed back the part that was kept for what the buyer still owes
    off_debt: Mapped[int] = mapped_column(server_default="0")
    consigned: Mapped[int]
    cost: Mapped[int]
    request_id: Mapped[str]
    fingerprint: Mapped[str]
    made_by: Mapped[int]
    approved_by: Mapped[int | None]
    made_at: Mapped[datetime]
    entry_seq: Mapped[int | None]
    close_id: Mapped[int | None] = mapped_column(ForeignKey("till_close.id"))


class SaleReturnLine(Base):
    """So much of one line of the sale; a trigger refuses more than was sold."""

    __tablename__ = "sale_return_line"
    __table_args__ = (
        ForeignKeyConstraint(["sale_id", "number"], ["sale_line.sale_id", "sale_line.number"]),
        CheckConstraint("quantity > 0 AND amount >= 0 AND cost >= 0", name="amounts"),
        Index(None, "sale_id", "number"),
    )
    return_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("sale_return.id"), primary_key=True, autoincrement=False
    )
    number: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    sale_id: Mapped[int]
    quantity: Mapped[int]
    amount: Mapped[int]
    cost: Mapped[int]
    spoiled: Mapped[bool]


class TillClose(Base):
    """A day closed at one point: what the till should hold, what was counted (triggers)."""

    __tablename__ = "till_close"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "request_id"),
        UniqueConstraint("cooperative_id", "point_id", "closed_on"),
        of_entry("entry_seq"),
        of_book("point_id", "stock_point"),
        CheckConstraint("expected = cash_sales - cash_returns", name="expected"),
        CheckConstraint("difference = counted - change_money - expected", name="difference"),
        CheckConstraint("difference = 0 OR reason <> ''", name="reason"),
        CheckConstraint("counted >= 0 AND change_money >= 0", name="counted"),
        Index(None, "book_id", "entry_seq"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    book_id: Mapped[int] = mapped_column(ForeignKey("book.id"))
    point_id: Mapped[int]
    place_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    closed_on: Mapped[date]
    #: money for giving change that lay in the drawer before the first sale
    change_money: Mapped[int]
    cash_sales: Mapped[int]
    cash_returns: Mapped[int]
    transfer: Mapped[int]
    qris: Mapped[int]
    fees: Mapped[int]
    credit: Mapped[int]
    #: goods back that were taken off receivables or paid back by bank
    other_returns: Mapped[int]
    sales_count: Mapped[int]
    returns_count: Mapped[int]
    expected: Mapped[int]
    counted: Mapped[int]
    difference: Mapped[int]
    reason: Mapped[str]
    request_id: Mapped[str]
    fingerprint: Mapped[str]
    made_by: Mapped[int]
    approved_by: Mapped[int | None]
    made_at: Mapped[datetime]
    #: the difference, where there is one
    entry_seq: Mapped[int | None]
