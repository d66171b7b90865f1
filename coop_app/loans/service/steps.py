"""One step of a loan: the stage it leads to, kept with who, when and why."""

from dataclasses import dataclass
from datetime import date

from coop_app import auth, clock
from coop_app.auth.rules.desk import Desk
from coop_app.db import session
from coop_app.loans.models import Loan, LoanStep
from coop_app.loans.rules import stages
from coop_app.refusal import NotFound


@dataclass(frozen=True, slots=True)
class Step:
    """What happened: an act of `stages.ACTS`, the day, and the words that explain it."""

    act: str
    on: date
    text: str = ""


def locked(desk: Desk, loan_id: int) -> Loan:
    """The loan's row, held until the transaction ends. Raises `NotFound`."""
    row = session.get(Loan, loan_id, with_for_update=True, populate_existing=True)
    if row is None or row.cooperative_id != desk.cooperative_id:
        raise NotFound
    return row


def take(desk: Desk, row: Loan, step: Step) -> None:
    """Move a locked loan to the stage that the act leads to. Raises `NotAtThisStage`."""
    before, row.stage = row.stage, stages.after(row.stage, step.act)
    note(desk, row, step)
    auth.audit_trail(
        f"loans.{step.act}", cooperative_id=desk.cooperative_id, by=desk.user_id,
        object=f"loan:{row.id}", before=before, after=row.stage, reason=step.text,
    )  # fmt: skip


def note(desk: Desk, row: Loan, step: Step) -> None:
    """Write a step into the loan's history."""
    session.add(
        LoanStep(
            loan_id=row.id,
            step=step.act,
            on=step.on,
            text=step.text.strip(),
            made_by=desk.user_id,
            approved_by=desk.approved_by,
            made_at=clock.now(),
        )
    )
    session.flush()
