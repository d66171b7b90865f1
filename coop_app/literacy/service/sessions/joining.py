"""Joining by code, on one's own phone: no account, no money, no trainer needed."""

from dataclasses import dataclass, replace
from datetime import date

import sqlalchemy as sa

from coop_app import auth, clock
from coop_app.db import session
from coop_app.fingerprint import fingerprint
from coop_app.literacy.models.sessions import Participant, TrainingSession
from coop_app.literacy.queries import sessions as queries
from coop_app.literacy.queries.family.households import is_unused
from coop_app.literacy.rules.sessions import consent, people, planning
from coop_app.literacy.rules.sessions.joining import JoinClosed
from coop_app.literacy.rules.sessions.people import Facts
from coop_app.literacy.rules.sessions.presence import Presence
from coop_app.literacy.service.sessions.households import moved_in
from coop_app.literacy.service.sessions.noting import locked
from coop_app.literacy.service.sessions.writing import (
    Origin,
    add_participant,
    agree,
    attend,
    forget,
    put,
    speak_for_doubles,
    tidied,
    waited_for,
)
from coop_app.members.rules.names import NameMissing
from coop_app.refusal import RequestReused


@dataclass(frozen=True, slots=True, kw_only=True)
class Phone:
    """What a phone brings: the mark of its key, the household it belongs to, the day."""

    device_mark: str
    household_id: int | None = None
    today: date


def join(
    *,
    cooperative_id: int,
    session_id: int,
    facts: Facts,
    agreed: bool,
    phone: Phone,
    request_id: str,
) -> int:
    """Write somebody down as present; the same form twice is one person. Returns the participant's key.

    Raises `ConsentMissing`, `NameMissing`, `SexMissing`, `VillageMissing`, `BirthYearImpossible`,
    `NameUnreadable`, `PhoneImpossible`, `JoinClosed`, `RequestReused`, `NotFound`.
    """
    over = _open(cooperative_id, session_id)
    clean = _checked(facts, agreed=agreed, today=phone.today)
    origin = Origin(request_id, fingerprint((session_id, clean)))
    if earlier := _joined_before(cooperative_id, origin):
        # a phone that never heard the answer gets a new key in place of the old one
        waited_for(cooperative_id, earlier).device_mark = phone.device_mark
        return earlier
    row = _known_member(cooperative_id, clean) or add_participant(
        cooperative_id=cooperative_id, facts=clean, origin=origin, agreed=None
    )
    _agree_now(row, phone.today)
    row.device_mark = phone.device_mark
    _bring_home(row, phone)
    _arrive(over, row.id)
    return row.id


def _agree_now(row: Participant, today: date) -> None:
    """The text on this phone is the present one: it may say more than the one agreed to before."""
    if row.consent_version != consent.CURRENT:
        row.consented_on = None
    agree(row, today, people.PHONE)


def _bring_home(row: Participant, phone: Phone) -> None:
    """Whoever has no household of their own yet is counted in the one that the phone keeps."""
    if phone.household_id and (row.household_id is None or is_unused(row.household_id)):
        moved_in(
            cooperative_id=row.cooperative_id, participant_id=row.id, today=phone.today,
            household_id=phone.household_id,
        )  # fmt: skip


def join_again(*, cooperative_id: int, session_id: int, participant_id: int) -> int:
    """A person whom this phone knows from another session is here too. Raises `JoinClosed`, `NotFound`."""
    over = _open(cooperative_id, session_id)
    row = waited_for(cooperative_id, participant_id)
    _arrive(over, row.id)
    return row.id


def withdraw_here(*, cooperative_id: int, participant_id: int, today: date) -> None:
    """Somebody takes consent back on the own phone: the name goes, the count stays. Raises `NotFound`."""
    row = waited_for(cooperative_id, participant_id)
    same = sa.select(Participant).where(
        Participant.cooperative_id == cooperative_id, Participant.merged_into == row.id
    )
    for one in [row, *session.scalars(same)]:
        forget(one, today, withdrawn=True)
    auth.audit_trail(
        "literacy.consent_withdrawn", cooperative_id=cooperative_id, by=None,
        object=f"participant:{row.id}", reason="lewat HP sendiri",
    )  # fmt: skip


def _joined_before(cooperative_id: int, origin: Origin) -> int | None:
    earlier = queries.find_request(cooperative_id, origin.request_id)
    if earlier and earlier[1] != origin.fingerprint:
        raise RequestReused
    return earlier[0] if earlier else None


def _open(cooperative_id: int, session_id: int) -> TrainingSession:
    over = locked(cooperative_id, session_id)
    if over.state != planning.State.OPEN:
        raise JoinClosed
    return over


def _checked(facts: Facts, *, agreed: bool, today: date) -> Facts:
    if not agreed:
        raise people.ConsentMissing
    clean = tidied(facts)
    if not clean.name:
        raise NameMissing(field="name")
    people.check_facts(clean, today)
    return clean


def _known_member(cooperative_id: int, facts: Facts) -> Participant | None:
    """Who joined another session as this member; what is said now is kept."""
    if facts.member_id is None:
        return None
    known = queries.find_by_member(cooperative_id, [facts.member_id]).get(facts.member_id)
    if known is None:
        return None
    row = waited_for(cooperative_id, known.id)
    put(row, people.completed(known.facts, replace(facts, name="")))
    return row


def _arrive(over: TrainingSession, participant_id: int) -> None:
    row = attend(over, participant_id, Presence(present=True), way="phone")
    if row.joined_at is None:
        row.joined_at = clock.now()
    row.way = "phone"
    speak_for_doubles(over, [participant_id])
