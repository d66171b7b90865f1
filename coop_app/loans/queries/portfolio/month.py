"""What a month's end asks of the books: for every loan its class and why, what is held and what should be."""

from dataclasses import dataclass

from coop_app import ledger
from coop_app.dates import Month
from coop_app.loans.entries import Borrower, Move
from coop_app.loans.queries.portfolio.history import KeptRow, Run, last_run, rows_of_run
from coop_app.loans.queries.portfolio.judged import Judged, LoanBook, loan_book
from coop_app.loans.rules.portfolio import wording
from coop_app.loans.rules.portfolio.provisions import Change
from coop_app.money import ZERO, Money

ALLOWANCE, ACCRUED = "loan_loss_allowance", "accrued_loan_interest"


@dataclass(frozen=True, slots=True)
class MonthLine:
    """One loan at a month's end; without a judgement nothing of it is left but what the books hold."""

    borrower: Borrower
    judged: Judged | None
    allowance: Change
    accrual: Change


@dataclass(frozen=True, slots=True)
class MonthPlan:
    """What a run would do; `run` is the last one that was made for the month."""

    month: Month
    lines: tuple[MonthLine, ...]
    run: Run | None
    kept: dict[int, KeptRow]

    @property
    def allowance_moves(self) -> list[Move]:
        """What is to be posted to the allowance."""
        return _moves([(line.borrower, line.allowance) for line in self.lines])

    @property
    def accrual_moves(self) -> list[Move]:
        """What is to be posted to the interest that is due."""
        return _moves([(line.borrower, line.accrual) for line in self.lines])

    @property
    def rows(self) -> dict[int, KeptRow]:
        """Loan → how a run made now would judge it."""
        judged = [line.judged for line in self.lines if line.judged]
        return {one.loan.id: kept_row(one) for one in judged}

    @property
    def is_done(self) -> bool:
        """Whether a run made now would find nothing new."""
        return not self.allowance_moves and not self.accrual_moves and self.rows == self.kept


def _moves(changes: list[tuple[Borrower, Change]]) -> list[Move]:
    return [Move(who, change.difference) for who, change in changes if change.difference]


def kept_row(one: Judged) -> KeptRow:
    """A judgement as it is kept."""
    return KeptRow(
        one.loan_class, one.position.days_late, one.principal, one.allowance, one.accrued,
        wording.write(one.judgement.why),
    )  # fmt: skip


def month_plan(
    cooperative_id: int, book_id: int, month: Month, *, book: LoanBook | None = None
) -> MonthPlan:
    """Everything a run of this month rests on; nothing is written."""
    loans = book or loan_book(cooperative_id, book_id)
    judged = {one.loan.id: one for one in loans.on(month.last)}
    set_aside = _held(book_id, ALLOWANCE, month, sign=-1)
    due = _held(book_id, ACCRUED, month, sign=1)
    run = last_run(cooperative_id, book_id, month)
    lines = tuple(
        _line(Borrower(loan.id, loan.group_id), judged.get(loan.id), set_aside, due)
        for loan in loans.loans
        if loan.id in judged or set_aside.get(loan.subject) or due.get(loan.subject)
    )
    return MonthPlan(month, lines, run, rows_of_run(run.id) if run else {})


def _held(book_id: int, role: str, month: Month, *, sign: int) -> dict[str, Money]:
    found = ledger.subject_balances_on(book_id=book_id, account=role, on=month.last)
    return {subject: amount * sign for subject, amount in found.items()}


def _line(
    borrower: Borrower, judged: Judged | None, set_aside: dict[str, Money], due: dict[str, Money]
) -> MonthLine:
    subject = borrower.subject
    return MonthLine(
        borrower,
        judged,
        Change(set_aside.get(subject, ZERO), judged.allowance if judged else ZERO),
        Change(due.get(subject, ZERO), judged.accrued if judged else ZERO),
    )
