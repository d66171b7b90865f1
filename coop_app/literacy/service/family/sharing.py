"""What a member lets the own family see, and what the family lets a loan application read."""

from dataclasses import dataclass

from coop_app import auth, clock
from coop_app.db import session
from coop_app.literacy.models import FamilyConsent, FamilyLink
from coop_app.literacy.queries.family import consents as queries
from coop_app.literacy.rules.family import showing
from coop_app.literacy.rules.family.keeping import Keeper
from coop_app.members import queries as members


@dataclass(frozen=True, slots=True)
class Shown:
    """What the family may see of a member's own account."""

    goals: bool
    payments: bool
    business: bool


def link(*, keeper: Keeper, member_id: int, shown: Shown) -> None:
    """The person shows the family these parts of the own account; nothing ticked ends it.

    The caller has made sure that the person is this member. Raises `NotFound`.
    """
    members.get_member(keeper.cooperative_id, member_id)
    row = session.get(FamilyLink, keeper.person_id)
    if not (shown.goals or shown.payments or shown.business):
        if row is not None:
            session.delete(row)
        session.flush()
        return
    if row is None:
        row = FamilyLink(person_id=keeper.person_id, household_id=keeper.household_id)
        session.add(row)
    row.member_id, row.made_at = member_id, clock.now()
    row.goals, row.payments, row.business = shown.goals, shown.payments, shown.business
    session.flush()


def consent(
    *, keeper: Keeper, member_id: int, months: int, agreed: bool, words: str, request_id: str
) -> int:
    """The family agrees that an application of this member reads monthly sums. Returns the consent's key.

    `words` is what was agreed to, as it was shown. Raises `ConsentMissing`, `ConsentRunning`, `NotFound`.
    """
    if earlier := queries.find_consent_request(keeper.household_id, request_id):
        return earlier
    if not agreed or months not in showing.MONTHS_CHOICES:
        raise showing.ConsentMissing
    members.get_member(keeper.cooperative_id, member_id)
    if running := queries.running_consent(keeper.cooperative_id, member_id, keeper.today):
        raise showing.ConsentRunning(until=running.ends_on)
    row = FamilyConsent(
        household_id=keeper.household_id, member_id=member_id, given_by=keeper.person_id,
        months=months, words=words, given_on=keeper.today,
        ends_on=keeper.today + showing.LASTS, withdrawn_on=None, withdrawn_by=None,
        request_id=request_id,
    )  # fmt: skip
    session.add(row)
    session.flush()
    _note("literacy.family_consent_given", keeper, row)
    return row.id


def withdraw(*, keeper: Keeper, consent_id: int) -> None:
    """Anybody of the household says no again, at once. Raises `ConsentOver`, `NotFound`."""
    found = queries.get_consent(keeper.household_id, consent_id)
    if not found.runs(keeper.today):
        raise showing.ConsentOver
    row = session.get_one(FamilyConsent, consent_id)
    row.withdrawn_on, row.withdrawn_by = keeper.today, keeper.person_id
    session.flush()
    _note("literacy.family_consent_withdrawn", keeper, row)


def _note(action: str, keeper: Keeper, row: FamilyConsent) -> None:
    auth.audit_trail(
        action, cooperative_id=keeper.cooperative_id, by=None, object=f"member:{row.member_id}",
        after={"household": keeper.household_id, "months": row.months, "until": str(row.ends_on)},
    )  # fmt: skip
