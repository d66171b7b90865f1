"""A new schedule for what is left of a loan, agreed by two people; the old one is kept."""

from dataclasses import dataclass, replace

import sqlalchemy as sa

from coop_app import auth, clock
from coop_app.auth.rules.desk import Desk
from coop_app.db import session
from coop_app.fingerprint import fingerprint
from coop_app.loans import queries
from coop_app.loans.models import LoanRescheduling, LoanSchedule
from coop_app.loans.queries import Placed
from coop_app.loans.rules import stages
from coop_app.loans.rules.lending.holidays import on_working_days
from coop_app.loans.rules.products import thousandths
from coop_app.loans.rules.rescheduling import Plan, Rescheduling, plan_of
from coop_app.loans.service.paying.recording import placed_for
from coop_app.loans.service.schedules import NewVersion, write_schedule
from coop_app.loans.service.steps import Step, locked, take
from coop_app.refusal import RequestReused


@dataclass(frozen=True, slots=True)
class Proposal:
    """The loan as it stands, and the schedule that would hold."""

    placed: Placed
    asked: Rescheduling
    plan: Plan


def reschedule(*, desk: Desk, asked: Rescheduling, request_id: str) -> int:
    """Write the next version of the schedule; returns its number. Nothing moves in the journal.

    Raises `NothingLeft`, `FirstDueTooEarly`, `ReasonTooShort`, `SecondPersonNeeded`, what
    `schedule_of` raises, the dates' refusals of `repay`, `LedgerDisagrees`, `NotAtThisStage`,
    `RequestReused`, `NotFound`.
    """
    row = locked(desk, asked.loan_id)
    mark = fingerprint(asked)
    if earlier := queries.find_rescheduling(desk.cooperative_id, request_id):
        if earlier.fingerprint != mark:
            raise RequestReused
        return earlier.version
    stages.after(row.stage, "reschedule")
    proposal = propose(desk=desk, asked=asked)
    auth.check_back_dating(desk, asked.on)
    auth.require_second_person(desk)
    new = NewVersion(proposal.plan.rows, asked.on, asked.reason.strip())
    version = write_schedule(desk=desk, loan_id=row.id, new=new)
    _keep(desk, proposal, version, (request_id, mark))
    take(desk, row, Step("reschedule", asked.on, asked.reason))
    return version


def propose(*, desk: Desk, asked: Rescheduling) -> Proposal:
    """What would hold; nothing is written. Raises as `reschedule`."""
    placed = placed_for(desk, asked.loan_id, asked.on)
    plan = plan_of(placed.position, asked)
    free_days = queries.holidays(desk.cooperative_id)
    fresh = on_working_days(plan.new_rows, placed.loan.terms.holiday_shift, free_days)
    old = plan.rows[: len(plan.rows) - len(fresh)]
    return Proposal(placed, asked, replace(plan, rows=(*old, *fresh)))


def _keep(desk: Desk, proposal: Proposal, version: int, asked: tuple[str, str]) -> None:
    loan_id, plan, wish = proposal.placed.loan.id, proposal.plan, proposal.asked
    schedule = sa.select(LoanSchedule.id).where(
        LoanSchedule.loan_id == loan_id, LoanSchedule.version == version
    )
    request_id, fingerprint = asked
    session.add(
        LoanRescheduling(
            schedule_id=session.scalars(schedule).one(), cooperative_id=desk.cooperative_id,
            loan_id=loan_id, first_number=plan.first_number, months=wish.months,
            method=wish.rate.method.value, per=wish.rate.per.value,
            percent=thousandths(wish.rate.percent), principal=int(plan.principal),
            carried_interest=int(plan.interest), carried_penalty=int(plan.penalty),
            waived_penalty=int(plan.waived_penalty), request_id=request_id,
            fingerprint=fingerprint, made_by=desk.user_id, approved_by=desk.approved_by,
            made_at=clock.now(),
        )
    )  # fmt: skip
    session.flush()
