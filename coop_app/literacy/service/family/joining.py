"""The second person of a household: a link that works once, and keys that can be taken back."""

from datetime import date

import sqlalchemy as sa

from coop_app.auth import queries as accounts
from coop_app.db import session
from coop_app.literacy.models import FamilyLink, Household, HouseholdInvite, HouseholdPerson
from coop_app.literacy.queries.family import households as queries
from coop_app.literacy.queries.family.consents import consents_of
from coop_app.literacy.queries.family.households import Person
from coop_app.literacy.rules.family import keeping
from coop_app.literacy.rules.family.keeping import Keeper
from coop_app.literacy.service.family.opening import Opened, enter, writers
from coop_app.literacy.service.family.sharing import withdraw
from coop_app.refusal import NotFound


def invite(*, keeper: Keeper, request_id: str) -> str:
    """A key for one more person; the same request gets a new key in place of its old one.

    Raises `TooManyPersons`.
    """
    waiting = queries.invites_of(keeper.household_id, keeper.today)
    keeping.check_room(len(writers(keeper.household_id)))
    key = keeping.new_key()
    mine = (
        HouseholdInvite.household_id == keeper.household_id,
        HouseholdInvite.request_id == request_id,
    )
    row = session.scalar(sa.select(HouseholdInvite).where(*mine))
    if row is None:
        for older in waiting:
            take_invite_back(keeper=keeper, invite_id=older.id)
        row = HouseholdInvite(
            household_id=keeper.household_id, made_by=keeper.person_id, made_on=keeper.today,
            ends_on=keeper.today + keeping.INVITE_LASTS, used_by=None, revoked_on=None,
            request_id=request_id,
        )  # fmt: skip
        session.add(row)
    row.key_hash = keeping.hashed(key)
    session.flush()
    return key


def take_invite_back(*, keeper: Keeper, invite_id: int) -> None:
    """Nobody comes in by this link any more. Raises `NotFound`."""
    row = session.scalar(
        sa.select(HouseholdInvite).where(
            HouseholdInvite.id == invite_id, HouseholdInvite.household_id == keeper.household_id
        )
    )
    if row is None:
        raise NotFound
    row.revoked_on = row.revoked_on or keeper.today
    session.flush()


def join(
    *, key: str, name: str, request_id: str, today: date, user_id: int | None = None
) -> Opened:
    """Come in by a link; the same request comes in once, also when its answer was lost.

    Whoever is in already with this account stays as before, and the link stays for the other person.
    Raises `KeyUnknown`, `TooManyPersons`, `AlreadyInside`, `NameMissing`.
    """
    link = session.scalar(
        sa.select(HouseholdInvite)
        .where(HouseholdInvite.key_hash == keeping.hashed(key))
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if link is None or link.revoked_on or link.ends_on < today:
        raise keeping.KeyUnknown
    if known := _inside(link, user_id):
        return Opened(link.household_id, "", known.id)
    _check_may_enter(link, request_id, user_id)
    person, phone_key = enter(
        household_id=link.household_id, name=name, request_id=request_id, user_id=user_id,
        today=today,
    )  # fmt: skip
    link.used_by = person.id
    session.flush()
    return Opened(link.household_id, phone_key, person.id)


def _inside(link: HouseholdInvite, user_id: int | None) -> Person | None:
    known = queries.find_person(user_id=user_id) if user_id else None
    return known if known and known.household_id == link.household_id else None


def _check_may_enter(link: HouseholdInvite, request_id: str, user_id: int | None) -> None:
    if link.used_by is not None:
        same = HouseholdPerson.id == link.used_by, HouseholdPerson.request_id == request_id
        if session.scalar(sa.select(HouseholdPerson.id).where(*same)) is None:
            raise keeping.KeyUnknown
        return
    home = session.get_one(Household, link.household_id)
    if user_id and accounts.find_user(user_id, home.cooperative_id) is None:
        raise keeping.KeyUnknown
    if user_id and queries.find_person(user_id=user_id):
        raise keeping.AlreadyInside
    keeping.check_room(len(writers(link.household_id)))


def take_out(*, keeper: Keeper, person_id: int) -> None:
    """Their key or account opens this budget no more; what they wrote stays under their name.

    What they showed the family of their own account, and the consents for their own loans, end with it.
    Raises `LastPerson`, `NotFound`.
    """
    inside = writers(keeper.household_id)
    if person_id not in {one.id for one in inside}:
        raise NotFound
    if len(inside) == 1:
        raise keeping.LastPerson
    for one in consents_of(keeper.household_id):
        if one.given_by == person_id and one.runs(keeper.today):
            withdraw(keeper=keeper, consent_id=one.id)
    session.execute(sa.delete(FamilyLink).where(FamilyLink.person_id == person_id))
    row = session.get_one(HouseholdPerson, person_id)
    row.key_hash, row.user_id, row.ended_on = None, None, keeper.today
    session.flush()


def tie_to_account(*, keeper: Keeper, user_id: int) -> None:
    """Whoever wrote by this phone's key writes by signing in from now on; the key dies.

    Raises `AlreadyInside`, `NotFound`.
    """
    known = queries.find_person(user_id=user_id)
    if known and known.id != keeper.person_id:
        raise keeping.AlreadyInside
    row = session.get(HouseholdPerson, keeper.person_id)
    if row is None or row.ended_on or row.household_id != keeper.household_id:
        raise NotFound
    row.user_id, row.key_hash = user_id, None
    session.flush()


def rename(*, keeper: Keeper, name: str, rhythm: str, person: str) -> None:
    """Another name, another rhythm, another name of one's own. Raises `NameMissing`."""
    home = session.get_one(Household, keeper.household_id)
    home.name = keeping.tidied_name(name)
    home.rhythm = rhythm if rhythm in keeping.RHYTHMS else keeping.MONTH
    session.get_one(HouseholdPerson, keeper.person_id).name = keeping.tidied_name(person)
    session.flush()
