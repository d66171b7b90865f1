"""Who began to save for something, by day: goals and time deposits."""

from datetime import date

import sqlalchemy as sa

from coop_app.db import session
from coop_app.savings.models import DepositAct, SavingsGoal, TimeDeposit


def savings_begun(cooperative_id: int, start: date, end: date) -> dict[int, date]:
    """Member → the last day between two on which they began a goal or a time deposit."""
    goals = sa.select(SavingsGoal.member_id, SavingsGoal.begun_on).where(
        SavingsGoal.cooperative_id == cooperative_id, SavingsGoal.begun_on.between(start, end)
    )
    deposits = (
        sa.select(TimeDeposit.member_id, DepositAct.on_date)
        .join(DepositAct, DepositAct.deposit_id == TimeDeposit.id)
        .where(TimeDeposit.cooperative_id == cooperative_id, DepositAct.kind == "placed")
        .where(DepositAct.on_date.between(start, end))
    )
    found: dict[int, date] = {}
    for query in (goals, deposits):
        for member_id, day in session.execute(query):
            found[member_id] = max(day, found.get(member_id, day))
    return found
