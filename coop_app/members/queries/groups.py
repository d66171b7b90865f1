"""Village groups, households and programmes."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from coop_app.db import session
from coop_app.members.models import Household, Member, Programme, VillageGroup
from coop_app.refusal import NotFound


@dataclass(frozen=True, slots=True)
class GroupCard:
    """A village group and how many belong to it."""

    id: int
    code: str
    name: str
    village: str
    district: str
    coordinator_member_id: int | None
    coordinator_name: str
    women: int
    men: int

    @property
    def count(self) -> int:
        """Everybody who belongs to it now."""
        return self.women + self.men


@dataclass(frozen=True, slots=True)
class ProgrammeCard:
    """A programme and the days between which members may be noted for it."""

    id: int
    name: str
    valid_from: date
    valid_to: date | None
    partner: str = ""
    funder: str = ""


def list_groups(cooperative_id: int) -> list[GroupCard]:
    """All groups by code, with their members."""
    present = Member.status.in_(("candidate", "active", "inactive"))
    counted = sa.select(
        Member.group_id,
        sa.func.sum(sa.case((Member.sex == "F", 1), else_=0)).label("women"),
        sa.func.sum(sa.case((Member.sex == "M", 1), else_=0)).label("men"),
    ).where(Member.cooperative_id == cooperative_id, present)
    members = counted.group_by(Member.group_id).subquery()
    coordinator = sa.orm.aliased(Member)
    query = (
        sa.select(VillageGroup, coordinator.name, members.c.women, members.c.men)
        .outerjoin(members, members.c.group_id == VillageGroup.id)
        .outerjoin(
            coordinator,
            (coordinator.id == VillageGroup.coordinator_member_id)
            & (coordinator.cooperative_id == cooperative_id),
        )
        .where(VillageGroup.cooperative_id == cooperative_id)
        .order_by(VillageGroup.code, VillageGroup.id)
    )
    return [
        GroupCard(
            id=row.id, code=row.code, name=row.name, village=row.village, district=row.district,
            coordinator_member_id=row.coordinator_member_id, coordinator_name=name or "",
            women=int(women or 0), men=int(men or 0),
        )
        for row, name, women, men in session.execute(query)
    ]  # fmt: skip


def find_group(cooperative_id: int, group_id: int) -> GroupCard | None:
    """The group with this key."""
    return next((group for group in list_groups(cooperative_id) if group.id == group_id), None)


def get_group(cooperative_id: int, group_id: int) -> GroupCard:
    """The group with this key. Raises `NotFound`, also for another cooperative's."""
    group = find_group(cooperative_id, group_id)
    if group is None:
        raise NotFound
    return group


def list_programmes(cooperative_id: int, on: date | None = None) -> list[ProgrammeCard]:
    """All programmes, or those that run on a day."""
    query = sa.select(Programme).where(Programme.cooperative_id == cooperative_id)
    if on is not None:
        query = query.where(
            Programme.valid_from <= on,
            sa.or_(Programme.valid_to.is_(None), Programme.valid_to >= on),
        )
    rows = session.scalars(query.order_by(Programme.name))
    return [
        ProgrammeCard(row.id, row.name, row.valid_from, row.valid_to, row.partner, row.funder)
        for row in rows
    ]


def list_households(cooperative_id: int) -> list[tuple[int, str]]:
    """Key and name of every household."""
    query = sa.select(Household.id, Household.name).where(
        Household.cooperative_id == cooperative_id
    )
    return [(row.id, row.name) for row in session.execute(query.order_by(Household.name))]
