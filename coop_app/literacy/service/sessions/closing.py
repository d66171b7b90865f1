"""Closing a session fixes its list; what turns out wrong afterwards is corrected with a reason."""

from datetime import date, datetime

from coop_app import clock
from coop_app.auth.rules.desk import Desk
from coop_app.db import session
from coop_app.fingerprint import fingerprint
from coop_app.literacy.models.sessions import AttendanceCorrection, TrainingSession
from coop_app.literacy.queries import sessions as queries
from coop_app.literacy.queries.sessions import AttendanceRow
from coop_app.literacy.rules.sessions import planning, presence
from coop_app.literacy.rules.sessions.planning import State
from coop_app.literacy.rules.sessions.presence import Presence
from coop_app.literacy.service.sessions.noting import done_before, locked, note_act
from coop_app.literacy.service.sessions.writing import (
    attend,
    forget,
    noted,
    speak_for_doubles,
    waited_for,
)
from coop_app.literacy.service.trailing import trail
from coop_app.members.rules.names import tidy
from coop_app.refusal import RequestReused


def close_session(*, desk: Desk, session_id: int, request_id: str) -> None:
    """Fix who was there and for how long; names without consent go.

    Raises `NobodyPresent`, `StepNotPossible`, `ClosedTooEarly`, `RequestReused`, `NotFound`.
    """
    row = locked(desk.cooperative_id, session_id)
    mark = fingerprint(("closed", session_id))
    if done_before(desk, request_id, mark):
        return
    planning.check_step(State(row.state), State.CLOSED)
    planning.check_closing(row.held_on, desk.today)
    here = [one for one in queries.attendances(session_id) if one.present]
    if not here:
        raise presence.NobodyPresent
    held = noted(row)  # held, so that each is read once
    for one in here:
        minutes = one.minutes or proposed(row, one)
        stays = presence.fixed(Presence(one.invited, one.present, minutes), row.minutes)
        attend(row, one.participant_id, stays, way=one.way)
        if not one.consented and one.member_id is None and one.name:
            person = waited_for(desk.cooperative_id, one.participant_id)
            forget(person, desk.today, withdrawn=False)
    speak_for_doubles(row, [one.participant_id for one in here])
    del held
    row.state = State.CLOSED.value
    note_act(desk, row, "closed", request=(request_id, mark))
    trail(desk, "session_closed", object=f"session:{session_id}", present=len(here))


def proposed(over: TrainingSession, one: AttendanceRow) -> int | None:
    """The minutes of somebody who joined late by phone, None when nothing says so."""
    if one.joined_at is None:
        return None
    late = _minutes_after(over.held_on, over.starts_at, one.joined_at)
    return presence.proposed_minutes(over.minutes, late)


def _minutes_after(held_on: date, starts_at: str, joined_at: datetime) -> int:
    """Minutes between the start on the office's clock and a moment."""
    begun = datetime.fromisoformat(f"{held_on.isoformat()}T{starts_at}")
    there = clock.office_time(joined_at).replace(tzinfo=None)
    return int((there - begun).total_seconds() // 60) if there.date() == held_on else 0


def correct(
    *, desk: Desk, session_id: int, participant_id: int, now: Presence, reason: str, request_id: str
) -> None:
    """What a closed list should have said of one person; the list itself stays.

    Raises `ReasonMissing`, `MinutesOfPresence`, `NothingToCorrect`, `StepNotPossible`, `RequestReused`, `NotFound`.
    """
    row = locked(desk.cooperative_id, session_id)
    person = waited_for(desk.cooperative_id, participant_id)
    why = tidy(reason)[:300]
    fixed = presence.fixed(now, row.minutes)
    mark = fingerprint((session_id, person.id, fixed, why))
    if _corrected_before(desk, request_id, mark):
        return
    _check(row, fixed, why)
    was = _as_listed(session_id, person.id)
    if (was.present, was.minutes) == (fixed.present, fixed.minutes):
        raise presence.NothingToCorrect
    session.add(
        AttendanceCorrection(
            cooperative_id=desk.cooperative_id, session_id=session_id, participant_id=person.id,
            was_present=was.present, was_minutes=was.minutes, present=fixed.present,
            minutes=fixed.minutes, reason=why, request_id=request_id, fingerprint=mark,
            made_by=desk.user_id, made_at=clock.now(),
        )
    )  # fmt: skip
    session.flush()
    trail(
        desk, "attendance_corrected", object=f"session:{session_id}", reason=why, person=person.id
    )


def _as_listed(session_id: int, participant_id: int) -> Presence:
    """What the list says of somebody; nothing of those who are not on it."""
    for one in queries.attendances(session_id):
        if one.participant_id == participant_id:
            return Presence(False, one.present, one.minutes)
    return Presence()


def _corrected_before(desk: Desk, request_id: str, mark: str) -> bool:
    earlier = queries.find_correction(desk.cooperative_id, request_id)
    if earlier not in (None, mark):
        raise RequestReused
    return earlier == mark


def _check(row: TrainingSession, fixed: Presence, why: str) -> None:
    if row.state != State.CLOSED:
        raise planning.StepNotPossible
    if not why:
        raise planning.ReasonMissing
    presence.check_minutes(fixed.minutes)
