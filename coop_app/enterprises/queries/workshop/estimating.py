"""What a recipe would cost now: materials at what they stand at, or at the last price paid."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

import sqlalchemy as sa

from coop_app import ledger
from coop_app.db import session
from coop_app.enterprises.models import ProductionBatch, ProductionUse, StockAct
from coop_app.enterprises.queries.workshop.recipes import Recipe
from coop_app.enterprises.queries.workshop.unposted import mirrored
from coop_app.enterprises.rules.workshop.costing import Costing, costing
from coop_app.money import ZERO, Money, half_up
from coop_app.products import queries as products
from coop_app.products.rules.items import Item, Kind


@dataclass(frozen=True, slots=True)
class Ingredient:
    """One material of a recipe with what it costs now; None when no price is known yet."""

    item: Item
    quantity: int
    cost: Money | None
    there: int

    @property
    def is_packaging(self) -> bool:
        """Whether it is packaging."""
        return self.item.kind == Kind.PACKAGING


@dataclass(frozen=True, slots=True)
class Estimate:
    """A recipe at today's prices, for one batch."""

    ingredients: tuple[Ingredient, ...]
    costing: Costing

    @property
    def unpriced(self) -> list[str]:
        """Materials whose price is not known yet."""
        return [one.item.name for one in self.ingredients if one.cost is None]

    @property
    def batches_possible(self) -> int:
        """How often it can be made from what is there."""
        return min((one.there // one.quantity for one in self.ingredients), default=0)


def estimate(book_id: int, recipe: Recipe) -> Estimate:
    """What one batch costs at today's prices."""
    what = recipe.what
    keys = [part.item_id for part in what.parts]
    items, there = products.items_of(book_id, [*keys, what.item_id]), _there(book_id)
    rates = _rates(book_id, keys, there)
    ingredients = tuple(
        Ingredient(
            items[part.item_id], part.quantity, _cost(part.quantity, rates.get(part.item_id)),
            there.get(part.item_id, (0, ZERO))[0],
        )
        for part in what.parts
    )  # fmt: skip
    known = costing(
        materials=_sum(ingredients, packaging=False), packaging=_sum(ingredients, packaging=True),
        costs=[cost.for_batch() for cost in what.costs], own_minutes=what.own_minutes,
        hourly_rate=what.hourly_rate, good=what.makes,
        per=items[what.item_id].shown_unit.factor,
    )  # fmt: skip
    return Estimate(ingredients, known)


def _sum(ingredients: Iterable[Ingredient], *, packaging: bool) -> Money:
    chosen = (one.cost or ZERO for one in ingredients if one.is_packaging is packaging)
    return sum(chosen, ZERO)


def _cost(quantity: int, rate: Fraction | None) -> Money | None:
    return None if rate is None else Money(half_up(rate * quantity))


def _there(book_id: int) -> dict[int, tuple[int, Money]]:
    """Quantity and worth by item, everywhere in her own place."""
    found: dict[int, tuple[int, Money]] = {}
    for here in products.on_hand(book_id):
        quantity, value = found.get(here.item.id, (0, ZERO))
        found[here.item.id] = (quantity + here.quantity, value + here.value)
    return found


def _rates(
    book_id: int, item_ids: list[int], there: dict[int, tuple[int, Money]]
) -> dict[int, Fraction]:
    """Rupiah for one base unit: the average of what is there, else the last price paid, else the last use."""
    rates = {key: Fraction(int(value), n) for key, (n, value) in there.items() if n}
    missing = [key for key in item_ids if key not in rates]
    for key, quantity, amount in _last_uses(book_id, missing) + _last_bought(book_id, missing):
        rates[key] = Fraction(amount, quantity)
    return rates


def _last_bought(book_id: int, item_ids: list[int]) -> list[tuple[int, int, int]]:
    query = (
        sa.select(StockAct.item_id, StockAct.quantity, StockAct.amount, StockAct.entry_seq)
        .where(StockAct.book_id == book_id, StockAct.item_id.in_(item_ids))
        .where(StockAct.kind.in_(("bought", "had")))
        .order_by(StockAct.id)
    )
    rows = session.execute(query).all()
    back = _reversed(book_id, [row.entry_seq for row in rows])
    return [
        (row.item_id, row.quantity, row.amount) for row in rows if row.entry_seq not in back
    ]  # fmt: skip


def _last_uses(book_id: int, item_ids: list[int]) -> list[tuple[int, int, int]]:
    use, batch = ProductionUse, ProductionBatch
    query = (
        sa.select(use.item_id, use.quantity, use.cost, batch.id, batch.entry_seq)
        .join(batch, batch.id == use.batch_id)
        .where(batch.book_id == book_id, use.item_id.in_(item_ids))
        .order_by(batch.id)
    )
    rows = session.execute(query).all()
    back = _reversed(book_id, [row.entry_seq for row in rows])
    free = mirrored(book_id, {f"enterprises.batch:{row.id}" for row in rows if not row.entry_seq})
    return [
        (row.item_id, row.quantity, row.cost)
        for row in rows
        if row.entry_seq not in back and f"enterprises.batch:{row.id}" not in free
    ]


def _reversed(book_id: int, seqs: Iterable[int | None]) -> set[int]:
    pages = ledger.entry_pages(book_id=book_id, seqs=[seq for seq in seqs if seq])
    return {page.seq for page in pages if page.reversed_by}
