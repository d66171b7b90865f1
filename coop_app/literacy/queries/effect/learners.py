"""The learners of a year, gathered from sessions, tests, families' habits and savings; no name leaves here."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from coop_app import auth
from coop_app.auth.rules import limits
from coop_app.literacy.queries import lessons
from coop_app.literacy.queries import sessions as training
from coop_app.literacy.queries.family import Habit, habits
from coop_app.literacy.queries.lessons import Outcome
from coop_app.literacy.queries.sessions import AttendanceRow, SessionFilter, SessionRow
from coop_app.literacy.rules.effect.learners import Learner, Meeting
from coop_app.literacy.rules.lessons import promises
from coop_app.savings import queries as savings

_HELD = ("closed", "open")


@dataclass(frozen=True, slots=True)
class Year:
    """A calendar year of sessions: who learned, and how many households have two trained people."""

    year: int
    people: tuple[Learner, ...]
    sessions: tuple[SessionRow, ...]
    households: int


@dataclass(frozen=True, slots=True)
class _Known:
    """What was gathered, by participant, member or household."""

    outcomes: Mapping[int, Outcome]
    certificates: Mapping[int, int]
    habits: Mapping[int, Habit]
    begun: Mapping[int, date]
    both: frozenset[int]


def least_shown(cooperative_id: int, on: date) -> int:
    """The smallest number of people a report shows on a day."""
    return auth.limit(limits.SMALL_CELL, cooperative_id=cooperative_id, on=on)


def years(cooperative_id: int) -> list[int]:
    """The years that had sessions, newest first."""
    rows = training.list_sessions(cooperative_id, SessionFilter(states=_HELD))
    return sorted({row.held_on.year for row in rows}, reverse=True)


def learners_of(cooperative_id: int, year: int, today: date) -> Year:
    """Everybody who was invited to or came to a session held in this year, until today."""
    start, end = date(year, 1, 1), min(date(year, 12, 31), today)
    rows = training.list_sessions(cooperative_id, SessionFilter(states=_HELD, start=start, end=end))
    ids = [row.id for row in rows]
    lists = training.attendances_of(cooperative_id, ids)
    here: dict[int, list[tuple[SessionRow, AttendanceRow]]] = defaultdict(list)
    for row in rows:
        for one in lists[row.id]:
            here[one.participant_id].append((row, one))
    households = training.households_trained(cooperative_id, ids)
    known = _known(cooperative_id, lists, here, (start, today))
    both = frozenset(person for people in households.values() for person in people)
    known = _Known(known.outcomes, known.certificates, known.habits, known.begun, both)
    people = tuple(_learner(key, came, known) for key, came in sorted(here.items()))
    return Year(year, people, tuple(rows), len(households))


def _known(
    cooperative_id: int,
    lists: Mapping[int, list[AttendanceRow]],
    here: Mapping[int, list[tuple[SessionRow, AttendanceRow]]],
    span: tuple[date, date],
) -> _Known:
    households = {one.household_id for came in here.values() for _, one in came if one.household_id}
    return _Known(
        lessons.results(cooperative_id, list(lists)), lessons.valid_papers(cooperative_id, lists),
        habits(cooperative_id, sorted(households), *span),
        savings.savings_begun(cooperative_id, *span), frozenset(),
    )  # fmt: skip


def _learner(key: int, came: Sequence[tuple[SessionRow, AttendanceRow]], known: _Known) -> Learner:
    _, newest = max(came, key=lambda pair: pair[0].held_on)
    there = {_meeting(row): one.minutes or row.minutes for row, one in came if one.present}
    outcome = known.outcomes.get(key)
    heard = {n: one for n, one in outcome.follow_ups.items() if one.reached} if outcome else {}
    last = heard[max(heard)] if heard else None
    first = min((row.held_on for row, one in came if one.present), default=None)
    begun = known.begun.get(newest.member_id or 0)
    habit = known.habits.get(newest.household_id or 0)
    return Learner(
        id=key, village=newest.village, sex=newest.sex, age_band=newest.age_band,
        status=newest.migrant_status, came=there, invited=sum(one.invited for _, one in came),
        before=outcome.pre if outcome else None, after=outcome.post if outcome else None,
        most=outcome.most if outcome else 0, gain=outcome.gain if outcome else None,
        budget={n: one.kept_budget for n, one in heard.items() if one.kept_budget is not None},
        saved=(last.saved or "") if last else "",
        promised=bool(outcome and outcome.promise),
        promise_kept=bool(last and last.promise_kept in (promises.YES, promises.PARTLY)),
        goal=bool(habit and habit.goals), both_trained=key in known.both,
        savings_opened=begun is not None and first is not None and begun > first,
        certificates=known.certificates.get(key, 0),
    )  # fmt: skip


def _meeting(row: SessionRow) -> Meeting:
    quarter = str((row.held_on.month + 2) // 3)
    return Meeting(row.id, row.programme, row.kind, row.manner, quarter, row.minutes)
