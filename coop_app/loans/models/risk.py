"""Tables of risk: how each loan was judged at each month's end, the runs, and what was written off.

Amounts here say what a run decided and why; what is set aside is the ledger's sum, never a sum of these.
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


class LoanMonth(Base):
    """A month of a book: the row that its runs queue at, and how many there were."""

    __tablename__ = "loan_month"
    __table_args__ = (CheckConstraint("length(month) = 7", name="month"),)
    book_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("book.id"), primary_key=True, autoincrement=False
    )
    #: "2026-07"
    month: Mapped[str] = mapped_column(Text, primary_key=True)
    runs: Mapped[int]


class LoanMonthRun(Base):
    """One run that found something new; the last one of a month is what holds."""

    __tablename__ = "loan_month_run"
    __table_args__ = (
        UniqueConstraint("book_id", "month", "number"),
        ForeignKeyConstraint(["book_id", "month"], ["loan_month.book_id", "loan_month.month"]),
        _entry("allowance_seq"),
        _entry("accrual_seq"),
        CheckConstraint("number > 0", name="number"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    book_id: Mapped[int]
    month: Mapped[str]
    number: Mapped[int]
    made_by: Mapped[int]
    made_at: Mapped[datetime]
    #: the entries it posted, where there was a difference
    allowance_seq: Mapped[int | None]
    accrual_seq: Mapped[int | None]


class LoanClassRow(Base):
    """How one loan was judged by one run, by what figures, and what follows from it."""

    __tablename__ = "loan_class"
    __table_args__ = (
        CheckConstraint(
            "class IN ('current', 'special_mention', 'substandard', 'doubtful', 'loss')",
            name="class",
        ),
        CheckConstraint("days_late >= 0", name="days_late"),
        CheckConstraint("principal >= 0 AND allowance >= 0 AND accrued >= 0", name="amounts"),
        Index(None, "loan_id"),
    )
    run_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("loan_month_run.id"), primary_key=True, autoincrement=False
    )
    loan_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("loan.id"), primary_key=True, autoincrement=False
    )
    loan_class: Mapped[str] = mapped_column("class", Text)
    days_late: Mapped[int]
    #: principal left at the month's end
    principal: Mapped[int]
    #: what is set aside for it, and the interest that is due and still expected
    allowance: Mapped[int]
    accrued: Mapped[int]
    #: the reasons with their figures (JSON)
    why: Mapped[str]


class LoanWriteOff(Base):
    """One loan taken off the books by two persons; the claim stays."""

    __tablename__ = "loan_write_off"
    __table_args__ = (
        UniqueConstraint("loan_id"),
        UniqueConstraint("cooperative_id", "request_id"),
        _entry("entry_seq"),
        CheckConstraint("principal > 0 AND interest >= 0", name="amounts"),
        CheckConstraint("approved_by <> made_by", name="two_persons"),
        Index(None, "book_id", "entry_seq"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    book_id: Mapped[int] = mapped_column(ForeignKey("book.id"))
    loan_id: Mapped[int] = mapped_column(ForeignKey("loan.id"))
    written_off_on: Mapped[date]
    principal: Mapped[int]
    #: accrued interest taken back with it
    interest: Mapped[int]
    reason: Mapped[str]
    request_id: Mapped[str]
    fingerprint: Mapped[str]
    made_by: Mapped[int]
    approved_by: Mapped[int]
    made_at: Mapped[datetime]
    entry_seq: Mapped[int | None]
