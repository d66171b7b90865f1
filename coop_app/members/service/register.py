"""Admit, correct, change status: the life of one member in the register."""

from dataclasses import asdict, replace
from datetime import date

import sqlalchemy as sa

from coop_app import auth
from coop_app.db import session
from coop_app.members import queries
from coop_app.members.models import Member
from coop_app.members.rules import doubles, facts, names, standing
from coop_app.members.rules.facts import MemberFacts
from coop_app.members.rules.standing import Standing, Step
from coop_app.members.service import numbering
from coop_app.members.service.groups import begin, group_exists
from coop_app.members.service.rows import (
    add_history,
    alike_rows,
    fingerprint_of,
    likeness,
    locked,
    member_row,
    open_facts,
    sealed,
    since,
)
from coop_app.refusal import N_, Refused, RequestReused


class GroupUnknown(Refused):
    """A member belongs to a village group of this cooperative."""

    message = N_("Choose the village group.")
    field = "group_id"


def admit(
    new: MemberFacts, *, cooperative_id: int, by: int, on: date, request_id: str,
    identity_key: str = "", despite_double: bool = False,
) -> queries.MemberCard:  # fmt: skip
    """Enter a candidate with the next number; `on` is today. The same request enters one.

    Raises what `facts.cleaned` raises, `GroupUnknown`, `PossibleDouble`, `RequestReused`.
    The identity key is needed when a NIK is given. `activate` follows when simpanan pokok is paid.
    """
    typed = facts.cleaned(new, today=on)
    index = fingerprint_of(typed.nik, identity_key)
    printed = facts.fingerprint(replace(typed, joined_on=new.joined_on), index)
    numbering.take(0, cooperative_id)  # from here on admissions wait for this one
    if earlier := _earlier(cooperative_id, request_id, printed):
        return earlier
    if not group_exists(cooperative_id=cooperative_id, group_id=typed.group_id):
        raise GroupUnknown
    if not despite_double:
        doubles.refuse_doubles(likeness(typed, index), alike_rows(cooperative_id, typed, index))
    begin(cooperative_id=cooperative_id)
    row = member_row(typed, numbering.take(1, cooperative_id), cooperative_id, identity_key)
    row.request_id, row.request_print, row.created_by = request_id, printed, by
    return _entered(row, on)


def _earlier(cooperative_id: int, request_id: str, printed: str) -> queries.MemberCard | None:
    query = sa.select(Member.id, Member.request_print).where(
        Member.cooperative_id == cooperative_id, Member.request_id == request_id
    )
    found = session.execute(query).first()
    if found is None:
        return None
    if found.request_print != printed:
        raise RequestReused
    return queries.get_member(cooperative_id, found.id)


def _entered(row: Member, on: date) -> queries.MemberCard:
    session.add(row)
    session.flush()
    first = Step(status=standing.CANDIDATE, on=row.joined_on, reason="")
    add_history(row, first, by=row.created_by)
    auth.audit_trail(
        "members.admitted", cooperative_id=row.cooperative_id, by=row.created_by,
        object=f"member:{row.id}", after=open_facts(row) | {"entered_on": on},
    )  # fmt: skip
    return queries.get_member(row.cooperative_id, row.id)


def change_status(
    step: Step, *, member_id: int, cooperative_id: int, by: int, today: date
) -> queries.MemberCard:
    """The next step of a membership. Raises what `standing.checked_step` raises, and `NotFound`."""
    row = locked(cooperative_id, member_id)
    taken = standing.checked_step(Standing(row.status, since(row)), step, today=today)
    before = row.status
    row.status = taken.status
    row.left_on = taken.on if taken.status in standing.ENDED else None
    add_history(row, taken, by=by)
    auth.audit_trail(
        "members.status_changed", cooperative_id=cooperative_id, by=by,
        object=f"member:{row.id}", before=before, after=asdict(taken), reason=taken.reason,
    )  # fmt: skip
    return queries.get_member(cooperative_id, row.id)


def readmit(
    *, member_id: int, cooperative_id: int, on: date, reason: str, by: int, today: date
) -> queries.MemberCard:
    """Who left becomes a candidate again, with the same number and history; simpanan pokok is paid anew.

    Dues are owed from the day of the return. Raises what `standing.checked_return` raises, and `NotFound`.
    """
    row = locked(cooperative_id, member_id)
    step = Step(status=standing.CANDIDATE, on=on, reason=reason)
    taken = standing.checked_return(Standing(row.status, since(row)), step, today=today)
    before = open_facts(row)
    row.status, row.joined_on, row.left_on = taken.status, taken.on, None
    add_history(row, taken, by=by)
    auth.audit_trail(
        "members.readmitted", cooperative_id=cooperative_id, by=by, object=f"member:{row.id}",
        before=before, after=open_facts(row), reason=taken.reason,
    )  # fmt: skip
    return queries.get_member(cooperative_id, row.id)


def activate(
    *, member_id: int, cooperative_id: int, on: date, by: int, today: date | None = None
) -> queries.MemberCard:
    """A candidate who has paid simpanan pokok becomes a member; an active one stays as it is.

    Raises `StatusNotPossible` for somebody who has left, `StatusTooEarly`, `DayToCome`, `NotFound`.
    """
    row = locked(cooperative_id, member_id)
    if row.status == standing.ACTIVE:
        return queries.get_member(cooperative_id, member_id)
    if row.status != standing.CANDIDATE:
        raise standing.StatusNotPossible
    step = Step(status=standing.ACTIVE, on=max(on, since(row)), reason="")
    return change_status(
        step, member_id=member_id, cooperative_id=cooperative_id, by=by, today=today or step.on
    )


def correct(
    new: MemberFacts, *, member_id: int, cooperative_id: int, by: int, on: date,
    identity_key: str = "", despite_double: bool = False,
) -> queries.MemberCard:  # fmt: skip
    """Put the facts of a member right; an earlier name can still be searched for.

    `nik=None` leaves the stored number alone, empty removes it. Raises as `admit`, and `NotFound`.
    """
    typed = facts.cleaned(new, today=on)
    row = locked(cooperative_id, member_id)
    if not group_exists(cooperative_id=cooperative_id, group_id=typed.group_id):
        raise GroupUnknown
    index = row.nik_index if typed.nik is None else fingerprint_of(typed.nik, identity_key)
    if not despite_double:
        known = alike_rows(cooperative_id, typed, index)
        doubles.refuse_doubles(likeness(typed, index, id=member_id), known)
    before = open_facts(row)
    _overwrite(row, typed, identity_key)
    auth.audit_trail(
        "members.corrected", cooperative_id=cooperative_id, by=by, object=f"member:{row.id}",
        before=before, after=open_facts(row) | {"nik_changed": typed.nik is not None},
    )  # fmt: skip
    return queries.get_member(cooperative_id, row.id)


def _overwrite(row: Member, typed: MemberFacts, identity_key: str) -> None:
    row.search_text = names.search_text(typed.name, former=row.search_text)
    for name in ("name", "group_id", "sex", "birth_year", "address", "joined_on", "old_number"):
        setattr(row, name, getattr(typed, name))
    row.phone = typed.phone or None
    if typed.nik is not None:
        row.nik_sealed = sealed(typed.nik, identity_key)
        row.nik_index = fingerprint_of(typed.nik, identity_key)
    session.flush()
