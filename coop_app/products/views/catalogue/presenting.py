"""Permits, batches and what looks wrong, in words for a page."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _

from coop_app.products.queries import Item, catalogue
from coop_app.products.queries.catalogue import BatchCard, PermitCard
from coop_app.products.rules.catalogue import freshness, permit_checks, permits
from coop_app.products.rules.catalogue.facts import Facts
from coop_app.products.rules.catalogue.freshness import Freshness
from coop_app.products.rules.catalogue.permit_checks import Finding
from coop_app.products.rules.catalogue.permits import State
from coop_app.web.filters import day

#: state → the badge's class
BADGES = {
    State.EXPIRED: "error", State.URGENT: "error", State.RENEW: "warning",
    Freshness.EXPIRED: "error", Freshness.THIS_WEEK: "error", Freshness.SOON: "warning",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ShownPermit:
    """A permit as a page shows it."""

    card: PermitCard
    name: str
    number: str
    state: str
    badge: str
    ends_on: date | None
    findings: list[str]


@dataclass(frozen=True, slots=True)
class ShownBatch:
    """A batch as a page shows it."""

    card: BatchCard
    quantity: str
    state: str
    badge: str


def sentence(found: Finding) -> str:
    """What looks wrong, in the reader's language."""
    facts = {name: _said(fact) for name, fact in found.facts.items()}
    text = str(_(found.sentence))
    return text % facts if facts else text


def _said(fact: Any) -> str:
    if isinstance(fact, date):
        return day(fact)
    return str(_(fact)) if isinstance(fact, str) and fact else str(fact)


def shown_permit(card: PermitCard, on: date, *, packaging: int = 0) -> ShownPermit:
    """A permit with its state and what looks wrong with it."""
    permit, state = card.permit, permits.state(card.permit, on)
    found = permit_checks.findings(permit, on, packaging=packaging)
    return ShownPermit(
        card, _(permits.NAMES[permit.kind]), permits.label_text(permit), _(permits.STATES[state]),
        BADGES.get(state, ""), permits.ends_on(permit), [sentence(one) for one in found],
    )  # fmt: skip


def shown_permits(item: Item, facts: Facts, on: date) -> tuple[list[ShownPermit], list[str]]:
    """What a product is sold under, and what it lacks."""
    cards = catalogue.permits_of(item.book_id, item.id)
    lacking = permit_checks.missing(
        [card.permit for card in cards], on, is_food=facts.is_food,
        shelf_life_days=facts.shelf_life_days,
    )  # fmt: skip
    shown = [shown_permit(card, on, packaging=facts.packaging) for card in cards]
    return shown, [sentence(one) for one in lacking]


def shown_batch(card: BatchCard, item: Item, on: date) -> ShownBatch:
    """A batch with how near its last good day is."""
    state = freshness.freshness(card.batch.best_before, on)
    return ShownBatch(
        card, item.text(card.batch.quantity), _(freshness.NAMES[state]),
        BADGES.get(state, ""),
    )  # fmt: skip
