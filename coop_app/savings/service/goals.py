"""Naming what a member saves for, and ending it."""

import sqlalchemy as sa

from coop_app import auth, clock
from coop_app.db import session
from coop_app.members import queries as members
from coop_app.refusal import NotFound, RequestReused
from coop_app.savings import queries
from coop_app.savings.models import SavingsGoal
from coop_app.savings.rules import goals
from coop_app.savings.rules.goals import Wish
from coop_app.savings.rules.payments import Desk
from coop_app.savings.service.recording import queue


def add_goal(*, desk: Desk, member_id: int, wish: Wish, request_id: str) -> int:
    """Name a goal of a member; the same request id names it once. Returns its key.

    Raises `GoalUnnamed`, `GoalWithoutAmount`, `GoalInThePast`, `TooManyGoals`, `RequestReused`, `NotFound`.
    """
    members.get_member(desk.cooperative_id, member_id)
    queue(desk, [member_id])
    if earlier := queries.find_goal_request(desk.cooperative_id, request_id):
        if (earlier.member_id, earlier.wish) != (member_id, wish):
            raise RequestReused
        return earlier.id
    goals.check(
        wish, today=desk.today, count=len(queries.list_goals(desk.cooperative_id, member_id))
    )
    row = SavingsGoal(
        cooperative_id=desk.cooperative_id, member_id=member_id, name=wish.name.strip(),
        target=int(wish.target), wanted_on=wish.wanted_on, begun_on=desk.today,
        request_id=request_id, made_by=desk.user_id, made_at=clock.now(),
    )  # fmt: skip
    session.add(row)
    session.flush()
    _note("savings.goal_named", desk, row)
    return row.id


def end_goal(*, desk: Desk, goal_id: int) -> None:
    """Save for it no longer: reached, or given up. Raises `GoalEnded`, `NotFound`."""
    row = session.scalar(
        sa.select(SavingsGoal)
        .where(SavingsGoal.id == goal_id, SavingsGoal.cooperative_id == desk.cooperative_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if row is None:
        raise NotFound
    if row.ended_on is not None:
        raise goals.GoalEnded
    row.ended_on, row.ended_by, row.ended_at = desk.today, desk.user_id, clock.now()
    session.flush()
    _note("savings.goal_ended", desk, row)


def _note(action: str, desk: Desk, row: SavingsGoal) -> None:
    auth.audit_trail(
        action, cooperative_id=desk.cooperative_id, by=desk.user_id,
        object=f"savings_goal:{row.id}",
        after={"member": row.member_id, "name": row.name, "target": row.target},
    )  # fmt: skip
