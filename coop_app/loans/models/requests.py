"""Tables: what an application says: household budget, collateral, guarantors, documents seen."""

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


def _of_loan() -> Mapped[int]:
    return mapped_column(BigInteger, ForeignKey("loan.id"), primary_key=True, autoincrement=False)


class LoanBudgetLine(Base):
    """One line of the household budget, per month."""

    __tablename__ = "loan_budget_line"
    __table_args__ = (
        CheckConstraint("kind IN ('income', 'remittance', 'expense', 'debt')", name="kind"),
        CheckConstraint("amount > 0", name="amount"),
    )
    loan_id: Mapped[int] = _of_loan()
    position: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    kind: Mapped[str]
    label: Mapped[str]
    amount: Mapped[int]


class LoanBudgetSource(Base):
    """The household budget was read from the family's own notes, with the family's consent."""

    __tablename__ = "loan_budget_source"
    __table_args__ = (CheckConstraint("months BETWEEN 1 AND 12", name="months"),)
    loan_id: Mapped[int] = _of_loan()
    consented_on: Mapped[date]
    #: so many months were averaged
    months: Mapped[int]
    #: somebody wrote other figures than the notes had
    changed: Mapped[bool]


class LoanCollateral(Base):
    """A thing pledged for a loan, and its picture."""

    __tablename__ = "loan_collateral"
    __table_args__ = (CheckConstraint("value > 0", name="value"), Index(None, "loan_id"))
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    loan_id: Mapped[int] = mapped_column(ForeignKey("loan.id"))
    kind: Mapped[str]
    description: Mapped[str]
    #: rupiah that it would fetch
    value: Mapped[int]
    #: the shrunk picture in the folder of files; "" without one
    file_key: Mapped[str]
    content_type: Mapped[str]
    made_by: Mapped[int]
    made_at: Mapped[datetime]


class LoanGuarantor(Base):
    """A member who stands for a loan, with so much of the savings or with the whole group."""

    __tablename__ = "loan_guarantor"
    __table_args__ = (
        ForeignKeyConstraint(
            ["cooperative_id", "member_id"], ["member.cooperative_id", "member.id"]
        ),
        UniqueConstraint("loan_id", "member_id"),
        CheckConstraint("pledge >= 0", name="pledge"),
        Index(None, "cooperative_id", "member_id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    cooperative_id: Mapped[int] = mapped_column(ForeignKey("cooperative.id"))
    loan_id: Mapped[int] = mapped_column(ForeignKey("loan.id"))
    member_id: Mapped[int]
    #: rupiah of simpanan sukarela held while the loan runs; zero for a member of the liable group
    pledge: Mapped[int]


class LoanDocument(Base):
    """A paper that was seen."""

    __tablename__ = "loan_document"
    loan_id: Mapped[int] = _of_loan()
    kind: Mapped[str] = mapped_column(Text, primary_key=True)
