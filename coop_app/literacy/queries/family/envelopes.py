"""The envelopes of a household."""

import sqlalchemy as sa

from coop_app.db import session
from coop_app.literacy.models import FamilyEnvelope
from coop_app.literacy.rules.family.envelopes import Envelope
from coop_app.refusal import NotFound

_E = FamilyEnvelope
_ALL = sa.select(
    _E.id, _E.key, _E.name, _E.kind, _E.position, _E.carries, _E.months, _E.goal_id, _E.source,
    _E.ended_on,
).order_by(_E.position, _E.id)  # fmt: skip
_FIELDS = ("id", "key", "name", "kind", "position", "carries", "months", "goal_id", "source", "ended_on")  # fmt: skip


def envelopes_of(household_id: int, *, ended: bool = False) -> list[Envelope]:
    """In the family's order; with those put away when asked for."""
    mine = _ALL.where(_E.household_id == household_id)
    if not ended:
        mine = mine.where(_E.ended_on.is_(None))
    rows = session.execute(mine)
    return [Envelope(**dict(zip(_FIELDS, row, strict=True))) for row in rows]


def get_envelope(household_id: int, envelope_id: int) -> Envelope:
    """One that is in use. Raises `NotFound`, also for another household's."""
    found = next((one for one in envelopes_of(household_id) if one.id == envelope_id), None)
    if found is None:
        raise NotFound
    return found


def find_envelope_request(household_id: int, request_id: str) -> int | None:
    """The envelope that this request made."""
    mine = (_E.household_id == household_id, _E.request_id == request_id)
    found: int | None = session.scalar(sa.select(_E.id).where(*mine))
    return found
