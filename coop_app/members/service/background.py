"""What surrounds a member: heirs, stays abroad, programmes, household."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

import sqlalchemy as sa

from coop_app import auth
from coop_app.db import session
from coop_app.members import queries
from coop_app.members.models import Heir, Household, Member, MemberProgramme, MigrationStay
from coop_app.members.rules import facts, names
from coop_app.members.rules.facts import HeirFacts, StayFacts
from coop_app.members.service.groups import begin
from coop_app.members.service.rows import locked
from coop_app.refusal import N_, Refused


class ProgrammeUnknown(Refused):
    """No such programme in this cooperative."""

    message = N_("Choose one of the programmes.")
    field = "programmes"


class HouseholdUnknown(Refused):
    """No such household in this cooperative."""

    message = N_("Choose one of the households.")
    field = "household_id"


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """All that surrounds a member, as typed; it replaces what was known."""

    heirs: Sequence[HeirFacts] = ()
    stays: Sequence[StayFacts] = ()
    programme_ids: Sequence[int] = ()
    household_id: int | None = None
    #: begins a new household of this name
    new_household: str = ""


def set_background(
    new: Background, *, member_id: int, cooperative_id: int, by: int, on: date
) -> None:
    """Replace heirs, stays, programmes and household of a member in one act.

    Raises what `facts.cleaned_heir` and `cleaned_stay` raise, `ProgrammeUnknown`, `HouseholdUnknown`, `NotFound`.
    """
    heirs = [facts.cleaned_heir(heir) for heir in new.heirs]
    stays = [facts.cleaned_stay(stay, today=on) for stay in new.stays]
    row = locked(cooperative_id, member_id)
    begin(cooperative_id=cooperative_id)
    row.household_id = _household(new, cooperative_id)
    _replace(row, Heir, [heir_row(row, heir) for heir in heirs])
    _replace(row, MigrationStay, [stay_row(row, stay) for stay in stays])
    joined = _set_programmes(row, new.programme_ids, on)
    auth.audit_trail(
        "members.background_set", cooperative_id=cooperative_id, by=by,
        object=f"member:{row.id}",
        after={
            "heirs": [asdict(heir) for heir in heirs], "stays": [asdict(stay) for stay in stays],
            "programmes": joined, "household_id": row.household_id,
        },
    )  # fmt: skip


def heir_row(row: Member, heir: HeirFacts) -> Heir:
    """The heir's row."""
    return Heir(
        cooperative_id=row.cooperative_id, member_id=row.id, name=heir.name,
        relation=heir.relation, phone=heir.phone or None,
    )  # fmt: skip


def stay_row(row: Member, stay: StayFacts) -> MigrationStay:
    """The stay's row."""
    return MigrationStay(cooperative_id=row.cooperative_id, member_id=row.id, **asdict(stay))


def _replace(
    row: Member, table: type[Heir] | type[MigrationStay], rows: list[Heir] | list[MigrationStay]
) -> None:
    session.execute(
        sa.delete(table).where(
            table.cooperative_id == row.cooperative_id, table.member_id == row.id
        )
    )
    session.add_all(rows)
    session.flush()


def _household(new: Background, cooperative_id: int) -> int | None:
    name = names.tidy(new.new_household)[:60]
    if name:
        household = Household(cooperative_id=cooperative_id, name=name)
        session.add(household)
        session.flush()
        return household.id
    known = {key for key, _name in queries.list_households(cooperative_id)}
    if new.household_id is not None and new.household_id not in known:
        raise HouseholdUnknown
    return new.household_id


def _set_programmes(row: Member, wanted: Sequence[int], on: date) -> list[str]:
    known = {one.id: one for one in queries.list_programmes(row.cooperative_id)}
    if not set(wanted) <= known.keys():
        raise ProgrammeUnknown
    mine = (MemberProgramme.cooperative_id == row.cooperative_id) & (
        MemberProgramme.member_id == row.id
    )
    had = set(session.scalars(sa.select(MemberProgramme.programme_id).where(mine)))
    gone = had - set(wanted)
    session.execute(sa.delete(MemberProgramme).where(mine, MemberProgramme.programme_id.in_(gone)))
    session.add_all(
        MemberProgramme(
            cooperative_id=row.cooperative_id, member_id=row.id, programme_id=key, since=on
        )
        for key in sorted(set(wanted) - had)
    )
    session.flush()
    return sorted(known[key].name for key in wanted)
