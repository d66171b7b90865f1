"""Reads of rounds, their items and their steps."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from coop_app.db import session
from coop_app.money import Money
from coop_app.products import queries as products
from coop_app.purchasing.models import (
    PurchaseRound,
    RoundItem,
    RoundItemTier,
    RoundStep,
    Supplier,
)
from coop_app.purchasing.rules.allocation import Rule
from coop_app.purchasing.rules.rounds.lots import Terms
from coop_app.purchasing.rules.rounds.tiers import Tier
from coop_app.purchasing.rules.rounds.times import Times
from coop_app.refusal import NotFound


@dataclass(frozen=True, slots=True)
class Round:
    """A round as pages and services see it."""

    id: int
    cooperative_id: int
    book_id: int
    number: int
    supplier_id: int
    supplier_name: str
    title: str
    state: str
    times: Times
    rule: Rule
    margin: int
    freight_estimate: Money
    freight_by: str
    minimum_value: Money
    pickup: str

    @property
    def label(self) -> str:
        """`PB-7 Gula aren Desember`: its number and what it is for."""
        return f"PB-{self.number} {self.title}"


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a round; quantities in order units."""

    id: int
    round_id: int
    item_id: int
    name: str
    position: int
    order_unit: str
    unit_factor: int
    pack_unit: str
    terms: Terms
    step: int
    weight: int | None
    market_price: Money | None


@dataclass(frozen=True, slots=True)
class Step:
    """One change in the life of a round."""

    act: str
    from_state: str
    to_state: str
    why: str
    made_by: int | None
    made_at: datetime


_ROUNDS = sa.select(PurchaseRound, Supplier.name).join(
    Supplier, Supplier.id == PurchaseRound.supplier_id
)


def get_round(cooperative_id: int, round_id: int) -> Round:
    """A round of the cooperative. Raises `NotFound`."""
    mine = PurchaseRound.cooperative_id == cooperative_id
    found = _read(_ROUNDS.where(mine, PurchaseRound.id == round_id))
    if not found:
        raise NotFound
    return found[0]


def list_rounds(
    cooperative_id: int,
    *,
    states: Iterable[str] | None = None,
    text: str = "",
    supplier_id: int | None = None,
) -> list[Round]:
    """Rounds, the newest first; narrowed down by states, part of the title, supplier."""
    query = _ROUNDS.where(PurchaseRound.cooperative_id == cooperative_id)
    if states is not None:
        query = query.where(PurchaseRound.state.in_(list(states)))
    if text.strip():
        query = query.where(PurchaseRound.title.icontains(text.strip(), autoescape=True))
    if supplier_id is not None:
        query = query.where(PurchaseRound.supplier_id == supplier_id)
    return _read(query.order_by(PurchaseRound.number.desc()))


def find_request(cooperative_id: int, request_id: str) -> tuple[int, str] | None:
    """Key and mark of the round that a form has made."""
    query = sa.select(PurchaseRound.id, PurchaseRound.fingerprint).where(
        PurchaseRound.cooperative_id == cooperative_id, PurchaseRound.request_id == request_id
    )
    row = session.execute(query).first()
    return (row.id, row.fingerprint) if row else None


def items_of(shown: Round) -> list[Item]:
    """The items of a round in their order."""
    query = sa.select(RoundItem).where(RoundItem.round_id == shown.id)
    rows = session.scalars(query.order_by(RoundItem.position)).all()
    tiers = _tiers([row.id for row in rows])
    names = products.items_of(shown.book_id, {row.item_id for row in rows})
    return [
        Item(
            row.id, row.round_id, row.item_id, names[row.item_id].name, row.position,
            row.order_unit, row.unit_factor, row.pack_unit,
            Terms(row.pack_size, tiers[row.id], row.minimum, row.minimum_unit, row.maximum),
            row.step, row.weight, None if row.market_price is None else Money(row.market_price),
        )
        for row in rows
    ]  # fmt: skip


def steps_of(shown: Round) -> list[Step]:
    """What happened to a round, in order."""
    query = sa.select(RoundStep).where(RoundStep.round_id == shown.id).order_by(RoundStep.id)
    return [
        Step(row.act, row.from_state, row.to_state, row.why, row.made_by, row.made_at)
        for row in session.scalars(query)
    ]


def _tiers(keys: Collection[int]) -> dict[int, tuple[Tier, ...]]:
    found: dict[int, list[Tier]] = defaultdict(list)
    query = sa.select(RoundItemTier).where(RoundItemTier.round_item_id.in_(keys))
    for row in session.scalars(query.order_by(RoundItemTier.from_quantity)):
        found[row.round_item_id].append(Tier(row.from_quantity, Money(row.price)))
    return defaultdict(tuple, {key: tuple(tiers) for key, tiers in found.items()})


def _read(query: Any) -> list[Round]:
    fresh = query.execution_options(populate_existing=True)
    return [
        Round(
            row.id, row.cooperative_id, row.book_id, row.number, row.supplier_id, name, row.title,
            row.state, Times(row.opens_at, row.fill_from, row.closes_at), Rule(row.rule),
            row.margin, Money(row.freight_estimate), row.freight_by, Money(row.minimum_value),
            row.pickup,
        )
        for row, name in session.execute(fresh)
    ]  # fmt: skip
