"""Pillars, grants and visits for tests; made through the services."""

import itertools
from dataclasses import replace
from datetime import date
from typing import Any

from coop_app.auth.rules.desk import Desk
from coop_app.db import transaction
from coop_app.literacy.rules.effect.giving import (
    MEMBER,
    GrantFacts,
    PillarFacts,
    VisitFacts,
    Whom,
)
from coop_app.literacy.service import effect as service
from coop_app.money import Money

_count = itertools.count(1)


def request_id() -> str:
    """A fresh one."""
    return f"dampak-{next(_count)}"


def make_pillar(desk: Desk, programme_id: int, name: str = "Usaha produktif") -> int:
    """A pillar of a programme."""
    facts = PillarFacts(
        programme_id=programme_id, name=name, position=1, valid_from=date(2024, 1, 1)
    )
    with transaction():
        return service.add_pillar(desk=desk, facts=facts, request_id=request_id())


def grant_facts(member_id: int, **more: Any) -> GrantFacts:
    """A sealing machine worth Rp450.000."""
    facts = GrantFacts(
        whom=Whom(MEMBER, member_id), item="Mesin pres plastik", quantity=1,
        source="Dinas Tenaga Kerja", handed_on=date(2026, 6, 1), value=Money(450_000),
    )  # fmt: skip
    return replace(facts, **more)


def make_grant(desk: Desk, member_id: int, *, pillar_id: int | None = None, **more: Any) -> int:
    """A grant; returns its key."""
    with transaction():
        return service.record_grant(
            desk=desk, facts=grant_facts(member_id, **more), pillar_id=pillar_id,
            request_id=request_id(),
        )  # fmt: skip


def visit_facts(member_id: int, **more: Any) -> VisitFacts:
    """A visit without a next step."""
    facts = VisitFacts(
        whom=Whom(MEMBER, member_id), visited_on=date(2026, 7, 1), purpose="Melihat usaha",
        findings="Mesin dipakai setiap hari",
    )  # fmt: skip
    return replace(facts, **more)


def make_visit(desk: Desk, member_id: int, *, pillar_id: int | None = None, **more: Any) -> int:
    """A visit; returns its key."""
    with transaction():
        return service.record_visit(
            desk=desk, facts=visit_facts(member_id, **more), pillar_id=pillar_id,
            request_id=request_id(),
        )  # fmt: skip
