"""Numbers with a fraction, as people in Indonesia and abroad type them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop_app.literacy.rules.calculators.numbers import (
    NumberTooLarge,
    NumberUnclear,
    NumberUnreadable,
    number_text,
    parse_number,
    typed_text,
)


@pytest.mark.parametrize(
    "text, number",
    [
        ("2000", "2000"), ("2.000", "2000"), ("2.031,50", "2031.50"), ("12,5", "12.5"), ("12.50", "12.50"),
        ("4.5", "4.5"), ("0.125", "0.125"), ("0,125", "0.125"), ("1.250.000", "1250000"), ("2,500.75", "2500.75"),
        ("1,250,000", "1250000"), (" 2 000 ", "2000"), ("0", "0"),
    ],
)  # fmt: skip
def test_what_can_be_read(text, number) -> None:
    assert parse_number(text) == Decimal(number)


def test_a_comma_before_three_digits_is_asked_about() -> None:
    with pytest.raises(NumberUnclear) as refused:
        parse_number("2,500")
    assert refused.value.facts == {"one": "2.500", "other": "2,5000"}


@pytest.mark.parametrize(
    "text", ["", "dua", "-5", "1.2.3", "1,2,3", "1e5", "٣", "1" * 30, "0,1234567"]
)
def test_what_cannot(text) -> None:
    with pytest.raises(NumberUnreadable):
        parse_number(text)


def test_what_is_too_large() -> None:
    with pytest.raises(NumberTooLarge):
        parse_number("1.000.000.000.001")


@pytest.mark.parametrize(
    "number, text",
    [
        ("2257.2", "2.257,2"),
        ("-3", "-3"),
        ("-0.001", "0"),
        ("0.005", "0,01"),
        ("1234567", "1.234.567"),
    ],
)
def test_what_is_shown(number, text) -> None:
    assert number_text(Decimal(number)) == text


@given(st.decimals(0, 10**9, places=6))
def test_what_stands_in_a_field_is_read_back(number) -> None:
    assert parse_number(typed_text(number)) == number


def test_three_places_are_not_taken_for_thousands() -> None:
    assert (number_text(Decimal("9.125"), 6), typed_text(Decimal("9.125"))) == ("9,125", "9,1250")
