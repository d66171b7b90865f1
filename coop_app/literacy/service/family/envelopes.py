"""Making, changing and putting away envelopes."""

from collections.abc import Sequence

import sqlalchemy as sa

from coop_app.db import session
from coop_app.literacy.models import FamilyEnvelope
from coop_app.literacy.queries.family import envelopes as queries
from coop_app.literacy.rules.family import envelopes as rules
from coop_app.literacy.rules.family.envelopes import Suggestion, Wanted
from coop_app.literacy.rules.family.keeping import Keeper
from coop_app.literacy.service.family.planning import wait
from coop_app.refusal import NotFound


def add_envelope(*, keeper: Keeper, wanted: Wanted, request_id: str) -> int:
    """One more envelope; the same request makes one. Returns its key.

    Raises `EnvelopeUnnamed`, `EnvelopeTwice`, `TooManyEnvelopes`, `MonthsUnfit`.
    """
    wait(keeper)
    if earlier := queries.find_envelope_request(keeper.household_id, request_id):
        return earlier
    others = queries.envelopes_of(keeper.household_id)
    good = rules.checked(wanted, others)
    row = FamilyEnvelope(
        household_id=keeper.household_id, key=good.key, name=good.name, kind=good.kind,
        position=1 + max((one.position for one in others), default=0), carries=good.carries,
        months=good.months, goal_id=good.goal_id, source=good.source, ended_on=None,
        request_id=request_id,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row.id


def add_suggested(
    *, keeper: Keeper, chosen: Sequence[tuple[Suggestion, str]], request_id: str
) -> list[int]:
    """Suggestions under the names the family reads; one that is there already is passed over."""
    there = {one.name.casefold() for one in queries.envelopes_of(keeper.household_id)}
    made = []
    for one, name in chosen:
        known = queries.find_envelope_request(keeper.household_id, f"{request_id}:{one.key}")
        if name.casefold() in there and not known:
            continue
        wanted = Wanted(
            name=name, kind=one.kind, key=one.key, carries=one.carries, months=one.months
        )
        made.append(
            add_envelope(keeper=keeper, wanted=wanted, request_id=f"{request_id}:{one.key}")
        )
    return made


def change_envelope(*, keeper: Keeper, envelope_id: int, wanted: Wanted) -> None:
    """Another name, kind, carrying on, months or goal. Raises as `add_envelope`, and `NotFound`."""
    others = [
        one for one in queries.envelopes_of(keeper.household_id) if one.id != envelope_id
    ]  # fmt: skip
    row, good = _own(keeper, envelope_id), rules.checked(wanted, others)
    row.name, row.kind, row.carries = good.name, good.kind, good.carries
    row.months, row.goal_id = good.months, good.goal_id
    session.flush()


def put_away(*, keeper: Keeper, envelope_id: int) -> None:
    """It is used no longer; what was noted stays. Raises `NotFound`."""
    _own(keeper, envelope_id).ended_on = keeper.today
    session.flush()


def _own(keeper: Keeper, envelope_id: int) -> FamilyEnvelope:
    row = session.scalar(
        sa.select(FamilyEnvelope).where(
            FamilyEnvelope.id == envelope_id,
            FamilyEnvelope.household_id == keeper.household_id,
            FamilyEnvelope.ended_on.is_(None),
        )
    )
    if row is None:
        raise NotFound
    return row
