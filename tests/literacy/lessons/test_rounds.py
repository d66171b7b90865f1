"""Live exercises: what is taken, what is shown, what stays hidden."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop_app.literacy.rules.lessons import rounds
from coop_app.literacy.rules.lessons.rounds import AnswerUnclear, HandsUnclear
from coop_app.literacy.rules.modules.shapes import Exercise

LABELS = ("angkat tangan benar", "angkat tangan lain", "lainnya")


def exercise(**facts: Any) -> Exercise:
    known = {
        "key": "x", "question": "Berapa?", "calculation": "goal", "inputs": {},
        "answer_key": "per_month", "answer": 250_000, "why": "Begitu.",
    }  # fmt: skip
    return Exercise(**known | facts)


CHOICES = exercise(choices=("Satu", "Dua", "Tiga"), right=1)
NUMBER = exercise()
OPINION = exercise(choices=("Setuju", "Tidak"), right=None)


@pytest.mark.parametrize("value", [0, 1, 2])
def test_check_answer_takes_a_choice(value: int) -> None:
    assert rounds.check_answer(CHOICES, value) == value


@pytest.mark.parametrize("value", [None, -1, 3])
def test_check_answer_refuses_what_was_not_offered(value: int | None) -> None:
    with pytest.raises(AnswerUnclear):
        rounds.check_answer(CHOICES, value)


def test_check_answer_takes_any_number_of_a_sensible_size() -> None:
    assert rounds.check_answer(NUMBER, 250_000) == 250_000
    with pytest.raises(AnswerUnclear):
        rounds.check_answer(NUMBER, 10**14)


def test_check_hands_leaves_out_zeros_and_strangers() -> None:
    assert rounds.check_hands(CHOICES, {0: 0, 1: 4, 7: 9}) == {1: 4}
    assert rounds.check_hands(NUMBER, {0: 3, 1: 4}) == {0: 3, 1: 4}
    for count in (-1, 501):
        with pytest.raises(HandsUnclear):
            rounds.check_hands(CHOICES, {0: count})


@pytest.mark.parametrize(("answers", "hidden"), [(0, True), (2, True), (3, False)])
def test_tally_is_hidden_while_fewer_than_three_answered(answers: int, hidden: bool) -> None:
    found = rounds.tally(CHOICES, {1: answers}, {}, LABELS)
    assert found.is_hidden is hidden
    assert bool(found.bars) is not hidden
    assert found.answered == answers


def test_tally_counts_phones_and_hands_together() -> None:
    found = rounds.tally(CHOICES, {0: 1, 1: 2}, {1: 5, 2: 2}, LABELS)
    assert [(bar.label, bar.count, bar.is_right) for bar in found.bars] == [
        ("Satu", 1, False), ("Dua", 7, True), ("Tiga", 2, False),
    ]  # fmt: skip
    assert [bar.share for bar in found.bars] == [10, 70, 20]


def test_tally_of_an_opinion_has_no_right_answer() -> None:
    assert not any(bar.is_right for bar in rounds.tally(OPINION, {0: 4}, {}, LABELS).bars)


def test_tally_of_numbers_shows_the_most_frequent() -> None:
    found = rounds.tally(NUMBER, {250_000: 4, 300_000: 1, 200_000: 1}, {1: 2}, LABELS)
    assert [(bar.label, bar.count, bar.is_right) for bar in found.bars] == [
        ("250.000", 4, True), ("200.000", 1, False), ("300.000", 1, False), (LABELS[0], 2, True),
    ]  # fmt: skip


def test_right_value() -> None:
    assert rounds.right_value(CHOICES) == 1
    assert rounds.right_value(NUMBER) == 250_000
    assert rounds.right_value(OPINION) is None
    assert rounds.right_value(exercise(answer="2028-03")) is None


counts = st.dictionaries(st.integers(-50, 50), st.integers(1, 9), max_size=40)


@given(counts, st.dictionaries(st.sampled_from([0, 1]), st.integers(1, 30)))
def test_tally_of_numbers_loses_nobody_and_never_fills_the_wall(
    answers: dict[int, int], hands: dict[int, int]
) -> None:
    found = rounds.tally(NUMBER, answers, hands, LABELS)
    everybody = sum(answers.values()) + sum(hands.values())
    assert found.answered == everybody
    assert len(found.bars) <= rounds.MOST_ROWS
    assert sum(bar.count for bar in found.bars) == (everybody if everybody >= 3 else 0)
    assert all(0 <= bar.share <= 100 for bar in found.bars)
