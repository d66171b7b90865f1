"""Tables: shop windows, what lies in them, their owners' consent, and what people order there."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coop_app.db import Base


class ShopWindow(Base):
    """The public page of one book: of the cooperative, or of a member's business."""

    __tablename__ = "shop_window"
    __table_args__ = (
        UniqueConstraint("slug"),
        UniqueConstraint("book_id"),
        Index(None, "cooperative_id"),
        CheckConstraint("last_order >= 0", name="last_order"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    book_id: Mapped[int] = mapped_column(ForeignKey("book.id"))
    slug: Mapped[str]
    title: Mapped[str]
    story: Mapped[str]
    #: village and district, as the owner wants them to be seen
    place: Mapped[str]
    #: digits with country code: where WhatsApp orders go; None without
    phone: Mapped[str | None]
    #: how people get what they ordered
    delivery: Mapped[str]
    #: since when anybody may see it; None while it is closed
    published_on: Mapped[date | None]
    #: the number of the last order; the row is the lock that orders queue at
    last_order: Mapped[int]
    saved_by: Mapped[int]
    saved_at: Mapped[datetime]


class WindowItem(Base):
    """A product that lies in a window."""

    __tablename__ = "window_item"
    __table_args__ = (
        CheckConstraint("few_below >= 0", name="few_below"),
        CheckConstraint("supply IN ('stock', 'to_order', 'sold_out')", name="supply"),
    )
    window_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("shop_window.id"), primary_key=True, autoincrement=False
    )
    item_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("item.id"), primary_key=True, autoincrement=False
    )
    position: Mapped[int]
    #: from the stock that is there, made to order, or not to be had now
    supply: Mapped[str]
    #: base units below which there is little left
    few_below: Mapped[int]


class WindowConsent(Base):
    """The owner said that the window may be seen, or no longer; rows are only added (triggers)."""

    __tablename__ = "window_consent"
    __table_args__ = (
        CheckConstraint("act IN ('published', 'withdrawn')", name="act"),
        Index(None, "window_id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    window_id: Mapped[int] = mapped_column(ForeignKey("shop_window.id"))
    act: Mapped[str]
    on: Mapped[date]
    #: what was agreed to, word by word
    words: Mapped[str]
    made_by: Mapped[int]
    made_at: Mapped[datetime]


class WindowOrder(Base):
    """What somebody wants; no money, no promise, until the seller answers."""

    __tablename__ = "window_order"
    __table_args__ = (
        UniqueConstraint("window_id", "number"),
        UniqueConstraint("window_id", "request_id"),
        UniqueConstraint("token"),
        Index(None, "cooperative_id", "window_id", "status"),
        CheckConstraint("status IN ('new', 'answered', 'done', 'cancelled')", name="status"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    window_id: Mapped[int] = mapped_column(ForeignKey("shop_window.id"))
    number: Mapped[int]
    #: the address under which the buyer sees it again
    token: Mapped[str]
    name: Mapped[str]
    phone: Mapped[str]
    note: Mapped[str]
    status: Mapped[str]
    placed_on: Mapped[date]
    placed_at: Mapped[datetime]
    request_id: Mapped[str]
    fingerprint: Mapped[str]


class WindowOrderLine(Base):
    """One product of an order, as it was called and priced on that day; rows are only added (triggers)."""

    __tablename__ = "window_order_line"
    __table_args__ = (
        CheckConstraint("count > 0 AND factor > 0", name="count"),
        CheckConstraint("price >= 0", name="price"),
    )
    order_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("window_order.id"), primary_key=True, autoincrement=False
    )
    line_no: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"))
    name: Mapped[str]
    unit: Mapped[str]
    #: base units of one unit
    factor: Mapped[int]
    count: Mapped[int]
    #: rupiah of one unit; None when the price is to be asked
    price: Mapped[int | None]


class WindowOrderStep(Base):
    """What was done about an order, and by whom; rows are only added (triggers)."""

    __tablename__ = "window_order_step"
    order_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("window_order.id"), primary_key=True, autoincrement=False
    )
    number: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    status: Mapped[str]
    note: Mapped[str]
    made_by: Mapped[int]
    made_at: Mapped[datetime]
