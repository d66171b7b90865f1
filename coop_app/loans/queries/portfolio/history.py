"""How loans were judged at the ends of months, and the runs that did it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from coop_app.dates import Month
from coop_app.db import session
from coop_app.loans.models import LoanClassRow, LoanMonth, LoanMonthRun
from coop_app.loans.rules.collectability import LoanClass
from coop_app.money import Money


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a month, and the entries it posted."""

    id: int
    month: Month
    number: int
    made_by: int
    made_at: datetime
    allowance_seq: int | None
    accrual_seq: int | None


@dataclass(frozen=True, slots=True)
class KeptRow:
    """How one loan was judged by a run."""

    loan_class: LoanClass
    days_late: int
    principal: Money
    allowance: Money
    accrued: Money
    why: str


_LAST = (
    (LoanMonth.book_id == LoanMonthRun.book_id)
    & (LoanMonth.month == LoanMonthRun.month)
    & (LoanMonth.runs == LoanMonthRun.number)
)


def classes_of_months(book_id: int) -> dict[int, dict[Month, LoanClass]]:
    """Loan → month → the class by the last run of the month; lancar left out, it decides nothing."""
    query = (
        sa.select(LoanClassRow.loan_id, LoanMonthRun.month, LoanClassRow.loan_class)
        .join(LoanMonthRun, LoanMonthRun.id == LoanClassRow.run_id)
        .join(LoanMonth, _LAST)
        .where(LoanMonthRun.book_id == book_id, LoanClassRow.loan_class != LoanClass.CURRENT.value)
    )
    found: dict[int, dict[Month, LoanClass]] = defaultdict(dict)
    for loan_id, month, loan_class in session.execute(query):
        found[loan_id][Month.parse(month)] = LoanClass(loan_class)
    return found


def last_run(cooperative_id: int, book_id: int, month: Month) -> Run | None:
    """The run that holds for a month."""
    found = runs(cooperative_id, book_id, month)
    return found[-1] if found else None


def runs(cooperative_id: int, book_id: int, month: Month | None = None) -> list[Run]:
    """The runs of a month, or of all, oldest first."""
    query = sa.select(LoanMonthRun).where(
        LoanMonthRun.cooperative_id == cooperative_id, LoanMonthRun.book_id == book_id
    )
    if month is not None:
        query = query.where(LoanMonthRun.month == str(month))
    rows = session.scalars(query.order_by(LoanMonthRun.month, LoanMonthRun.number))
    return [_run(row) for row in rows]


def _run(row: LoanMonthRun) -> Run:
    return Run(
        row.id, Month.parse(row.month), row.number, row.made_by, row.made_at, row.allowance_seq,
        row.accrual_seq,
    )  # fmt: skip


def rows_of_run(run_id: int) -> dict[int, KeptRow]:
    """Loan → how a run judged it."""
    query = sa.select(LoanClassRow).where(LoanClassRow.run_id == run_id)
    return {
        row.loan_id: KeptRow(
            LoanClass(row.loan_class), row.days_late, Money(row.principal), Money(row.allowance),
            Money(row.accrued), row.why,
        )
        for row in session.scalars(query)
    }  # fmt: skip
