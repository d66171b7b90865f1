"""Tables: suppliers, what they offer, at which prices from which pooled quantity on, and what members need."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coop_app.db import Base


class Supplier(Base):
    """Who sells raw material to the cooperative."""

    __tablename__ = "supplier"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "name"),
        CheckConstraint("terms_days >= 0", name="terms_days"),
        CheckConstraint("minimum_value >= 0", name="minimum_value"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    name: Mapped[str]
    contact: Mapped[str]
    #: digits with the country code, or None
    phone: Mapped[str | None]
    address: Mapped[str]
    #: days after the bill in which it is paid; 0 when goods are paid at once
    terms_days: Mapped[int]
    #: what else was agreed, in words
    terms: Mapped[str]
    #: rupiah below which the supplier brings nothing; 0 for none
    minimum_value: Mapped[int]
    ended_on: Mapped[date | None]
    made_by: Mapped[int]
    made_at: Mapped[datetime]


class SupplierOffer(Base):
    """How a supplier sells an item from a day on; quantities in the order unit (triggers: rows only added)."""

    __tablename__ = "supplier_offer"
    __table_args__ = (
        CheckConstraint("unit_factor > 0 AND pack_size > 0 AND step > 0", name="units"),
        CheckConstraint("minimum >= 0", name="minimum"),
        CheckConstraint("minimum_unit IN ('quantity', 'rupiah')", name="minimum_unit"),
        CheckConstraint("maximum IS NULL OR maximum > 0", name="maximum"),
        CheckConstraint("weight IS NULL OR weight > 0", name="weight"),
        CheckConstraint("market_price IS NULL OR market_price > 0", name="market_price"),
        Index(None, "cooperative_id", "supplier_id", "item_id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    supplier_id: Mapped[int] = mapped_column(ForeignKey("supplier.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"))
    valid_from: Mapped[date]
    #: what members count in, such as "kg", and how many base units of the item it is
    order_unit: Mapped[str]
    unit_factor: Mapped[int]
    #: what the supplier delivers in, such as "karung", and how many order units it holds
    pack_unit: Mapped[str]
    pack_size: Mapped[int]
    #: at least so many order units or so many rupiah, see `minimum_unit`; 0 for none
    minimum: Mapped[int]
    minimum_unit: Mapped[str]
    #: a member's order is a multiple of so many order units
    step: Mapped[int]
    #: at most so many order units can be brought
    maximum: Mapped[int | None]
    #: grams of one order unit, for sharing freight by weight
    weight: Mapped[int | None]
    #: rupiah per order unit in the shops around
    market_price: Mapped[int | None]
    made_by: Mapped[int]
    made_at: Mapped[datetime]


class SupplierOfferTier(Base):
    """From so many pooled order units on, everyone pays so many rupiah per order unit (triggers)."""

    __tablename__ = "supplier_offer_tier"
    __table_args__ = (CheckConstraint("from_quantity > 0 AND price > 0", name="tier"),)
    offer_id: Mapped[int] = mapped_column(
        ForeignKey("supplier_offer.id"), primary_key=True, autoincrement=False
    )
    from_quantity: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    price: Mapped[int]


class PurchaseNeed(Base):
    """A member needs so much of an item in a month; the treasurer turns needs into a round."""

    __tablename__ = "purchase_need"
    __table_args__ = (
        ForeignKeyConstraint(
            ["cooperative_id", "member_id"], ["member.cooperative_id", "member.id"]
        ),
        UniqueConstraint("cooperative_id", "request_id"),
        CheckConstraint("quantity > 0 AND unit_factor > 0", name="quantity"),
        CheckConstraint("length(month) = 7", name="month"),
        Index(None, "cooperative_id", "month"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    member_id: Mapped[int]
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"))
    #: in base units of the item
    quantity: Mapped[int]
    #: the unit it was said in
    unit: Mapped[str]
    unit_factor: Mapped[int]
    #: "2026-11"
    month: Mapped[str]
    note: Mapped[str]
    request_id: Mapped[str]
    fingerprint: Mapped[str]
    made_by: Mapped[int]
    made_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    #: the round it was taken into
    round_id: Mapped[int | None] = mapped_column(ForeignKey("purchase_round.id"))


class PurchaseCounter(Base):
    """The last number given: rounds of a cooperative, purchase orders of a year; gapless."""

    __tablename__ = "purchase_counter"
    cooperative_id: Mapped[int] = mapped_column(
        ForeignKey("cooperative.id"), primary_key=True, autoincrement=False
    )
    kind: Mapped[str] = mapped_column(primary_key=True)
    #: 0 where numbers run through the years
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]
