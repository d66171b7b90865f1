"""What one costs is said of the unit she sells by, and a price is kept for that unit."""

from decimal import Decimal

from flask import Flask

from coop_app import clock
from coop_app.auth import rules
from coop_app.db import session
from coop_app.enterprises.forms.workshop import fields
from coop_app.enterprises.queries.workshop import estimating
from coop_app.enterprises.rules.workshop.costing import Cost, CostKind, PlannedCost, costing, prices
from coop_app.money import ZERO, Money
from coop_app.products import queries as products
from tests.make_enterprises import make_business
from tests.make_products import make_item
from tests.make_workshop import batch_of, buy, gas, material, recipe_of
from tests.people import signed_in


def test_the_cost_of_a_kilogram_is_rounded_once() -> None:
    """Rp93.000 for 5 kg is Rp18.600 a kilogram, and not 1.000 times the Rp19 of a gram."""
    found = costing(
        materials=Money(93_000), packaging=ZERO, costs=(), own_minutes=60,
        hourly_rate=Money(10_000), good=5_000, per=1_000,
    )  # fmt: skip
    assert (found.unit_in_book, found.unit_full) == (18_600, 20_600)
    assert prices(found.unit_full, Decimal(30)).by_margin == 29_429
    # 5 kg at Rp25.000 bring Rp125.000, Rp32.000 more than was paid, in one hour
    assert found.per_hour(Money(25_000)) == 32_000


def test_a_recipe_in_kilograms_is_priced_by_the_kilogram(app: Flask) -> None:
    today = clock.today()
    her = make_business(opened_on=today.replace(day=1)).on(today)
    sap = material(her, "Nira")
    sugar = make_item(her.desk, "Gula aren", kind="product")
    buy(her, sap, 40_000, 93_000, on=today)
    recipe = recipe_of(her, sugar, {sap.id: 40_000}, makes=5_000)
    assert estimating.estimate(her.book_id, recipe).costing.unit_full == 18_600
    batch = batch_of(her, recipe, good=4_800, on=today)
    session.remove()
    owner = signed_in(
        app, her.desk.cooperative_id, rules.ANGGOTA, member_id=her.member.id,
        group_id=her.member.group_id,
    )  # fmt: skip
    at = f"/usaha/{her.enterprise.id}"
    assert "Rp19.375" in owner.get(f"{at}/produksi/{batch.id}").get_data(as_text=True)
    owner.post(f"{at}/resep/{recipe.id}/harga", {"price": "25.000"})
    price = products.price_of(her.book_id, sugar.id, "other", today)
    assert price is not None
    assert (price.amount, price.unit, price.for_quantity(500)) == (25_000, "kg", 12_500)


def sent(rows: list[fields.CostRow]) -> dict[str, str]:
    """What the form sends of these rows."""
    found: dict[str, str] = {}
    for row in rows:
        n = row.number
        found |= {f"cost-name-{n}": row.name, f"cost-amount-{n}": row.amount,
                  f"cost-days-{n}": row.days, f"cost-kind-{n}": row.kind.value,
                  f"cost-paid-{n}": "paid" if row.is_paid else "booked"}  # fmt: skip
    return found


def test_any_number_of_costs_come_through_the_form(app: Flask) -> None:
    costs = [
        gas(6_000, name="Gas"), gas(7_000, name="Gas"), gas(500, name="Minyak", days=30, is_paid=False),
        PlannedCost(CostKind.LABOUR, "Mengiris", Money(20_000)),
        *(gas(n * 1_000, name=f"Biaya {n}") for n in range(1, 9)),
    ]  # fmt: skip
    with app.test_request_context():
        rows, read = fields.read_costs(sent(fields.shown_costs(costs)))
    assert sorted(read, key=str) == sorted(costs, key=str)
    assert not any(row.error for row in rows)
    assert len([row for row in rows if not row.amount]) >= 3


def test_an_empty_form_has_rows_that_she_names_herself(app: Flask) -> None:
    with app.test_request_context():
        blank = fields.blank_costs()
        assert [row.free for row in blank] == [False] * 5 + [True] * 3
        blank[5].name, blank[5].amount = "Mengiris", "20.000"
        _rows, read = fields.read_costs(sent(blank))
    assert read == [PlannedCost(CostKind.OVERHEAD, "Mengiris", Money(20_000))]
    assert fields.shown_costs([Cost(CostKind.LABOUR, "Mengiris", Money(1))])[5].kind == "labour"
