"""Pillars of a programme, what belongs to them, and other activities in them."""

from collections.abc import Iterable
from dataclasses import replace

import sqlalchemy as sa

from coop_app.auth.rules.desk import Desk
from coop_app.db import session
from coop_app.literacy.models import (
    EquipmentGrant,
    MentoringVisit,
    Pillar,
    PillarActivity,
    PillarTag,
)
from coop_app.literacy.queries import sessions as training
from coop_app.literacy.rules.effect.giving import ActivityFacts, PillarFacts, usual_pillars
from coop_app.literacy.rules.effect.refusals import PillarThere, StruckOut
from coop_app.literacy.service.effect import writing
from coop_app.literacy.service.trailing import trail
from coop_app.members import queries as members
from coop_app.members.rules.names import tidy
from coop_app.refusal import NotFound

#: what belongs to one pillar → its column in the tags, its table
THINGS: dict[str, tuple[str, type[EquipmentGrant | MentoringVisit | PillarActivity]]] = {
    "grant": ("grant_id", EquipmentGrant),
    "visit": ("visit_id", MentoringVisit),
    "activity": ("activity_id", PillarActivity),
}


def add_pillar(*, desk: Desk, facts: PillarFacts, request_id: str) -> int:
    """A pillar of a programme. Raises what `PillarFacts.check` raises, `PillarThere`, `RequestReused`, `NotFound`."""
    facts = replace(facts, name=tidy(facts.name)[:80])
    if earlier := writing.made_before(Pillar, desk, request_id, facts):
        return earlier
    facts.check()
    writing.check_programme(desk, facts.programme_id)
    if _named(desk, facts.programme_id, facts.name) is not None:
        raise PillarThere
    row = Pillar(
        programme_id=facts.programme_id, name=facts.name, position=facts.position,
        valid_from=facts.valid_from, valid_to=facts.valid_to,
        **writing.made(desk, request_id, facts),
    )  # fmt: skip
    session.add(row)
    session.flush()
    trail(desk, "pillar_added", object=f"pillar:{row.id}", name=facts.name)
    return row.id


def add_usual_pillars(*, desk: Desk, programme_id: int, request_id: str) -> None:
    """The four of Desmigratif under a programme; those that are there stay. Raises `NotFound`."""
    programme = next(
        (one for one in members.list_programmes(desk.cooperative_id) if one.id == programme_id),
        None,
    )
    if programme is None:
        raise NotFound
    for n, name in enumerate(usual_pillars(), 1):
        if _named(desk, programme_id, name) is None:
            facts = PillarFacts(
                programme_id=programme_id, name=name, position=n, valid_from=programme.valid_from
            )
            add_pillar(desk=desk, facts=facts, request_id=f"{request_id}-{n}")


def _named(desk: Desk, programme_id: int, name: str) -> int | None:
    return session.scalar(
        sa.select(Pillar.id).where(
            Pillar.cooperative_id == desk.cooperative_id, Pillar.programme_id == programme_id,
            Pillar.name == name,
        )
    )  # fmt: skip


def change_pillar(*, desk: Desk, pillar_id: int, facts: PillarFacts) -> None:
    """Another name, place or last day. Raises what `PillarFacts.check` raises, `PillarThere`, `NotFound`."""
    row = writing.row_of(Pillar, desk, pillar_id)
    facts = replace(facts, name=tidy(facts.name)[:80])
    facts.check()
    if _named(desk, row.programme_id, facts.name) not in (None, pillar_id):
        raise PillarThere
    row.name, row.position = facts.name, facts.position
    row.valid_from, row.valid_to = facts.valid_from, facts.valid_to
    session.flush()
    trail(desk, "pillar_changed", object=f"pillar:{pillar_id}", name=facts.name)


def tag_session(*, desk: Desk, session_id: int, pillar_ids: Iterable[int]) -> None:
    """The pillars a session belongs to, and no others. Raises `NotFound`."""
    training.get_session(desk.cooperative_id, session_id)
    wanted = set(pillar_ids)
    there = PillarTag.cooperative_id == desk.cooperative_id, PillarTag.session_id == session_id
    known = set(session.scalars(sa.select(PillarTag.pillar_id).where(*there)))
    if gone := known - wanted:
        session.execute(sa.delete(PillarTag).where(*there, PillarTag.pillar_id.in_(gone)))
    for pillar_id in sorted(wanted - known):
        tag(desk, pillar_id, session_id=session_id)
    trail(desk, "session_tagged", object=f"session:{session_id}", pillars=sorted(wanted))


def move_to_pillar(*, desk: Desk, thing: str, key: int, pillar_id: int) -> None:
    """A grant, visit or activity belongs to this pillar and to no other; the same again changes nothing.

    Raises `StruckOut`, `NotFound`.
    """
    column, table = THINGS[thing]
    row = writing.row_of(table, desk, key)
    there = PillarTag.cooperative_id == desk.cooperative_id, getattr(PillarTag, column) == key
    if list(session.scalars(sa.select(PillarTag.pillar_id).where(*there))) == [pillar_id]:
        return
    if row.voided_on is not None:
        raise StruckOut
    session.execute(sa.delete(PillarTag).where(*there))
    tag(desk, pillar_id, **{column: key})
    trail(desk, "moved_to_pillar", object=f"{thing}:{key}", pillar=pillar_id)


def tag(desk: Desk, pillar_id: int, **thing: int) -> None:
    """Note that something belongs to a pillar. Raises `NotFound` for another cooperative's."""
    writing.row_of(Pillar, desk, pillar_id)
    session.add(PillarTag(cooperative_id=desk.cooperative_id, pillar_id=pillar_id, **thing))
    session.flush()


def record_activity(*, desk: Desk, facts: ActivityFacts, pillar_id: int, request_id: str) -> int:
    """Something else that was done. Raises what `check` raises, `VoucherUnknown`, `RequestReused`, `NotFound`."""
    facts = replace(
        facts, title=tidy(facts.title)[:120], place=tidy(facts.place)[:120],
        voucher=tidy(facts.voucher), note=tidy(facts.note)[:500],
    )  # fmt: skip
    if earlier := writing.made_before(PillarActivity, desk, request_id, (facts, pillar_id)):
        return earlier
    facts.check(desk.today)
    if facts.village_group_id is not None:
        members.get_group(desk.cooperative_id, facts.village_group_id)
    row = PillarActivity(
        held_on=facts.held_on, title=facts.title, place=facts.place, note=facts.note,
        village_group_id=facts.village_group_id, people=facts.people,
        **writing.entry_columns(desk, facts.voucher),
        **writing.made(desk, request_id, (facts, pillar_id)),
    )  # fmt: skip
    session.add(row)
    session.flush()
    tag(desk, pillar_id, activity_id=row.id)
    trail(desk, "activity_recorded", object=f"activity:{row.id}", pillar=pillar_id)
    return row.id


def strike_out_activity(*, desk: Desk, activity_id: int, reason: str) -> None:
    """It was written by mistake. Raises `WhyMissing`, `StruckOut`, `NotFound`."""
    writing.strike_out(PillarActivity, desk=desk, key=activity_id, reason=reason)
