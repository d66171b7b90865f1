"""Planning a session, changing the plan, opening the door, or giving it up."""

import secrets
from dataclasses import asdict, replace

import sqlalchemy as sa

from coop_app import clock
from coop_app.auth import queries as people
from coop_app.auth.rules.desk import Desk
from coop_app.db import session
from coop_app.fingerprint import fingerprint
from coop_app.literacy.models.sessions import TrainingSession
from coop_app.literacy.rules.sessions import codes, planning
from coop_app.literacy.rules.sessions.planning import Plan, State
from coop_app.literacy.service.sessions.noting import done_before, locked, note_act
from coop_app.literacy.service.trailing import trail
from coop_app.members import queries as members
from coop_app.members.rules.names import tidy
from coop_app.refusal import NotFound, RequestReused

_CHANCE = secrets.SystemRandom()


def plan_session(*, desk: Desk, plan: Plan, request_id: str) -> int:
    """Write down a session and draw its code; the same request id does it once. Returns its key.

    Raises `SessionUntitled`, `PlaceMissing`, `MinutesImpossible`, `TimeUnclear`, `RequestReused`, `NotFound`.
    """
    plan, mark = _checked(desk, plan), fingerprint(plan)
    if earlier := _earlier(desk, request_id):
        if earlier.fingerprint != mark:
            raise RequestReused
        return earlier.id
    row = TrainingSession(
        cooperative_id=desk.cooperative_id, **asdict(plan), join_code=_free_code(),
        state=State.PLANNED.value, request_id=request_id, fingerprint=mark, made_by=desk.user_id,
        made_at=clock.now(),
    )  # fmt: skip
    session.add(row)
    session.flush()
    trail(desk, "session_planned", object=f"session:{row.id}", **asdict(plan))
    return row.id


def change_session(*, desk: Desk, session_id: int, plan: Plan) -> None:
    """Another day, place or trainer, while it is not over.

    Raises as `plan_session`, and `SessionOver`, `MovedWhileOpen`.
    """
    row = locked(desk.cooperative_id, session_id)
    planning.check_running(row.state)
    plan = _checked(desk, plan)
    planning.check_day(row.state, plan.held_on, desk.today)
    before = {name: getattr(row, name) for name in asdict(plan)}
    for name, value in asdict(plan).items():
        setattr(row, name, value)
    session.flush()
    if before != asdict(plan):
        trail(
            desk, "session_changed", object=f"session:{session_id}", before=before, **asdict(plan)
        )


def open_session(*, desk: Desk, session_id: int, request_id: str) -> None:
    """Let people join. Raises `OpenedTooEarly`, `StepNotPossible`, `RequestReused`, `NotFound`."""
    row = locked(desk.cooperative_id, session_id)
    mark = fingerprint(("opened", session_id))
    if done_before(desk, request_id, mark) or row.state == State.OPEN:
        return
    planning.check_step(State(row.state), State.OPEN)
    planning.check_opening(row.held_on, desk.today)
    row.state = State.OPEN.value
    note_act(desk, row, "opened", request=(request_id, mark))
    trail(desk, "session_opened", object=f"session:{session_id}")


def cancel_session(*, desk: Desk, session_id: int, reason: str, request_id: str) -> None:
    """It is not held. Raises `ReasonMissing`, `StepNotPossible`, `RequestReused`, `NotFound`."""
    row = locked(desk.cooperative_id, session_id)
    why = tidy(reason)[:300]
    mark = fingerprint(("cancelled", session_id, why))
    if done_before(desk, request_id, mark):
        return
    if not why:
        raise planning.ReasonMissing
    planning.check_step(State(row.state), State.CANCELLED)
    row.state = State.CANCELLED.value
    note_act(desk, row, "cancelled", request=(request_id, mark), reason=why)
    trail(desk, "session_cancelled", object=f"session:{session_id}", reason=why)


def _checked(desk: Desk, plan: Plan) -> Plan:
    clean = replace(
        plan, title=tidy(plan.title)[:120], place=tidy(plan.place)[:120],
        note=tidy(plan.note)[:500], starts_at=planning.checked_time(plan.starts_at),
    )  # fmt: skip
    planning.check_plan(clean)
    if clean.village_group_id is not None:
        members.get_group(desk.cooperative_id, clean.village_group_id)
    known = {one.id for one in members.list_programmes(desk.cooperative_id)}
    if clean.programme_id is not None and clean.programme_id not in known:
        raise NotFound
    if people.find_user(clean.trainer_id, desk.cooperative_id) is None:
        raise NotFound
    return clean


def _earlier(desk: Desk, request_id: str) -> TrainingSession | None:
    return session.scalar(
        sa.select(TrainingSession).where(
            TrainingSession.cooperative_id == desk.cooperative_id,
            TrainingSession.request_id == request_id,
        )
    )


def _free_code() -> str:
    """A code that no session of any cooperative has."""
    while True:
        code = codes.drawn(_CHANCE)
        taken = sa.select(TrainingSession.id).where(TrainingSession.join_code == code)
        if session.scalar(taken) is None:
            return code
