"""Promises, what was heard of them, and who is to be asked."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa

from coop_app.db import session
from coop_app.literacy.models.lessons import LearningPromise, PromiseFollowUp
from coop_app.literacy.models.sessions import Participant, TrainingSession
from coop_app.literacy.rules.lessons import promises as rules
from coop_app.refusal import NotFound

_MOST_KEYS = 400
_PATIENCE = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """One promise."""

    id: int
    session_id: int
    participant_id: int
    suggested: str
    text: str
    made_on: date


@dataclass(frozen=True, slots=True)
class FollowUpRow:
    """What was heard after one or three months."""

    promise_id: int
    months: int
    asked_on: date
    way: str
    reached: bool
    kept_budget: bool | None
    saved: str | None
    compared: bool | None
    promise_kept: str | None


@dataclass(frozen=True, slots=True)
class Due:
    """Somebody who is to be asked."""

    promise: PromiseRow
    months: int
    due_on: date
    name: str
    village: str
    phone: str

    def is_late(self, today: date) -> bool:
        """Whether two weeks have gone by."""
        return self.due_on + _PATIENCE < today


def promises_of(cooperative_id: int, session_ids: Sequence[int]) -> list[PromiseRow]:
    """The promises made in these sessions, oldest first."""
    found: list[PromiseRow] = []
    for start in range(0, len(session_ids), _MOST_KEYS):
        part = session_ids[start : start + _MOST_KEYS]
        found += _read(cooperative_id, LearningPromise.session_id.in_(part))
    return found


def get_promise(cooperative_id: int, promise_id: int) -> PromiseRow:
    """One promise. Raises `NotFound`, also for another cooperative's."""
    rows = _read(cooperative_id, LearningPromise.id == promise_id)
    if not rows:
        raise NotFound
    return rows[0]


def _read(cooperative_id: int, *wanted: sa.ColumnElement[bool]) -> list[PromiseRow]:
    root = sa.func.coalesce(Participant.merged_into, Participant.id)
    rows = session.execute(
        sa.select(LearningPromise, root)
        .join(Participant, Participant.id == LearningPromise.participant_id)
        .where(LearningPromise.cooperative_id == cooperative_id, *wanted)
        .order_by(LearningPromise.id)
    )
    return [
        PromiseRow(row.id, row.session_id, person, row.suggested, row.text, row.made_on)
        for row, person in rows
    ]


def follow_ups_of(
    cooperative_id: int, promise_ids: Sequence[int]
) -> dict[int, dict[int, FollowUpRow]]:
    """What was heard, by promise and by months."""
    found: dict[int, dict[int, FollowUpRow]] = defaultdict(dict)
    names = FollowUpRow.__dataclass_fields__
    for start in range(0, len(promise_ids), _MOST_KEYS):
        part = promise_ids[start : start + _MOST_KEYS]
        rows = session.scalars(
            sa.select(PromiseFollowUp).where(
                PromiseFollowUp.cooperative_id == cooperative_id,
                PromiseFollowUp.promise_id.in_(part),
            )
        )
        for row in rows:
            kept = FollowUpRow(**{name: getattr(row, name) for name in names})
            found[row.promise_id][row.months] = kept
    return found


def due(cooperative_id: int, today: date, trainer_id: int | None = None) -> list[Due]:
    """Who is to be asked today, whoever has waited longest first; a cancelled session asks nobody.

    Nobody can find a person without a name, so nobody is sent to ask one.

    `trainer_id`: only participants of this trainer's sessions.
    """
    rows = session.execute(
        sa.select(LearningPromise, Participant.name, Participant.village, Participant.phone)
        .join(Participant, Participant.id == _root())
        .join(TrainingSession, TrainingSession.id == LearningPromise.session_id)
        .where(LearningPromise.cooperative_id == cooperative_id, *_asked_for(today, trainer_id))
        .order_by(LearningPromise.id)
    ).all()
    done = _done(cooperative_id)
    found = [
        Due(
            PromiseRow(row.id, row.session_id, row.participant_id, row.suggested, row.text, row.made_on),
            months, rules.due_on(row.made_on, months), name, village, phone,
        )
        for row, name, village, phone in rows
        for months in rules.open_months(row.made_on, done.get(row.id, frozenset()), today)
    ]  # fmt: skip
    return sorted(found, key=lambda one: (one.due_on, one.name.casefold(), one.promise.id))


def _asked_for(today: date, trainer_id: int | None) -> list[sa.ColumnElement[bool]]:
    """Promises of people who still want to be known, made in sessions that were held."""
    wanted: list[sa.ColumnElement[bool]] = [
        LearningPromise.made_on <= today,
        TrainingSession.state != "cancelled",
        Participant.name != "",
    ]
    if trainer_id is not None:
        wanted.append(TrainingSession.trainer_id == trainer_id)
    return wanted


def _root() -> sa.ScalarSelect[int]:
    """The person a promise belongs to, also after two were found to be one."""
    noted = sa.alias(Participant.__table__)
    return (
        sa.select(sa.func.coalesce(noted.c.merged_into, noted.c.id))
        .where(noted.c.id == LearningPromise.participant_id)
        .scalar_subquery()
    )


def _done(cooperative_id: int) -> dict[int, frozenset[int]]:
    rows = session.execute(
        sa.select(PromiseFollowUp.promise_id, PromiseFollowUp.months).where(
            PromiseFollowUp.cooperative_id == cooperative_id
        )
    )
    found: dict[int, frozenset[int]] = {}
    for promise_id, months in rows:
        found[promise_id] = found.get(promise_id, frozenset()) | {months}
    return found


def count_due(cooperative_id: int, today: date, trainer_id: int | None = None) -> tuple[int, int]:
    """How many are to be asked, and how many of them have waited two weeks already."""
    late = today - _PATIENCE - timedelta(days=1)
    query = (
        sa.select(_sum_open(today), _sum_open(late))
        .join(Participant, Participant.id == _root())
        .join(TrainingSession, TrainingSession.id == LearningPromise.session_id)
        .where(LearningPromise.cooperative_id == cooperative_id, *_asked_for(today, trainer_id))
    )
    count, waited = session.execute(query).one()
    return int(count or 0), int(waited or 0)


def _sum_open(on: date) -> sa.ColumnElement[int]:
    """How many askings are due on a day and not recorded, as one sum of the database's."""
    return sa.func.sum(
        sum(
            sa.case(((LearningPromise.made_on <= rules.made_until(on, months)) & ~_heard(months), 1), else_=0)
            for months in rules.AFTER
        )
    )  # fmt: skip


def _heard(months: int) -> sa.ColumnElement[bool]:
    return sa.exists().where(
        PromiseFollowUp.promise_id == LearningPromise.id, PromiseFollowUp.months == months
    )
