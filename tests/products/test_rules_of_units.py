"""Quantities as they are typed and shown: exact, with a clear no where they are not."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop_app.money import Money
from coop_app.products.rules.units import (
    NotWholeUnits,
    QuantityTooLarge,
    QuantityUnclear,
    QuantityUnreadable,
    Typed,
    Unit,
    UnitUnknown,
    amount_for,
    find_unit,
    in_base,
    parse_quantity,
    plain_number,
    quantity_text,
)

G, KG, SACK = Unit("g"), Unit("kg", 1_000), Unit("karung", 25_000)
DOZEN = Unit("lusin", 12)


@pytest.mark.parametrize(
    "text, number, unit",
    [
        ("2,5", "5/2", ""), ("2,5 kg", "5/2", "kg"), (" 2,5kg ", "5/2", "kg"), ("1.250", "1250", ""),
        ("1.250,75 kg", "5003/4", "kg"), ("3 karung", "3", "karung"), ("1/2 kg", "1/2", "kg"),
        ("0", "0", ""), ("0,001", "1/1000", ""), ("2\u00a0kg", "2", "kg"), ("5 karung 25 kg", "5", "karung 25 kg"),
        ("1000000000000", "1000000000000", ""),
    ],
)  # fmt: skip
def test_what_is_typed(text, number, unit) -> None:
    assert parse_quantity(text) == Typed(Fraction(number), unit)


@pytest.mark.parametrize(
    "text, refusal",
    [
        ("2.5", QuantityUnclear), ("0.500 kg", QuantityUnclear), ("1.2500", QuantityUnclear),
        ("", QuantityUnreadable), ("-3", QuantityUnreadable), ("tiga", QuantityUnreadable),
        ("2,5,5", QuantityUnreadable), ("1.25,5", QuantityUnreadable), ("1/0", QuantityUnreadable),
        ("٣", QuantityUnreadable), ("1000000000001", QuantityTooLarge),
        ("9" * 400, QuantityTooLarge),
    ],
)  # fmt: skip
def test_what_cannot_be_read(text, refusal) -> None:
    with pytest.raises(refusal) as refused:
        parse_quantity(text)
    assert refused.value.field == "quantity"


def test_a_decimal_point_is_asked_about() -> None:
    with pytest.raises(QuantityUnclear) as refused:
        parse_quantity("2.5 kg")
    assert str(refused.value) == "Did you mean 2,5 kg? Write decimals with a comma."


@pytest.mark.parametrize(
    "number, unit, base",
    [("5/2", KG, 2_500), ("1/2", SACK, 12_500), ("3", G, 3), ("1/3", DOZEN, 4)],
)
def test_in_base_units(number, unit, base) -> None:
    assert in_base(Fraction(number), unit, "g") == base


def test_what_is_no_whole_number() -> None:
    with pytest.raises(NotWholeUnits) as refused:
        in_base(Fraction("0.0005"), KG, "g")
    assert refused.value.facts == {
        "typed": "1/2000 kg",
        "unit": "kg",
        "base": "g",
        "factor": "1.000",
    }
    with pytest.raises(NotWholeUnits):
        in_base(Fraction(1, 2), Unit("butir"), "butir")
    with pytest.raises(QuantityTooLarge):
        in_base(10**12, KG, "g")


def test_units_are_found_whatever_the_letters() -> None:
    assert find_unit([G, KG], " Kg ") == KG
    with pytest.raises(UnitUnknown) as refused:
        find_unit([G, KG], "dus", "Gula")
    assert refused.value.facts == {"unit": "dus", "item": "Gula", "units": "g, kg"}


@pytest.mark.parametrize(
    "quantity, unit, base, text",
    [
        (62_500, KG, "g", "62,5 kg"), (0, KG, "g", "0 kg"), (-500, KG, "g", "-0,5 kg"),
        (1_250_000, KG, "g", "1.250 kg"), (31, DOZEN, "butir", "2 lusin 7 butir"), (7, DOZEN, "butir", "7 butir"),
        (-31, DOZEN, "butir", "-2 lusin 7 butir"), (50_001, SACK, "g", "2 karung 1 g"), (37_500, SACK, "g", "1,5 karung"),
        (1_234_567, G, "g", "1.234.567 g"),
    ],
)  # fmt: skip
def test_what_is_shown(quantity, unit, base, text) -> None:
    assert quantity_text(quantity, unit, base) == text


@given(st.integers(0, 10**9), st.sampled_from([G, KG, Unit("kuintal", 100_000)]))
def test_what_is_shown_in_a_field_reads_back(quantity, unit) -> None:
    if text := plain_number(quantity, unit):
        assert in_base(parse_quantity(text).number, unit, "g") == quantity


@given(st.integers(0, 10**9), st.sampled_from([G, KG, DOZEN, SACK]))
def test_no_gram_is_lost_on_the_screen(quantity, unit) -> None:
    said = [parse_quantity(part) for part in _parts(quantity_text(quantity, unit, "g"))]
    known = {"g": G, unit.name: unit}
    assert sum(in_base(one.number, known[one.unit], "g") for one in said) == quantity


def _parts(text: str) -> list[str]:
    words = text.split()
    return [" ".join(words[n : n + 2]) for n in range(0, len(words), 2)]


@pytest.mark.parametrize(
    "quantity, price, per, amount",
    [
        (62_500, 18_000, 1_000, 1_125_000),
        (1, 1, 2, 1),
        (1, 1, 3, 0),
        (0, 5, 1, 0),
        (25_000, 275_000, 25_000, 275_000),
    ],
)
def test_what_a_quantity_costs(quantity, price, per, amount) -> None:
    assert amount_for(quantity, Money(price), per) == amount
