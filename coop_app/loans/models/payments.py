"""Tables: payments on loans, where each rupiah of them went, and what rescheduling carried over.

Amounts here are the document's; what is owed is the schedule less the allocations, and the ledger agrees.
"""

from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from coop_app.db import Base


def _entry(column: str) -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["book_id", column], ["journal_entry.book_id", "journal_entry.seq"])


class LoanPayment(Base):
    """One act: money for a loan, or held money given back; only its entry and reversal are noted later."""

    __tablename__ = "loan_payment"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "request_id"),
        _entry("entry_seq"),
        _entry("reversed_seq"),
        CheckConstraint("kind IN ('payment', 'settlement', 'recovery', 'refund')", name="kind"),
        CheckConstraint("source IN ('place', 'savings', 'held')", name="source"),
        CheckConstraint("(source = 'place') = (place_id IS NOT NULL)", name="place"),
        CheckConstraint("left_over_to IN ('', 'savings', 'held', 'place')", name="left_over_to"),
        CheckConstraint(
            "penalty >= 0 AND interest_arrears >= 0 AND interest >= 0 AND principal_arrears >= 0"
            " AND principal >= 0 AND left_over >= 0 AND from_held >= 0",
            name="amounts",
        ),
        CheckConstraint(
            "amount > 0 AND amount = penalty + interest_arrears + interest + principal_arrears"
            " + principal + left_over",
            name="split",
        ),
        CheckConstraint("from_held <= amount", name="from_held"),
        CheckConstraint("(left_over = 0) = (left_over_to = '')", name="left_over"),
        Index(None, "loan_id", "id"),
        Index(None, "book_id", "entry_seq"),
        Index(None, "book_id", "paid_on"),
        Index(None, "cooperative_id", "batch"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    book_id: Mapped[int] = mapped_column(ForeignKey("book.id"))
    loan_id: Mapped[int] = mapped_column(ForeignKey("loan.id"))
    kind: Mapped[str]
    paid_on: Mapped[date]
    #: where the money beyond `from_held` came from; a refund goes to the place or the savings
    source: Mapped[str]
    place_id: Mapped[int | None]
    amount: Mapped[int]
    #: how much of the amount was held for this loan before
    from_held: Mapped[int]
    penalty: Mapped[int]
    interest_arrears: Mapped[int]
    interest: Mapped[int]
    principal_arrears: Mapped[int]
    principal: Mapped[int]
    #: what nothing was owed for, and where it went
    left_over: Mapped[int]
    left_over_to: Mapped[str]
    #: how much of the interest had been accrued before
    accrued: Mapped[int]
    #: what was owed in the five parts, the order, and the arithmetic behind a settlement (JSON)
    why: Mapped[str]
    memo: Mapped[str]
    request_id: Mapped[str]
    #: the request of a whole meeting sheet
    batch: Mapped[str | None]
    fingerprint: Mapped[str]
    made_by: Mapped[int]
    approved_by: Mapped[int | None]
    made_at: Mapped[datetime]
    entry_seq: Mapped[int | None]
    #: the entry that reversed it
    reversed_seq: Mapped[int | None]


class LoanAllocation(Base):
    """So much of a payment for one part of one instalment; rows are only added (triggers)."""

    __tablename__ = "loan_allocation"
    __table_args__ = (
        CheckConstraint(
            "part IN ('penalty', 'interest_arrears', 'interest', 'principal_arrears', 'principal',"
            " 'waived')",
            name="part",
        ),
        CheckConstraint("amount > 0 AND number > 0", name="amount"),
    )
    payment_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("loan_payment.id"), primary_key=True, autoincrement=False
    )
    number: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    #: repayment.Part, or "waived": interest that a settlement let go
    part: Mapped[str] = mapped_column(Text, primary_key=True)
    amount: Mapped[int]


class LoanRescheduling(Base):
    """What a new version of a schedule was made from (triggers)."""

    __tablename__ = "loan_rescheduling"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "request_id"),
        CheckConstraint("approved_by <> made_by", name="two_persons"),
        CheckConstraint("first_number > 0 AND months > 0 AND percent >= 0", name="terms"),
        CheckConstraint(
            "principal > 0 AND carried_interest >= 0 AND carried_penalty >= 0"
            " AND waived_penalty >= 0",
            name="amounts",
        ),
    )
    schedule_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("loan_schedule.id"), primary_key=True, autoincrement=False
    )
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    loan_id: Mapped[int] = mapped_column(ForeignKey("loan.id"))
    #: rows before this number are closed: they hold what was paid on the old schedule
    first_number: Mapped[int]
    months: Mapped[int]
    method: Mapped[str]
    per: Mapped[str]
    #: thousandths of a percent, per year or month
    percent: Mapped[int]
    principal: Mapped[int]
    carried_interest: Mapped[int]
    carried_penalty: Mapped[int]
    waived_penalty: Mapped[int]
    request_id: Mapped[str]
    fingerprint: Mapped[str]
    made_by: Mapped[int]
    approved_by: Mapped[int]
    made_at: Mapped[datetime]
