"""Reads of pillars: their names, and what was done in each in a year."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from coop_app.db import session
from coop_app.literacy.models import (
    EquipmentGrant,
    MentoringVisit,
    Pillar,
    PillarActivity,
    PillarTag,
)
from coop_app.literacy.models.sessions import TrainingSession
from coop_app.literacy.queries import sessions as training
from coop_app.literacy.queries.effect.grants import (
    Grant,
    Visit,
    list_grants,
    list_visits,
    pillars_of,
)
from coop_app.literacy.queries.effect.whom import Booked, booked
from coop_app.literacy.queries.sessions import SessionFilter, SessionRow
from coop_app.members import queries as members
from coop_app.money import Money
from coop_app.refusal import NotFound


@dataclass(frozen=True, slots=True)
class PillarRow:
    """One pillar of a programme."""

    id: int
    programme_id: int
    programme: str
    name: str
    position: int
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class Activity:
    """Something else that was done."""

    id: int
    held_on: date
    title: str
    place: str
    village: str
    people: int | None
    note: str
    booked: Booked | None
    pillar_id: int | None
    voided_on: date | None
    voided_why: str | None


@dataclass(frozen=True, slots=True)
class Done:
    """What was done in a pillar in a year; what was struck out is left out."""

    pillar: PillarRow
    sessions: tuple[SessionRow, ...]
    grants: tuple[Grant, ...]
    visits: tuple[Visit, ...]
    activities: tuple[Activity, ...]

    @property
    def through_books(self) -> Money:
        """Money of this pillar that went through the cooperative's book; each entry once."""
        entries = {
            (one.book_id, one.seq): int(one.amount)
            for one in (*(g.booked for g in self.grants), *(a.booked for a in self.activities))
            if one
        }
        return Money(sum(entries.values()))

    @property
    def beside_books(self) -> Money:
        """What givers' papers say equipment was worth that never went through the book."""
        return Money(sum(int(one.stated_value or 0) for one in self.grants))


def list_pillars(cooperative_id: int) -> list[PillarRow]:
    """By programme and place."""
    programmes = {one.id: one.name for one in members.list_programmes(cooperative_id)}
    rows = session.scalars(sa.select(Pillar).where(Pillar.cooperative_id == cooperative_id))
    found = [
        PillarRow(
            row.id, row.programme_id, programmes.get(row.programme_id, ""), row.name, row.position,
            row.valid_from, row.valid_to,
        )
        for row in rows
    ]  # fmt: skip
    return sorted(found, key=lambda one: (one.programme, one.position, one.id))


def get_pillar(cooperative_id: int, pillar_id: int) -> PillarRow:
    """One. Raises `NotFound`, also for another cooperative's."""
    found = next((one for one in list_pillars(cooperative_id) if one.id == pillar_id), None)
    if found is None:
        raise NotFound
    return found


def pillars_of_session(cooperative_id: int, session_id: int) -> list[int]:
    """The pillars a session belongs to."""
    query = sa.select(PillarTag.pillar_id).where(
        PillarTag.cooperative_id == cooperative_id, PillarTag.session_id == session_id
    )
    return sorted(session.scalars(query))


def done_in(cooperative_id: int, year: int) -> list[Done]:
    """Every pillar with what was done in it in a year."""
    start, end = date(year, 1, 1), date(year, 12, 31)
    held = training.list_sessions(
        cooperative_id, SessionFilter(states=("open", "closed"), start=start, end=end)
    )
    by_id = {one.id: one for one in held}
    tags = _tags(cooperative_id)
    grants = {g.id: g for g in list_grants(cooperative_id, year=year) if g.voided_on is None}
    visits = {v.id: v for v in list_visits(cooperative_id, year=year) if v.voided_on is None}
    others = {a.id: a for a in list_activities(cooperative_id, start, end) if a.voided_on is None}
    return [
        Done(
            one,
            tuple(by_id[key] for key in tags[one.id, "session_id"] if key in by_id),
            tuple(grants[key] for key in tags[one.id, "grant_id"] if key in grants),
            tuple(visits[key] for key in tags[one.id, "visit_id"] if key in visits),
            tuple(others[key] for key in tags[one.id, "activity_id"] if key in others),
        )
        for one in list_pillars(cooperative_id)
    ]


def years_of_pillars(cooperative_id: int, today: date) -> list[int]:
    """The years in which something may have been done, newest first; this year among them."""
    days = (
        TrainingSession.held_on, EquipmentGrant.handed_on, MentoringVisit.visited_on,
        PillarActivity.held_on,
    )  # fmt: skip
    firsts = [
        session.scalar(
            sa.select(sa.func.min(day)).where(day.class_.cooperative_id == cooperative_id)
        )
        for day in days
    ]
    first = min((one.year for one in firsts if one and one <= today), default=today.year)
    return list(range(today.year, first - 1, -1))


def _tags(cooperative_id: int) -> dict[tuple[int, str], list[int]]:
    found: dict[tuple[int, str], list[int]] = defaultdict(list)
    query = sa.select(PillarTag).where(PillarTag.cooperative_id == cooperative_id)
    for row in session.scalars(query.order_by(PillarTag.id)):
        for column in ("session_id", "grant_id", "visit_id", "activity_id"):
            if (key := getattr(row, column)) is not None:
                found[row.pillar_id, column].append(key)
    return found


def list_activities(cooperative_id: int, start: date, end: date) -> list[Activity]:
    """Other activities between two days, the newest first."""
    return _activities(cooperative_id, PillarActivity.held_on.between(start, end))


def get_activity(cooperative_id: int, activity_id: int) -> Activity:
    """One. Raises `NotFound`, also for another cooperative's."""
    found = _activities(cooperative_id, PillarActivity.id == activity_id)
    if not found:
        raise NotFound
    return found[0]


def _activities(cooperative_id: int, *wanted: sa.ColumnElement[bool]) -> list[Activity]:
    table = PillarActivity
    query = sa.select(table).where(table.cooperative_id == cooperative_id, *wanted)
    rows = session.scalars(query.order_by(table.held_on.desc(), table.id.desc())).all()
    entries, pillars = booked(rows), pillars_of(cooperative_id, "activity_id")
    villages = {one.id: one.village or one.name for one in members.list_groups(cooperative_id)}
    return [
        Activity(
            row.id, row.held_on, row.title, row.place, villages.get(row.village_group_id or 0, ""),
            row.people, row.note, entries.get((row.book_id or 0, row.entry_seq or 0)),
            pillars.get(row.id), row.voided_on, row.voided_why,
        )
        for row in rows
    ]  # fmt: skip
