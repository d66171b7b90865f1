"""Interest on savings: dated rates, what was posted for which account and month, tax slips.

Amounts here are the document's; what a member has saved is the ledger's sum, never a sum of these.
"""

from datetime import date, datetime

import sqlalchemy as sa
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


def _of_member() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["cooperative_id", "member_id"], ["member.cooperative_id", "member.id"]
    )


class SavingsRate(Base):
    """An interest rate from a day on; rows are only added, of one day the newest holds."""

    __tablename__ = "savings_rate"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "request_id"),
        CheckConstraint("method IN ('lowest', 'average', 'daily')", name="method"),
        CheckConstraint("day_basis IN (360, 365)", name="day_basis"),
        CheckConstraint("minimum >= 0", name="minimum"),
        Index(None, "product_id", "valid_from"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    product_id: Mapped[int] = mapped_column(ForeignKey("savings_product.id"))
    valid_from: Mapped[date]
    method: Mapped[str]
    day_basis: Mapped[int]
    #: smaller balances earn nothing
    minimum: Mapped[int]
    #: "RAT 12 Maret 2026"
    decided_by: Mapped[str]
    request_id: Mapped[str]
    fingerprint: Mapped[str]
    set_by: Mapped[int]
    approved_by: Mapped[int | None]
    set_at: Mapped[datetime]


class SavingsRateTier(Base):
    """Balances below a bound earn so many thousandths of a percent a year; no bound is open."""

    __tablename__ = "savings_rate_tier"
    __table_args__ = (CheckConstraint("mille BETWEEN 0 AND 100000", name="mille"),)
    rate_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("savings_rate.id"), primary_key=True, autoincrement=False
    )
    position: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    below: Mapped[int | None]
    mille: Mapped[int]


class SavingsInterest(Base):
    """Interest of one account for one month; revision 0 is the first, later ones are differences.

    The unique key is what makes a month be paid once, however often it is run.
    """

    __tablename__ = "savings_interest"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "member_id", "account", "month", "revision"),
        _of_member(),
        ForeignKeyConstraint(
            ["book_id", "entry_seq"], ["journal_entry.book_id", "journal_entry.seq"]
        ),
        CheckConstraint("length(month) = 7", name="month"),
        CheckConstraint("revision >= 0", name="revision"),
        Index(None, "cooperative_id", "month"),
        Index(None, "cooperative_id", "on_date"),
        Index(None, "book_id", "entry_seq"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    book_id: Mapped[int] = mapped_column(ForeignKey("book.id"))
    member_id: Mapped[int]
    #: "sukarela", or "deposit:9"
    account: Mapped[str]
    #: the month it is earned in ("2025-07")
    month: Mapped[str]
    revision: Mapped[int]
    #: the day of the entry
    on_date: Mapped[date]
    interest: Mapped[int]
    tax: Mapped[int]
    #: rule and inputs as they were, JSON
    why: Mapped[str] = mapped_column(sa.Text)
    made_by: Mapped[int]
    made_at: Mapped[datetime]
    entry_seq: Mapped[int | None]


class SavingsTaxSlip(Base):
    """The number of a withholding slip: one for each member and month of withholding."""

    __tablename__ = "savings_tax_slip"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "year", "number"),
        UniqueConstraint("cooperative_id", "member_id", "month"),
        _of_member(),
        CheckConstraint("length(month) = 7", name="month"),
        CheckConstraint("number > 0", name="number"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    book_id: Mapped[int] = mapped_column(ForeignKey("book.id"))
    member_id: Mapped[int]
    #: the month it was withheld in (masa pajak)
    month: Mapped[str]
    year: Mapped[int]
    number: Mapped[int]
    issued_by: Mapped[int]
    issued_at: Mapped[datetime]
