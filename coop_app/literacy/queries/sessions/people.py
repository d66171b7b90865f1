"""Reads of participants."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from coop_app.db import session
from coop_app.literacy.models.sessions import Attendance, AttendanceCorrection, Participant
from coop_app.literacy.rules.sessions.people import Facts, may_be_same
from coop_app.members.rules.names import folded
from coop_app.refusal import NotFound


@dataclass(frozen=True, slots=True)
class Person:
    """A participant as they are known now."""

    id: int
    cooperative_id: int
    member_id: int | None
    household_id: int | None
    name: str
    search_text: str
    sex: str
    birth_year: int | None
    age_band: str
    village: str
    migrant_status: str
    country: str
    disability: str
    phone: str
    consented_on: date | None
    consent_version: str
    consent_way: str
    withdrawn_on: date | None
    merged_into: int | None

    @property
    def facts(self) -> Facts:
        """As somebody would type them."""
        return Facts(**{name: getattr(self, name) for name in Facts.__dataclass_fields__})

    @property
    def mark(self) -> tuple[str, str, int | None]:
        """By what two people are taken for one."""
        return self.search_text, folded(self.village), self.birth_year

    @property
    def consents(self) -> bool:
        """Whether the name may be kept."""
        return self.consented_on is not None and self.withdrawn_on is None


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleFilter:
    """Which participants are wanted; what is empty does not matter."""

    text: str = ""
    village: str = ""
    sex: str = ""
    migrant_status: str = ""
    household_id: int | None = None


_FIELDS = tuple(Person.__dataclass_fields__)
_ANYBODY = PeopleFilter()


def list_people(
    cooperative_id: int, wanted: PeopleFilter = _ANYBODY, *, limit: int | None = None
) -> list[Person]:
    """Participants with a name, by name; those taken for somebody else are left out."""
    query = sa.select(Participant).where(
        Participant.cooperative_id == cooperative_id,
        Participant.merged_into.is_(None),
        Participant.name != "",
    )
    if wanted.text.strip():
        looked = folded(wanted.text)
        query = query.where(Participant.search_text.contains(looked, autoescape=True))
    for name in ("village", "sex", "migrant_status", "household_id"):
        if getattr(wanted, name):
            query = query.where(getattr(Participant, name) == getattr(wanted, name))
    return _read(query.order_by(Participant.search_text, Participant.id).limit(limit))


def get_person(cooperative_id: int, participant_id: int) -> Person:
    """One participant. Raises `NotFound`, also for another cooperative's."""
    found = _read(
        sa.select(Participant).where(
            Participant.cooperative_id == cooperative_id, Participant.id == participant_id
        )
    )
    if not found:
        raise NotFound
    return found[0]


def people_of(cooperative_id: int, ids: Iterable[int]) -> dict[int, Person]:
    """Participants by key."""
    query = sa.select(Participant).where(
        Participant.cooperative_id == cooperative_id, Participant.id.in_(sorted(set(ids)))
    )
    return {one.id: one for one in _read(query)}


def find_by_device(marks: Iterable[str]) -> list[Person]:
    """The people a phone joined as, in the order of its keys; whoever was merged is the one kept."""
    wanted = list(marks)
    query = sa.select(Participant.device_mark, Participant.merged_into, Participant.id).where(
        Participant.device_mark.in_(wanted)
    )
    keys = {row.device_mark: row.merged_into or row.id for row in session.execute(query)}
    rows = _read(sa.select(Participant).where(Participant.id.in_(keys.values())))
    known = {one.id: one for one in rows}
    return [known[keys[mark]] for mark in wanted if mark in keys]


def find_by_member(cooperative_id: int, member_ids: Iterable[int]) -> dict[int, Person]:
    """Participants who are these members."""
    query = sa.select(Participant).where(
        Participant.cooperative_id == cooperative_id,
        Participant.member_id.in_(sorted(set(member_ids))),
        Participant.merged_into.is_(None),
    )
    return {one.member_id: one for one in _read(query) if one.member_id}


def find_request(cooperative_id: int, request_id: str) -> tuple[int, str] | None:
    """The participant a request wrote down before, and the mark of what it said."""
    query = sa.select(Participant.id, Participant.fingerprint).where(
        Participant.cooperative_id == cooperative_id, Participant.request_id == request_id
    )
    row = session.execute(query).first()
    return (row.id, row.fingerprint) if row else None


def merged_with(cooperative_id: int, participant_id: int) -> list[Person]:
    """Those who were found to be this person."""
    query = sa.select(Participant).where(
        Participant.cooperative_id == cooperative_id, Participant.merged_into == participant_id
    )
    return _read(query.order_by(Participant.id))


def alike(cooperative_id: int, name: str, village: str, birth_year: int | None) -> list[Person]:
    """Participants of the same name and village who may be this person."""
    mark = (folded(name), folded(village), birth_year)
    if not mark[0]:
        return []
    query = sa.select(Participant).where(
        Participant.cooperative_id == cooperative_id,
        Participant.search_text == mark[0],
        Participant.merged_into.is_(None),
    )
    return [one for one in _read(query.order_by(Participant.id)) if may_be_same(mark, one.mark)]


def doubles(
    cooperative_id: int, within: Iterable[int] | None = None
) -> list[tuple[Person, Person]]:
    """Pairs who may be one person, the one noted first in front; `within` keeps pairs with one of these."""
    wanted = None if within is None else set(within)
    by_name: dict[str, list[Person]] = defaultdict(list)
    for one in sorted(list_people(cooperative_id), key=lambda person: person.id):
        by_name[one.search_text].append(one)
    return [
        (first, second)
        for people in by_name.values()
        for place, first in enumerate(people)
        for second in people[place + 1 :]
        if may_be_same(first.mark, second.mark)
        and (wanted is None or {first.id, second.id} & wanted)
    ]


def sessions_of(cooperative_id: int, participant_id: int) -> list[int]:
    """Sessions in which this person, or somebody found to be them, was noted."""
    same = sa.select(Participant.id).where(
        Participant.cooperative_id == cooperative_id,
        sa.or_(Participant.id == participant_id, Participant.merged_into == participant_id),
    )
    found: set[int] = set()
    for table in (Attendance, AttendanceCorrection):
        query = sa.select(table.session_id).where(
            table.cooperative_id == cooperative_id, table.participant_id.in_(same)
        )
        found |= set(session.scalars(query))
    return sorted(found)


def _read(query: Any) -> list[Person]:
    return [
        Person(**{name: getattr(row, name) for name in _FIELDS}) for row in session.scalars(query)
    ]
