"""Tables: goods that came with their bill, claims on suppliers, what suppliers were paid (triggers: facts never change).

Quantities are base units of the item, amounts rupiah; what is still owed is the ledger's sum.
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


def of_entry() -> ForeignKeyConstraint:
    """The journal entry that a document made."""
    return ForeignKeyConstraint(
        ["book_id", "entry_seq"], ["journal_entry.book_id", "journal_entry.seq"]
    )


def part_of(target: str) -> Mapped[int]:
    """The document a line belongs to."""
    return mapped_column(BigInteger, ForeignKey(target), primary_key=True, autoincrement=False)


class GoodsReceipt(Base):
    """Goods that came, with the supplier's bill: of a round, or for the cooperative's own stock."""

    __tablename__ = "goods_receipt"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "request_id"),
        of_entry(),
        CheckConstraint("basis IN ('weight', 'value')", name="basis"),
        CheckConstraint(
            "freight_billed >= 0 AND loading_billed >= 0 AND freight_paid >= 0 AND"
            " loading_paid >= 0 AND discount >= 0 AND bill_total >= 0",
            name="amounts",
        ),
        Index(None, "cooperative_id", "supplier_id"),
        Index(None, "round_id"),
        Index(None, "book_id", "entry_seq"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    book_id: Mapped[int] = mapped_column(ForeignKey("book.id"))
    supplier_id: Mapped[int] = mapped_column(ForeignKey("supplier.id"))
    round_id: Mapped[int | None] = mapped_column(ForeignKey("purchase_round.id"))
    #: the stock point where the goods lie
    point_id: Mapped[int] = mapped_column(ForeignKey("stock_point.id"))
    received_on: Mapped[date]
    #: the supplier's bill: its number, date and when it is due
    bill_number: Mapped[str]
    bill_date: Mapped[date]
    due_on: Mapped[date]
    freight_billed: Mapped[int]
    loading_billed: Mapped[int]
    discount: Mapped[int]
    #: paid to whoever carried, from `carrier_place_id`
    freight_paid: Mapped[int]
    loading_paid: Mapped[int]
    carrier_place_id: Mapped[int | None]
    #: by what freight and loading were shared: weight or value
    basis: Mapped[str]
    #: what the supplier asks for
    bill_total: Mapped[int]
    #: where the bill was paid from at once; None while it is owed
    bill_place_id: Mapped[int | None]
    memo: Mapped[str]
    request_id: Mapped[str]
    fingerprint: Mapped[str]
    made_by: Mapped[int]
    approved_by: Mapped[int | None]
    made_at: Mapped[datetime]
    entry_seq: Mapped[int | None]


class GoodsReceiptLine(Base):
    """One item: billed and received kept apart, with the reason of a difference."""

    __tablename__ = "goods_receipt_line"
    __table_args__ = (
        CheckConstraint("billed >= 0 AND received >= 0 AND amount >= 0", name="figures"),
        CheckConstraint("goods + claim = amount", name="goods"),
        CheckConstraint("billed = received OR reason <> ''", name="reason"),
    )
    receipt_id: Mapped[int] = part_of("goods_receipt.id")
    number: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"))
    round_item_id: Mapped[int | None] = mapped_column(ForeignKey("round_item.id"))
    billed: Mapped[int]
    received: Mapped[int]
    #: what the bill says for all that was billed
    amount: Mapped[int]
    #: short, damaged, weighing, extra; empty when nothing differs
    reason: Mapped[str]
    note: Mapped[str]
    goods: Mapped[int]
    #: shares of freight and loading, and of the discount
    carried: Mapped[int]
    discount: Mapped[int]
    claim: Mapped[int]


class SupplierClaim(Base):
    """Billed and not received, until the supplier makes it good."""

    __tablename__ = "supplier_claim"
    __table_args__ = (
        CheckConstraint("quantity > 0 AND amount > 0", name="figures"),
        Index(None, "cooperative_id", "supplier_id"),
        UniqueConstraint("receipt_id", "number"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    book_id: Mapped[int] = mapped_column(ForeignKey("book.id"))
    supplier_id: Mapped[int] = mapped_column(ForeignKey("supplier.id"))
    receipt_id: Mapped[int] = mapped_column(ForeignKey("goods_receipt.id"))
    #: the line of the receipt
    number: Mapped[int]
    item_id: Mapped[int] = mapped_column(ForeignKey("item.id"))
    quantity: Mapped[int]
    amount: Mapped[int]
    #: the account it stands on
    role: Mapped[str]


class ClaimSettlement(Base):
    """How a claim ended: the supplier's credit note, or the goods came after all."""

    __tablename__ = "claim_settlement"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "request_id"),
        UniqueConstraint("claim_id"),
        of_entry(),
        CheckConstraint("credited >= 0 AND refunded >= 0 AND lost >= 0", name="amounts"),
        CheckConstraint("delivered >= 0", name="delivered"),
        Index(None, "book_id", "entry_seq"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    book_id: Mapped[int] = mapped_column(ForeignKey("book.id"))
    claim_id: Mapped[int] = mapped_column(ForeignKey("supplier_claim.id"))
    settled_on: Mapped[date]
    #: the supplier's credit note
    note_number: Mapped[str]
    credited: Mapped[int]
    refunded: Mapped[int]
    lost: Mapped[int]
    #: base units that came later; then no rupiah moves
    delivered: Mapped[int]
    place_id: Mapped[int | None]
    why: Mapped[str]
    request_id: Mapped[str]
    fingerprint: Mapped[str]
    made_by: Mapped[int]
    approved_by: Mapped[int | None]
    made_at: Mapped[datetime]
    entry_seq: Mapped[int | None]


class SupplierPayment(Base):
    """Money to a supplier: for bills, in advance, or an advance that came back."""

    __tablename__ = "supplier_payment"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "request_id"),
        of_entry(),
        CheckConstraint("kind IN ('payment', 'advance', 'advance_back')", name="kind"),
        CheckConstraint("cash >= 0 AND from_advance >= 0 AND discount >= 0", name="amounts"),
        CheckConstraint("cash + from_advance + discount > 0", name="something"),
        Index(None, "cooperative_id", "supplier_id"),
        Index(None, "book_id", "entry_seq"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    book_id: Mapped[int] = mapped_column(ForeignKey("book.id"))
    supplier_id: Mapped[int] = mapped_column(ForeignKey("supplier.id"))
    kind: Mapped[str]
    paid_on: Mapped[date]
    place_id: Mapped[int | None]
    cash: Mapped[int]
    from_advance: Mapped[int]
    discount: Mapped[int]
    memo: Mapped[str]
    request_id: Mapped[str]
    fingerprint: Mapped[str]
    made_by: Mapped[int]
    approved_by: Mapped[int | None]
    made_at: Mapped[datetime]
    entry_seq: Mapped[int | None]


class SupplierPaymentLine(Base):
    """Which bill a payment names, and how much of it."""

    __tablename__ = "supplier_payment_line"
    __table_args__ = (CheckConstraint("amount > 0", name="amount"),)
    payment_id: Mapped[int] = part_of("supplier_payment.id")
    receipt_id: Mapped[int] = part_of("goods_receipt.id")
    amount: Mapped[int]
