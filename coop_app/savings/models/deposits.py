"""Time deposits: products, dated rates, the deposits and what was done to them.

Amounts here are the document's; what a deposit holds is the ledger's sum, never a sum of these.
"""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coop_app.db import Base


class DepositProduct(Base):
    """A time deposit that is offered."""

    __tablename__ = "deposit_product"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "request_id"),
        CheckConstraint("months BETWEEN 1 AND 60", name="months"),
        CheckConstraint("smallest > 0", name="smallest"),
        CheckConstraint("counting IN ('month', '365', '360')", name="counting"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    name: Mapped[str]
    months: Mapped[int]
    smallest: Mapped[int]
    counting: Mapped[str]
    is_active: Mapped[bool]
    request_id: Mapped[str]
    made_by: Mapped[int]
    made_at: Mapped[datetime]


class DepositRate(Base):
    """What a product pays from a day on; rows are only added, of one day the newest holds."""

    __tablename__ = "deposit_rate"
    __table_args__ = (
        UniqueConstraint("product_id", "request_id"),
        CheckConstraint("mille BETWEEN 0 AND 100000", name="mille"),
        CheckConstraint("break_mille BETWEEN 0 AND 100000", name="break_mille"),
        CheckConstraint("break_rule IN ('running', 'unpaid', 'percent')", name="break_rule"),
        Index(None, "product_id", "valid_from"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("deposit_product.id"))
    valid_from: Mapped[date]
    mille: Mapped[int]
    break_rule: Mapped[str]
    break_mille: Mapped[int]
    decided_by: Mapped[str]
    request_id: Mapped[str]
    fingerprint: Mapped[str]
    set_by: Mapped[int]
    approved_by: Mapped[int | None]
    set_at: Mapped[datetime]


class TimeDeposit(Base):
    """One certificate (bilyet): whose, of which product, what happens to interest and at the end."""

    __tablename__ = "time_deposit"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "number"),
        ForeignKeyConstraint(
            ["cooperative_id", "member_id"], ["member.cooperative_id", "member.id"]
        ),
        CheckConstraint("payout IN ('monthly', 'maturity')", name="payout"),
        CheckConstraint("at_maturity IN ('pay', 'principal', 'all')", name="at_maturity"),
        Index(None, "cooperative_id", "member_id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    book_id: Mapped[int] = mapped_column(ForeignKey("book.id"))
    member_id: Mapped[int]
    product_id: Mapped[int] = mapped_column(ForeignKey("deposit_product.id"))
    #: the number on the certificate
    number: Mapped[int]
    payout: Mapped[str]
    at_maturity: Mapped[str]
    made_by: Mapped[int]
    made_at: Mapped[datetime]


class DepositAct(Base):
    """One act: placed, interest, extended, paid out, broken; with its entry and its calculation."""

    __tablename__ = "deposit_act"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "request_id"),
        UniqueConstraint("deposit_id", "number"),
        ForeignKeyConstraint(
            ["book_id", "entry_seq"], ["journal_entry.book_id", "journal_entry.seq"]
        ),
        CheckConstraint("kind IN ('placed', 'interest', 'rolled', 'paid', 'broken')", name="kind"),
        Index(None, "book_id", "entry_seq"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    deposit_id: Mapped[int] = mapped_column(ForeignKey("time_deposit.id"))
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    book_id: Mapped[int] = mapped_column(ForeignKey("book.id"))
    #: 1, 2, 3 … of the deposit
    number: Mapped[int]
    kind: Mapped[str]
    on_date: Mapped[date]
    #: how the principal changes
    principal: Mapped[int]
    interest: Mapped[int]
    tax: Mapped[int]
    penalty: Mapped[int]
    #: the cash box or bank account; none is simpanan sukarela
    place_id: Mapped[int | None]
    #: months of the running term that are settled afterwards
    paid_months: Mapped[int]
    #: the term that begins with this act, its product's counting and its rate
    begins_on: Mapped[date | None]
    months: Mapped[int | None]
    mille: Mapped[int | None]
    counting: Mapped[str | None]
    #: every line of the calculation, JSON
    calculation: Mapped[str] = mapped_column(sa.Text)
    memo: Mapped[str]
    request_id: Mapped[str]
    fingerprint: Mapped[str]
    made_by: Mapped[int]
    made_at: Mapped[datetime]
    entry_seq: Mapped[int | None]
