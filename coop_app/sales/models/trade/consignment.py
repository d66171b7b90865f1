"""Tables of goods on consignment: shops, dated commissions, acts, the quantity ledger and what lies where.

The goods are their owner's, so no stock of the cooperative knows them. What an owner is owed is the
ledger's sum, never a sum of these.
"""

from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from coop_app.db import Base
from coop_app.sales.models.shapes import of_book, of_customer, of_entry, of_member


class ConsignmentShop(Base):
    """A shop of somebody else that sells our members' goods and reports from time to time."""

    __tablename__ = "consignment_shop"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "request_id"),
        of_customer(),
        CheckConstraint("share_mille BETWEEN 0 AND 99999", name="share_mille"),
    )
    point_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("stock_point.id"), primary_key=True, autoincrement=False
    )
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    #: who owes what the shop has sold and not yet handed over
    customer_id: Mapped[int]
    #: what the shop keeps of the price, in thousandths of a percent
    share_mille: Mapped[int]
    is_active: Mapped[bool]
    request_id: Mapped[str]
    fingerprint: Mapped[str]
    made_by: Mapped[int]
    made_at: Mapped[datetime]


class ConsignmentRate(Base):
    """The cooperative's commission from a day on; rows are only added, of one day the newest holds."""

    __tablename__ = "consignment_rate"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "request_id"),
        of_member(),
        CheckConstraint("mille BETWEEN 0 AND 99999", name="mille"),
        Index(None, "cooperative_id", "valid_from"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    #: whose goods; none is everybody's
    member_id: Mapped[int | None]
    #: one item; none is every item
    item_id: Mapped[int | None] = mapped_column(ForeignKey("item.id"))
    valid_from: Mapped[date]
    #: thousandths of a percent of the price
    mille: Mapped[int]
    decided_by: Mapped[str]
    request_id: Mapped[str]
    fingerprint: Mapped[str]
    set_by: Mapped[int]
    set_at: Mapped[datetime]


class ConsignmentAct(Base):
    """One document: received, moved, returned, spoiled, a shop's report, a cost, a settlement (triggers)."""

    __tablename__ = "consignment_act"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "request_id"),
        of_member(),
        of_entry("entry_seq"),
        of_book("point_id", "stock_point"),
        of_book("to_point_id", "stock_point"),
        CheckConstraint(
            "kind IN ('received', 'moved', 'returned', 'spoiled', 'report', 'cost', 'settled')",
            name="kind",
        ),
        CheckConstraint(
            "gross >= 0 AND shop_share >= 0 AND received >= 0 AND set_off >= 0 AND paid >= 0",
            name="amounts",
        ),
        CheckConstraint(
            "kind <> 'settled' OR set_off + paid"
            " = carried + gross - shop_share - commission - cost - other - left_over",
            name="settled",
        ),
        CheckConstraint("left_over >= 0", name="left_over"),
        Index(None, "book_id", "member_id"),
        Index(None, "book_id", "entry_seq"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    book_id: Mapped[int] = mapped_column(ForeignKey("book.id"))
    kind: Mapped[str]
    on_date: Mapped[date]
    member_id: Mapped[int | None]
    point_id: Mapped[int | None]
    to_point_id: Mapped[int | None]
    #: the cash box or bank account money came to or went from
    place_id: Mapped[int | None]
    #: "place", "savings" or nothing
    way: Mapped[str]
    #: what was left unpaid by the settlement before
    carried: Mapped[int]
    gross: Mapped[int]
    shop_share: Mapped[int]
    commission: Mapped[int]
    cost: Mapped[int]
    #: what other features set off meanwhile, for example goods bought by the owner
    other: Mapped[int]
    set_off: Mapped[int]
    paid: Mapped[int]
    left_over: Mapped[int]
    #: what a shop handed over with its report
    received: Mapped[int]
    #: the last move a settlement counts
    last_move: Mapped[int]
    #: the last entry a settlement counts
    last_seq: Mapped[int]
    memo: Mapped[str]
    request_id: Mapped[str]
    fingerprint: Mapped[str]
    made_by: Mapped[int]
    approved_by: Mapped[int | None]
    made_at: Mapped[datetime]
    entry_seq: Mapped[int | None]
    #: the entry that took this paper back
    reversed_seq: Mapped[int | None]


class ConsignmentMove(Base):
    """One step of an owner's goods at one place; rows are only added (triggers)."""

    __tablename__ = "consignment_move"
    __table_args__ = (
        of_member(),
        of_book("item_id", "item"),
        of_book("point_id", "stock_point"),
        CheckConstraint(
            "kind IN ('received', 'moved_in', 'moved_out', 'sold', 'taken_back', 'returned',"
            " 'spoiled')",
            name="kind",
        ),
        CheckConstraint(
            "quantity <> 0 AND (quantity > 0) = (kind IN ('received', 'moved_in', 'taken_back'))",
            name="quantity",
        ),
        CheckConstraint("factor > 0 AND price >= 0", name="price"),
        Index(None, "book_id", "member_id", "id"),
        Index(None, "item_id", "point_id", "id"),
        Index(None, "act_id"),
        Index(None, "book_id", "source"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    book_id: Mapped[int] = mapped_column(ForeignKey("book.id"))
    #: the document here; none where the till sold
    act_id: Mapped[int | None] = mapped_column(ForeignKey("consignment_act.id"))
    #: the ledger's name of the event
    source: Mapped[str]
    #: the sale that a return undoes
    of_source: Mapped[str | None]
    member_id: Mapped[int]
    item_id: Mapped[int]
    point_id: Mapped[int]
    on_date: Mapped[date]
    kind: Mapped[str]
    #: base units; minus goes away from the place
    quantity: Mapped[int]
    #: agreed rupiah for `factor` base units
    price: Mapped[int]
    factor: Mapped[int]
    unit: Mapped[str]
    #: rupiah that the sale brought; minus when a buyer gave the goods back
    amount: Mapped[int]
    shop_share: Mapped[int]
    commission: Mapped[int]
    #: the commission's rate, thousandths of a percent
    mille: Mapped[int]
    reason: Mapped[str]
    made_at: Mapped[datetime]


class ConsignmentPosition(Base):
    """How much of an item lies at a place: kept with the moves, never below nothing."""

    __tablename__ = "consignment_position"
    __table_args__ = (
        of_book("item_id", "item"),
        of_book("point_id", "stock_point"),
        CheckConstraint("quantity >= 0", name="quantity"),
    )
    item_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    point_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    book_id: Mapped[int] = mapped_column(ForeignKey("book.id"))
    quantity: Mapped[int]
