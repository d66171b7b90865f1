"""Tables: her goods at the cooperative and at shops that she supplies, and what happened to them."""

from datetime import date, datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from coop_app.db import Base


class Outlet(Base):
    """A shop that sells for her; the cooperative is one of them, found by its kind."""

    __tablename__ = "outlet"
    __table_args__ = (
        UniqueConstraint("enterprise_id", "name"),
        UniqueConstraint("cooperative_id", "request_id"),
        CheckConstraint("kind IN ('shop', 'cooperative')", name="kind"),
        CheckConstraint("commission_mille BETWEEN 0 AND 100000", name="commission"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprise.id"))
    kind: Mapped[str]
    name: Mapped[str]
    phone: Mapped[str]
    #: thousandths of a percent of what is sold
    commission_mille: Mapped[int]
    request_id: Mapped[str]
    fingerprint: Mapped[str]
    made_by: Mapped[int]
    made_at: Mapped[datetime]
    closed_on: Mapped[date | None]


class OutletStock(Base):
    """How much of an item lies at an outlet: the sum of its moves, kept so that it cannot go below zero.

    Its worth is the ledger's sum under the subject "outlet:<id>".
    """

    __tablename__ = "outlet_stock"
    __table_args__ = (
        UniqueConstraint("outlet_id", "item_id"),
        CheckConstraint("quantity >= 0", name="quantity"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    outlet_id: Mapped[int] = mapped_column(ForeignKey("outlet.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"))
    quantity: Mapped[int]


class OutletAct(Base):
    """Goods left at an outlet, or what it reported and paid (triggers)."""

    __tablename__ = "outlet_act"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "request_id"),
        ForeignKeyConstraint(
            ["book_id", "entry_seq"], ["journal_entry.book_id", "journal_entry.seq"]
        ),
        CheckConstraint("kind IN ('left', 'report')", name="kind"),
        CheckConstraint(
            "gross >= 0 AND commission >= 0 AND cost >= 0 AND gross >= commission + cost",
            name="amounts",
        ),
        Index(None, "outlet_id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprise.id"))
    book_id: Mapped[int] = mapped_column(ForeignKey("book.id"))
    outlet_id: Mapped[int] = mapped_column(ForeignKey("outlet.id"))
    kind: Mapped[str]
    acted_on: Mapped[date]
    #: rupiah: sold at the shop's counter, kept by the shop, costs the shop took off
    gross: Mapped[int]
    commission: Mapped[int]
    cost: Mapped[int]
    #: where the money went, or that the shop still owes it
    way: Mapped[str]
    memo: Mapped[str]
    request_id: Mapped[str]
    fingerprint: Mapped[str]
    made_by: Mapped[int]
    made_at: Mapped[datetime]
    entry_seq: Mapped[int | None]


class OutletMove(Base):
    """One item coming to an outlet or leaving it; in is positive (triggers)."""

    __tablename__ = "outlet_move"
    __table_args__ = (
        CheckConstraint("kind IN ('left', 'sold', 'returned', 'spoiled')", name="kind"),
        CheckConstraint(
            "(kind = 'left' AND quantity > 0 AND cost >= 0)"
            " OR (kind <> 'left' AND quantity < 0 AND cost <= 0)",
            name="quantity",
        ),
        CheckConstraint("gross >= 0 AND (kind = 'sold' OR gross = 0)", name="gross"),
        Index(None, "stock_id"),
        Index(None, "source"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    stock_id: Mapped[int] = mapped_column(ForeignKey("outlet_stock.id"))
    #: the entry's source: an act here, or a proposal that was accepted
    source: Mapped[str]
    acted_on: Mapped[date]
    kind: Mapped[str]
    quantity: Mapped[int]
    cost: Mapped[int]
    gross: Mapped[int]
