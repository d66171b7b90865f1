"""Reads behind the register's own pages: the filtered list and everything about one member."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from coop_app.db import session
from coop_app.members.models import (
    Heir,
    Household,
    Member,
    MemberProgramme,
    MemberStatus,
    MigrationStay,
    Programme,
    VillageGroup,
)
from coop_app.members.queries.cards import MemberCard, fits, get_member
from coop_app.members.rules import standing
from coop_app.members.rules.facts import HeirFacts, StayFacts

PRESENT = "present"
EVERYBODY = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberFilter:
    """What the list was asked to show; empty means no matter."""

    text: str = ""
    group_id: int | None = None
    #: a status, or PRESENT (nobody who has left), or EVERYBODY
    status: str = PRESENT
    sex: str = ""
    programme_id: int | None = None
    member_id: int | None = None


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One line of the member register (Buku Daftar Anggota)."""

    id: int
    number: int
    name: str
    address: str
    group_id: int
    group_name: str
    sex: str
    birth_year: int | None
    phone: str | None
    joined_on: date
    status: str
    left_on: date | None
    old_number: str
    household_name: str
    #: why the present status began
    reason: str

    @property
    def number_text(self) -> str:
        """`0017`."""
        return standing.number_text(self.number)


def _chosen(cooperative_id: int, wanted: MemberFilter) -> list[sa.ColumnElement[bool]]:
    conditions = [Member.cooperative_id == cooperative_id]
    if wanted.text.strip():
        conditions.append(fits(wanted.text))
    if wanted.member_id is not None:
        conditions.append(Member.id == wanted.member_id)
    if wanted.group_id is not None:
        conditions.append(Member.group_id == wanted.group_id)
    if wanted.status == PRESENT:
        conditions.append(Member.status.not_in(sorted(standing.ENDED)))
    elif wanted.status != EVERYBODY:
        conditions.append(Member.status == wanted.status)
    if wanted.sex:
        conditions.append(Member.sex == wanted.sex)
    if wanted.programme_id is not None:
        taking_part = sa.select(MemberProgramme.member_id).where(
            MemberProgramme.cooperative_id == cooperative_id,
            MemberProgramme.programme_id == wanted.programme_id,
        )
        conditions.append(Member.id.in_(taking_part))
    return conditions


def count_members(cooperative_id: int, wanted: MemberFilter) -> int:
    """How many the filter leaves."""
    query = sa.select(sa.func.count()).select_from(Member)
    return session.scalar(query.where(*_chosen(cooperative_id, wanted))) or 0


def _latest_reason() -> Any:
    newest = (
        sa.select(MemberStatus.reason)
        .where(
            MemberStatus.cooperative_id == Member.cooperative_id,
            MemberStatus.member_id == Member.id,
        )
        .order_by(MemberStatus.id.desc())
    )
    return newest.limit(1).correlate(Member).scalar_subquery()


def list_members(
    cooperative_id: int, wanted: MemberFilter, *, limit: int | None = None, offset: int = 0
) -> list[MemberRow]:
    """The lines that the filter leaves, by number."""
    query: Any = (
        sa.select(
            Member.id, Member.number, Member.name, Member.address, Member.group_id,
            VillageGroup.name, Member.sex, Member.birth_year, Member.phone, Member.joined_on,
            Member.status, Member.left_on, Member.old_number,
            sa.func.coalesce(Household.name, ""), sa.func.coalesce(_latest_reason(), ""),
        )
        .join(VillageGroup, VillageGroup.id == Member.group_id)
        .outerjoin(Household, Household.id == Member.household_id)
        .where(*_chosen(cooperative_id, wanted))
        .order_by(Member.number)
        .limit(limit)
        .offset(offset)
    )  # fmt: skip
    return [MemberRow(*row) for row in session.execute(query)]


@dataclass(frozen=True, slots=True)
class StatusLine:
    """One step of the history."""

    status: str
    valid_from: date
    reason: str


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Somebody of the same household."""

    id: int
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberFile:
    """Everything the register knows about a member, without the identity number."""

    card: MemberCard
    row: MemberRow
    has_nik: bool
    household_id: int | None
    household_name: str
    history: Sequence[StatusLine]
    heirs: Sequence[HeirFacts]
    stays: Sequence[StayFacts]
    #: key, name, since when
    programmes: Sequence[tuple[int, str, date]]
    household: Sequence[Neighbour]


def get_file(cooperative_id: int, member_id: int) -> MemberFile:
    """All about one member. Raises `NotFound`, also for another cooperative's."""
    card = get_member(cooperative_id, member_id)
    exactly = MemberFilter(member_id=member_id, status=EVERYBODY)
    row = list_members(cooperative_id, exactly)[0]
    kept = session.execute(
        sa.select(Member.nik_sealed.is_not(None), Member.household_id).where(
            Member.id == member_id, Member.cooperative_id == cooperative_id
        )
    ).one()
    return MemberFile(
        card=card, row=row, has_nik=bool(kept[0]), household_id=kept[1],
        household_name=row.household_name,
        history=_history(cooperative_id, member_id), heirs=_heirs(cooperative_id, member_id),
        stays=_stays(cooperative_id, member_id), programmes=_programmes(cooperative_id, member_id),
        household=_household(cooperative_id, member_id, kept[1]),
    )  # fmt: skip


def _of(table: Any, cooperative_id: int, member_id: int) -> Any:
    own = (table.cooperative_id == cooperative_id, table.member_id == member_id)
    return session.scalars(sa.select(table).where(*own).order_by(table.id))


def _history(cooperative_id: int, member_id: int) -> list[StatusLine]:
    rows = _of(MemberStatus, cooperative_id, member_id)
    return [StatusLine(row.status, row.valid_from, row.reason) for row in rows]


def _heirs(cooperative_id: int, member_id: int) -> list[HeirFacts]:
    rows = _of(Heir, cooperative_id, member_id)
    return [HeirFacts(name=r.name, relation=r.relation, phone=r.phone or "") for r in rows]


def _stays(cooperative_id: int, member_id: int) -> list[StayFacts]:
    names = StayFacts.__dataclass_fields__
    rows = _of(MigrationStay, cooperative_id, member_id)
    return [StayFacts(**{name: getattr(row, name) for name in names}) for row in rows]


def _programmes(cooperative_id: int, member_id: int) -> list[tuple[int, str, date]]:
    query = (
        sa.select(Programme.id, Programme.name, MemberProgramme.since)
        .join(Programme, Programme.id == MemberProgramme.programme_id)
        .where(
            MemberProgramme.cooperative_id == cooperative_id,
            MemberProgramme.member_id == member_id,
        )
        .order_by(Programme.name)
    )
    return [(row.id, row.name, row.since) for row in session.execute(query)]


def _household(cooperative_id: int, member_id: int, household_id: int | None) -> list[Neighbour]:
    if household_id is None:
        return []
    query = sa.select(Member.id, Member.number, Member.name).where(
        Member.cooperative_id == cooperative_id,
        Member.household_id == household_id,
        Member.id != member_id,
    )
    return [
        Neighbour(row.id, f"{standing.number_text(row.number)} {row.name}")
        for row in session.execute(query.order_by(Member.number))
    ]
