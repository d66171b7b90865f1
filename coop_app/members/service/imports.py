"""A whole register from Excel: kept sealed, checked row by row, taken all or none."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date

import sqlalchemy as sa

from coop_app import auth, clock
from coop_app.auth import sealing
from coop_app.db import session
from coop_app.members import queries
from coop_app.members.models import Member, MemberImport
from coop_app.members.rules import doubles, importing, names
from coop_app.members.rules.importing import Newcomer, Problem, SheetRow
from coop_app.members.service.bulk import enter_all
from coop_app.members.service.groups import GroupFacts, add_group
from coop_app.members.service.rows import fingerprint_of, likeness, likeness_of
from coop_app.refusal import N_, Refused

Progress = Callable[[int, int], None]


class RowsWrong(Refused):
    """All rows or none."""

    message = N_("%(count)s cells must be put right first. Nothing was taken in.")


class GroupsMissing(Refused):
    """New groups are made only when somebody says so."""

    message = N_("These groups do not exist yet: %(groups)s. Tick the box to make them.")
    field = "make_groups"


class NothingToImport(Refused):
    """No row is left."""

    message = N_("No member is left to take in. Fill in the sheet and send it again.")
    field = "file"


@dataclass(frozen=True, slots=True)
class Check:
    """What taking in the rows would mean."""

    newcomers: tuple[Newcomer, ...]
    #: these stop the import
    errors: tuple[Problem, ...]
    #: these only ask to look at the card
    oddities: tuple[Problem, ...]
    #: row → who it may be already
    doubles: dict[int, str]
    missing_groups: tuple[str, ...]


def stage(
    rows: Sequence[SheetRow], *, file_name: str, cooperative_id: int, by: int, identity_key: str
) -> int:
    """Keep an uploaded register until somebody says yes; returns its key. Raises `NothingToImport`."""
    if not rows:
        raise NothingToImport
    text = json.dumps([[row.number, row.cells] for row in rows], ensure_ascii=False)
    kept = MemberImport(
        cooperative_id=cooperative_id, file_name=names.tidy(file_name)[:120],
        rows_sealed=sealing.seal(text, identity_key=identity_key, use=queries.STAGED), row_count=len(rows),
        first_number=None, state="waiting", made_by=by, made_at=clock.now(),
    )  # fmt: skip
    session.add(kept)
    session.flush()
    return kept.id


def check(
    rows: Iterable[SheetRow], *, cooperative_id: int, identity_key: str, today: date
) -> Check:
    """Every row's errors, oddities and likely doubles; changes nothing."""
    newcomers: list[Newcomer] = []
    errors: list[Problem] = []
    oddities: list[Problem] = []
    groups = _groups(cooperative_id)
    for row in rows:
        newcomer, problems = importing.read_row(row, today=today)
        if newcomer is None:
            errors += problems
            continue
        oddities += problems
        group_id = groups.get(names.folded(newcomer.group), 0)
        newcomers.append(replace(newcomer, facts=replace(newcomer.facts, group_id=group_id)))
    missing = {one.group for one in newcomers if not one.facts.group_id}
    return Check(
        tuple(newcomers), tuple(errors), tuple(oddities),
        _doubles(newcomers, cooperative_id, identity_key), tuple(sorted(missing)),
    )  # fmt: skip


def _groups(cooperative_id: int) -> dict[str, int]:
    known = queries.list_groups(cooperative_id)
    by_code = {names.folded(group.code): group.id for group in known}
    return by_code | {names.folded(group.name): group.id for group in known}


def _doubles(
    newcomers: Iterable[Newcomer], cooperative_id: int, identity_key: str
) -> dict[int, str]:
    """Rows that are like somebody in the register, or like a row above."""
    rows = session.scalars(sa.select(Member).where(Member.cooperative_id == cooperative_id))
    seen = doubles.Register()
    for row in rows:
        seen.add(likeness_of(row), f"{row.number:04d} {row.name}")
    found: dict[int, str] = {}
    to_make: dict[str, int] = {}
    for newcomer in newcomers:
        one = likeness(newcomer.facts, fingerprint_of(newcomer.facts.nik, identity_key))
        # a group that is still to be made keeps its people apart by its name
        one = replace(
            one,
            group_id=one.group_id
            or -1 - to_make.setdefault(names.folded(newcomer.group), len(to_make)),
        )
        if alike := seen.alike(one):
            found[newcomer.row] = alike
        seen.add(one, f"#{newcomer.row} {newcomer.facts.name}")
    return found


@dataclass(frozen=True, slots=True)
class Choices:
    """What the person at the screen decided."""

    make_groups: bool = False
    #: take rows that may be doubles too, as other people
    take_doubles: bool = False


def take_in(
    choices: Choices, *, import_id: int, cooperative_id: int, by: int, today: date,
    identity_key: str, progress: Progress = lambda _done, _all: None,
) -> int:  # fmt: skip
    """Enter all staged rows, or none; returns how many. A second time changes nothing.

    Raises `RowsWrong`, `GroupsMissing`, `NothingToImport`, `NotFound`.
    """
    kept = queries.get_import(cooperative_id, import_id, lock=True)
    if kept.state == "done":
        return kept.row_count
    rows = queries.staged_rows(kept, identity_key)
    found = check(rows, cooperative_id=cooperative_id, identity_key=identity_key, today=today)
    wanted = _wanted(found, choices)
    wanted = _with_groups(wanted, found.missing_groups, cooperative_id, by)
    first = enter_all(
        wanted, import_id=import_id, cooperative_id=cooperative_id, by=by,
        identity_key=identity_key, progress=progress,
    )  # fmt: skip
    kept.state, kept.rows_sealed = "done", ""
    kept.row_count, kept.first_number = len(wanted), first
    auth.audit_trail(
        "members.imported", cooperative_id=cooperative_id, by=by,
        object=f"member_import:{import_id}",
        after={"count": len(wanted), "first_number": first, "choices": asdict(choices)},
    )  # fmt: skip
    return len(wanted)


def _wanted(found: Check, choices: Choices) -> list[Newcomer]:
    if found.errors:
        raise RowsWrong(count=len(found.errors))
    left = [one for one in found.newcomers if choices.take_doubles or one.row not in found.doubles]
    if not left:
        raise NothingToImport
    if found.missing_groups and not choices.make_groups:
        raise GroupsMissing(groups=", ".join(found.missing_groups))
    return left


def _with_groups(
    wanted: list[Newcomer], missing: Sequence[str], cooperative_id: int, by: int
) -> list[Newcomer]:
    for name in missing:
        if names.folded(name) not in _groups(cooperative_id):
            add_group(GroupFacts(name=name, code=name[:12]), cooperative_id=cooperative_id, by=by)
    groups = _groups(cooperative_id)
    return [
        replace(one, facts=replace(one.facts, group_id=groups[names.folded(one.group)]))
        for one in wanted
    ]
