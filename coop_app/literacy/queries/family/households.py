"""Households and the persons who keep them; a household of another cooperative is never found."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from coop_app.db import session
from coop_app.literacy.models import (
    FamilyEnvelope,
    FamilyLink,
    FamilyPeriod,
    Household,
    HouseholdInvite,
    HouseholdPerson,
    KeptCalculation,
)
from coop_app.refusal import NotFound


@dataclass(frozen=True, slots=True)
class Home:
    """A household that is kept."""

    id: int
    cooperative_id: int
    name: str
    rhythm: str
    opened_on: date


@dataclass(frozen=True, slots=True)
class Person:
    """One who writes, or wrote."""

    id: int
    household_id: int
    name: str
    user_id: int | None
    joined_on: date
    ended_on: date | None
    has_key: bool

    @property
    def writes(self) -> bool:
        """Whether they still can."""
        return self.ended_on is None


@dataclass(frozen=True, slots=True)
class Invite:
    """A link that may still be used."""

    id: int
    household_id: int
    made_by: int
    made_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class Link:
    """What one person lets the family see of the own account at the cooperative."""

    person_id: int
    member_id: int
    goals: bool
    payments: bool
    business: bool


_H, _P, _I = Household, HouseholdPerson, HouseholdInvite
_HOMES = sa.select(_H.id, _H.cooperative_id, _H.name, _H.rhythm, _H.opened_on).where(
    _H.closed_on.is_(None)
)
_PERSONS = sa.select(
    _P.id, _P.household_id, _P.name, _P.user_id, _P.joined_on, _P.ended_on,
    _P.key_hash.is_not(None),
).order_by(_P.id)  # fmt: skip
_INVITES = sa.select(_I.id, _I.household_id, _I.made_by, _I.made_on, _I.ends_on).where(
    _I.used_by.is_(None), _I.revoked_on.is_(None)
)


def get_home(cooperative_id: int, household_id: int) -> Home:
    """One household. Raises `NotFound`, also for a deleted one."""
    mine = _HOMES.where(_H.cooperative_id == cooperative_id, _H.id == household_id)
    if row := session.execute(mine).first():
        return Home(*row)
    raise NotFound


def find_person(*, key_hash: str | None = None, user_id: int | None = None) -> Person | None:
    """Who holds this key, or has this account, and may still write."""
    wanted = _P.key_hash == key_hash if key_hash else _P.user_id == user_id
    if not key_hash and not user_id:
        return None
    row = session.execute(_PERSONS.where(wanted, _P.ended_on.is_(None))).first()
    return Person(*row) if row else None


def home_of(person: Person) -> Home | None:
    """The household somebody writes in."""
    row = session.execute(_HOMES.where(_H.id == person.household_id)).first()
    return Home(*row) if row else None


def persons_of(household_id: int) -> list[Person]:
    """Everybody who writes or wrote, the first one first."""
    return [
        Person(*row) for row in session.execute(_PERSONS.where(_P.household_id == household_id))
    ]


def names_of(household_id: int) -> dict[int, str]:
    """Person → how the family calls them."""
    return {one.id: one.name for one in persons_of(household_id)}


def invites_of(household_id: int, on: date) -> list[Invite]:
    """Links that still let somebody in."""
    mine = _INVITES.where(_I.household_id == household_id, _I.ends_on >= on).order_by(_I.id)
    return [Invite(*row) for row in session.execute(mine)]


def find_invite(key_hash: str, on: date) -> Invite | None:
    """The link of this key, if it still lets somebody in."""
    row = session.execute(_INVITES.where(_I.key_hash == key_hash, _I.ends_on >= on)).first()
    return Invite(*row) if row else None


def invited_to(invite: Invite) -> Home | None:
    """The household a link leads into, while it is kept."""
    row = session.execute(_HOMES.where(_H.id == invite.household_id)).first()
    return Home(*row) if row else None


def links_of(household_id: int) -> list[Link]:
    """What persons who still write have linked."""
    mine = (
        sa.select(
            FamilyLink.person_id, FamilyLink.member_id, FamilyLink.goals, FamilyLink.payments,
            FamilyLink.business,
        )
        .join(_P, _P.id == FamilyLink.person_id)
        .where(FamilyLink.household_id == household_id, _P.ended_on.is_(None))
        .order_by(FamilyLink.person_id)
    )  # fmt: skip
    return [Link(*row) for row in session.execute(mine)]


def is_unused(household_id: int) -> bool:
    """Whether nobody kept anything in it and no account opens it: a trainer opened it to link people."""
    tables = (FamilyPeriod, FamilyEnvelope, KeptCalculation)
    kept = [sa.exists().where(table.household_id == household_id) for table in tables]
    account = sa.exists().where(_P.household_id == household_id, _P.user_id.is_not(None))
    return not session.scalar(sa.select(sa.or_(*kept, account)))


def homes_of(cooperative_id: int, household_ids: Sequence[int]) -> list[Home]:
    """Households of a cooperative that are still kept."""
    mine = _HOMES.where(_H.cooperative_id == cooperative_id, _H.id.in_(household_ids))
    return [Home(*row) for row in session.execute(mine.order_by(_H.id))]


def all_homes(cooperative_id: int) -> list[Home]:
    """Every household of a cooperative: for programs, never for a page of officers."""
    mine = _HOMES.where(_H.cooperative_id == cooperative_id).order_by(_H.id)
    return [Home(*row) for row in session.execute(mine)]
