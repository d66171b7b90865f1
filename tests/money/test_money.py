"""Rupiah: exact, typed with kindness, said in words."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop_app.money import (
    LARGEST,
    AmountTooLarge,
    AmountUnclear,
    AmountUnreadable,
    Money,
    bracketed,
    grouped,
    half_up,
    parse_rupiah,
    rupiah,
    split,
    terbilang,
)

amounts = st.integers(min_value=-(10**12), max_value=10**12)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1.250.000", 1_250_000),
        ("1250000", 1_250_000),
        ("Rp 1.250.000,-", 1_250_000),
        ("Rp1.250.000", 1_250_000),
        ("Rp. 100.000,-", 100_000),
        ("rp 5.000,--", 5_000),
        ("IDR 2.500.000", 2_500_000),
        ("1.250.000,00", 1_250_000),
        ("1\u00a0250\u00a0000", 1_250_000),
        ("-5.000", -5_000),
        ("0", 0),
        ("007", 7),
    ],
)
def test_the_usual_spellings_are_read(typed: str, amount: int) -> None:
    assert parse_rupiah(typed) == Money(amount)


@pytest.mark.parametrize("typed", ["1,250", "1,250,000", "1250000,50", "1.25", "12.5", "1,250.00"])
def test_an_amount_that_can_be_read_in_two_ways_is_asked_about(typed: str) -> None:
    with pytest.raises(AmountUnclear) as refused:
        parse_rupiah(typed)
    assert refused.value.facts["one"] != refused.value.facts["other"]


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "abc",
        "1e9",
        "NaN",
        "Infinity",
        "١٢٣",
        "１２３",
        "1.2.3",
        "12.34.567",
        "--5",
        "5-",
        "1 juta",
        "=1+1",
        "💰",
        "9" * 40,
    ],
)
def test_what_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(AmountUnreadable):
        parse_rupiah(typed)


def test_a_thousand_trillion_is_the_largest_amount() -> None:
    assert Money(LARGEST) == LARGEST
    with pytest.raises(AmountTooLarge):
        Money(LARGEST + 1)
    with pytest.raises(AmountTooLarge):
        Money(LARGEST) + Money(1)


@pytest.mark.parametrize("wrong", [1.0, "5", Decimal(5), True, None])
def test_money_is_made_of_whole_numbers_only(wrong: object) -> None:
    with pytest.raises(TypeError):
        Money(wrong)  # type: ignore[arg-type]


def test_money_stays_money_and_never_meets_a_float() -> None:
    assert isinstance(Money(5) + 3, Money)
    assert isinstance(sum([Money(1), Money(2)]), Money)
    assert isinstance(-Money(5), Money)
    assert isinstance(3 * Money(5), Money)
    for broken in (lambda: Money(5) + 0.5, lambda: Money(5) * 0.5, lambda: Money(5) / 2):  # type: ignore[operator]
        with pytest.raises(TypeError):
            broken()


@pytest.mark.parametrize(
    ("amount", "text", "in_a_statement"),
    [
        (1_250_000, "Rp1.250.000", "1.250.000"),
        (-5_000, "-Rp5.000", "(5.000)"),
        (0, "Rp0", "-"),
        (999, "Rp999", "999"),
    ],
)
def test_amounts_are_shown_the_official_way(amount: int, text: str, in_a_statement: str) -> None:
    assert rupiah(Money(amount)) == text
    assert bracketed(Money(amount)) == in_a_statement


@given(amounts)
def test_what_is_shown_can_be_typed_again(amount: int) -> None:
    assert parse_rupiah(grouped(amount)) == amount
    assert parse_rupiah(rupiah(abs(amount))) == abs(amount)


@pytest.mark.parametrize(
    ("pot", "weights", "shares"),
    [
        (2_000_000, [1, 1, 1], [666_667, 666_667, 666_666]),  # A12
        (2_500_000, [1, 2, 4], [357_143, 714_286, 1_428_571]),  # A12
        (100_000, [31, 28, 16], [41_334, 37_333, 21_333]),  # F-1
        (100_000, [1, 1, 1], [33_334, 33_333, 33_333]),  # F-2
        (0, [1, 2], [0, 0]),
        (-100, [1, 1, 1], [-34, -33, -33]),
        (5, [0, 1], [0, 5]),
    ],
)
def test_pots_are_split_by_the_largest_remainder(
    pot: int, weights: list[int], shares: list[int]
) -> None:
    assert split(Money(pot), weights) == shares


@given(amounts, st.lists(st.integers(min_value=0, max_value=10**6), min_size=1, max_size=30))
def test_shares_add_up_to_the_pot_and_are_fair_to_a_rupiah(pot: int, weights: list[int]) -> None:
    if sum(weights) == 0:
        with pytest.raises(ValueError, match="weights"):
            split(Money(pot), weights)
        return
    shares = split(Money(pot), weights)
    assert sum(shares) == pot
    for share, weight in zip(shares, weights, strict=True):
        assert abs(int(share) - Fraction(pot * weight, sum(weights))) < 1


@pytest.mark.parametrize(
    ("exact", "whole"),
    [
        (Fraction(1, 2), 1), (Fraction(-1, 2), -1), (Decimal("2.5"), 3), (Decimal("2.4999"), 2),
        (Decimal("-2.5"), -3), (7, 7), (Fraction(0), 0),
    ],
)  # fmt: skip
def test_halves_go_away_from_zero(exact: Fraction | Decimal | int, whole: int) -> None:
    assert half_up(exact) == whole


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "nol"), (1, "satu"), (10, "sepuluh"), (11, "sebelas"), (12, "dua belas"), (19, "sembilan belas"),
        (20, "dua puluh"), (25, "dua puluh lima"), (99, "sembilan puluh sembilan"), (100, "seratus"),
        (150, "seratus lima puluh"), (999, "sembilan ratus sembilan puluh sembilan"), (1000, "seribu"),
        (1500, "seribu lima ratus"), (2000, "dua ribu"), (10_000, "sepuluh ribu"), (11_000, "sebelas ribu"),
        (21_000, "dua puluh satu ribu"), (100_000, "seratus ribu"), (101_000, "seratus satu ribu"),
        (111_111, "seratus sebelas ribu seratus sebelas"), (1_000_000, "satu juta"), (1_001_000, "satu juta seribu"),
        (2_001_001, "dua juta seribu satu"), (2_250_000, "dua juta dua ratus lima puluh ribu"),
        (7_500_000, "tujuh juta lima ratus ribu"), (10**9, "satu miliar"), (10**12, "satu triliun"),
        (-5_000, "minus lima ribu"),
    ],
)  # fmt: skip
def test_amounts_in_words(amount: int, words: str) -> None:  # cases F
    assert terbilang(amount) == f"{words} rupiah"
