"""Programmes with who carries them, who pays for them and until when they run."""

from dataclasses import asdict, dataclass, replace
from datetime import date

import sqlalchemy as sa

from coop_app import auth
from coop_app.db import session
from coop_app.members import queries
from coop_app.members.models import Programme
from coop_app.members.rules import names
from coop_app.members.service.groups import ProgrammeExists, ProgrammeNameMissing, begin
from coop_app.refusal import N_, NotFound, Refused


class ProgrammeEndsEarly(Refused):
    """It would end before it begins."""

    message = N_("The last day lies before the first day.")
    field = "valid_to"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeFacts:
    """A programme as typed."""

    name: str
    valid_from: date
    valid_to: date | None = None
    partner: str = ""
    funder: str = ""


def save_programme(
    new: ProgrammeFacts, *, programme_id: int | None = None, cooperative_id: int, by: int
) -> int:
    """A new programme, or other facts of a known one; the same again changes nothing. Returns its key.

    Raises `ProgrammeNameMissing`, `ProgrammeExists`, `ProgrammeEndsEarly`, `NotFound`.
    """
    begin(cooperative_id=cooperative_id)
    facts = _checked(new)
    known = queries.list_programmes(cooperative_id)
    same = [one for one in known if one.name.casefold() == facts.name.casefold()]
    if programme_id is None and same and _facts(same[0]) == facts:
        return same[0].id
    if any(one.id != programme_id for one in same):
        raise ProgrammeExists
    row = _row(cooperative_id, programme_id)
    for name, value in asdict(facts).items():
        setattr(row, name, value)
    session.add(row)
    session.flush()
    auth.audit_trail(
        "members.programme_saved", cooperative_id=cooperative_id, by=by,
        object=f"programme:{row.id}", after=asdict(facts),
    )  # fmt: skip
    return row.id


def _row(cooperative_id: int, programme_id: int | None) -> Programme:
    if programme_id is None:
        return Programme(cooperative_id=cooperative_id)
    row = session.scalar(
        sa.select(Programme).where(
            Programme.id == programme_id, Programme.cooperative_id == cooperative_id
        )
    )
    if row is None:
        raise NotFound
    return row


def _checked(typed: ProgrammeFacts) -> ProgrammeFacts:
    facts = replace(
        typed, name=names.tidy(typed.name)[:80], partner=names.tidy(typed.partner)[:80],
        funder=names.tidy(typed.funder)[:80],
    )  # fmt: skip
    if not facts.name:
        raise ProgrammeNameMissing
    if facts.valid_to is not None and facts.valid_to < facts.valid_from:
        raise ProgrammeEndsEarly
    return facts


def _facts(card: queries.ProgrammeCard) -> ProgrammeFacts:
    return ProgrammeFacts(
        **{name: getattr(card, name) for name in ProgrammeFacts.__dataclass_fields__}
    )
