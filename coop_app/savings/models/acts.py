"""Tables of savings: kinds, dated amounts, one act per receipt and the months it paid.

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


class SavingsProduct(Base):
    """One kind of savings of a cooperative."""

    __tablename__ = "savings_product"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "key"),
        CheckConstraint("minimum_balance >= 0", name="minimum_balance"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    #: pokok, wajib, sukarela
    key: Mapped[str]
    name: Mapped[str]
    #: the role of the account that holds it
    role: Mapped[str]
    withdrawable: Mapped[bool]
    minimum_balance: Mapped[int]
    is_active: Mapped[bool]


class SavingsTerm(Base):
    """What a kind of savings costs from a day on, and who decided it."""

    __tablename__ = "savings_term"
    __table_args__ = (
        UniqueConstraint("product_id", "valid_from"),
        CheckConstraint("amount >= 0", name="amount"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("savings_product.id"))
    valid_from: Mapped[date]
    amount: Mapped[int]
    #: "RAT 12 Maret 2025"
    decided_by: Mapped[str]
    set_by: Mapped[int]
    set_at: Mapped[datetime]


class SavingsPassbook(Base):
    """A member's passbook: the row that acts of one member queue at, and how far it is printed."""

    __tablename__ = "savings_passbook"
    __table_args__ = (_of_member(),)
    cooperative_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    member_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    #: the last journal entry on paper, and the line it stands on
    printed_seq: Mapped[int]
    printed_line: Mapped[int]
    #: receipts up to this one were settled when the member left: their months no longer count
    settled_act: Mapped[int | None]


class SavingsAct(Base):
    """One receipt: money a member brought or took."""

    __tablename__ = "savings_act"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "request_id"),
        _of_member(),
        ForeignKeyConstraint(
            ["book_id", "entry_seq"], ["journal_entry.book_id", "journal_entry.seq"]
        ),
        CheckConstraint("kind IN ('deposit', 'withdrawal', 'admission')", name="kind"),
        CheckConstraint("amount > 0", name="amount"),
        Index(None, "cooperative_id", "member_id", "id"),
        Index(None, "cooperative_id", "batch"),
        Index(None, "book_id", "entry_seq"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    book_id: Mapped[int] = mapped_column(ForeignKey("book.id"))
    member_id: Mapped[int]
    kind: Mapped[str]
    paid_on: Mapped[date]
    #: the cash box or bank account, an account of the book
    place_id: Mapped[int]
    amount: Mapped[int]
    memo: Mapped[str]
    request_id: Mapped[str]
    #: the request of a whole meeting sheet
    batch: Mapped[str | None]
    #: what was asked for, so that the same id with other contents is noticed
    fingerprint: Mapped[str]
    made_by: Mapped[int]
    made_at: Mapped[datetime]
    entry_seq: Mapped[int | None]
    #: the entry that reversed it
    reversed_seq: Mapped[int | None]


class SavingsActLine(Base):
    """How much of an act went to which kind of savings."""

    __tablename__ = "savings_act_line"
    __table_args__ = (CheckConstraint("amount > 0", name="amount"),)
    act_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("savings_act.id"), primary_key=True, autoincrement=False
    )
    product: Mapped[str] = mapped_column(sa.Text, primary_key=True)
    amount: Mapped[int]


class DuesMonth(Base):
    """What an act paid for one month; it counts while the act is not reversed."""

    __tablename__ = "dues_month"
    __table_args__ = (
        CheckConstraint("amount > 0", name="amount"),
        CheckConstraint("length(month) = 7", name="month"),
        Index(None, "cooperative_id", "member_id", "month"),
    )
    act_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("savings_act.id"), primary_key=True, autoincrement=False
    )
    #: "2025-07"
    month: Mapped[str] = mapped_column(sa.Text, primary_key=True)
    cooperative_id: Mapped[int]
    member_id: Mapped[int]
    amount: Mapped[int]
