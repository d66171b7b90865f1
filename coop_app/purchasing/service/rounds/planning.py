"""A round is planned from a supplier's offers, and changed until it is opened."""

from dataclasses import replace
from datetime import datetime

import sqlalchemy as sa

from coop_app.auth.rules.desk import Desk
from coop_app.db import session
from coop_app.fingerprint import fingerprint
from coop_app.purchasing.models import PurchaseRound, RoundItem, RoundItemTier
from coop_app.purchasing.queries import rounds as queries
from coop_app.purchasing.queries.rounds import OfferCard
from coop_app.purchasing.rules.rounds import life
from coop_app.purchasing.rules.rounds.plans import RoundPlan
from coop_app.purchasing.service.rounds.life import lock, take
from coop_app.purchasing.service.rounds.numbers import next_number
from coop_app.refusal import NotFound, RequestReused


def plan_round(*, desk: Desk, plan: RoundPlan, request_id: str, at: datetime) -> int:
    """Write a draft; the same request id writes one. Returns its key.

    Raises `TitleMissing`, `NothingOffered`, `ClosesBeforeOpening`, `FillingOutside`, `LessThanAPack`,
    `RequestReused`, `NotFound`.
    """
    plan.check()
    number = next_number(desk.cooperative_id, kind="round")
    if earlier := queries.find_request(desk.cooperative_id, request_id):
        if earlier[1] != fingerprint(plan):
            raise RequestReused
        _give_back(desk)
        return earlier[0]
    row = PurchaseRound(
        cooperative_id=desk.cooperative_id, book_id=desk.book_id, number=number, state=life.DRAFT,
        request_id=request_id, fingerprint=fingerprint(plan), made_by=desk.user_id, made_at=at,
        **_columns(desk, plan),
    )  # fmt: skip
    session.add(row)
    session.flush()
    _write_items(desk, row.id, plan)
    return row.id


def change_round(*, desk: Desk, round_id: int, plan: RoundPlan, at: datetime) -> None:
    """Plan a draft anew. Raises `NoDraft` and what `plan_round` raises."""
    plan.check()
    shown = lock(desk, round_id=round_id, at=at)
    life.after(shown.state, "edit")
    mine = sa.update(PurchaseRound).where(PurchaseRound.id == shown.id)
    session.execute(mine.values(**_columns(desk, plan)))
    items = sa.select(RoundItem.id).where(RoundItem.round_id == shown.id)
    session.execute(sa.delete(RoundItemTier).where(RoundItemTier.round_item_id.in_(items)))
    session.execute(sa.delete(RoundItem).where(RoundItem.round_id == shown.id))
    _write_items(desk, shown.id, plan)
    take(desk=desk, round_id=round_id, act="edit", at=at)


def _give_back(desk: Desk) -> None:
    """The number that a repeated request took is the last one: the next round has it."""
    session.execute(
        sa.text(
            "UPDATE purchase_counter SET last = last - 1"
            " WHERE cooperative_id = :cooperative_id AND kind = 'round' AND year = 0"
        ),
        {"cooperative_id": desk.cooperative_id},
    )


def _columns(desk: Desk, plan: RoundPlan) -> dict[str, object]:
    supplier = queries.get_supplier(desk.cooperative_id, plan.supplier_id)
    return {
        "supplier_id": supplier.id, "title": " ".join(plan.title.split()),
        "opens_at": plan.times.opens_at, "fill_from": plan.times.fill_from,
        "closes_at": plan.times.closes_at, "rule": str(plan.rule), "margin": plan.margin,
        "freight_estimate": int(plan.freight_estimate), "freight_by": plan.freight_by,
        "minimum_value": int(supplier.facts.minimum_value), "pickup": plan.pickup.strip(),
    }  # fmt: skip


def _write_items(desk: Desk, round_id: int, plan: RoundPlan) -> None:
    """The terms of the offers are copied: what the supplier asks later changes nothing here."""
    history = queries.offer_history(desk.cooperative_id, desk.book_id, plan.supplier_id)
    offers = {offer.id: offer for offer in history}
    most = dict(plan.maximum)
    for position, key in enumerate(plan.offers, 1):
        if key not in offers:
            raise NotFound
        offer = offers[key]
        terms = replace(offer.terms, maximum=most.get(key, offer.terms.maximum))
        terms.check()
        _write_item(round_id, position, replace(offer, terms=terms))


def _write_item(round_id: int, position: int, offer: OfferCard) -> None:
    row = RoundItem(
        round_id=round_id, item_id=offer.item_id, position=position, order_unit=offer.order_unit,
        unit_factor=offer.unit_factor, pack_unit=offer.pack_unit, pack_size=offer.terms.pack_size,
        minimum=offer.terms.minimum, minimum_unit=offer.terms.minimum_unit, step=offer.step,
        maximum=offer.terms.maximum, weight=offer.weight, market_price=offer.market_price,
    )  # fmt: skip
    session.add(row)
    session.flush()
    session.add_all(
        RoundItemTier(round_item_id=row.id, from_quantity=tier.from_quantity, price=int(tier.price))
        for tier in offer.terms.tiers
    )
    session.flush()
