"""Tables: what a round came to when it closed, and what was ordered from the supplier (rows only added)."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coop_app.db import Base


class RoundResult(Base):
    """What was computed for an item at a closing; the newest edition counts."""

    __tablename__ = "round_result"
    __table_args__ = (
        UniqueConstraint("round_item_id", "edition"),
        CheckConstraint(
            "edition > 0 AND packs >= 0 AND ordered >= 0 AND price >= 0", name="figures"
        ),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    round_item_id: Mapped[int] = mapped_column(ForeignKey("round_item.id"))
    edition: Mapped[int]
    packs: Mapped[int]
    #: order units that the packs bring
    ordered: Mapped[int]
    #: the supplier's price per order unit at the tier that was reached
    price: Mapped[int]
    #: how it was shared: time, proportional, equal
    rule: Mapped[str]
    #: why nothing is ordered: "", "no_order", "no_pack", "below_minimum", "set_to_zero"
    why_nothing: Mapped[str]
    #: everything it was computed from, as JSON
    inputs: Mapped[str]
    made_by: Mapped[int]
    made_at: Mapped[datetime]


class RoundAllocation(Base):
    """What a member gets of a result, and why."""

    __tablename__ = "round_allocation"
    __table_args__ = (
        ForeignKeyConstraint(
            ["cooperative_id", "member_id"], ["member.cooperative_id", "member.id"]
        ),
        CheckConstraint("wished >= 0 AND tolerance >= 0 AND quantity >= 0", name="figures"),
        CheckConstraint("quantity <= wished + tolerance", name="quantity"),
        Index(None, "cooperative_id", "member_id"),
    )
    result_id: Mapped[int] = mapped_column(
        ForeignKey("round_result.id"), primary_key=True, autoincrement=False
    )
    member_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    #: place in the queue, from 1
    place: Mapped[int]
    wished: Mapped[int]
    tolerance: Mapped[int]
    ceiling: Mapped[int | None]
    #: order units the member gets
    quantity: Mapped[int]
    #: "as_wished", "with_tolerance", "short", "none_left", "above_ceiling", "not_ordered"
    reason: Mapped[str]


class PurchaseOrder(Base):
    """The paper that goes to the supplier; one a round, numbered without gap in each year."""

    __tablename__ = "purchase_order"
    __table_args__ = (
        UniqueConstraint("round_id"),
        UniqueConstraint("cooperative_id", "year", "number"),
        UniqueConstraint("cooperative_id", "request_id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    round_id: Mapped[int] = mapped_column(ForeignKey("purchase_round.id"))
    supplier_id: Mapped[int] = mapped_column(ForeignKey("supplier.id"))
    year: Mapped[int]
    number: Mapped[int]
    ordered_on: Mapped[date]
    wanted_on: Mapped[date | None]
    note: Mapped[str]
    request_id: Mapped[str]
    fingerprint: Mapped[str]
    made_by: Mapped[int]
    made_at: Mapped[datetime]


class PurchaseOrderLine(Base):
    """What was ordered of one item: frozen."""

    __tablename__ = "purchase_order_line"
    __table_args__ = (CheckConstraint("packs > 0 AND quantity > 0 AND price > 0", name="figures"),)
    order_id: Mapped[int] = mapped_column(
        ForeignKey("purchase_order.id"), primary_key=True, autoincrement=False
    )
    round_item_id: Mapped[int] = mapped_column(
        ForeignKey("round_item.id"), primary_key=True, autoincrement=False
    )
    packs: Mapped[int]
    #: order units
    quantity: Mapped[int]
    #: rupiah per order unit, as the supplier's list says; the bill decides
    price: Mapped[int]
