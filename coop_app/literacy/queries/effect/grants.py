"""Reads of equipment grants and mentoring visits."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from coop_app.db import session
from coop_app.literacy.models import (
    EquipmentGrant,
    GrantCondition,
    MentoringVisit,
    PillarTag,
    VisitDone,
)
from coop_app.literacy.queries.effect.whom import Booked, Named, People, booked, name_of
from coop_app.money import Money
from coop_app.refusal import NotFound


@dataclass(frozen=True, slots=True)
class Condition:
    """How a thing was found."""

    seen_on: date
    state: str
    note: str
    visit_id: int | None


@dataclass(frozen=True, slots=True)
class Grant:
    """One thing that was given."""

    id: int
    whom: Named
    item: str
    quantity: int
    source: str
    serial: str
    note: str
    handed_on: date
    programme_id: int | None
    stated_value: Money | None
    booked: Booked | None
    conditions: tuple[Condition, ...]
    voided_on: date | None
    voided_why: str | None
    pillar_id: int | None

    @property
    def value(self) -> Money:
        """Of the journal entry, or of the giver's paper."""
        return self.booked.amount if self.booked else self.stated_value or Money(0)

    @property
    def state(self) -> str:
        """How it was found last; "" when nobody has looked yet."""
        return self.conditions[-1].state if self.conditions else ""


@dataclass(frozen=True, slots=True)
class Visit:
    """One mentoring visit."""

    id: int
    whom: Named
    visited_on: date
    visitor_id: int
    place: str
    purpose: str
    findings: str
    next_step: str
    next_on: date | None
    follows_id: int | None
    file_key: str | None
    programme_id: int | None
    voided_on: date | None
    voided_why: str | None
    pillar_id: int | None
    #: the next step was done: by another visit, or told otherwise
    done: bool
    done_note: str = ""

    def is_due(self, today: date) -> bool:
        """Whether its next step waits today."""
        return (
            self.voided_on is None
            and self.next_on is not None
            and not self.done
            and self.next_on <= today
        )


@dataclass(frozen=True, slots=True)
class DueStep:
    """With whom a next step waits, since when."""

    name: str
    next_on: date | None


def list_grants(cooperative_id: int, *, year: int | None = None) -> list[Grant]:
    """The newest first, also those struck out."""
    wanted = [EquipmentGrant.cooperative_id == cooperative_id]
    if year is not None:
        wanted.append(EquipmentGrant.handed_on.between(date(year, 1, 1), date(year, 12, 31)))
    return _grants(cooperative_id, *wanted)


def get_grant(cooperative_id: int, grant_id: int) -> Grant:
    """One. Raises `NotFound`, also for another cooperative's."""
    table = EquipmentGrant
    found = _grants(cooperative_id, table.cooperative_id == cooperative_id, table.id == grant_id)
    if not found:
        raise NotFound
    return found[0]


def _grants(cooperative_id: int, *wanted: sa.ColumnElement[bool]) -> list[Grant]:
    table = EquipmentGrant
    query = sa.select(table).where(*wanted).order_by(table.handed_on.desc(), table.id.desc())
    rows = session.scalars(query).all()
    if not rows:
        return []
    people, entries = People(cooperative_id), booked(rows)
    seen, pillars = _conditions(cooperative_id), pillars_of(cooperative_id, "grant_id")
    return [
        Grant(
            row.id, people.of(row), row.item, row.quantity, row.source, row.serial, row.note,
            row.handed_on, row.programme_id,
            Money(row.stated_value) if row.stated_value is not None else None,
            entries.get((row.book_id or 0, row.entry_seq or 0)), tuple(seen[row.id]),
            row.voided_on, row.voided_why, pillars.get(row.id),
        )
        for row in rows
    ]  # fmt: skip


def _conditions(cooperative_id: int) -> dict[int, list[Condition]]:
    query = (
        sa.select(GrantCondition)
        .where(GrantCondition.cooperative_id == cooperative_id)
        .order_by(GrantCondition.seen_on, GrantCondition.id)
    )
    found: dict[int, list[Condition]] = defaultdict(list)
    for row in session.scalars(query):
        found[row.grant_id].append(Condition(row.seen_on, row.state, row.note, row.visit_id))
    return found


def pillars_of(cooperative_id: int, column: str) -> dict[int, int]:
    """Thing → the pillar it belongs to; `column` is the tag's."""
    key = getattr(PillarTag, column)
    query = sa.select(key, PillarTag.pillar_id).where(
        PillarTag.cooperative_id == cooperative_id, key.is_not(None)
    )
    return {row[0]: row.pillar_id for row in session.execute(query)}


def list_visits(cooperative_id: int, *, year: int | None = None) -> list[Visit]:
    """The newest first, also those struck out."""
    wanted = [MentoringVisit.cooperative_id == cooperative_id]
    if year is not None:
        wanted.append(MentoringVisit.visited_on.between(date(year, 1, 1), date(year, 12, 31)))
    return _visits(cooperative_id, *wanted)


def get_visit(cooperative_id: int, visit_id: int) -> Visit:
    """One. Raises `NotFound`, also for another cooperative's."""
    table = MentoringVisit
    found = _visits(cooperative_id, table.cooperative_id == cooperative_id, table.id == visit_id)
    if not found:
        raise NotFound
    return found[0]


def due_steps(cooperative_id: int, today: date) -> list[Visit]:
    """Visits whose next step waits, whoever has waited longest first."""
    table = MentoringVisit
    rows = _visits(cooperative_id, table.cooperative_id == cooperative_id, table.next_on <= today)
    return sorted((row for row in rows if row.is_due(today)), key=lambda row: (row.next_on, row.id))


def first_due(cooperative_id: int, today: date) -> tuple[int, DueStep | None]:
    """How many next steps wait, and the one that has waited longest: what a home page tells."""
    table, next_one = MentoringVisit, sa.orm.aliased(MentoringVisit)
    taken = sa.exists().where(next_one.follows_id == table.id, next_one.voided_on.is_(None))
    done = sa.exists().where(VisitDone.visit_id == table.id)
    query = (
        sa.select(table, sa.func.count().over())
        .where(table.cooperative_id == cooperative_id, table.next_on <= today)
        .where(table.voided_on.is_(None), ~taken, ~done)
        .order_by(table.next_on, table.id)
        .limit(1)
    )
    found = session.execute(query).first()
    if found is None:
        return 0, None
    row, count = found
    return count, DueStep(name_of(cooperative_id, row), row.next_on)


def _visits(cooperative_id: int, *wanted: sa.ColumnElement[bool]) -> list[Visit]:
    table = MentoringVisit
    query = sa.select(table).where(*wanted).order_by(table.visited_on.desc(), table.id.desc())
    rows = session.scalars(query).all()
    if not rows:
        return []
    people, pillars = People(cooperative_id), pillars_of(cooperative_id, "visit_id")
    later = sa.select(table.follows_id).where(
        table.cooperative_id == cooperative_id,
        table.voided_on.is_(None),
        table.follows_id.is_not(None),
    )
    followed = set(session.scalars(later))
    done = {
        row.visit_id: row.note
        for row in session.scalars(
            sa.select(VisitDone).where(VisitDone.cooperative_id == cooperative_id)
        )
    }
    names = (
        "visited_on", "visitor_id", "place", "purpose", "findings", "next_step", "next_on", "follows_id",
        "file_key", "programme_id", "voided_on", "voided_why",
    )  # fmt: skip
    return [
        Visit(
            id=row.id, whom=people.of(row), **{name: getattr(row, name) for name in names},
            pillar_id=pillars.get(row.id), done=row.id in followed or row.id in done,
            done_note=done.get(row.id, ""),
        )
        for row in rows
    ]  # fmt: skip
