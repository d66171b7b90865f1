"""Which household people of a session belong to: one that a trainer opened gives way to the budget they keep."""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa

from coop_app import auth
from coop_app.db import session
from coop_app.literacy.models.sessions import Participant
from coop_app.literacy.queries.family.households import get_home, is_unused
from coop_app.literacy.service.family.opening import give_way, hold
from coop_app.literacy.service.sessions.writing import waited_for


def moved_in(*, cooperative_id: int, participant_id: int, household_id: int, today: date) -> None:
    """Somebody writes in this household's budget from now on; whoever a trainer had put with them comes along.

    Raises `NotFound`, also for a household of another cooperative.
    """
    get_home(cooperative_id, household_id)
    row = waited_for(cooperative_id, participant_id)
    before = row.household_id
    if not row.name or before == household_id:
        return
    if before is not None:
        hold([before])
    row.household_id = household_id
    session.flush()
    if before is not None and is_unused(before):
        _bring(cooperative_id, before, household_id, today)


def one_of(
    cooperative_id: int, household_ids: Sequence[int], today: date, *, by: int | None = None
) -> int:
    """Of several households of one family the first in which something is kept; the empty ones go over into it."""
    hold(household_ids)
    lived_in = [key for key in household_ids if not is_unused(key)]
    home = (lived_in or household_ids)[0]
    for key in set(household_ids) - {home}:
        if is_unused(key):
            _bring(cooperative_id, key, home, today, by=by)
    return home


def _bring(
    cooperative_id: int, before: int, household_id: int, today: date, *, by: int | None = None
) -> None:
    session.execute(
        sa.update(Participant)
        .where(Participant.cooperative_id == cooperative_id, Participant.household_id == before)
        .values(household_id=household_id)
    )
    give_way(household_id=before, today=today)
    auth.audit_trail(
        "literacy.household_deleted", cooperative_id=cooperative_id, by=by,
        object=f"household:{before}", after={"into": household_id},
    )  # fmt: skip
