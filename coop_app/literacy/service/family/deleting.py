"""The family deletes what it kept: the notes are its own, and the ledger never knew them."""

from collections.abc import Callable

import sqlalchemy as sa

from coop_app import auth
from coop_app.db import session
from coop_app.literacy.models import (
    FamilyConsent,
    FamilyEnvelope,
    FamilyLink,
    FamilyNote,
    FamilyPeriod,
    FamilyPlan,
    Household,
    HouseholdInvite,
    HouseholdPerson,
)
from coop_app.literacy.rules.family.keeping import Keeper
from coop_app.literacy.rules.family.showing import ConsentMissing

#: household → forget what else is kept for it
Forget = Callable[[int], None]
_ALSO: list[Forget] = []


def also_forget(forget: Forget) -> None:
    """Features beside tell what they keep for a household, so that it goes with it."""
    if forget not in _ALSO:
        _ALSO.append(forget)


def delete_household(*, keeper: Keeper, agreed: bool) -> None:
    """Everything goes, for everybody of the household; an empty row without a name stays.

    Raises `ConsentMissing`.
    """
    if not agreed:
        raise ConsentMissing
    key = keeper.household_id
    for forget in _ALSO:
        forget(key)
    periods = sa.select(FamilyPeriod.id).where(FamilyPeriod.household_id == key)
    session.execute(sa.delete(FamilyPlan).where(FamilyPlan.period_id.in_(periods)))
    for table in (
        FamilyNote, FamilyPeriod, FamilyEnvelope, FamilyConsent, FamilyLink, HouseholdInvite,
        HouseholdPerson,
    ):  # fmt: skip
        session.execute(sa.delete(table).where(table.household_id == key))
    row = session.get_one(Household, key)
    row.name, row.closed_on = "", keeper.today
    session.flush()
    auth.audit_trail(
        "literacy.household_deleted", cooperative_id=keeper.cooperative_id, by=None,
        object=f"household:{key}",
    )  # fmt: skip
