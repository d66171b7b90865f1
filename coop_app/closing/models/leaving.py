"""Tables of leaving: the settlement as it was signed, its figures, and what was paid out.

Amounts here are the document's; what is still to be paid out is the ledger's sum, never a sum of these.
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


def _of_entry() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["book_id", "entry_seq"], ["journal_entry.book_id", "journal_entry.seq"]
    )


class ExitSettlement(Base):
    """One settlement on leaving: what the member had and owed on that day."""

    __tablename__ = "exit_settlement"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "request_id"),
        _of_member(),
        _of_entry(),
        CheckConstraint("status IN ('left', 'expelled', 'deceased')", name="status"),
        CheckConstraint("payable >= 0", name="payable"),
        Index(None, "cooperative_id", "member_id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    book_id: Mapped[int] = mapped_column(ForeignKey("book.id"))
    member_id: Mapped[int]
    #: what the membership ended by
    status: Mapped[str]
    #: the day the membership ended, and the day it was settled
    ended_on: Mapped[date]
    settled_on: Mapped[date]
    reason: Mapped[str]
    payable: Mapped[int]
    #: the mark of the figures that were shown and agreed to
    shown: Mapped[str]
    request_id: Mapped[str]
    fingerprint: Mapped[str]
    made_by: Mapped[int]
    approved_by: Mapped[int | None]
    made_at: Mapped[datetime]
    #: none when there was nothing to settle
    entry_seq: Mapped[int | None]


class ExitLine(Base):
    """One figure of a settlement; rows are only added (triggers)."""

    __tablename__ = "exit_line"
    __table_args__ = (CheckConstraint("amount <> 0", name="amount"),)
    settlement_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("exit_settlement.id"), primary_key=True, autoincrement=False
    )
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    #: savings, held, goods, dues, loan_principal, loan_interest, loan_penalty
    kind: Mapped[str]
    #: what the screen and the paper call it: the kind of savings, the loan's number
    name: Mapped[str]
    #: the role of the account, and whose the line is in the ledger
    role: Mapped[str]
    subject: Mapped[str]
    #: what the member had is positive, what the member owed negative
    amount: Mapped[int]


class ExitPayment(Base):
    """One payment to a member who left, or to an heir."""

    __tablename__ = "exit_payment"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "request_id"),
        _of_member(),
        _of_entry(),
        CheckConstraint("amount > 0", name="amount"),
        Index(None, "cooperative_id", "member_id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    book_id: Mapped[int] = mapped_column(ForeignKey("book.id"))
    member_id: Mapped[int]
    paid_on: Mapped[date]
    #: the cash box or bank account, an account of the book
    place_id: Mapped[int]
    amount: Mapped[int]
    #: who took the money, and what they are to the member ("" is the member)
    receiver: Mapped[str]
    relation: Mapped[str]
    #: the papers that were shown, as keys with commas between
    documents: Mapped[str]
    memo: Mapped[str]
    request_id: Mapped[str]
    fingerprint: Mapped[str]
    made_by: Mapped[int]
    approved_by: Mapped[int | None]
    made_at: Mapped[datetime]
    entry_seq: Mapped[int | None]
    #: the entry that reversed it
    reversed_seq: Mapped[int | None] = mapped_column(sa.BigInteger)
