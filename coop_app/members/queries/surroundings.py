"""Heir, last stay and programmes of every member at once, for exports."""

from collections import defaultdict
from dataclasses import dataclass, field

import sqlalchemy as sa

from coop_app.db import session
from coop_app.members.models import Heir, MemberProgramme, MigrationStay, Programme
from coop_app.members.rules.facts import HeirFacts, StayFacts


@dataclass(slots=True)
class Surroundings:
    """The first heir, the last stay, the names of the programmes."""

    heir: HeirFacts | None = None
    stay: StayFacts | None = None
    programmes: list[str] = field(default_factory=list)


def surroundings(cooperative_id: int) -> dict[int, Surroundings]:
    """By member; who has nothing is left out."""
    found: dict[int, Surroundings] = defaultdict(Surroundings)
    heirs = sa.select(Heir).where(Heir.cooperative_id == cooperative_id).order_by(Heir.id.desc())
    for heir in session.scalars(heirs):
        facts = HeirFacts(name=heir.name, relation=heir.relation, phone=heir.phone or "")
        found[heir.member_id].heir = facts
    stays = sa.select(MigrationStay).where(MigrationStay.cooperative_id == cooperative_id)
    keys = StayFacts.__dataclass_fields__
    for stay in session.scalars(stays.order_by(MigrationStay.id)):
        found[stay.member_id].stay = StayFacts(**{key: getattr(stay, key) for key in keys})
    joined = (
        sa.select(MemberProgramme.member_id, Programme.name)
        .join(Programme, Programme.id == MemberProgramme.programme_id)
        .where(MemberProgramme.cooperative_id == cooperative_id)
        .order_by(Programme.name)
    )
    for row in session.execute(joined):
        found[row.member_id].programmes.append(row.name)
    return dict(found)
