"""How participants and their attendance are written."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date

import sqlalchemy as sa

from coop_app import clock
from coop_app.db import session
from coop_app.literacy.models.sessions import Attendance, Participant, TrainingSession
from coop_app.literacy.rules.sessions import consent, people, presence
from coop_app.literacy.rules.sessions.people import Facts
from coop_app.members import queries as members
from coop_app.members.rules import names, phones
from coop_app.refusal import NotFound


@dataclass(frozen=True, slots=True)
class Origin:
    """By which request somebody was written down, its mark, and by whom (None: by themselves)."""

    request_id: str
    fingerprint: str
    made_by: int | None = None


def tidied(facts: Facts) -> Facts:
    """One line each, no control characters, the telephone as digits. Raises `NameUnreadable`, `PhoneImpossible`."""
    return replace(
        facts,
        name=names.clean(facts.name, field="name") if facts.name.strip() else "",
        village=names.tidy(facts.village)[:60],
        country=names.tidy(facts.country)[:60],
        disability=names.tidy(facts.disability)[:200],
        phone=phones.normalised(facts.phone, field="phone") if facts.phone.strip() else "",
    )


def add_participant(
    *, cooperative_id: int, facts: Facts, origin: Origin, agreed: tuple[date, str] | None
) -> Participant:
    """A new row; `agreed` is the day and the way of consent. Raises `NotFound` for a foreign member."""
    if facts.member_id is not None:
        members.get_member(cooperative_id, facts.member_id)
    row = Participant(
        cooperative_id=cooperative_id, household_id=None, **asdict(facts),
        search_text=names.folded(facts.name), consented_on=None, consent_version="",
        consent_way="", withdrawn_on=None, merged_into=None, device_mark=None,
        request_id=origin.request_id, fingerprint=origin.fingerprint, made_by=origin.made_by,
        made_at=clock.now(),
    )  # fmt: skip
    if agreed:
        agree(row, *agreed)
    session.add(row)
    session.flush()
    return row


def agree(row: Participant, on: date, way: str) -> None:
    """Consent to the present text; whoever agreed before, on paper to an older text too, keeps that."""
    if row.consented_on is None:
        row.consented_on, row.consent_version, row.consent_way = on, consent.CURRENT, way


def waited_for(cooperative_id: int, participant_id: int) -> Participant:
    """A participant's row until commit; somebody merged is the one kept. Raises `NotFound`."""
    row = _lock(cooperative_id, participant_id)
    return row if row.merged_into is None else _lock(cooperative_id, row.merged_into)


def _lock(cooperative_id: int, participant_id: int) -> Participant:
    row = session.scalar(
        sa.select(Participant)
        .where(Participant.id == participant_id, Participant.cooperative_id == cooperative_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if row is None:
        raise NotFound
    return row


def put(row: Participant, facts: Facts) -> None:
    """Keep these facts of somebody; the link to a member stays unless another is given."""
    for name, value in asdict(facts).items():
        setattr(row, name, value)
    row.search_text = names.folded(facts.name)
    session.flush()


def forget(row: Participant, on: date, *, withdrawn: bool) -> None:
    """Keep only what can be counted; `withdrawn` when the person asked for it."""
    put(
        row, people.anonymous(Facts(**{n: getattr(row, n) for n in Facts.__dataclass_fields__}), on)
    )
    row.household_id = None
    if withdrawn:
        row.withdrawn_on = on
        row.device_mark = None
    session.flush()


def attend(
    over: TrainingSession, participant_id: int, here: presence.Presence, *, way: str
) -> Attendance:
    """Note somebody in a session that is not over; who was invited stays invited."""
    presence.check_minutes(here.minutes)
    row = session.get(Attendance, (over.id, participant_id))
    if row is None:
        row = Attendance(
            session_id=over.id, participant_id=participant_id, cooperative_id=over.cooperative_id,
            invited=here.invited, way=way, joined_at=None,
        )  # fmt: skip
        session.add(row)
    row.invited = row.invited or here.invited
    row.present, row.minutes = here.present, here.minutes if here.present else None
    return row


def noted(over: TrainingSession) -> list[Attendance]:
    """All rows of a session in one look; while they are held, `attend` asks for none again."""
    return list(session.scalars(sa.select(Attendance).where(Attendance.session_id == over.id)))


def speak_for_doubles(over: TrainingSession, participant_ids: Iterable[int]) -> None:
    """What was said of people holds for the rows under which they were noted twice."""
    session.flush()
    same = sa.select(Participant.id).where(
        Participant.cooperative_id == over.cooperative_id,
        Participant.merged_into.in_(sorted(set(participant_ids))),
    )
    session.execute(
        sa.update(Attendance)
        .where(Attendance.session_id == over.id, Attendance.participant_id.in_(same))
        .values(present=False, minutes=None)
    )
