"""Ready-made recipes, batches and dealings for tests of workshops, made through the services."""

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from coop_app import ledger
from coop_app.db import transaction
from coop_app.enterprises import queries
from coop_app.enterprises.queries.workshop import Batch, Recipe, get_recipe
from coop_app.enterprises.rules.books.acts import Way
from coop_app.enterprises.rules.workshop.batches import NewBatch
from coop_app.enterprises.rules.workshop.costing import Cost, CostKind, PlannedCost
from coop_app.enterprises.rules.workshop.goods import Bought
from coop_app.enterprises.rules.workshop.recipes import NewRecipe, Part
from coop_app.enterprises.service import neighbours
from coop_app.enterprises.service import workshop as service
from coop_app.money import Money
from coop_app.products import queries as products
from coop_app.products.queries import Item
from coop_app.products.rules.dealings import Dealing, DealtItem, Kind, Paid
from tests.make import TODAY
from tests.make_enterprises import Business
from tests.make_products import make_item

_count = itertools.count(1)


def material(business: Business, name: str, *, kind: str = "raw_material", unit: str = "") -> Item:
    """Hers: in grams shown as kg, or in pieces of `unit`."""
    if unit:
        return make_item(business.desk, name, kind=kind, base_unit=unit)
    return make_item(business.desk, name, kind=kind)


def buy(business: Business, item: Item, quantity: int, amount: int, **facts: Any) -> None:
    """For cash on 2 July unless said otherwise."""
    known = {"way": Way.CASH, "on": date(2026, 7, 2)} | facts
    new = Bought(item.id, quantity, Money(amount), **known)
    with transaction():
        service.buy(
            desk=business.desk, business=business.enterprise, new=new,
            request_id=f"buy-{next(_count)}",
        )  # fmt: skip


def gas(amount: int, *, days: int = 1, is_paid: bool = True, name: str = "Gas") -> PlannedCost:
    """An overhead of a recipe."""
    return PlannedCost(CostKind.OVERHEAD, name, Money(amount), days, is_paid)


def overhead(amount: int, *, is_paid: bool = True, name: str = "Gas") -> Cost:
    """An overhead of a batch."""
    return Cost(CostKind.OVERHEAD, name, Money(amount), is_paid)


def recipe_of(
    business: Business, product: Item, parts: dict[int, int], *, makes: int, **facts: Any
) -> Recipe:
    """Write a recipe and read it back."""
    request_id = facts.pop("request_id", f"recipe-{next(_count)}")
    new = NewRecipe(
        product.id, makes, tuple(Part(key, quantity) for key, quantity in parts.items()), **facts
    )
    with transaction():
        key = service.write_recipe(
            desk=business.desk, business=business.enterprise, new=new, request_id=request_id
        )
    return get_recipe(business.enterprise.cooperative_id, business.enterprise.id, key)


def batch_of(business: Business, recipe: Recipe, *, good: int, **facts: Any) -> Batch:
    """Produce by the recipe on 5 July, everything as written in it unless said otherwise."""
    request_id = facts.pop("request_id", f"batch-{next(_count)}")
    times = facts.pop("times", 1)
    what = recipe.what
    known: dict[str, Any] = {
        "on": date(2026, 7, 5), "way": Way.CASH, "own_minutes": what.own_minutes * times,
        "hourly_rate": what.hourly_rate,
        "uses": tuple(Part(part.item_id, part.quantity * times) for part in what.parts),
        "costs": tuple(cost.for_batch(times) for cost in what.costs),
    }  # fmt: skip
    new = NewBatch(version_id=recipe.version_id, times=times, good=good, **(known | facts))
    with transaction():
        return service.produce(
            desk=business.desk, business=business.enterprise, new=new, request_id=request_id
        )


def dealing(
    kind: Kind,
    items: list[tuple[Item, int, int]],
    paid: dict[str, int],
    **facts: Any,
) -> Dealing:
    """A document of the cooperative: (its item, quantity, amount) and what was paid in which way."""
    known: dict[str, Any] = {
        "key": f"purchasing.delivery:{next(_count)}", "on": date(2026, 7, 10), "label": "Nota 12",
        "total": Money(sum(paid.values())),
    }  # fmt: skip
    return Dealing(
        kind=kind,
        items=tuple(DealtItem(one.id, one.name, n, Money(amount)) for one, n, amount in items),
        paid=tuple(Paid(way, Money(amount)) for way, amount in paid.items()),
        **(known | facts),
    )


@contextmanager
def told(business: Business, *documents: Dealing) -> Iterator[None]:
    """The cooperative tells this member, and nobody else, of these documents."""

    def source(cooperative_id: int, member_id: int) -> list[Dealing]:
        hers = (business.enterprise.cooperative_id, business.member.id)
        return list(documents) if (cooperative_id, member_id) == hers else []

    neighbours.register_source(source)
    try:
        yield
    finally:
        neighbours.forget_source(source)


def proven(business: Business) -> None:
    """The book, the stock, her acts and her workshop say the same."""
    book_id = business.book_id
    assert not ledger.audit(book_id=book_id)
    assert not products.check(book_id)
    assert not queries.check_acts(book_id)
    assert not queries.check_workshop(book_id)


def lines(business: Business, seq: int | None) -> list[tuple[str, int]]:
    """The lines of an entry: role of the account and signed rupiah."""
    assert seq
    chart = {one.id: one.role for one in ledger.accounts(book_id=business.book_id)}
    page = ledger.entry_page(book_id=business.book_id, seq=seq)
    return [(str(chart[line.account_id]), int(line.amount)) for line in page.lines]


__all__ = ["TODAY", "Kind", "Way"]
