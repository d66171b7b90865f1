"""Reads of suppliers and what they offer."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from coop_app.db import session
from coop_app.money import Money
from coop_app.products import queries as products
from coop_app.purchasing.models import Supplier, SupplierOffer, SupplierOfferTier
from coop_app.purchasing.rules.rounds.lots import Terms
from coop_app.purchasing.rules.rounds.plans import SupplierFacts
from coop_app.purchasing.rules.rounds.tiers import Tier
from coop_app.refusal import NotFound


@dataclass(frozen=True, slots=True)
class SupplierCard:
    """A supplier."""

    id: int
    facts: SupplierFacts
    ended_on: date | None

    @property
    def name(self) -> str:
        """What it is called."""
        return self.facts.name


@dataclass(frozen=True, slots=True)
class OfferCard:
    """An offer with the name of its item."""

    id: int
    supplier_id: int
    item_id: int
    item_name: str
    valid_from: date
    order_unit: str
    unit_factor: int
    pack_unit: str
    terms: Terms
    step: int
    weight: int | None
    market_price: Money | None


def get_supplier(cooperative_id: int, supplier_id: int) -> SupplierCard:
    """A supplier of the cooperative. Raises `NotFound`."""
    query = sa.select(Supplier).where(
        Supplier.cooperative_id == cooperative_id, Supplier.id == supplier_id
    )
    row = session.scalar(query.execution_options(populate_existing=True))
    if row is None:
        raise NotFound
    return _card(row)


def list_suppliers(
    cooperative_id: int, text: str = "", *, active_only: bool = False
) -> list[SupplierCard]:
    """Suppliers by name; `text` is part of name, contact or address."""
    query = sa.select(Supplier).where(Supplier.cooperative_id == cooperative_id)
    if text.strip():
        places = (Supplier.name, Supplier.contact, Supplier.address)
        query = query.where(
            sa.or_(*(place.icontains(text.strip(), autoescape=True) for place in places))
        )
    if active_only:
        query = query.where(Supplier.ended_on.is_(None))
    return [_card(row) for row in session.scalars(query.order_by(sa.func.lower(Supplier.name)))]


def supplier_names(cooperative_id: int, ids: Collection[int]) -> dict[int, str]:
    """Names by key; strangers are left out."""
    query = sa.select(Supplier.id, Supplier.name).where(
        Supplier.cooperative_id == cooperative_id, Supplier.id.in_(ids)
    )
    return {row.id: row.name for row in session.execute(query)} if ids else {}


def offers_on(cooperative_id: int, book_id: int, supplier_id: int, on: date) -> list[OfferCard]:
    """What a supplier offers on a day: the newest offer of each item, by name."""
    newest: dict[int, OfferCard] = {}
    for offer in offer_history(cooperative_id, book_id, supplier_id):
        if offer.valid_from <= on:
            newest.setdefault(offer.item_id, offer)
    return sorted(newest.values(), key=lambda offer: offer.item_name.casefold())


def offer_history(cooperative_id: int, book_id: int, supplier_id: int) -> list[OfferCard]:
    """Every offer of a supplier, the newest first."""
    query = sa.select(SupplierOffer).where(
        SupplierOffer.cooperative_id == cooperative_id, SupplierOffer.supplier_id == supplier_id
    )
    order = (SupplierOffer.valid_from.desc(), SupplierOffer.id.desc())
    rows = session.scalars(query.order_by(*order)).all()
    items = products.items_of(book_id, {row.item_id for row in rows})
    tiers = _tiers([row.id for row in rows])
    return [
        OfferCard(
            row.id, row.supplier_id, row.item_id, items[row.item_id].name, row.valid_from,
            row.order_unit, row.unit_factor, row.pack_unit,
            Terms(row.pack_size, tiers[row.id], row.minimum, row.minimum_unit, row.maximum),
            row.step, row.weight, None if row.market_price is None else Money(row.market_price),
        )
        for row in rows
        if row.item_id in items
    ]  # fmt: skip


def _tiers(keys: Collection[int]) -> dict[int, tuple[Tier, ...]]:
    found: dict[int, list[Tier]] = defaultdict(list)
    query = sa.select(SupplierOfferTier).where(SupplierOfferTier.offer_id.in_(keys))
    for row in session.scalars(query.order_by(SupplierOfferTier.from_quantity)):
        found[row.offer_id].append(Tier(row.from_quantity, Money(row.price)))
    return defaultdict(tuple, {key: tuple(tiers) for key, tiers in found.items()})


def _card(row: Supplier) -> SupplierCard:
    facts = SupplierFacts(
        row.name, row.contact, row.phone, row.address, row.terms_days, row.terms,
        Money(row.minimum_value),
    )  # fmt: skip
    return SupplierCard(row.id, facts, row.ended_on)
