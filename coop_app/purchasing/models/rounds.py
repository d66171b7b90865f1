"""Tables: rounds of collective purchase, their items, and what members ordered.

Quantities are whole order units of the round's item ("kg"), times `unit_factor` base units.
"""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coop_app.db import Base


class PurchaseRound(Base):
    """One round with one supplier."""

    __tablename__ = "purchase_round"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "number"),
        UniqueConstraint("cooperative_id", "request_id"),
        CheckConstraint(
            "state IN ('draft', 'open', 'filling', 'closed', 'ordered', 'received', 'distributed',"
            " 'settled', 'cancelled')",
            name="state",
        ),
        CheckConstraint("rule IN ('time', 'proportional', 'equal')", name="rule"),
        CheckConstraint("freight_by IN ('weight', 'value')", name="freight_by"),
        CheckConstraint(
            "margin >= 0 AND freight_estimate >= 0 AND minimum_value >= 0", name="amounts"
        ),
        CheckConstraint("opens_at < closes_at", name="times"),
        Index(None, "cooperative_id", "state"),
        Index(None, "supplier_id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    book_id: Mapped[int] = mapped_column(ForeignKey("book.id"))
    #: counted per cooperative
    number: Mapped[int]
    supplier_id: Mapped[int] = mapped_column(ForeignKey("supplier.id"))
    title: Mapped[str]
    state: Mapped[str]
    opens_at: Mapped[datetime]
    #: from then on changes must help to fill the sacks; None when there is no such phase
    fill_from: Mapped[datetime | None]
    closes_at: Mapped[datetime]
    #: how too little or too much is shared: time, proportional, equal
    rule: Mapped[str]
    #: what the cooperative adds to the supplier's price, in hundredths of a percent
    margin: Mapped[int]
    freight_estimate: Mapped[int]
    freight_by: Mapped[str]
    #: rupiah below which the supplier brings nothing; 0 for none
    minimum_value: Mapped[int]
    #: where and when goods are fetched, in words
    pickup: Mapped[str]
    request_id: Mapped[str]
    fingerprint: Mapped[str]
    made_by: Mapped[int]
    made_at: Mapped[datetime]


class RoundStep(Base):
    """One change of a round: who, when, why (triggers: rows only added)."""

    __tablename__ = "round_step"
    __table_args__ = (Index(None, "round_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("purchase_round.id"))
    act: Mapped[str]
    from_state: Mapped[str]
    to_state: Mapped[str]
    why: Mapped[str]
    #: None when the clock did it
    made_by: Mapped[int | None]
    made_at: Mapped[datetime]


class RoundItem(Base):
    """One item of a round, its terms frozen from the supplier's offer."""

    __tablename__ = "round_item"
    __table_args__ = (
        UniqueConstraint("round_id", "item_id"),
        UniqueConstraint("round_id", "position"),
        CheckConstraint("unit_factor > 0 AND pack_size > 0 AND step > 0", name="units"),
        CheckConstraint("minimum >= 0", name="minimum"),
        CheckConstraint("minimum_unit IN ('quantity', 'rupiah')", name="minimum_unit"),
        CheckConstraint("maximum IS NULL OR maximum > 0", name="maximum"),
        CheckConstraint("weight IS NULL OR weight > 0", name="weight"),
        CheckConstraint("market_price IS NULL OR market_price > 0", name="market_price"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("purchase_round.id"))
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"))
    position: Mapped[int]
    order_unit: Mapped[str]
    #: base units of the item in one order unit
    unit_factor: Mapped[int]
    pack_unit: Mapped[str]
    #: order units in one pack
    pack_size: Mapped[int]
    minimum: Mapped[int]
    minimum_unit: Mapped[str]
    step: Mapped[int]
    maximum: Mapped[int | None]
    #: grams of one order unit, for sharing freight by weight
    weight: Mapped[int | None]
    #: rupiah per order unit in the shops around, for comparison
    market_price: Mapped[int | None]


class RoundItemTier(Base):
    """From so many pooled order units on, so many rupiah per order unit."""

    __tablename__ = "round_item_tier"
    __table_args__ = (CheckConstraint("from_quantity > 0 AND price > 0", name="tier"),)
    round_item_id: Mapped[int] = mapped_column(
        ForeignKey("round_item.id"), primary_key=True, autoincrement=False
    )
    from_quantity: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    price: Mapped[int]


class RoundOrderAct(Base):
    """One tap on "order": a request that is answered once (triggers: rows only added)."""

    __tablename__ = "round_order_act"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "request_id"),
        Index(None, "round_id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    round_id: Mapped[int] = mapped_column(ForeignKey("purchase_round.id"))
    request_id: Mapped[str]
    fingerprint: Mapped[str]
    #: written down by somebody else for the member
    on_behalf: Mapped[bool]
    made_by: Mapped[int]
    made_at: Mapped[datetime]


class RoundOrder(Base):
    """One entry: quantity more or less, and the tolerance and price ceiling from now on (triggers)."""

    __tablename__ = "round_order"
    __table_args__ = (
        UniqueConstraint("act_id", "round_item_id", "member_id"),
        ForeignKeyConstraint(
            ["cooperative_id", "member_id"], ["member.cooperative_id", "member.id"]
        ),
        CheckConstraint("tolerance >= 0", name="tolerance"),
        CheckConstraint("ceiling IS NULL OR ceiling > 0", name="ceiling"),
        Index(None, "round_item_id", "member_id"),
        Index(None, "cooperative_id", "member_id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    act_id: Mapped[int] = mapped_column(ForeignKey("round_order_act.id"))
    round_item_id: Mapped[int] = mapped_column(ForeignKey("round_item.id"))
    member_id: Mapped[int]
    #: order units more, or less when negative
    quantity: Mapped[int]
    #: up to so many more than the quantity
    tolerance: Mapped[int]
    #: rupiah per order unit above which the member takes none; None for any price
    ceiling: Mapped[int | None]
    at: Mapped[datetime]
