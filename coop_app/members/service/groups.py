"""Village groups and programmes."""

from dataclasses import asdict, dataclass
from datetime import date

import sqlalchemy as sa

from coop_app import auth
from coop_app.db import session
from coop_app.members import queries
from coop_app.members.models import Programme, VillageGroup
from coop_app.members.rules import names
from coop_app.refusal import N_, NotFound, Refused

#: programme → the day from which members may be noted for it; a cooperative adds its own
PROGRAMMES = {
    "Desbumi": date(2015, 1, 1),
    "Desmigratif": date(2016, 10, 1),
    "Inklusi": date(2021, 6, 1),
    "Desa Migran Emas": date(2025, 1, 1),
}


class GroupNameMissing(Refused):
    """A group is called by its name."""

    message = N_("Write the name of the group.")
    field = "name"


class GroupExists(Refused):
    """Two groups with one name or code would be mixed up."""

    message = N_("There is already a group with this name or code. Choose another one.")
    field = "name"


class ProgrammeExists(Refused):
    """Two programmes with one name would be mixed up."""

    message = N_("There is already a programme with this name.")
    field = "name"


class ProgrammeNameMissing(Refused):
    """A programme is called by its name."""

    message = N_("Write the name of the programme.")
    field = "name"


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupFacts:
    """A village group as typed."""

    name: str
    code: str = ""
    village: str = ""
    district: str = ""
    coordinator_member_id: int | None = None


def begin(*, cooperative_id: int) -> None:
    """Give a cooperative the known programmes unless it has some."""
    if queries.list_programmes(cooperative_id):
        return
    session.add_all(
        Programme(cooperative_id=cooperative_id, name=name, valid_from=day, valid_to=None)
        for name, day in PROGRAMMES.items()
    )
    session.flush()


def add_group(new: GroupFacts, *, cooperative_id: int, by: int) -> int:
    """A new group; returns its key. Raises `GroupNameMissing`, `GroupExists`, `NotFound`."""
    begin(cooperative_id=cooperative_id)
    facts = _cleaned(new, cooperative_id)
    _refuse_same(facts, cooperative_id, but=0)
    row = VillageGroup(cooperative_id=cooperative_id, **asdict(facts))
    session.add(row)
    session.flush()
    auth.audit_trail(
        "members.group_added", cooperative_id=cooperative_id, by=by, object=f"group:{row.id}",
        after=asdict(facts),
    )  # fmt: skip
    return row.id


def change_group(new: GroupFacts, *, group_id: int, cooperative_id: int, by: int) -> None:
    """Rename a group or give it a coordinator. Raises as `add_group`, and `NotFound`."""
    row = session.scalar(
        sa.select(VillageGroup).where(
            VillageGroup.id == group_id, VillageGroup.cooperative_id == cooperative_id
        )
    )
    if row is None:
        raise NotFound
    facts = asdict(_cleaned(new, cooperative_id))
    _refuse_same(GroupFacts(**facts), cooperative_id, but=group_id)
    before = {name: getattr(row, name) for name in facts}
    for name, value in facts.items():
        setattr(row, name, value)
    session.flush()
    auth.audit_trail(
        "members.group_changed", cooperative_id=cooperative_id, by=by, object=f"group:{group_id}",
        before=before, after=facts,
    )  # fmt: skip


def _cleaned(typed: GroupFacts, cooperative_id: int) -> GroupFacts:
    name = names.tidy(typed.name)[:60]
    if not name:
        raise GroupNameMissing
    coordinator = typed.coordinator_member_id or None
    if coordinator is not None:
        queries.get_member(cooperative_id, coordinator)
    return GroupFacts(
        name=names.clean(name),
        code=names.tidy(typed.code)[:12] or _initials(name),
        village=names.tidy(typed.village)[:60],
        district=names.tidy(typed.district)[:60],
        coordinator_member_id=coordinator,
    )


def _initials(name: str) -> str:
    return "".join(c for c in name.upper() if c.isalnum())[:4]


def _refuse_same(facts: GroupFacts, cooperative_id: int, but: int) -> None:
    for other in queries.list_groups(cooperative_id):
        same = facts.name.casefold() == other.name.casefold()
        if other.id != but and (same or facts.code.casefold() == other.code.casefold()):
            raise GroupExists


def add_programme(name: str, *, valid_from: date, cooperative_id: int, by: int) -> int:
    """A programme of the cooperative's own. Raises `ProgrammeNameMissing`, `ProgrammeExists`."""
    begin(cooperative_id=cooperative_id)
    clean = names.tidy(name)[:60]
    if not clean:
        raise ProgrammeNameMissing
    known = queries.list_programmes(cooperative_id)
    if clean.casefold() in {programme.name.casefold() for programme in known}:
        raise ProgrammeExists
    row = Programme(cooperative_id=cooperative_id, name=clean, valid_from=valid_from, valid_to=None)
    session.add(row)
    session.flush()
    auth.audit_trail(
        "members.programme_added", cooperative_id=cooperative_id, by=by,
        object=f"programme:{row.id}", after={"name": clean, "valid_from": valid_from},
    )  # fmt: skip
    return row.id


def group_exists(*, cooperative_id: int, group_id: int) -> bool:
    """Whether the group is this cooperative's."""
    found = sa.select(VillageGroup.id).where(
        VillageGroup.id == group_id, VillageGroup.cooperative_id == cooperative_id
    )
    return session.scalar(found) is not None
