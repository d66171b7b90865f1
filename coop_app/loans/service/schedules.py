"""Schedules are written once; a change is a new version."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from coop_app import clock, db
from coop_app.auth.rules.desk import Desk
from coop_app.loans.models import LoanInstalment, LoanSchedule
from coop_app.loans.rules.schedule import Instalment


@dataclass(frozen=True, slots=True)
class NewVersion:
    """The rows that hold from a day on, and why."""

    rows: Sequence[Instalment]
    from_day: date
    reason: str = ""


def write_schedule(*, desk: Desk, loan_id: int, new: NewVersion) -> int:
    """Add the next version of a loan's schedule; returns its version."""
    newest = sa.select(sa.func.max(LoanSchedule.version)).where(LoanSchedule.loan_id == loan_id)
    head = LoanSchedule(
        loan_id=loan_id, version=1 + (db.session.scalar(newest) or 0), from_day=new.from_day,
        instalments=len(new.rows), reason=new.reason, made_by=desk.user_id,
        approved_by=desk.approved_by, made_at=clock.now(),
    )  # fmt: skip
    db.session.add(head)
    db.session.flush()
    rows = [
        {
            "schedule_id": head.id, "number": row.number, "due": row.due,
            "principal": int(row.principal), "interest": int(row.interest),
        }
        for row in new.rows
    ]  # fmt: skip
    db.write_connection().execute(sa.insert(LoanInstalment), rows)
    return head.version
