"""Suppliers and their offers are written down."""

from datetime import date

import sqlalchemy as sa

from coop_app import clock
from coop_app.auth.rules.desk import Desk
from coop_app.db import session
from coop_app.products import queries as products
from coop_app.purchasing.models import Supplier, SupplierOffer, SupplierOfferTier
from coop_app.purchasing.queries import rounds as queries
from coop_app.purchasing.rules.packs import Lot
from coop_app.purchasing.rules.rounds import tiers
from coop_app.purchasing.rules.rounds.plans import (
    LONGEST_NAME,
    NameTaken,
    OfferFacts,
    SupplierFacts,
)


def add_supplier(*, desk: Desk, facts: SupplierFacts) -> int:
    """Write down a supplier; returns its key. Raises `NameMissing`, `NameTaken`."""
    facts.check()
    row = Supplier(
        cooperative_id=desk.cooperative_id, made_by=desk.user_id, made_at=clock.now(),
        **_columns(desk, facts),
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row.id


def change_supplier(*, desk: Desk, supplier_id: int, facts: SupplierFacts) -> None:
    """Correct what is written down. Raises `NameMissing`, `NameTaken`, `NotFound`."""
    facts.check()
    queries.get_supplier(desk.cooperative_id, supplier_id)
    mine = sa.update(Supplier).where(Supplier.id == supplier_id)
    session.execute(mine.values(**_columns(desk, facts, supplier_id)))


def end_supplier(*, desk: Desk, supplier_id: int, on: date | None) -> None:
    """Buy there no longer, or again with `on` None. Raises `NotFound`."""
    queries.get_supplier(desk.cooperative_id, supplier_id)
    session.execute(sa.update(Supplier).where(Supplier.id == supplier_id).values(ended_on=on))


def add_offer(*, desk: Desk, supplier_id: int, facts: OfferFacts) -> int:
    """From a day on a supplier sells an item like this; older offers stay written. Returns its key.

    Raises `NotFound`, `UnitUnknown`, `TierMissing`, `TierTwice`, `TierDearer`, `PackSizeNotPositive`.
    """
    queries.get_supplier(desk.cooperative_id, supplier_id)
    item = products.get_item(desk.book_id, facts.item_id)
    unit = item.unit(facts.order_unit)
    prices = tiers.check(facts.terms.tiers, unit.name)
    Lot(facts.terms.pack_size)
    row = SupplierOffer(
        cooperative_id=desk.cooperative_id, supplier_id=supplier_id, item_id=item.id,
        valid_from=facts.valid_from, order_unit=unit.name, unit_factor=unit.factor,
        pack_unit=facts.pack_unit.strip() or unit.name, pack_size=facts.terms.pack_size,
        minimum=facts.terms.minimum, minimum_unit=facts.terms.minimum_unit, step=facts.step,
        maximum=facts.terms.maximum, weight=_grams(facts, item.base_unit, unit.factor),
        market_price=facts.market_price, made_by=desk.user_id, made_at=clock.now(),
    )  # fmt: skip
    session.add(row)
    session.flush()
    session.add_all(
        SupplierOfferTier(
            offer_id=row.id, from_quantity=tier.from_quantity, price=int(tier.price)
        )
        for tier in prices
    )  # fmt: skip
    session.flush()
    return row.id


def _grams(facts: OfferFacts, base_unit: str, factor: int) -> int | None:
    """Goods that are counted in grams weigh what they are."""
    return factor if base_unit == "g" else facts.weight


def _columns(desk: Desk, facts: SupplierFacts, besides: int | None = None) -> dict[str, object]:
    name = " ".join(facts.name.split())[:LONGEST_NAME]
    same = sa.select(Supplier.id).where(
        Supplier.cooperative_id == desk.cooperative_id, sa.func.lower(Supplier.name) == name.lower()
    )
    if session.scalar(same) not in (None, besides):
        raise NameTaken
    return {
        "name": name, "contact": facts.contact.strip(), "phone": facts.phone,
        "address": facts.address.strip(), "terms_days": facts.terms_days,
        "terms": facts.terms.strip(), "minimum_value": int(facts.minimum_value),
    }  # fmt: skip
