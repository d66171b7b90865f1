"""What answers are worth, and the gain (cases.md T-4, T-6; anchors part 2, 3.5)."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop_app.literacy.rules.lessons import scoring
from coop_app.literacy.rules.lessons.items import UNKNOWN, items
from coop_app.literacy.rules.lessons.scoring import Pair

ALL = items()
MOST = len(ALL)
RIGHT = {item.key: item.right for item in ALL}
WRONG = {item.key: (item.right + 1) % 4 for item in ALL}

answers = st.fixed_dictionaries({}, optional={item.key: st.integers(-1, 3) for item in ALL})
scores = st.none() | st.integers(0, MOST)
pairs = st.lists(st.builds(Pair, scores, scores), max_size=30)


def test_all_right_is_the_most_and_nothing_is_nothing() -> None:
    assert scoring.score(ALL, RIGHT) == MOST
    assert scoring.score(ALL, {}) == 0
    assert scoring.score(ALL, WRONG) == 0
    assert scoring.score(ALL, dict.fromkeys(RIGHT, UNKNOWN)) == 0


@pytest.mark.parametrize(
    ("simple", "compound", "counts"),
    [(True, True, 2), (True, False, 1), (False, True, 0), (False, False, 0)],
)
def test_t4_compound_counts_only_with_the_simple_item(
    simple: bool, compound: bool, counts: int
) -> None:
    given_answers = {
        "bunga-setahun": (RIGHT if simple else WRONG)["bunga-setahun"],
        "bunga-berbunga": (RIGHT if compound else WRONG)["bunga-berbunga"],
    }
    assert scoring.score(ALL, given_answers) == counts


@pytest.mark.parametrize(
    ("before", "after", "most", "expected"),
    [
        (4, 7, 10, Fraction(1, 2)),
        (0, 10, 10, Fraction(1)),
        (5, 5, 10, Fraction(0)),
        (5, 3, 10, Fraction(-2, 5)),
        (9, 0, 10, Fraction(-9)),
        (10, 10, 10, None),  # T-6: nothing was missing
        (10, 4, 10, None),
    ],
)
def test_gain(before: int, after: int, most: int, expected: Fraction | None) -> None:
    assert scoring.gain(before, after, most) == expected


@given(st.integers(0, MOST), st.integers(0, MOST))
def test_gain_stays_in_its_bounds(before: int, after: int) -> None:
    found = scoring.gain(before, after, MOST)
    if before == MOST:
        assert found is None
        return
    assert found is not None
    assert -(MOST - 1) <= found <= 1
    assert (found > 0) == (after > before)
    assert (found == 1) == (after == MOST)


@given(answers, st.randoms())
def test_the_order_of_answering_does_not_matter(
    given_answers: dict[str, int], random: object
) -> None:
    keys = list(given_answers)
    random.shuffle(keys)  # type: ignore[attr-defined]
    assert scoring.score(ALL, {key: given_answers[key] for key in keys}) == scoring.score(
        ALL, given_answers
    )
    assert 0 <= scoring.score(ALL, given_answers) <= len(given_answers)


@given(answers)
def test_a_further_right_answer_never_takes_points_away(given_answers: dict[str, int]) -> None:
    for item in ALL:
        better = {**given_answers, item.key: item.right}
        assert scoring.right_items(ALL, better) >= scoring.right_items(ALL, given_answers)


def test_class_gain_is_of_the_means_of_those_who_took_both() -> None:
    found = scoring.class_gain([Pair(2, 6), Pair(4, 6), Pair(9, None), Pair(None, 10)], 10)
    assert (found.both, found.only_before, found.only_after) == (2, 1, 1)
    assert (found.mean_before, found.mean_after) == (3, 6)
    assert found.gain == Fraction(3, 7)
    assert (found.up, found.same, found.down) == (2, 0, 0)


def test_class_gain_is_not_the_mean_of_the_gains() -> None:
    found = scoring.class_gain([Pair(0, 5), Pair(8, 10)], 10)
    each = [scoring.gain(0, 5, 10), scoring.gain(8, 10, 10)]
    assert each == [Fraction(1, 2), Fraction(1)]
    assert found.gain == Fraction(7, 12)


def test_t6_a_class_that_knew_everything_is_never_divided() -> None:
    found = scoring.class_gain([Pair(10, 10), Pair(10, 9), Pair(10, 10)], 10)
    assert found.gain is None
    assert "already" in scoring.sentence(found)


def test_a_class_nobody_of_which_took_both_has_no_mean() -> None:
    found = scoring.class_gain([Pair(3, None), Pair(None, 4), Pair(None, None)], 10)
    assert (found.both, found.only_before, found.only_after) == (0, 1, 1)
    assert found.mean_before is None
    assert found.gain is None


@given(pairs, st.randoms())
def test_class_gain_bounds_and_order(found: list[Pair], random: object) -> None:
    first = scoring.class_gain(found, MOST)
    mixed = list(found)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert scoring.class_gain(mixed, MOST) == first
    assert first.gain is None or first.gain <= 1
    assert first.up + first.same + first.down == first.both
    neither = sum(pair.before is None and pair.after is None for pair in found)
    assert first.both + first.only_before + first.only_after + neither == len(found)


@pytest.mark.parametrize(
    ("pairs_", "word"),
    [
        ([Pair(2, 6)] * 2, "Fewer than three"),
        ([Pair(2, 6)] * 3, "%(percent)s"),
        ([Pair(6, 6)] * 3, "as much"),
        ([Pair(6, 2)] * 3, "less than before"),
    ],
)
def test_sentence_says_it_in_words(pairs_: list[Pair], word: str) -> None:
    assert word in scoring.sentence(scoring.class_gain(pairs_, 10))


def test_figures_in_words() -> None:
    assert scoring.in_hundredths(Fraction(1, 3)) == 33
    assert scoring.in_hundredths(Fraction(-1, 2)) == -50
    assert scoring.in_hundredths(None) is None
    assert scoring.tenths(Fraction(13, 2)) == "6,5"
    assert scoring.tenths(Fraction(20, 3)) == "6,7"
    assert scoring.tenths(None) == ""
