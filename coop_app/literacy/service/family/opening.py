"""A household begins to keep a budget: for somebody who signs in, or for a phone that gets a key."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from coop_app import auth, clock
from coop_app.db import session
from coop_app.literacy.models import Household, HouseholdInvite, HouseholdPerson
from coop_app.literacy.queries.family import households as queries
from coop_app.literacy.queries.family.households import Person
from coop_app.literacy.rules.family import keeping


@dataclass(frozen=True, slots=True)
class Opened:
    """The household and who writes in it; `key` is for the phone, empty for an account."""

    household_id: int
    key: str
    person_id: int


def open_household(
    *,
    cooperative_id: int,
    name: str,
    request_id: str,
    today: date,
    user_id: int | None = None,
    person: str = "",
) -> Opened:
    """Open one; who keeps one already gets that one, and the same request its first household.

    A phone whose answer was lost gets a new key in place of the old one. Raises `NameMissing`.
    """
    if user_id and (known := queries.find_person(user_id=user_id)):
        return Opened(known.household_id, "", known.id)
    kept = keeping.tidied_name(name)
    mine = (Household.cooperative_id == cooperative_id, Household.request_id == request_id)
    row = session.scalar(sa.select(Household).where(*mine, Household.closed_on.is_(None)))
    if row is None:
        row = Household(
            cooperative_id=cooperative_id, name=kept, rhythm=keeping.MONTH, opened_on=today,
            closed_on=None, request_id=request_id, made_at=clock.now(),
        )  # fmt: skip
        session.add(row)
        session.flush()
        auth.audit_trail(
            "literacy.household_opened", cooperative_id=cooperative_id, by=user_id,
            object=f"household:{row.id}",
        )  # fmt: skip
    entered, key = enter(
        household_id=row.id, name=person or kept, request_id=request_id, user_id=user_id,
        today=today,
    )  # fmt: skip
    return Opened(row.id, key, entered.id)


def enter(
    *, household_id: int, name: str, request_id: str, user_id: int | None, today: date
) -> tuple[HouseholdPerson, str]:
    """The person this request brings into a household, and the key of the phone ("" for an account)."""
    key = "" if user_id else keeping.new_key()
    mine = (
        HouseholdPerson.household_id == household_id,
        HouseholdPerson.request_id == request_id,
    )
    row = session.scalar(sa.select(HouseholdPerson).where(*mine))
    if row is None:
        row = HouseholdPerson(
            household_id=household_id, name=keeping.tidied_name(name), user_id=user_id,
            joined_on=today, ended_on=None, request_id=request_id,
        )  # fmt: skip
        session.add(row)
    if key and row.ended_on is None:
        row.key_hash = keeping.hashed(key)
    session.flush()
    return row, key


def hold(household_ids: Sequence[int]) -> None:
    """Whoever writes in these households waits until commit."""
    rows = sa.select(Household.id).where(Household.id.in_(household_ids)).order_by(Household.id)
    session.execute(rows.with_for_update())


def give_way(*, household_id: int, today: date) -> None:
    """A household that was opened to link people, and in which nothing was kept, is closed."""
    session.execute(sa.delete(HouseholdInvite).where(HouseholdInvite.household_id == household_id))
    session.execute(sa.delete(HouseholdPerson).where(HouseholdPerson.household_id == household_id))
    row = session.get(Household, household_id)
    if row is not None:
        row.name, row.closed_on = "", row.closed_on or today
    session.flush()


def writers(household_id: int) -> list[Person]:
    """Who can write now; whoever changes that waits for the others until commit."""
    hold([household_id])
    return [one for one in queries.persons_of(household_id) if one.writes]
