"""Tables: papers that were taken back, bills that came later (triggers: facts never change)."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coop_app.db import Base
from coop_app.purchasing.models.receiving import of_entry, part_of


class PurchaseReversal(Base):
    """A receipt, a payment or a later bill that was taken back."""

    __tablename__ = "purchase_reversal"
    __table_args__ = (
        UniqueConstraint("book_id", "source"),
        of_entry(),
        CheckConstraint("why <> ''", name="why"),
        Index(None, "book_id", "entry_seq"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    book_id: Mapped[int] = mapped_column(ForeignKey("book.id"))
    #: the ledger's name of the paper: "purchasing.receipt:12"
    source: Mapped[str]
    on_date: Mapped[date]
    why: Mapped[str]
    made_by: Mapped[int]
    approved_by: Mapped[int | None]
    made_at: Mapped[datetime]
    entry_seq: Mapped[int]


class LaterBill(Base):
    """Freight or loading billed after the goods came, or a bill that the supplier corrected."""

    __tablename__ = "later_bill"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "request_id"),
        of_entry(),
        CheckConstraint("kind IN ('freight', 'loading', 'price')", name="kind"),
        CheckConstraint("side IN ('members', 'others')", name="side"),
        CheckConstraint("amount <> 0", name="amount"),
        CheckConstraint("(supplier_id IS NULL) = (place_id IS NOT NULL)", name="paid"),
        Index(None, "receipt_id"),
        Index(None, "book_id", "entry_seq"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    book_id: Mapped[int] = mapped_column(ForeignKey("book.id"))
    #: the goods it is about
    receipt_id: Mapped[int] = mapped_column(ForeignKey("goods_receipt.id"))
    #: who is owed it; None where it was paid at once from `place_id`
    supplier_id: Mapped[int | None] = mapped_column(ForeignKey("supplier.id"))
    kind: Mapped[str]
    #: whose side bears what is on goods that are gone
    side: Mapped[str]
    bill_number: Mapped[str]
    on_date: Mapped[date]
    due_on: Mapped[date]
    #: rupiah; below zero where the supplier asks for less
    amount: Mapped[int]
    place_id: Mapped[int | None]
    why: Mapped[str]
    request_id: Mapped[str]
    fingerprint: Mapped[str]
    made_by: Mapped[int]
    approved_by: Mapped[int | None]
    made_at: Mapped[datetime]
    entry_seq: Mapped[int | None]


class LaterBillLine(Base):
    """What falls on one line of the receipt: on goods still there, and on goods that are gone."""

    __tablename__ = "later_bill_line"
    __table_args__ = (
        CheckConstraint("amount = stock + gone", name="amount"),
        Index(None, "round_item_id"),
    )
    bill_id: Mapped[int] = part_of("later_bill.id")
    #: the line of the receipt
    number: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    round_item_id: Mapped[int | None] = mapped_column(ForeignKey("round_item.id"))
    amount: Mapped[int]
    stock: Mapped[int]
    gone: Mapped[int]
    #: what members who still wait for their goods pay more (or less) because of it
    members: Mapped[int]
