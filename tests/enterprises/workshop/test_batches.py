"""Producing: stock, entry, rejects, versions, repeated requests; on either database."""

from datetime import date
from typing import Any

import pytest
from flask import Flask

from coop_app.db import transaction
from coop_app.enterprises.queries import workshop as queries
from coop_app.enterprises.rules.books.acts import Way
from coop_app.enterprises.rules.books.refusals import BeforeOpening, MoneyShort
from coop_app.enterprises.rules.workshop import batches as rules
from coop_app.enterprises.rules.workshop.recipes import Part
from coop_app.enterprises.service import workshop as service
from coop_app.money import Money
from coop_app.products.queries import Item, catalogue, get_item
from coop_app.products.rules.catalogue import freshness
from coop_app.products.rules.moves import ItemShort
from coop_app.products.service.catalogue import batches as catalogue_batches
from coop_app.refusal import NotFound, Refused, RequestReused
from tests.make_enterprises import Business, business_of, make_business
from tests.make_workshop import batch_of, buy, gas, lines, material, overhead, proven, recipe_of


def kitchen() -> tuple[Business, queries.Recipe]:
    """Bananas and packs are there; 10 packs need 2.500 g, 10 packs, gas and two hours."""
    business = make_business()
    banana = material(business, "Pisang")
    pack = material(business, "Plastik", kind="packaging", unit="lembar")
    chips = material(business, "Keripik pisang", kind="product", unit="bungkus")
    buy(business, banana, 10_000, 80_000)
    buy(business, pack, 100, 20_000)
    costs = (gas(6_000), gas(90_000, days=30, is_paid=False, name="Sewa"))
    recipe = recipe_of(
        business, chips, {banana.id: 2_500, pack.id: 10}, makes=10, own_minutes=120,
        hourly_rate=Money(12_000), costs=costs,
    )  # fmt: skip
    return business, recipe


def test_a_batch_moves_stock_and_posts_what_was_paid(either: Flask) -> None:
    with either.app_context():
        business, recipe = kitchen()
        batch = batch_of(business, recipe, good=10)
        # 2.500 g of bananas at Rp8, 10 packs at Rp200, gas now, a day of rent that is in the book
        assert lines(business, batch.entry_seq) == [
            ("inventory_goods", 31_000),
            ("inventory_raw_materials", -20_000),
            ("inventory_raw_materials", -2_000),
            ("cash_on_hand", -6_000),
            ("production_cost_absorbed", -3_000),
        ]
        assert batch.label == "B-0001"
        cost = batch.costing({recipe.what.parts[1].item_id: True})
        assert (cost.materials, cost.packaging, cost.paid, cost.booked) == (
            20_000,
            2_000,
            6_000,
            3_000,
        )
        assert (cost.in_book, cost.own_labour, cost.full) == (31_000, 24_000, 55_000)
        assert (cost.unit_in_book, cost.unit_full) == (3_100, 5_500)
        assert business.balance("inventory_goods") == 31_000
        proven(business)


def test_the_catalogue_knows_the_batch(app: Flask) -> None:
    business, recipe = kitchen()
    last = date(2026, 9, 3)
    batch_of(business, recipe, good=10, best_before=last)
    with transaction():
        own = freshness.Batch(recipe.item_id, "B-0002", date(2026, 7, 6), None, 1)
        catalogue_batches.add_batch(desk=business.desk, new=own, request_id="by hand")
    second = batch_of(business, recipe, good=5)
    found = catalogue.batches([business.book_id], item_id=recipe.item_id)
    assert {(one.batch.number, one.batch.best_before, one.batch.quantity) for one in found} == {
        ("B-0001", last, 10), ("B-0002", None, 1), (f"B-0002/{second.id}", None, 5),
    }  # fmt: skip
    proven(business)


def test_rejects_are_carried_by_the_good_ones(app: Flask) -> None:
    business, recipe = kitchen()
    batch = batch_of(business, recipe, good=8, rejected=2, reason="gosong")
    cost = batch.costing({})
    assert (cost.in_book, cost.unit_in_book) == (31_000, 3_875)
    assert batch.yield_mille == 8_000
    assert (batch.rejected, batch.reason) == (2, "gosong")
    proven(business)


def test_a_batch_of_which_nothing_is_good_is_a_loss(app: Flask) -> None:
    business, recipe = kitchen()
    batch = batch_of(business, recipe, good=0, rejected=10, reason="hangus")
    # the day of rent stays an expense of the month
    assert lines(business, batch.entry_seq) == [
        ("stock_loss", 28_000),
        ("inventory_raw_materials", -20_000),
        ("inventory_raw_materials", -2_000),
        ("cash_on_hand", -6_000),
    ]
    assert business.balance("inventory_goods") == 0
    proven(business)


def test_what_is_paid_from_home_is_her_capital(app: Flask) -> None:
    business, recipe = kitchen()
    before = business.balance("owner_capital")
    batch_of(business, recipe, good=10, way=Way.OWN)
    assert business.balance("owner_capital") == before - 6_000
    proven(business)


def test_a_changed_recipe_leaves_old_batches_theirs(app: Flask) -> None:
    business, recipe = kitchen()
    first = batch_of(business, recipe, good=10)
    changed = recipe_of(
        business, material_of(business, recipe), {recipe.what.parts[0].item_id: 3_000}, makes=12
    )
    assert (changed.id, changed.version, changed.is_latest) == (recipe.id, 2, True)
    old = queries.get_version(
        business.desk.cooperative_id, business.enterprise.id, first.version_id
    )
    assert (old.version, old.is_latest, old.what) == (1, False, recipe.what)
    second = batch_of(business, changed, good=12)
    assert second.version_id == changed.version_id
    assert [one.what.makes for one in versions(business, recipe)] == [10, 12]
    proven(business)


def material_of(business: Business, recipe: queries.Recipe) -> Item:
    return get_item(business.book_id, recipe.item_id)


def versions(business: Business, recipe: queries.Recipe) -> list[queries.Recipe]:
    return queries.versions_of(business.desk.cooperative_id, business.enterprise.id, recipe.id)


def test_the_same_tap_produces_once(either: Flask) -> None:
    with either.app_context():
        business, recipe = kitchen()
        first = batch_of(business, recipe, good=10, request_id="tap")
        again = batch_of(business, recipe, good=10, request_id="tap")
        assert first == again
        with pytest.raises(RequestReused):
            batch_of(business, recipe, good=9, request_id="tap")
        assert business.balance("inventory_goods") == 31_000
        proven(business)


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"good": 0}, rules.NothingCameOut),
        ({"good": 9, "rejected": 1}, rules.RejectsUnexplained),
        ({"good": 10, "on": date(2026, 8, 15)}, rules.DayInFuture),
        ({"good": 10, "on": date(2026, 6, 30)}, BeforeOpening),
        ({"good": 10, "times": 0}, rules.TimesWrong),
        ({"good": 10, "way": Way.NONE}, rules.WayMissing),
        ({"good": 10, "way": Way.LATER}, rules.WayMissing),
        ({"good": 10, "best_before": date(2026, 7, 4)}, rules.BestBeforeTooEarly),
        ({"good": 10, "costs": (overhead(5_000_000),)}, MoneyShort),
    ],
)
def test_what_is_refused_leaves_nothing(
    app: Flask, facts: dict[str, Any], refusal: type[Refused]
) -> None:
    business, recipe = kitchen()
    if facts.get("times") == 0:
        facts = facts | {"uses": recipe.what.parts, "costs": ()}
    with pytest.raises(refusal):
        batch_of(business, recipe, **facts)
    assert not queries.list_batches(business.desk.cooperative_id, business.enterprise.id)
    assert business.balance("inventory_raw_materials") == 100_000
    proven(business)


def test_more_than_is_there_cannot_go_in(app: Flask) -> None:
    business, recipe = kitchen()
    with pytest.raises(ItemShort) as refused:
        batch_of(business, recipe, good=50, times=5)
    assert refused.value.facts["there"] == "10 kg"
    proven(business)


def test_materials_of_another_book_are_not_found(app: Flask) -> None:
    business, recipe = kitchen()
    other = business_of(business.desk.cooperative_id, business.member, name="Kedua")
    theirs = material(other, "Gula")
    with pytest.raises(NotFound):
        batch_of(business, recipe, good=10, uses=(Part(theirs.id, 1),))
    with pytest.raises(NotFound):
        recipe_of(business, theirs, {recipe.what.parts[0].item_id: 1}, makes=1)


def test_a_desk_in_another_book_is_refused(app: Flask) -> None:
    business, recipe = kitchen()
    other = make_business()
    new = rules.NewBatch(recipe.version_id, date(2026, 7, 5), 1, (), (), 10)
    with pytest.raises(NotFound), transaction():
        service.produce(desk=other.desk, business=business.enterprise, new=new, request_id="x")
    with pytest.raises(NotFound), transaction():
        service.produce(desk=other.desk, business=other.enterprise, new=new, request_id="x")
