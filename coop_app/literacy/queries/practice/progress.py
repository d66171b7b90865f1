"""How far learners have come: tries, hints, exercises that passed."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from coop_app.db import session
from coop_app.literacy.models.practice import PracticeAttempt, PracticeCheck, PracticeRoom


@dataclass(frozen=True, slots=True)
class Attempt:
    """The latest try at an exercise."""

    id: int
    room_id: int
    exercise: str
    facts: dict[str, Any]
    hints: int
    tries: int
    begun_at: datetime
    passed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Check:
    """What the checker said once; `reason` is an English message id or an Indonesian sentence."""

    passed: bool
    reason: str
    facts: dict[str, Any]
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """One exercise as a learner stands with it."""

    tries: int
    hints: int
    passed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Learner:
    """One learner's progress."""

    user_id: int
    passed: int
    tries: int
    hints: int
    last_at: datetime


def attempt(cooperative_id: int, user_id: int, exercise: str) -> Attempt | None:
    """The latest try of a person at an exercise, in the room the person is in now."""
    query = (
        sa.select(PracticeAttempt)
        .join(PracticeRoom, PracticeRoom.id == PracticeAttempt.room_id)
        .where(
            PracticeAttempt.cooperative_id == cooperative_id,
            PracticeAttempt.user_id == user_id,
            PracticeAttempt.exercise == exercise,
            PracticeRoom.ended_at.is_(None),
        )
    )
    row = session.scalar(query.order_by(PracticeAttempt.id.desc()).limit(1))
    if row is None:
        return None
    return Attempt(
        row.id, row.room_id, row.exercise, json.loads(row.facts), row.hints, row.tries,
        row.begun_at, row.passed_at,
    )  # fmt: skip


def checks_of(cooperative_id: int, attempt_id: int, limit: int = 5) -> list[Check]:
    """What the checker said to a try, newest first."""
    query = (
        sa.select(PracticeCheck)
        .where(
            PracticeCheck.cooperative_id == cooperative_id, PracticeCheck.attempt_id == attempt_id
        )
        .order_by(PracticeCheck.id.desc())
        .limit(limit)
    )
    return [
        Check(row.passed, row.reason, json.loads(row.facts), row.made_at)
        for row in session.scalars(query)
    ]


def progress(cooperative_id: int, user_id: int) -> dict[str, Standing]:
    """Every exercise a person has tried, over all rooms; passed once is passed."""
    query = (
        sa.select(
            PracticeAttempt.exercise,
            sa.func.sum(PracticeAttempt.tries),
            sa.func.max(PracticeAttempt.hints),
            sa.func.min(PracticeAttempt.passed_at),
        )
        .where(PracticeAttempt.cooperative_id == cooperative_id, PracticeAttempt.user_id == user_id)
        .group_by(PracticeAttempt.exercise)
    )
    return {
        key: Standing(int(tries), int(hints), passed)
        for key, tries, hints, passed in session.execute(query)
    }


def passed_of(cooperative_id: int, user_id: int) -> int:
    """How many different exercises a person has passed."""
    return sum(1 for one in progress(cooperative_id, user_id).values() if one.passed_at)


def learners(cooperative_id: int) -> list[Learner]:
    """Everybody who has tried something, the latest first."""
    passed = sa.case((PracticeAttempt.passed_at.is_not(None), PracticeAttempt.exercise))
    query = (
        sa.select(
            PracticeAttempt.user_id,
            sa.func.count(sa.distinct(passed)),
            sa.func.sum(PracticeAttempt.tries),
            sa.func.sum(PracticeAttempt.hints),
            sa.func.max(PracticeAttempt.begun_at),
        )
        .where(PracticeAttempt.cooperative_id == cooperative_id)
        .group_by(PracticeAttempt.user_id)
        .order_by(sa.func.max(PracticeAttempt.begun_at).desc())
    )
    return [
        Learner(user_id, int(count), int(tries), int(hints), last)
        for user_id, count, tries, hints, last in session.execute(query)
    ]
