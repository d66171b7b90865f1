"""`coop calc stock` and `product-cost`."""

from typing import Any

from coop_app.cli.calculations.reading import Calculation, Given
from coop_app.money import ZERO, Money
from coop_app.products.rules import making
from coop_app.products.rules.stock import In, Method, Out, cost

COSTS = ("materials", "labour", "overhead")
OPTIONAL = ("markup_percent", "margin_percent", "fixed_cost", "price")
MOST_UNITS = 10**9


def stock(given: Given) -> dict[str, Any]:
    """What the goods that went out have cost, and what is left."""
    given.only("method", "moves")
    found = cost([_move(row) for row in given.rows("moves")], given.choice("method", Method))
    ending = {"quantity": found.ending.quantity, "value": found.ending.value}
    return {"cost_of_goods_sold": found.cost_of_goods_sold, "ending": ending}


def _move(row: Given) -> In | Out:
    if "out" in row.values:
        return Out(row.only("out").whole("out", least=1, most=MOST_UNITS))
    row.only("in", "unit_cost")
    return In(row.whole("in", least=1, most=MOST_UNITS), row.amount("unit_cost"))


def product_cost(given: Given) -> dict[str, Any]:
    """The cost of a unit; prices and break-even where they are asked for, otherwise null."""
    given.only(*COSTS, "good_units", *OPTIONAL)
    parts = [row.only("name", "amount") for name in COSTS for row in given.rows(name)]
    total = sum((_cost(part) for part in parts), ZERO)
    batch = making.Batch(total, given.whole("good_units", most=MOST_UNITS))
    return {"total": total, "unit_cost": batch.unit_cost, **_prices(given, batch.unit_cost)}


def _cost(part: Given) -> Money:
    part.text("name")
    return part.amount("amount")


def _prices(given: Given, unit_cost: Money) -> dict[str, Any]:
    found: dict[str, Any] = {"price_by_markup": None, "price_by_margin": None}
    if given.has("markup_percent"):
        percent = given.number("markup_percent", most=100_000)
        found["price_by_markup"] = making.price_by_markup(unit_cost, percent)
    if given.has("margin_percent"):
        percent = given.number("margin_percent", most=100)
        found["price_by_margin"] = making.price_by_margin(unit_cost, percent)
    return {**found, "break_even_units": _break_even(given, unit_cost)}


def _break_even(given: Given, unit_cost: Money) -> int | None:
    """Both the fixed cost and the price are needed; each is checked if it is there."""
    fixed = given.amount("fixed_cost") if given.has("fixed_cost") else None
    price = given.amount("price") if given.has("price") else None
    if fixed is None or price is None:
        return None
    return making.break_even_units(fixed, price=price, unit_cost=unit_cost)


CALCULATIONS: dict[str, Calculation] = {"stock": stock, "product-cost": product_cost}
