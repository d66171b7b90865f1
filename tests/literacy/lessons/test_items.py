"""The item bank: every sum in it comes out of the program's own calculators."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop_app.literacy.rules.budget import Budget, Envelope
from coop_app.literacy.rules.lessons import items as bank
from coop_app.literacy.rules.lessons.items import UNKNOWN, LettersUnclear, NotAChoice
from coop_app.literacy.rules.remittance import FeeMode, Transfer
from coop_app.loans.rules.rate import Method, Per, Rate
from coop_app.loans.rules.schedule import Terms, schedule_of
from coop_app.money import Money, grouped, half_up, split
from coop_app.products.rules.making import Batch


def right_text(key: str) -> str:
    item = bank.find_item(key)
    assert item is not None
    return item.choices[item.right]


def test_ten_items_with_four_choices_of_which_one_is_right() -> None:
    found = bank.items()
    assert len(found) == 10
    assert len({item.key for item in found}) == 10
    for item in found:
        assert len(item.choices) == len(set(item.choices)) == len(bank.LETTERS)
        assert 0 <= item.right < len(item.choices)
        assert item.why
        assert item.topic


def test_only_compound_interest_needs_another_item_which_stands_before_it() -> None:
    keys = [item.key for item in bank.items()]
    needing = {item.key: item.needs for item in bank.items() if item.needs}
    assert needing == {"bunga-berbunga": "bunga-setahun"}
    assert keys.index("bunga-setahun") < keys.index("bunga-berbunga")


def test_right_answers_are_not_all_in_the_same_place() -> None:
    places = [item.right for item in bank.items()]
    assert set(places) == {0, 1, 2, 3}


def test_sentences_are_short_enough_to_be_read_aloud() -> None:
    for item in bank.items():
        for sentence in item.question.replace("Rp1.", "Rp1").split(". "):
            assert len(sentence.split()) <= 20, sentence


def test_t1_five_brothers_share() -> None:
    assert split(Money(1_000_000), [1] * 5)[0] == 200_000
    assert right_text("bagi-rata") == "Rp200.000"


def test_t2_what_comes_back_is_what_was_lent() -> None:
    assert right_text("tanpa-bunga").startswith("Rp0")


def test_t3_interest_of_one_year_and_of_five() -> None:
    one = half_up(Fraction(100_000) * Fraction(102, 100))
    five = half_up(Fraction(100_000) * Fraction(102, 100) ** 5)
    assert right_text("bunga-setahun") == f"Rp{grouped(Money(one))}"
    assert five > 110_000
    assert right_text("bunga-berbunga") == "Lebih dari Rp110.000"
    item = bank.find_item("bunga-berbunga")
    assert item is not None
    assert f"Rp{grouped(Money(five))}" in item.why


def test_budget_item() -> None:
    planned = (1_500_000, 500_000, 400_000, 300_000)
    budget = Budget(
        Money(3_000_000),
        [Envelope(str(n), Money(sum_), Money(0)) for n, sum_ in enumerate(planned)],
    )
    assert right_text("sisa-anggaran") == f"Rp{grouped(budget.unallocated)}"


def test_remittance_item() -> None:
    def arrives(fee: int, rate: int) -> Money:
        offer = Transfer(
            amount=Decimal(2000), fee=Decimal(fee), fee_mode=FeeMode.DEDUCTED,
            rate_offered=Decimal(rate), rate_mid=None,
        )  # fmt: skip
        return offer.received_idr

    assert arrives(20, 2050) > arrives(0, 2000)
    item = bank.find_item("kiriman-gratis")
    assert item is not None
    assert right_text("kiriman-gratis") == "Jasa A"
    assert f"Rp{grouped(arrives(20, 2050))}" in item.why
    assert f"Rp{grouped(arrives(0, 2000))}" in item.why


def test_debt_item() -> None:
    rate = Rate(percent=Decimal(2), per=Per.MONTH, method=Method.FLAT)
    terms = Terms(
        principal=Money(1_000_000), rate=rate, months=10,
        disbursed_on=date(2026, 1, 2), first_due=date(2026, 2, 2),
    )  # fmt: skip
    assert right_text("jasa-pinjaman") == f"Rp{grouped(schedule_of(terms).total_interest)}"


def test_product_cost_item() -> None:
    made = Batch(Money(80_000 + 20_000 + 10_000 + 50_000), 20)
    assert right_text("biaya-sebungkus") == f"Rp{grouped(made.unit_cost)}"
    without_own_hours = Batch(Money(80_000 + 20_000 + 10_000), 20)
    item = bank.find_item("biaya-sebungkus")
    assert item is not None
    assert f"Rp{grouped(without_own_hours.unit_cost)}" in item.choices


def test_read_letters_reads_a_row_from_paper() -> None:
    read = bank.read_letters(" abcdt-.dcb ")
    keys = [item.key for item in bank.items()]
    assert read[keys[0]] == 0
    assert read[keys[4]] == UNKNOWN
    assert keys[5] not in read
    assert keys[6] not in read
    assert read[keys[9]] == 1


@pytest.mark.parametrize("row", ["", "ABC", "ABCDTABCDTA", "ABCDTABCDE", "ABCDTABC1T"])
def test_read_letters_refuses_another_length_or_letter(row: str) -> None:
    with pytest.raises(LettersUnclear):
        bank.read_letters(row)


@given(st.text("ABCDT-", min_size=10, max_size=10))
def test_letters_there_and_back(row: str) -> None:
    assert bank.as_letters(bank.read_letters(row)) == row


@pytest.mark.parametrize(("key", "choice"), [("bagi-rata", 4), ("bagi-rata", -2), ("tidak-ada", 0)])
def test_check_choice_refuses_what_was_not_offered(key: str, choice: int) -> None:
    with pytest.raises(NotAChoice):
        bank.check_choice(key, choice)


def test_check_choice_takes_every_choice_and_not_knowing() -> None:
    for choice in (UNKNOWN, 0, 1, 2, 3):
        bank.check_choice("bagi-rata", choice)
