"""Who was invited and who came: the list as it was closed, with what was corrected since."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from coop_app.db import session
from coop_app.literacy.models.sessions import (
    Attendance,
    AttendanceCorrection,
    Participant,
    TrainingSession,
)
from coop_app.literacy.rules.sessions.people import band_of
from coop_app.literacy.rules.sessions.presence import (
    Presence,
    Trained,
    both_trained,
    together,
)

_MOST_KEYS = 400


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    """One person of a session; somebody noted twice stands here once."""

    participant_id: int
    name: str
    sex: str
    age_band: str
    village: str
    migrant_status: str
    country: str
    disability: str
    household_id: int | None
    member_id: int | None
    invited: bool
    present: bool
    minutes: int | None
    consented: bool
    way: str = "list"
    joined_at: datetime | None = None
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class Correction:
    """What was corrected after closing."""

    participant_id: int
    was: Presence
    now: Presence
    reason: str
    made_by: int
    made_at: datetime


def attendances(session_id: int) -> list[AttendanceRow]:
    """The people of a session by name; whose session it is the caller has looked up before."""
    query = sa.select(TrainingSession.cooperative_id).where(TrainingSession.id == session_id)
    cooperative_id = session.scalar(query)
    if cooperative_id is None:
        return []
    return attendances_of(cooperative_id, [session_id])[session_id]


def attendances_of(
    cooperative_id: int, session_ids: Sequence[int]
) -> dict[int, list[AttendanceRow]]:
    """The people of many sessions, each list by name."""
    found: dict[int, list[AttendanceRow]] = {key: [] for key in session_ids}
    for start in range(0, len(session_ids), _MOST_KEYS):
        part = session_ids[start : start + _MOST_KEYS]
        for session_id, rows in _part(cooperative_id, part).items():
            found[session_id] = sorted(rows, key=lambda row: (row.name == "", row.name.casefold()))
    return found


def _part(cooperative_id: int, session_ids: Sequence[int]) -> dict[int, list[AttendanceRow]]:
    said = _corrections(cooperative_id, session_ids)
    noted = _noted(cooperative_id, session_ids)
    for key in said:
        noted.setdefault(key, [])
    people = _people(cooperative_id, {person for _session, person in noted})
    held = _held_on(cooperative_id, session_ids)
    found: dict[int, list[AttendanceRow]] = defaultdict(list)
    for (session_id, person), parts in noted.items():
        row = _row(people[person], parts, said.get((session_id, person)), held[session_id])
        found[session_id].append(row)
    return found


def _noted(
    cooperative_id: int, session_ids: Sequence[int]
) -> dict[tuple[int, int], list[Attendance]]:
    root = sa.func.coalesce(Participant.merged_into, Participant.id)
    query = (
        sa.select(Attendance, root)
        .join(Participant, Participant.id == Attendance.participant_id)
        .where(Attendance.cooperative_id == cooperative_id, Attendance.session_id.in_(session_ids))
        .order_by(Attendance.participant_id)
    )
    found: dict[tuple[int, int], list[Attendance]] = defaultdict(list)
    for row, person in session.execute(query):
        found[row.session_id, person].append(row)
    return found


def _corrections(
    cooperative_id: int, session_ids: Sequence[int]
) -> dict[tuple[int, int], AttendanceCorrection]:
    """The newest correction of each person."""
    root = sa.func.coalesce(Participant.merged_into, Participant.id)
    query = (
        sa.select(AttendanceCorrection, root)
        .join(Participant, Participant.id == AttendanceCorrection.participant_id)
        .where(
            AttendanceCorrection.cooperative_id == cooperative_id,
            AttendanceCorrection.session_id.in_(session_ids),
        )
        .order_by(AttendanceCorrection.id)
    )
    return {(row.session_id, person): row for row, person in session.execute(query)}


def _people(cooperative_id: int, ids: Iterable[int]) -> dict[int, Participant]:
    wanted = sorted(ids)
    found: dict[int, Participant] = {}
    for start in range(0, len(wanted), _MOST_KEYS):
        query = sa.select(Participant).where(
            Participant.cooperative_id == cooperative_id,
            Participant.id.in_(wanted[start : start + _MOST_KEYS]),
        )
        found |= {row.id: row for row in session.scalars(query)}
    return found


def _held_on(cooperative_id: int, session_ids: Sequence[int]) -> dict[int, date]:
    query = sa.select(TrainingSession.id, TrainingSession.held_on).where(
        TrainingSession.cooperative_id == cooperative_id, TrainingSession.id.in_(session_ids)
    )
    return {row.id: row.held_on for row in session.execute(query)}


def _row(
    person: Participant, parts: list[Attendance], said: AttendanceCorrection | None, on: date
) -> AttendanceRow:
    here = together(Presence(one.invited, one.present, one.minutes) for one in parts)
    if said is not None:
        here = Presence(here.invited, said.present, said.minutes)
    by_phone = next((one for one in parts if one.way == "phone"), parts[0] if parts else None)
    return AttendanceRow(
        person.id, person.name, person.sex, band_of(person.birth_year, on, person.age_band),
        person.village, person.migrant_status, person.country, person.disability,
        person.household_id, person.member_id, here.invited, here.present, here.minutes,
        person.consented_on is not None and person.withdrawn_on is None,
        by_phone.way if by_phone else "list", by_phone.joined_at if by_phone else None,
        said is not None,
    )  # fmt: skip


def corrections_of(cooperative_id: int, session_id: int) -> list[Correction]:
    """What was corrected after a session was closed, oldest first."""
    table = AttendanceCorrection
    query = (
        sa.select(table)
        .where(table.cooperative_id == cooperative_id, table.session_id == session_id)
        .order_by(table.id)
    )
    return [
        Correction(
            row.participant_id, Presence(present=row.was_present, minutes=row.was_minutes),
            Presence(present=row.present, minutes=row.minutes), row.reason, row.made_by, row.made_at,
        )
        for row in session.scalars(query)
    ]  # fmt: skip


def find_correction(cooperative_id: int, request_id: str) -> str | None:
    """The mark of a correction that was made before."""
    table = AttendanceCorrection
    return session.scalar(
        sa.select(table.fingerprint).where(
            table.cooperative_id == cooperative_id, table.request_id == request_id
        )
    )


def households_trained(
    cooperative_id: int, session_ids: Sequence[int]
) -> dict[int, tuple[int, ...]]:
    """Households of which two or more people came to any of these sessions → those people."""
    found = attendances_of(cooperative_id, session_ids)
    return both_trained(
        Trained(row.household_id, row.participant_id, row.migrant_status)
        for rows in found.values()
        for row in rows
        if row.present and row.household_id is not None
    )
