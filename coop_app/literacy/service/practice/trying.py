"""Trying an exercise: begin, ask for a hint, let it be checked."""

import json
from dataclasses import replace

import sqlalchemy as sa

from coop_app import clock
from coop_app.auth.rules.desk import Desk
from coop_app.db import session
from coop_app.literacy.models.practice import PracticeAttempt, PracticeCheck
from coop_app.literacy.rules.practice import catalogue, checking, reasons
from coop_app.literacy.rules.practice.shapes import ANSWER, Exercise, Facts, Verdict
from coop_app.literacy.service.practice import rooms
from coop_app.literacy.service.practice.neighbours import Begun, books
from coop_app.refusal import N_, NotFound, Refused


class NotBegun(Refused):
    """What was booked counts from the moment an exercise is begun."""

    message = N_("Begin the exercise first.")


def exercise_of(key: str) -> Exercise:
    """Raises `NotFound`."""
    found = catalogue.exercises().get(key)
    if found is None:
        raise NotFound
    return found


def begin(
    *, desk: Desk, room: rooms.Room, exercise: Exercise, begun: Begun, request_id: str
) -> int:
    """Write down that an exercise begins; returns the try's key."""
    if earlier := was_begun(desk.cooperative_id, request_id):
        return earlier
    row = PracticeAttempt(
        cooperative_id=desk.cooperative_id, room_id=room.id, user_id=desk.user_id,
        exercise=exercise.key, since_seq=begun.since_seq, facts=json.dumps(dict(begun.facts)),
        hints=0, tries=0, begun_at=clock.now(), request_id=request_id,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row.id


def was_begun(cooperative_id: int, request_id: str) -> int:
    """The try an earlier sending of the same form began, 0 for none."""
    same = sa.select(PracticeAttempt.id).where(
        PracticeAttempt.cooperative_id == cooperative_id, PracticeAttempt.request_id == request_id
    )
    return session.scalar(same) or 0


def place_of(*, desk: Desk, exercise: Exercise) -> tuple[rooms.Room, Facts]:
    """The room of the latest try and its facts. Raises `NotBegun`."""
    row = _running(desk, exercise)
    room = rooms.current(desk.cooperative_id, desk.user_id)
    if room is None or room.id != row.room_id:
        raise NotBegun
    return room, json.loads(row.facts)


def ask_hint(*, desk: Desk, exercise: Exercise) -> None:
    """One more of the three hints. Raises `NotBegun`."""
    row = _running(desk, exercise)
    row.hints = min(row.hints + 1, len(exercise.hints))
    session.flush()


def judged(*, desk: Desk, exercise: Exercise, answer: int | None = None) -> Verdict:
    """The verdict on what is in the practice books now; nothing is written. Raises `NotBegun`."""
    room, facts = place_of(desk=desk, exercise=exercise)
    running = _running(desk, exercise)
    begun = Begun(running.since_seq, facts)
    evidence = books().look(room.keys, begun, desk.today)
    verdict = checking.judge(exercise, begun.facts, replace(evidence, answer=answer))
    if not verdict.passed and exercise.kind != ANSWER and _begun_since(running):
        return Verdict(False, reasons.OTHER_BEGUN)
    return replace(verdict, said=catalogue.told(verdict.said, begun.facts))


def _begun_since(running: PracticeAttempt) -> bool:
    """Whether another exercise was set out in the same books since."""
    query = sa.select(PracticeAttempt.id).where(
        PracticeAttempt.cooperative_id == running.cooperative_id,
        PracticeAttempt.room_id == running.room_id,
        PracticeAttempt.id > running.id,
    )
    return session.scalar(query.limit(1)) is not None


def keep(*, desk: Desk, exercise: Exercise, verdict: Verdict, request_id: str) -> None:
    """Write a verdict down; the same form again changes nothing. Raises `NotBegun`."""
    row = _running(desk, exercise)
    same = sa.select(PracticeCheck.id).where(
        PracticeCheck.cooperative_id == desk.cooperative_id, PracticeCheck.request_id == request_id
    )
    if session.scalar(same):
        return
    now = clock.now()
    row.tries += 1
    if verdict.passed and row.passed_at is None:
        row.passed_at = now
    check = PracticeCheck(
        cooperative_id=desk.cooperative_id, attempt_id=row.id, passed=verdict.passed,
        reason=verdict.said or verdict.reason, facts=json.dumps(dict(verdict.facts)),
        made_at=now, request_id=request_id,
    )  # fmt: skip
    session.add(check)
    session.flush()


def _running(desk: Desk, exercise: Exercise) -> PracticeAttempt:
    query = sa.select(PracticeAttempt).where(
        PracticeAttempt.cooperative_id == desk.cooperative_id,
        PracticeAttempt.user_id == desk.user_id,
        PracticeAttempt.exercise == exercise.key,
    )
    row = session.scalar(query.order_by(PracticeAttempt.id.desc()).limit(1))
    if row is None:
        raise NotBegun
    return row
