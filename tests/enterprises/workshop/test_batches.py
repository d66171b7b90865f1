"""Producing: stock, entry, rejects, versions, repeated requests; on either database."""

from flask import Flask

from coop_app import ledger
from coop_app.enterprises.queries import workshop as queries
from coop_app.money import Money
from tests.make_enterprises import Business, make_business
from tests.make_workshop import batch_of, buy, gas, material, recipe_of


def kitchen() -> tuple[Business, queries.Recipe]:
    """Bananas and packs are there; 10 packs need 2.500 g, 10 packs, gas and two hours."""
    business = make_business()
    banana = material(business, "Pisang")
    pack = material(business, "Plastik", kind="packaging", unit="lembar")
    chips = material(business, "Keripik pisang", kind="product", unit="bungkus")
    buy(business, banana, 10_000, 80_000)
    buy(business, pack, 100, 20_000)
    recipe = recipe_of(
        business, chips, {banana.id: 2_500, pack.id: 10}, makes=10, own_minutes=120,
        hourly_rate=Money(12_000), costs=(gas(6_000), gas(90_000, days=30, is_paid=False, name="Sewa")),
    )  # fmt: skip
    return business, recipe


def lines(business: Business, seq: int | None) -> list[tuple[str, int]]:
    page = ledger.entry_page(book_id=business.book_id, seq=seq or 0)
    return [(line.account_name, int(line.amount)) for line in page.lines]


def test_a_batch_moves_stock_and_posts_what_was_paid(either: Flask) -> None:
    with either.app_context():
        business, recipe = kitchen()
        batch = batch_of(business, recipe, good=10, rejected=1, reason="gosong")
        # 2.500 g of bananas at Rp8, 10 packs at Rp200, gas now, a day of rent that is in the book
        assert lines(business, batch.entry_seq) == [
            ("Persediaan produk jadi", 31_000),
            ("Persediaan bahan", -20_000),
            ("Persediaan bahan", -2_000),
            ("Kas", -6_000),
            ("Biaya yang masuk ke produk", -3_000),
        ]
        assert batch.label == "B-0001"
        costing = batch.costing({recipe.what.parts[1].item_id: True})
        assert (costing.materials, costing.packaging) == (20_000, 2_000)
        assert (costing.in_book, costing.full) == (31_000, 55_000)
        assert (costing.unit_in_book, costing.unit_full) == (3_100, 5_500)
        assert business.balance("inventory_goods") == 31_000
        assert not ledger.audit(book_id=business.book_id)
