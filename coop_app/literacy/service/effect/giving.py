"""Equipment that is handed over, and how it is found later."""

from dataclasses import dataclass, replace
from datetime import date

from coop_app.auth.rules.desk import Desk
from coop_app.db import session
from coop_app.literacy.models import EquipmentGrant, GrantCondition, MentoringVisit
from coop_app.literacy.rules.effect.giving import CONDITIONS, GrantFacts
from coop_app.literacy.rules.effect.refusals import NotYet
from coop_app.literacy.service.effect import writing
from coop_app.literacy.service.effect.pillars import tag
from coop_app.literacy.service.trailing import trail
from coop_app.members.rules.names import tidy
from coop_app.refusal import NotFound


def record_grant(
    *, desk: Desk, facts: GrantFacts, request_id: str, pillar_id: int | None = None
) -> int:
    """Write down what was handed over. Money is only looked up in the book, never posted here.

    Raises what `GrantFacts.check` raises, `VoucherUnknown`, `RequestReused`, `NotFound`.
    """
    facts = _tidied(facts)
    if earlier := writing.made_before(EquipmentGrant, desk, request_id, (facts, pillar_id)):
        return earlier
    facts.check(desk.today)
    writing.check_programme(desk, facts.programme_id)
    row = EquipmentGrant(
        programme_id=facts.programme_id, item=facts.item, source=facts.source,
        serial=facts.serial, note=facts.note, quantity=facts.quantity,
        stated_value=int(facts.value) if facts.value is not None else None,
        handed_on=facts.handed_on, **writing.whom_columns(desk, facts.whom),
        **writing.entry_columns(desk, facts.voucher),
        **writing.made(desk, request_id, (facts, pillar_id)),
    )  # fmt: skip
    session.add(row)
    session.flush()
    if pillar_id is not None:
        tag(desk, pillar_id, grant_id=row.id)
    trail(desk, "grant_recorded", object=f"grant:{row.id}", item=facts.item)
    return row.id


def _tidied(facts: GrantFacts) -> GrantFacts:
    return replace(
        facts, item=tidy(facts.item)[:120], source=tidy(facts.source)[:120],
        serial=tidy(facts.serial)[:60], note=tidy(facts.note)[:500], voucher=tidy(facts.voucher),
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """How a thing was found, on which day, at which visit."""

    seen_on: date
    state: str
    note: str = ""
    visit_id: int | None = None


def note_condition(*, desk: Desk, grant_id: int, seen: Seen, request_id: str) -> int:
    """Add how it was found. Raises `NotYet`, `RequestReused`, `NotFound`."""
    seen = replace(seen, note=tidy(seen.note)[:300])
    if earlier := writing.made_before(GrantCondition, desk, request_id, (grant_id, seen)):
        return earlier
    grant = writing.row_of(EquipmentGrant, desk, grant_id)
    if seen.state not in CONDITIONS or grant.voided_on is not None:
        raise NotFound
    if not grant.handed_on <= seen.seen_on <= desk.today:
        raise NotYet(on=seen.seen_on, field="seen_on")
    if seen.visit_id is not None:
        writing.row_of(MentoringVisit, desk, seen.visit_id)
    row = GrantCondition(
        grant_id=grant_id, visit_id=seen.visit_id, seen_on=seen.seen_on, state=seen.state,
        note=seen.note, **writing.made(desk, request_id, (grant_id, seen)),
    )  # fmt: skip
    session.add(row)
    session.flush()
    trail(desk, "grant_seen", object=f"grant:{grant_id}", state=seen.state)
    return row.id


def strike_out_grant(*, desk: Desk, grant_id: int, reason: str) -> None:
    """It was written by mistake. Raises `WhyMissing`, `StruckOut`, `NotFound`."""
    writing.strike_out(EquipmentGrant, desk=desk, key=grant_id, reason=reason)
