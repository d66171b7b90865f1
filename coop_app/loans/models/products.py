"""Tables: kinds of loans and their dated terms, and the days on which nobody collects."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coop_app.db import Base


class LoanProduct(Base):
    """One kind of loan of a cooperative."""

    __tablename__ = "loan_product"
    __table_args__ = (UniqueConstraint("cooperative_id", "key"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    key: Mapped[str]
    name: Mapped[str]
    is_active: Mapped[bool]


class LoanTerm(Base):
    """What a kind of loan costs and asks for from a day on; rows are only added (triggers).

    A loan names the row it was agreed with. Of two rows from the same day the newer one holds.
    """

    __tablename__ = "loan_term"
    __table_args__ = (
        Index(None, "product_id", "valid_from"),
        CheckConstraint("percent >= 0", name="percent"),
        CheckConstraint("0 < min_principal AND min_principal <= max_principal", name="principal"),
        CheckConstraint("0 < min_months AND min_months <= max_months", name="months"),
        CheckConstraint("0 <= grace_months AND grace_months < min_months", name="grace"),
        CheckConstraint("rounding_unit IN (1, 100, 500, 1000)", name="rounding_unit"),
        CheckConstraint("provision_percent >= 0 AND admin_fee >= 0", name="fees"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("loan_product.id"))
    valid_from: Mapped[date]
    method: Mapped[str]
    #: year, month
    per: Mapped[str]
    #: thousandths of a percent, per year or month
    percent: Mapped[int]
    min_principal: Mapped[int]
    max_principal: Mapped[int]
    min_months: Mapped[int]
    max_months: Mapped[int]
    rounding_unit: Mapped[int]
    grace_months: Mapped[int]
    #: thousandths of a percent of the loan
    provision_percent: Mapped[int]
    admin_fee: Mapped[int]
    #: none, daily, fixed
    penalty_kind: Mapped[str]
    #: thousandths of a percent of the late instalment, per day
    penalty_percent: Mapped[int]
    penalty_amount: Mapped[int]
    penalty_free_days: Mapped[int]
    #: percent of the instalment; zero is no cap
    penalty_cap: Mapped[int]
    #: settlement.Rule
    settlement: Mapped[str]
    #: five words of repayment.Part, by commas
    allocation: Mapped[str]
    #: collateral kinds, by commas
    collaterals: Mapped[str]
    group_liability: Mapped[bool]
    #: none, sunday, weekend
    holiday_shift: Mapped[str]
    #: cash, accrual
    recognition: Mapped[str]
    #: cooperative, days
    collectability: Mapped[str]
    #: savings, held
    overpayment: Mapped[str]
    #: "RAT 12 Maret 2026"
    decided_by: Mapped[str]
    set_by: Mapped[int]
    approved_by: Mapped[int | None]
    set_at: Mapped[datetime]


class LoanHoliday(Base):
    """A day on which nothing is collected."""

    __tablename__ = "loan_holiday"
    __table_args__ = (UniqueConstraint("cooperative_id", "day"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    day: Mapped[date]
    name: Mapped[str]
    set_by: Mapped[int]
