"""What a product costs and sells for: cases E6–E9 and H-1–H-4."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop_app.money import Money
from coop_app.products.rules.making import (
    Batch,
    MarginOutOfRange,
    NoGoodUnits,
    PriceNotAboveCost,
    break_even_units,
    price_by_margin,
    price_by_markup,
)


@pytest.mark.parametrize(
    "case, total, units, unit_cost",
    [
        ("E6", 500 * 10_000 + 250_000, 500, 10_500),
        ("E7 H-1", 800_000, 100, 8_000),
        ("E8 H-2", 1_216_667, 100, 12_167),
        ("E9", 103_000, 10, 10_300),
        ("H-3", 380_000, 100, 3_800),
        ("H-4", 500_000, 50, 10_000),
        ("half a rupiah", 5, 2, 3),
    ],
)
def test_the_cost_of_a_unit(case, total, units, unit_cost) -> None:
    assert Batch(Money(total), units).unit_cost == unit_cost, case


def test_markup_is_on_the_cost_and_margin_on_the_price() -> None:
    assert price_by_markup(Money(8_000), Decimal(30)) == 10_400
    assert price_by_margin(Money(8_000), Decimal(30)) == 11_429
    assert price_by_margin(Money(12_167), Decimal(30)) == 17_381
    assert price_by_markup(Money(10_300), Decimal(50)) == 15_450
    assert price_by_markup(Money(1_000), Decimal("12.25")) == 1_123


def test_break_even() -> None:
    # H-4: 2 000 a unit
    fixed = Money(100_000)
    assert break_even_units(fixed, price=Money(12_000), unit_cost=Money(10_000)) == 50
    assert break_even_units(fixed + 1, price=Money(12_000), unit_cost=Money(10_000)) == 51
    assert break_even_units(Money(0), price=Money(2), unit_cost=Money(1)) == 0


def test_what_is_refused() -> None:
    with pytest.raises(NoGoodUnits):
        Batch(Money(1), 0)
    with pytest.raises(PriceNotAboveCost):
        break_even_units(Money(1), price=Money(10), unit_cost=Money(10))
    for percent in (100, -1):
        with pytest.raises(MarginOutOfRange):
            price_by_margin(Money(1), Decimal(percent))


@given(st.integers(1, 10**9), st.integers(0, 9_900))
def test_a_margin_never_sells_cheaper_than_the_same_markup(unit_cost, hundredths) -> None:
    percent = Decimal(hundredths).scaleb(-2)
    by_markup = price_by_markup(Money(unit_cost), percent)
    by_margin = price_by_margin(Money(unit_cost), percent)
    assert unit_cost <= by_markup <= by_margin
