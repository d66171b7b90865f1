"""How families keep their budgets: counts for reports of effect, no amounts and no names."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from coop_app.dates import Month
from coop_app.db import session
from coop_app.literacy.models import FamilyEnvelope, FamilyNote, FamilyPeriod, FamilyPlan, Household
from coop_app.literacy.rules.family.envelopes import GOAL


@dataclass(frozen=True, slots=True)
class Habit:
    """What one household did in a span of days."""

    #: months with a plan, and months in which something was noted
    months_planned: int = 0
    months_noted: int = 0
    #: envelopes that save for a goal, and those of them tied to a goal at the cooperative
    goals: int = 0
    linked_goals: int = 0


def habits(
    cooperative_id: int, household_ids: Sequence[int], start: date, end: date
) -> dict[int, Habit]:
    """Household → its habit between two days; a household of another cooperative is left out."""
    mine = sa.select(Household.id).where(
        Household.cooperative_id == cooperative_id, Household.id.in_(household_ids)
    )
    keys = list(session.scalars(mine))
    planned, noted = _planned(keys, start, end), _noted(keys, start, end)
    named = _goals(keys)
    return {
        key: Habit(len(planned[key]), len(noted[key]), len(named[key]), sum(map(bool, named[key])))
        for key in keys
    }


def _planned(keys: Sequence[int], start: date, end: date) -> dict[int, set[Month]]:
    rows = session.execute(
        sa.select(FamilyPeriod.household_id, FamilyPeriod.starts_on)
        .join(FamilyPlan, FamilyPlan.period_id == FamilyPeriod.id)
        .where(FamilyPeriod.household_id.in_(keys), FamilyPlan.planned > 0)
        .where(FamilyPeriod.starts_on.between(Month.of(start).first, end))
        .distinct()
    )
    return _by_household((key, day) for key, day in rows)


def _noted(keys: Sequence[int], start: date, end: date) -> dict[int, set[Month]]:
    rows = session.execute(
        sa.select(FamilyNote.household_id, FamilyNote.on_date)
        .where(FamilyNote.household_id.in_(keys), FamilyNote.undone_on.is_(None))
        .where(FamilyNote.on_date.between(start, end))
        .distinct()
    )
    return _by_household((key, day) for key, day in rows)


def _by_household(rows: Iterable[tuple[int, date]]) -> dict[int, set[Month]]:
    found: dict[int, set[Month]] = defaultdict(set)
    for key, day in rows:
        found[key].add(Month.of(day))
    return found


def _goals(keys: Sequence[int]) -> dict[int, list[int | None]]:
    """Household → the goal at the cooperative, or None, of each envelope that saves for one."""
    envelope = FamilyEnvelope
    rows = session.execute(
        sa.select(envelope.household_id, envelope.goal_id)
        .where(envelope.household_id.in_(keys), envelope.ended_on.is_(None))
        .where((envelope.key == GOAL) | envelope.goal_id.is_not(None))
    )
    found: dict[int, list[int | None]] = defaultdict(list)
    for key, goal_id in rows:
        found[key].append(goal_id)
    return found
