"""The paper list, typed afterwards in one table; and who is invited."""

from collections.abc import Sequence
from dataclasses import dataclass

from coop_app.auth.rules.desk import Desk
from coop_app.fingerprint import fingerprint
from coop_app.literacy.models.sessions import TrainingSession
from coop_app.literacy.queries import sessions as queries
from coop_app.literacy.rules.sessions import people, planning, presence
from coop_app.literacy.rules.sessions.listing import (
    ListHasErrors,
    NobodyListed,
    PossiblySame,
    SignatureMissing,
)
from coop_app.literacy.rules.sessions.people import Facts
from coop_app.literacy.rules.sessions.presence import Presence
from coop_app.literacy.service.sessions.noting import done_before, locked, note_act
from coop_app.literacy.service.sessions.writing import (
    Origin,
    add_participant,
    agree,
    attend,
    noted,
    speak_for_doubles,
    tidied,
    waited_for,
)
from coop_app.literacy.service.trailing import trail
from coop_app.members.rules.names import NameMissing
from coop_app.refusal import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row of the list: somebody known, or somebody to write down."""

    #: names the row on the screen
    key: str
    participant_id: int | None = None
    facts: Facts | None = None
    #: None: nobody touched this row, so it stays as it is noted by now
    present: bool | None = True
    minutes: int | None = None
    #: signed the sentence of consent on the paper
    agreed: bool = False
    #: the trainer looked: this is another person than the one of the same name
    despite_double: bool = False


def save_list(*, desk: Desk, session_id: int, lines: Sequence[Line], request_id: str) -> None:
    """Keep all rows of the list or none; a list sent twice is kept once.

    Raises `ListHasErrors` with the refusal of each row, `SessionOver`, `NobodyListed`, `RequestReused`, `NotFound`.
    """
    over = locked(desk.cooperative_id, session_id)
    mark = fingerprint((session_id, tuple(lines)))
    if done_before(desk, request_id, mark):
        return
    planning.check_running(over.state)
    if not lines:
        raise NobodyListed
    kept = _keep_all(desk, over, lines, (request_id, mark))
    speak_for_doubles(over, kept)
    note_act(desk, over, "list", request=(request_id, mark))
    trail(
        desk,
        "attendance_listed",
        object=f"session:{session_id}",
        rows=len(kept),
        present=sum(line.present is True for line in lines),
    )


def invite(
    *, desk: Desk, session_id: int, member_ids: Sequence[int], participant_ids: Sequence[int] = (),
    request_id: str,
) -> int:  # fmt: skip
    """Put members and known participants on the list of those invited. Returns how many are new on it.

    Raises `SessionOver`, `NobodyListed`, `RequestReused`, `NotFound`.
    """
    over = locked(desk.cooperative_id, session_id)
    mark = fingerprint((session_id, tuple(sorted(member_ids)), tuple(sorted(participant_ids))))
    if done_before(desk, request_id, mark):
        return 0
    planning.check_running(over.state)
    if not member_ids and not participant_ids:
        raise NobodyListed
    ids = [waited_for(desk.cooperative_id, key).id for key in participant_ids]
    ids += _as_participants(desk, member_ids, request_id, mark)
    on_list = {row.participant_id: row for row in queries.attendances(session_id)}
    for key in ids:
        known = on_list.get(key)
        here = Presence(True, known.present, known.minutes) if known else Presence(True)
        attend(over, key, here, way="invitation")
    speak_for_doubles(over, ids)
    note_act(desk, over, "invited", request=(request_id, mark))
    trail(desk, "invited", object=f"session:{session_id}", people=len(ids))
    return len(set(ids) - set(on_list))


def _keep_all(
    desk: Desk, over: TrainingSession, lines: Sequence[Line], request: tuple[str, str]
) -> list[int]:
    """All rows, or none; returns the people of whom something was said."""
    held = noted(over)  # held, so that each is read once
    kept, wrong = list[int](), dict[str, Refused]()
    for line in lines:
        try:
            origin = Origin(f"{request[0]}:{line.key}", request[1], desk.user_id)
            key = _keep(desk, over, line, origin)
            kept += [key] if line.present is not None else []
        except Refused as refusal:
            wrong[line.key] = refusal
    if wrong:
        raise ListHasErrors(wrong)
    del held
    return kept


def _keep(desk: Desk, over: TrainingSession, line: Line, origin: Origin) -> int:
    presence.check_minutes(line.minutes)
    there = bool(line.present)
    here = Presence(False, there, line.minutes if there else None)
    if line.participant_id is not None:
        row = waited_for(desk.cooperative_id, line.participant_id)
        if line.agreed:
            agree(row, over.held_on, people.PAPER)
        if line.present is not None:
            attend(over, row.id, here, way="list")
        return row.id
    clean = _checked(desk, line)
    agreed = (over.held_on, people.PAPER) if line.agreed else None
    known = clean if line.agreed else people.anonymous(clean, over.held_on)
    row = add_participant(
        cooperative_id=desk.cooperative_id, facts=known, origin=origin, agreed=agreed
    )
    attend(over, row.id, here, way="list")
    return row.id


def _checked(desk: Desk, line: Line) -> Facts:
    clean = tidied(line.facts or Facts(name=""))
    if line.agreed and not clean.name:
        raise NameMissing(field="name")
    if clean.name and not line.agreed:
        raise SignatureMissing(name=clean.name)
    people.check_facts(clean, desk.today)
    if not line.agreed or line.despite_double:
        return clean
    known = queries.alike(desk.cooperative_id, clean.name, clean.village, clean.birth_year)
    if known:
        raise PossiblySame(known=[one.id for one in known], name=clean.name, village=clean.village)
    return clean


def _as_participants(
    desk: Desk, member_ids: Sequence[int], request_id: str, mark: str
) -> list[int]:
    """Members as participants, each written down once for all sessions."""
    known = queries.find_by_member(desk.cooperative_id, member_ids)
    found = []
    for member_id in dict.fromkeys(member_ids):
        if person := known.get(member_id):
            found.append(person.id)
            continue
        origin = Origin(f"{request_id}:m{member_id}", mark, desk.user_id)
        facts = queries.member_facts(desk.cooperative_id, member_id)
        row = add_participant(
            cooperative_id=desk.cooperative_id, facts=facts, origin=origin, agreed=None
        )
        found.append(row.id)
    return found
