"""Suppliers, offers and rounds for tests, made through the services."""

import itertools
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from coop_app.auth.rules.desk import Desk
from coop_app.db import transaction
from coop_app.money import Money
from coop_app.purchasing.queries import rounds as queries
from coop_app.purchasing.queries.rounds import OrderPaper, Round, Standing
from coop_app.purchasing.rules.rounds.lots import Terms
from coop_app.purchasing.rules.rounds.orders import Asked
from coop_app.purchasing.rules.rounds.plans import OfferFacts, RoundPlan, SupplierFacts
from coop_app.purchasing.rules.rounds.tiers import Tier
from coop_app.purchasing.rules.rounds.times import Times
from coop_app.purchasing.service import rounds as service
from tests.make_products import make_item

#: the rounds of tests open here: 14 August 2026, 09.00 in Jakarta
OPENS = datetime(2026, 8, 14, 2, tzinfo=UTC)
CLOSES = OPENS + timedelta(days=5)
SUGAR_TIERS = ((1, 11_000), (100, 10_500))
_count = itertools.count(1)


def make_supplier(desk: Desk, name: str = "", **facts: Any) -> int:
    """A supplier; returns its key."""
    known = SupplierFacts(name or f"Toko Bahan {next(_count)}", **facts)
    with transaction():
        return service.add_supplier(desk=desk, facts=known)


def make_offer(
    desk: Desk, supplier_id: int, item_id: int, *, tiers: Sequence[tuple[int, int]] = SUGAR_TIERS,
    **facts: Any,
) -> int:  # fmt: skip
    """Kilograms in sacks of 25, cheaper from 100 kg on, unless said otherwise; returns its key."""
    terms = Terms(
        facts.pop("pack_size", 25), tuple(Tier(number, Money(price)) for number, price in tiers),
        facts.pop("minimum", 0), facts.pop("minimum_unit", "quantity"), facts.pop("maximum", None),
    )  # fmt: skip
    known = {"valid_from": date(2026, 1, 1), "order_unit": "kg", "pack_unit": "karung"} | facts
    with transaction():
        return service.add_offer(
            desk=desk, supplier_id=supplier_id, facts=OfferFacts(item_id, terms=terms, **known)
        )


def make_draft(
    desk: Desk, *, supplier: dict[str, Any] | None = None, offer: dict[str, Any] | None = None,
    **plan: Any,
) -> Round:  # fmt: skip
    """A draft with one supplier and one item (palm sugar), opening at OPENS."""
    supplier_id = make_supplier(desk, **(supplier or {}))
    item = make_item(desk, f"Gula aren {next(_count)}")
    offer_id = make_offer(desk, supplier_id, item.id, **(offer or {}))
    return make_plan(desk, supplier_id, (offer_id,), **plan)


def make_plan(desk: Desk, supplier_id: int, offers: tuple[int, ...], **plan: Any) -> Round:
    """A draft from offers of a supplier."""
    times = Times(
        plan.pop("opens_at", OPENS), plan.pop("fill_from", None), plan.pop("closes_at", CLOSES)
    )
    known = {"title": "Gula aren Agustus", "pickup": "Balai desa"} | plan
    with transaction():
        key = service.plan_round(
            desk=desk, plan=RoundPlan(supplier_id, times=times, offers=offers, **known),
            request_id=f"plan-{next(_count)}", at=OPENS,
        )  # fmt: skip
    return queries.get_round(desk.cooperative_id, key)


def make_round(desk: Desk, **facts: Any) -> Round:
    """An open round with palm sugar."""
    draft = make_draft(desk, **facts)
    with transaction():
        return service.open_round(desk=desk, round_id=draft.id, at=OPENS)


def make_order(desk: Desk, shown: Round, member_id: int, quantity: int, **facts: Any) -> None:
    """An order of the round's first item (or `item`) by a member, a minute after the one before."""
    at = facts.pop("at", OPENS + timedelta(minutes=next(_count)))
    item = facts.pop("item", None) or queries.items_of(shown)[0]
    request_id = facts.pop("request_id", f"order-{next(_count)}")
    asked = Asked(item.id, member_id, quantity, **facts)
    with transaction():
        service.order(desk=desk, tap=service.Tap(shown.id, (asked,)), request_id=request_id, at=at)


def make_ordered(desk: Desk, shown: Round, on: date | None = None, **facts: Any) -> OrderPaper:
    """The round closed and ordered at the supplier."""
    with transaction():
        service.close(desk=desk, round_id=shown.id, at=CLOSES, **facts)
    with transaction():
        return service.place(
            desk=desk, placing=service.Placing(shown.id, on or date(2026, 8, 19)),
            request_id=f"po-{next(_count)}", at=CLOSES,
        )  # fmt: skip


def standing(shown: Round) -> Standing:
    """The first item of a round as it stands."""
    return queries.standings(shown)[0]
