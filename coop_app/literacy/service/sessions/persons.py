"""What is known of participants: corrected, linked to a household, found to be one person, forgotten."""

from collections.abc import Sequence

import sqlalchemy as sa

from coop_app.auth.rules.desk import Desk
from coop_app.db import session
from coop_app.literacy.models.sessions import Participant
from coop_app.literacy.rules.sessions import merging, people
from coop_app.literacy.rules.sessions.people import Facts
from coop_app.literacy.service.family.opening import open_household
from coop_app.literacy.service.sessions.households import one_of
from coop_app.literacy.service.sessions.writing import agree, forget, put, tidied, waited_for
from coop_app.literacy.service.trailing import trail
from coop_app.members import queries as members
from coop_app.members.rules.names import NameMissing


def change_person(*, desk: Desk, participant_id: int, facts: Facts, agreed: bool) -> None:
    """Put right what was written down. `agreed` records consent that was given aloud or on paper.

    Raises `AlreadyForgotten`, `NameMissing`, `SexMissing`, `VillageMissing`, `BirthYearImpossible`,
    `NameUnreadable`, `PhoneImpossible`, `NotFound`.
    """
    row = waited_for(desk.cooperative_id, participant_id)
    _check_there(row)
    clean = tidied(facts)
    if not clean.name:
        raise NameMissing(field="name")
    people.check_facts(clean, desk.today)
    if clean.member_id is not None:
        members.get_member(desk.cooperative_id, clean.member_id)
    put(row, clean)
    if agreed:
        agree(row, desk.today, people.SPOKEN)
    session.flush()
    trail(desk, "participant_changed", object=f"participant:{row.id}")


def withdraw(*, desk: Desk, participant_id: int) -> None:
    """Take the name and everything that leads to the person away; the count stays. Raises `NotFound`."""
    row = waited_for(desk.cooperative_id, participant_id)
    for one in [row, *_same(desk, row.id)]:
        forget(one, desk.today, withdrawn=True)
    trail(desk, "consent_withdrawn", object=f"participant:{row.id}")


def merge(*, desk: Desk, keep_id: int, other_id: int) -> None:
    """Two rows are one person from now on; nothing is lost, and it can be undone.

    Raises `SamePersonAlready`, `TwoMembers`, `AlreadyForgotten`, `NotFound`.
    """
    first, second = sorted((keep_id, other_id))
    waited_for(desk.cooperative_id, first)
    waited_for(desk.cooperative_id, second)
    keep = waited_for(desk.cooperative_id, keep_id)
    other = waited_for(desk.cooperative_id, other_id)
    if keep.id == other.id:
        raise merging.SamePersonAlready
    _check_there(keep)
    _check_there(other)
    merging.check_members(keep.member_id, other.member_id)
    for one in [other, *_same(desk, other.id)]:
        one.merged_into = keep.id
    put(keep, people.completed(_facts(other), _facts(keep)))
    keep.household_id = keep.household_id or other.household_id
    if other.consented_on is not None and keep.consented_on is None:
        keep.consented_on, keep.consent_version = other.consented_on, other.consent_version
        keep.consent_way = other.consent_way
    session.flush()
    trail(desk, "participants_merged", object=f"participant:{keep.id}", other=other.id)


def part(*, desk: Desk, other_id: int) -> None:
    """Two rows were not one person after all. Raises `NotMerged`, `NotFound`."""
    row = session.scalar(
        sa.select(Participant).where(
            Participant.cooperative_id == desk.cooperative_id,
            Participant.id == other_id,
            Participant.merged_into.is_not(None),
        )
    )
    if row is None:
        raise merging.NotMerged
    kept, row.merged_into = row.merged_into, None
    session.flush()
    trail(desk, "participants_parted", object=f"participant:{row.id}", kept=kept)


def link_household(*, desk: Desk, participant_ids: Sequence[int], household_id: int | None) -> None:
    """These people keep house together (None: with nobody known). Raises `AlreadyForgotten`, `NotFound`."""
    for key in sorted(set(participant_ids)):
        row = waited_for(desk.cooperative_id, key)
        _check_there(row)
        row.household_id = household_id
    session.flush()
    people_keys = sorted(set(participant_ids))
    trail(desk, "household_linked", object=f"household:{household_id}", people=people_keys)


def keep_house_together(*, desk: Desk, participant_id: int, other_id: int, request_id: str) -> int:
    """Two people are of one household: one's own, or a new one. Returns its key.

    Raises `SamePersonAlready`, `AlreadyForgotten`, `NotFound`.
    """
    first, second = sorted((participant_id, other_id))
    pair = [waited_for(desk.cooperative_id, first), waited_for(desk.cooperative_id, second)]
    if pair[0].id == pair[1].id:
        raise merging.SamePersonAlready
    known = [one.household_id for one in pair if one.household_id is not None]
    if not known:
        name = f"Keluarga peserta {pair[0].id}"  # no person's name: it outlives a withdrawn consent
        opened = open_household(
            cooperative_id=desk.cooperative_id, name=name, request_id=request_id, today=desk.today
        )
        known.append(opened.household_id)
    home = one_of(desk.cooperative_id, known, desk.today, by=desk.user_id)
    link_household(desk=desk, participant_ids=[one.id for one in pair], household_id=home)
    return home


def _facts(row: Participant) -> Facts:
    return Facts(**{name: getattr(row, name) for name in Facts.__dataclass_fields__})


def _same(desk: Desk, participant_id: int) -> list[Participant]:
    query = sa.select(Participant).where(
        Participant.cooperative_id == desk.cooperative_id,
        Participant.merged_into == participant_id,
    )
    return list(session.scalars(query.order_by(Participant.id)))


def _check_there(row: Participant) -> None:
    if not row.name:
        raise merging.AlreadyForgotten
