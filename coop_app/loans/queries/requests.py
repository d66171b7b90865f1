"""What an application says: household budget, collateral, guarantors, papers; and its steps."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from coop_app.db import session
from coop_app.loans.models import (
    Loan,
    LoanBudgetLine,
    LoanBudgetSource,
    LoanCollateral,
    LoanDocument,
    LoanGuarantor,
    LoanStep,
)
from coop_app.loans.rules import stages
from coop_app.loans.rules.lending.affordability import BudgetLine
from coop_app.loans.rules.lending.application import Pledge
from coop_app.loans.rules.lending.household import BudgetSource
from coop_app.money import ZERO, Money
from coop_app.refusal import NotFound

#: while a loan stands here, the savings pledged for it are held
HOLDING = (stages.RECOMMENDED, stages.APPROVED, stages.DISBURSED, stages.WRITTEN_OFF)


@dataclass(frozen=True, slots=True)
class Collateral:
    """A thing pledged for a loan."""

    id: int
    loan_id: int
    kind: str
    description: str
    value: Money
    file_key: str
    content_type: str


@dataclass(frozen=True, slots=True)
class Details:
    """Everything an application says besides amount and term."""

    budget: tuple[BudgetLine, ...]
    pledges: tuple[Pledge, ...]
    collaterals: tuple[Collateral, ...]
    documents: tuple[str, ...]
    #: whether the family let us read its own notes
    source: BudgetSource | None = None

    @property
    def worth(self) -> Money:
        """What the collateral would fetch."""
        return sum((thing.value for thing in self.collaterals), ZERO)

    @property
    def held(self) -> Money:
        """The savings of guarantors that are held."""
        return sum((pledge.amount for pledge in self.pledges), ZERO)


@dataclass(frozen=True, slots=True)
class PastStep:
    """One step of a loan's history."""

    step: str
    on: date
    text: str
    made_by: int
    approved_by: int | None
    made_at: datetime


def details_of(loan_id: int) -> Details:
    """What the application of a loan of this cooperative says; the caller knows whose loan it is."""
    budget = sa.select(LoanBudgetLine).where(LoanBudgetLine.loan_id == loan_id)
    lines = session.scalars(budget.order_by(LoanBudgetLine.position))
    stands = sa.select(LoanGuarantor).where(LoanGuarantor.loan_id == loan_id)
    pledges = session.scalars(stands.order_by(LoanGuarantor.id))
    papers = sa.select(LoanDocument.kind).where(LoanDocument.loan_id == loan_id)
    return Details(
        tuple(BudgetLine(row.kind, row.label, Money(row.amount)) for row in lines),
        tuple(Pledge(row.member_id, Money(row.pledge)) for row in pledges),
        tuple(_collaterals(LoanCollateral.loan_id == loan_id)),
        tuple(session.scalars(papers.order_by(LoanDocument.kind))),
        _source(session.get(LoanBudgetSource, loan_id)),
    )


def _source(row: LoanBudgetSource | None) -> BudgetSource | None:
    return BudgetSource(row.consented_on, row.months, row.changed) if row else None


def get_collateral(cooperative_id: int, collateral_id: int) -> Collateral:
    """One thing. Raises `NotFound`, also for another cooperative's."""
    mine = LoanCollateral.cooperative_id == cooperative_id
    found = _collaterals(mine & (LoanCollateral.id == collateral_id))
    if not found:
        raise NotFound
    return found[0]


def _collaterals(mine: sa.ColumnElement[bool]) -> list[Collateral]:
    rows = session.scalars(sa.select(LoanCollateral).where(mine).order_by(LoanCollateral.id))
    return [
        Collateral(
            row.id, row.loan_id, row.kind, row.description, Money(row.value), row.file_key,
            row.content_type,
        )
        for row in rows
    ]  # fmt: skip


def steps_of(loan_id: int) -> list[PastStep]:
    """What happened to a loan, oldest first."""
    query = sa.select(LoanStep).where(LoanStep.loan_id == loan_id).order_by(LoanStep.id)
    return [
        PastStep(row.step, row.on, row.text, row.made_by, row.approved_by, row.made_at)
        for row in session.scalars(query)
    ]


def pledged_by(cooperative_id: int, member_ids: Collection[int]) -> dict[int, dict[int, Money]]:
    """Member → loan → savings held for it."""
    query = (
        sa.select(LoanGuarantor.member_id, LoanGuarantor.loan_id, LoanGuarantor.pledge)
        .join(Loan, Loan.id == LoanGuarantor.loan_id)
        .where(
            LoanGuarantor.cooperative_id == cooperative_id,
            LoanGuarantor.member_id.in_(member_ids),
            LoanGuarantor.pledge > 0,
            Loan.stage.in_(HOLDING),
        )
        .order_by(LoanGuarantor.loan_id)
    )
    found: dict[int, dict[int, Money]] = {}
    for row in session.execute(query):
        found.setdefault(row.member_id, {})[row.loan_id] = Money(row.pledge)
    return found


def stands_for(cooperative_id: int, member_id: int) -> list[int]:
    """Loans that a member stands for and that are not over."""
    query = (
        sa.select(LoanGuarantor.loan_id)
        .join(Loan, Loan.id == LoanGuarantor.loan_id)
        .where(
            LoanGuarantor.cooperative_id == cooperative_id,
            LoanGuarantor.member_id == member_id,
            Loan.stage.in_(HOLDING),
        )
    )
    return list(session.scalars(query.order_by(LoanGuarantor.loan_id)))
