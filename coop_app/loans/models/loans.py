"""Tables: a loan from its application on, its steps, and the schedules that were agreed.

No amount here is a balance: what is owed is the ledger's sum under the subject "loan:42".
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


class Loan(Base):
    """The application and the loan in one."""

    __tablename__ = "loan"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "number"),
        UniqueConstraint("cooperative_id", "request_id"),
        UniqueConstraint("cooperative_id", "payout_request_id"),
        ForeignKeyConstraint(
            ["cooperative_id", "member_id"], ["member.cooperative_id", "member.id"]
        ),
        ForeignKeyConstraint(
            ["book_id", "entry_seq"], ["journal_entry.book_id", "journal_entry.seq"]
        ),
        CheckConstraint(
            "stage IN ('applied', 'recommended', 'approved', 'rejected', 'withdrawn', 'disbursed',"
            " 'closed', 'written_off')",
            name="stage",
        ),
        CheckConstraint("principal > 0 AND months > 0", name="principal"),
        Index(None, "cooperative_id", "member_id"),
        Index(None, "book_id", "stage"),
        Index(None, "book_id", "entry_seq"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    book_id: Mapped[int] = mapped_column(ForeignKey("book.id"))
    #: counted per cooperative
    number: Mapped[int]
    member_id: Mapped[int]
    #: the member's village group when the loan was applied for
    group_id: Mapped[int | None]
    product_id: Mapped[int] = mapped_column(ForeignKey("loan_product.id"))
    #: the dated terms it was agreed with
    term_id: Mapped[int] = mapped_column(ForeignKey("loan_term.id"))
    stage: Mapped[str]
    principal: Mapped[int]
    months: Mapped[int]
    purpose: Mapped[str]
    applied_on: Mapped[date]
    #: who looks after it
    officer_id: Mapped[int]
    request_id: Mapped[str]
    fingerprint: Mapped[str]
    made_at: Mapped[datetime]
    disbursed_on: Mapped[date | None]
    first_due: Mapped[date | None]
    #: the cash box or bank account it was paid from
    place_id: Mapped[int | None]
    provision: Mapped[int]
    admin_fee: Mapped[int]
    payout_request_id: Mapped[str | None]
    payout_fingerprint: Mapped[str | None]
    paid_by: Mapped[int | None]
    entry_seq: Mapped[int | None]
    #: the entry that took the payout back
    reversed_seq: Mapped[int | None]
    #: paid back, written off, rejected or withdrawn on
    ended_on: Mapped[date | None]


class LoanStep(Base):
    """One step of a loan's life: who, when, why; rows are only added (triggers)."""

    __tablename__ = "loan_step"
    __table_args__ = (Index(None, "loan_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    loan_id: Mapped[int] = mapped_column(ForeignKey("loan.id"))
    #: a stage, or a word for what happened
    step: Mapped[str]
    on: Mapped[date]
    text: Mapped[str]
    made_by: Mapped[int]
    approved_by: Mapped[int | None]
    made_at: Mapped[datetime]


class LoanSchedule(Base):
    """One version of the schedule; version 1 is as agreed, the newest is in force (triggers)."""

    __tablename__ = "loan_schedule"
    __table_args__ = (
        UniqueConstraint("loan_id", "version"),
        CheckConstraint("version > 0 AND instalments > 0", name="version"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    loan_id: Mapped[int] = mapped_column(ForeignKey("loan.id"))
    version: Mapped[int]
    from_day: Mapped[date]
    #: how many rows belong to it
    instalments: Mapped[int]
    reason: Mapped[str]
    made_by: Mapped[int]
    approved_by: Mapped[int | None]
    made_at: Mapped[datetime]


class LoanInstalment(Base):
    """One row of a schedule (triggers)."""

    __tablename__ = "loan_instalment"
    __table_args__ = (
        CheckConstraint("principal >= 0 AND interest >= 0", name="amounts"),
        CheckConstraint("number > 0", name="number"),
        Index(None, "due"),
    )
    schedule_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("loan_schedule.id"), primary_key=True, autoincrement=False
    )
    number: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    due: Mapped[date]
    principal: Mapped[int]
    interest: Mapped[int]
