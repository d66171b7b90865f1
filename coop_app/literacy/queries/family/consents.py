"""Who may read a household's monthly sums, and what they read: no page for officers leads here."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from coop_app.db import session
from coop_app.literacy.models import FamilyConsent, Household
from coop_app.literacy.queries.family.envelopes import envelopes_of
from coop_app.literacy.queries.family.households import get_home
from coop_app.literacy.queries.family.months import calendar_of
from coop_app.literacy.rules.family.showing import Consent, monthly_lines
from coop_app.money import Money
from coop_app.refusal import NotFound

_C = FamilyConsent
_ALL = sa.select(
    _C.id, _C.household_id, _C.member_id, _C.given_by, _C.months, _C.words, _C.given_on,
    _C.ends_on, _C.withdrawn_on, _C.withdrawn_by,
).order_by(_C.id.desc())  # fmt: skip


@dataclass(frozen=True, slots=True)
class Figures:
    """Monthly means of a household, by line of a loan application."""

    lines: dict[str, Money]
    #: so many months are in the mean
    months: int
    consented_on: date
    ends_on: date


def consents_of(household_id: int) -> list[Consent]:
    """Everything the family agreed to, the newest first."""
    rows = session.execute(_ALL.where(_C.household_id == household_id))
    return [_consent(row) for row in rows]


def _consent(row: Any) -> Consent:
    return Consent(*row)


def get_consent(household_id: int, consent_id: int) -> Consent:
    """One of them. Raises `NotFound`, also for another household's."""
    found = next((one for one in consents_of(household_id) if one.id == consent_id), None)
    if found is None:
        raise NotFound
    return found


def find_consent_request(household_id: int, request_id: str) -> int | None:
    """The consent that this request gave."""
    mine = (_C.household_id == household_id, _C.request_id == request_id)
    found: int | None = session.scalar(sa.select(_C.id).where(*mine))
    return found


def running_consent(cooperative_id: int, member_id: int, on: date) -> Consent | None:
    """What a family of this cooperative agreed to for a member, if it holds on a day."""
    mine = (
        _ALL.join(Household, Household.id == _C.household_id)
        .where(_C.member_id == member_id, Household.cooperative_id == cooperative_id)
        .where(Household.closed_on.is_(None), _C.withdrawn_on.is_(None))
        .where(_C.given_on <= on, _C.ends_on >= on)
    )
    row = session.execute(mine).first()
    return _consent(row) if row else None


def shown_figures(cooperative_id: int, member_id: int, on: date) -> Figures | None:
    """Monthly means of the latest whole months with notes; None without a consent or without notes."""
    consent = running_consent(cooperative_id, member_id, on)
    if consent is None:
        return None
    home = get_home(cooperative_id, consent.household_id)
    noted = calendar_of(home.id, on)[-consent.months :]
    if not noted:
        return None
    envelopes = {one.id: one for one in envelopes_of(home.id, ended=True)}
    lines = monthly_lines([one.came for one in noted], [one.went for one in noted], envelopes)
    return Figures(lines, len(noted), consent.given_on, consent.ends_on) if lines else None
