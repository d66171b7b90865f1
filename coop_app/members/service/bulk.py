"""Many members at once, by whole lists instead of one object after the other."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from typing import Any

import sqlalchemy as sa

from coop_app import clock, db
from coop_app.members import queries
from coop_app.members.models import (
    Heir,
    Member,
    MemberProgramme,
    MemberStatus,
    MigrationStay,
    Programme,
)
from coop_app.members.rules import names, standing
from coop_app.members.rules.importing import Newcomer
from coop_app.members.service import numbering
from coop_app.members.service.groups import begin
from coop_app.members.service.rows import fingerprint_of, sealed

_AT_ONCE = 250


def enter_all(
    newcomers: Sequence[Newcomer], *, import_id: int, cooperative_id: int, by: int,
    identity_key: str, progress: Callable[[int, int], None],
) -> int:  # fmt: skip
    """Enter them with numbers that follow each other; returns the first number."""
    begin(cooperative_id=cooperative_id)
    numbering.take(0, cooperative_id)
    first = numbering.take(len(newcomers), cooperative_id)
    programmes = _programmes(newcomers, cooperative_id)
    made = {"created_by": by, "created_at": clock.now(), "cooperative_id": cooperative_id}
    for start in range(0, len(newcomers), _AT_ONCE):
        part = newcomers[start : start + _AT_ONCE]
        rows = [
            made | _member(one, first + start + i, f"import:{import_id}:{one.row}", identity_key)
            for i, one in enumerate(part)
        ]
        _insert(Member, rows)
        keys = _keys(cooperative_id, first + start, len(part))
        people = list(zip(keys, part, strict=True))
        _insert(MemberStatus, list(_history(people, made)))
        _surround(people, programmes, cooperative_id)
        progress(start + len(part), len(newcomers))
    return first


def _insert(table: Any, rows: list[dict[str, Any]]) -> None:
    if rows:
        db.write_connection().execute(sa.insert(table), rows)


def _keys(cooperative_id: int, first: int, count: int) -> list[int]:
    query = sa.select(Member.id).where(
        Member.cooperative_id == cooperative_id, Member.number >= first,
        Member.number < first + count,
    )  # fmt: skip
    return list(db.write_connection().execute(query.order_by(Member.number)).scalars())


def _member(one: Newcomer, number: int, request_id: str, identity_key: str) -> dict[str, Any]:
    facts = one.facts
    return {
        "number": number, "old_number": facts.old_number, "name": facts.name,
        "search_text": names.search_text(facts.name), "group_id": facts.group_id,
        "household_id": None, "sex": facts.sex, "birth_year": facts.birth_year,
        "nik_sealed": sealed(facts.nik, identity_key),
        "nik_index": fingerprint_of(facts.nik, identity_key), "phone": facts.phone or None,
        "address": facts.address, "joined_on": facts.joined_on, "left_on": None,
        "status": one.status, "request_id": request_id, "request_print": "",
    }  # fmt: skip


def _history(
    people: Sequence[tuple[int, Newcomer]], made: dict[str, Any]
) -> Iterator[dict[str, Any]]:
    for key, one in people:
        passed = [standing.ACTIVE] if one.status == standing.INACTIVE else []
        for status in [*passed, one.status]:
            yield {
                "cooperative_id": made["cooperative_id"], "member_id": key, "status": status,
                "valid_from": one.facts.joined_on, "reason": "", "made_by": made["created_by"],
                "made_at": made["created_at"],
            }  # fmt: skip


def _surround(
    people: Sequence[tuple[int, Newcomer]], programmes: dict[str, int], cooperative_id: int
) -> None:
    def own(key: int) -> dict[str, Any]:
        return {"cooperative_id": cooperative_id, "member_id": key}

    heirs = [own(key) | asdict(one.heir) for key, one in people if one.heir]
    _insert(Heir, [heir | {"phone": heir["phone"] or None} for heir in heirs])
    _insert(MigrationStay, [own(key) | asdict(one.stay) for key, one in people if one.stay])
    _insert(
        MemberProgramme,
        [
            own(key) | {"programme_id": programmes[name.casefold()], "since": one.facts.joined_on}
            for key, one in people
            for name in one.programmes
        ],
    )


def _programmes(newcomers: Sequence[Newcomer], cooperative_id: int) -> dict[str, int]:
    """Key by name; those the cooperative does not know yet are added from the earliest day named."""
    known = {one.name.casefold(): one.id for one in queries.list_programmes(cooperative_id)}
    new: dict[str, dict[str, Any]] = {}
    for one in newcomers:
        for name in one.programmes:
            if name.casefold() not in known:
                day = one.facts.joined_on
                row = new.setdefault(name.casefold(), {"name": name, "valid_from": day})
                row["valid_from"] = min(row["valid_from"], day)
    _insert(Programme, [row | {"cooperative_id": cooperative_id} for row in new.values()])
    if not new:
        return known
    return {one.name.casefold(): one.id for one in queries.list_programmes(cooperative_id)}
