"""Tests that were taken, with their answers; somebody noted twice has one sitting."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from coop_app.db import session
from coop_app.literacy.models.lessons import (
    KnowledgeAnswer,
    KnowledgeCorrection,
    KnowledgePhase,
    KnowledgeSitting,
)
from coop_app.literacy.models.sessions import Participant
from coop_app.literacy.rules.lessons.items import EMPTIED
from coop_app.refusal import NotFound

_MOST_KEYS = 400


@dataclass(frozen=True, slots=True)
class PhaseRow:
    """One of the two tests of a session."""

    session_id: int
    phase: str
    opened_at: datetime
    closed_at: datetime | None

    @property
    def is_open(self) -> bool:
        """Whether answers are taken."""
        return self.closed_at is None


@dataclass(frozen=True, slots=True)
class SittingRow:
    """One person's test."""

    id: int
    session_id: int
    phase: str
    participant_id: int
    manner: str
    made_at: datetime
    #: item → choice; a blank is not there
    answers: dict[str, int]


@dataclass(frozen=True, slots=True)
class AnswerCorrection:
    """A slip of typing that was mended."""

    participant_id: int
    phase: str
    item: str
    was: int | None
    choice: int
    reason: str
    made_by: int
    made_at: datetime


def phases_of(session_id: int) -> list[PhaseRow]:
    """The tests of a session, the one before first."""
    rows = session.scalars(
        sa.select(KnowledgePhase)
        .where(KnowledgePhase.session_id == session_id)
        .order_by(KnowledgePhase.phase.desc())
    )
    return [PhaseRow(row.session_id, row.phase, row.opened_at, row.closed_at) for row in rows]


def sittings_of(
    cooperative_id: int, session_ids: Sequence[int], phase: str = ""
) -> list[SittingRow]:
    """Every test taken in these sessions, oldest first."""
    found: list[SittingRow] = []
    for start in range(0, len(session_ids), _MOST_KEYS):
        part = session_ids[start : start + _MOST_KEYS]
        wanted: list[sa.ColumnElement[bool]] = [KnowledgeSitting.session_id.in_(part)]
        if phase:
            wanted.append(KnowledgeSitting.phase == phase)
        found += _read(cooperative_id, *wanted)
    return sorted(found, key=lambda row: row.id)


def find_sitting(
    cooperative_id: int, session_id: int, phase: str, participant_id: int
) -> SittingRow | None:
    """One person's test in a session."""
    rows = sittings_of(cooperative_id, [session_id], phase)
    return next((row for row in rows if row.participant_id == participant_id), None)


def get_sitting(cooperative_id: int, sitting_id: int) -> SittingRow:
    """One test. Raises `NotFound`, also for another cooperative's."""
    rows = _read(cooperative_id, KnowledgeSitting.id == sitting_id)
    if not rows:
        raise NotFound
    return rows[0]


def _read(cooperative_id: int, *wanted: sa.ColumnElement[bool]) -> list[SittingRow]:
    root = sa.func.coalesce(Participant.merged_into, Participant.id)
    sittings = session.execute(
        sa.select(KnowledgeSitting, root)
        .join(Participant, Participant.id == KnowledgeSitting.participant_id)
        .where(KnowledgeSitting.cooperative_id == cooperative_id, *wanted)
        .order_by(KnowledgeSitting.id)
    ).all()
    answers = session.execute(
        sa.select(KnowledgeAnswer.sitting_id, KnowledgeAnswer.item, KnowledgeAnswer.choice)
        .join(KnowledgeSitting, KnowledgeSitting.id == KnowledgeAnswer.sitting_id)
        .where(KnowledgeSitting.cooperative_id == cooperative_id, *wanted)
        .where(KnowledgeAnswer.choice != EMPTIED)
    )
    by_sitting: dict[int, dict[str, int]] = {row.id: {} for row, _person in sittings}
    for sitting_id, item, choice in answers:
        by_sitting[sitting_id][item] = choice
    return [
        SittingRow(
            row.id, row.session_id, row.phase, person, row.manner, row.made_at, by_sitting[row.id]
        )
        for row, person in sittings
    ]


def corrections_of(cooperative_id: int, session_id: int) -> list[AnswerCorrection]:
    """What was mended in the tests of a session, oldest first."""
    table = KnowledgeCorrection
    rows = session.execute(
        sa.select(table, KnowledgeSitting.participant_id, KnowledgeSitting.phase)
        .join(KnowledgeSitting, KnowledgeSitting.id == table.sitting_id)
        .where(table.cooperative_id == cooperative_id, KnowledgeSitting.session_id == session_id)
        .order_by(table.id)
    )
    return [
        AnswerCorrection(
            person, phase, row.item, row.was, row.choice, row.reason, row.made_by, row.made_at
        )
        for row, person, phase in rows
    ]
