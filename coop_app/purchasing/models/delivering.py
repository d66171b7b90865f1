"""Tables: how what came was shared, sent to the villages and handed over, and how members paid (triggers: facts never change).

Quantities are base units of the item, amounts rupiah.
"""

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
from coop_app.purchasing.models.receiving import of_entry, part_of


def of_member() -> ForeignKeyConstraint:
    """A member of the same cooperative."""
    return ForeignKeyConstraint(
        ["cooperative_id", "member_id"], ["member.cooperative_id", "member.id"]
    )


class RoundSharing(Base):
    """What came of an item, shared by the round's rule; the newest edition counts."""

    __tablename__ = "round_sharing"
    __table_args__ = (
        UniqueConstraint("round_item_id", "edition"),
        CheckConstraint("received >= 0 AND cost >= 0 AND price >= 0", name="figures"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    round_id: Mapped[int] = mapped_column(ForeignKey("purchase_round.id"))
    round_item_id: Mapped[int] = mapped_column(ForeignKey("round_item.id"))
    edition: Mapped[int]
    rule: Mapped[str]
    #: base units of all receipts of the round so far, and their landed cost
    received: Mapped[int]
    cost: Mapped[int]
    #: what all of it would be sold for: cost and margin
    price: Mapped[int]
    #: everything it was computed from, as JSON
    inputs: Mapped[str]
    made_by: Mapped[int]
    made_at: Mapped[datetime]


class RoundShare(Base):
    """A member's part of a sharing, in the order of the queue."""

    __tablename__ = "round_share"
    __table_args__ = (of_member(), Index(None, "cooperative_id", "member_id"))
    sharing_id: Mapped[int] = part_of("round_sharing.id")
    member_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    place: Mapped[int]
    #: what was ordered, and up to so many more
    wished: Mapped[int]
    tolerance: Mapped[int]
    quantity: Mapped[int]


class RoundShareMove(Base):
    """Part of a share that the treasurer moved; without a member it is the cooperative's own stock."""

    __tablename__ = "round_share_move"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "request_id"),
        CheckConstraint("quantity > 0", name="quantity"),
        CheckConstraint("from_member_id IS NOT NULL OR to_member_id IS NOT NULL", name="members"),
        Index(None, "round_item_id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    round_item_id: Mapped[int] = mapped_column(ForeignKey("round_item.id"))
    from_member_id: Mapped[int | None]
    to_member_id: Mapped[int | None]
    quantity: Mapped[int]
    why: Mapped[str]
    request_id: Mapped[str]
    fingerprint: Mapped[str]
    made_by: Mapped[int]
    made_at: Mapped[datetime]


class RoundDispatch(Base):
    """Surat jalan: goods of a round on their way to a village point."""

    __tablename__ = "round_dispatch"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "request_id"),
        of_entry(),
        Index(None, "round_id"),
        Index(None, "book_id", "entry_seq"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    book_id: Mapped[int] = mapped_column(ForeignKey("book.id"))
    round_id: Mapped[int] = mapped_column(ForeignKey("purchase_round.id"))
    from_point_id: Mapped[int] = mapped_column(ForeignKey("stock_point.id"))
    to_point_id: Mapped[int] = mapped_column(ForeignKey("stock_point.id"))
    sent_on: Mapped[date]
    #: who carries, and with what
    carrier: Mapped[str]
    request_id: Mapped[str]
    fingerprint: Mapped[str]
    made_by: Mapped[int]
    approved_by: Mapped[int | None]
    made_at: Mapped[datetime]
    entry_seq: Mapped[int | None]


class RoundDispatchLine(Base):
    """One item on the way."""

    __tablename__ = "round_dispatch_line"
    __table_args__ = (CheckConstraint("quantity > 0 AND cost >= 0", name="figures"),)
    dispatch_id: Mapped[int] = part_of("round_dispatch.id")
    round_item_id: Mapped[int] = part_of("round_item.id")
    quantity: Mapped[int]
    cost: Mapped[int]


class RoundDelivery(Base):
    """Goods handed to a member with how they were paid, or a wrong delivery that came back."""

    __tablename__ = "round_delivery"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "request_id"),
        of_member(),
        of_entry(),
        CheckConstraint("kind IN ('delivery', 'return')", name="kind"),
        CheckConstraint("(kind = 'return') = (of_delivery_id IS NOT NULL)", name="of_delivery"),
        CheckConstraint(
            "advance >= 0 AND cash >= 0 AND savings >= 0 AND set_off >= 0 AND credit >= 0",
            name="ways",
        ),
        CheckConstraint("total = advance + cash + savings + set_off + credit", name="total"),
        Index(None, "cooperative_id", "member_id"),
        Index(None, "round_id"),
        Index(None, "book_id", "entry_seq"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    book_id: Mapped[int] = mapped_column(ForeignKey("book.id"))
    round_id: Mapped[int] = mapped_column(ForeignKey("purchase_round.id"))
    member_id: Mapped[int]
    group_id: Mapped[int | None]
    point_id: Mapped[int] = mapped_column(ForeignKey("stock_point.id"))
    kind: Mapped[str]
    of_delivery_id: Mapped[int | None] = mapped_column(ForeignKey("round_delivery.id"))
    delivered_on: Mapped[date]
    total: Mapped[int]
    advance: Mapped[int]
    cash: Mapped[int]
    savings: Mapped[int]
    set_off: Mapped[int]
    credit: Mapped[int]
    place_id: Mapped[int | None]
    #: when goods on credit are to be paid
    due_on: Mapped[date | None]
    why: Mapped[str]
    request_id: Mapped[str]
    fingerprint: Mapped[str]
    made_by: Mapped[int]
    approved_by: Mapped[int | None]
    made_at: Mapped[datetime]
    entry_seq: Mapped[int | None]


class RoundDeliveryLine(Base):
    """One item of a delivery: quantity, what the member pays, what it had cost, the market's price."""

    __tablename__ = "round_delivery_line"
    __table_args__ = (
        CheckConstraint("quantity > 0 AND amount >= 0 AND cost >= 0", name="figures"),
    )
    delivery_id: Mapped[int] = part_of("round_delivery.id")
    round_item_id: Mapped[int] = part_of("round_item.id")
    quantity: Mapped[int]
    amount: Mapped[int]
    cost: Mapped[int]
    #: what the quantity costs in the shops around; None where that is not known
    market: Mapped[int | None]


class RoundSettlement(Base):
    """The end of a round: what came in, went out and remained, explained."""

    __tablename__ = "round_settlement"
    __table_args__ = (UniqueConstraint("round_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    round_id: Mapped[int] = mapped_column(ForeignKey("purchase_round.id"))
    settled_on: Mapped[date]
    #: why something remained
    explained: Mapped[str]
    #: the account sheet as it was, as JSON
    sheet: Mapped[str]
    made_by: Mapped[int]
    made_at: Mapped[datetime]
