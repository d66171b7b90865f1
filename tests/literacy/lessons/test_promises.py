"""Promises, when they are asked after, and what is heard."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop_app.literacy.rules.lessons import promises
from coop_app.literacy.rules.lessons.promises import AnswersMissing, Heard, PromiseMissing

MADE = date(2026, 1, 31)


def test_the_list_has_a_picture_for_each() -> None:
    found = promises.suggested()
    assert len({one.key for one in found}) == len(found) >= 6
    for one in found:
        assert one.text.startswith("Saya ")
        assert len(one.text) <= promises.LONGEST
        assert one.picture


def test_promise_text_from_the_list_or_in_own_words() -> None:
    assert promises.promise_text("tabung", "lain") == "Saya menabung dulu setiap kali uang masuk."
    assert promises.promise_text("sendiri", "  Saya  tidak\nutang lagi ") == "Saya tidak utang lagi"


@pytest.mark.parametrize(("key", "own"), [("", ""), ("sendiri", "  "), ("sendiri", "x" * 121)])
def test_promise_text_refuses_nothing_and_too_much(key: str, own: str) -> None:
    with pytest.raises(PromiseMissing):
        promises.promise_text(key, own)


def test_due_on_is_cut_to_the_month() -> None:
    assert promises.due_on(MADE, 1) == date(2026, 2, 28)
    assert promises.due_on(MADE, 3) == date(2026, 4, 30)


@pytest.mark.parametrize(
    ("today", "done", "expected"),
    [
        (date(2026, 2, 27), (), ()),
        (date(2026, 2, 28), (), (1,)),
        (date(2026, 4, 30), (), (1, 3)),
        (date(2026, 4, 30), (1,), (3,)),
        (date(2026, 4, 30), (1, 3), ()),
    ],
)
def test_open_months(today: date, done: tuple[int, ...], expected: tuple[int, ...]) -> None:
    assert promises.open_months(MADE, frozenset(done), today) == expected


def heard(**facts: Any) -> Heard:
    whole = {"kept_budget": True, "saved": "low", "compared": False, "promise_kept": "partly"}
    return Heard(**{"way": "call", "reached": True} | whole | facts)


def test_checked_takes_a_whole_answer() -> None:
    assert promises.checked(heard()) == heard()


@pytest.mark.parametrize(
    "facts",
    [
        {"way": "letter"}, {"kept_budget": None}, {"saved": None}, {"saved": "much"},
        {"compared": None}, {"promise_kept": None}, {"promise_kept": "maybe"},
    ],
)  # fmt: skip
def test_checked_refuses_half_an_answer(facts: dict[str, Any]) -> None:
    with pytest.raises(AnswersMissing):
        promises.checked(heard(**facts))


def test_checked_keeps_nothing_of_somebody_not_reached() -> None:
    assert promises.checked(heard(reached=False)) == Heard(way="call", reached=False)


@given(st.dates(date(2024, 1, 1), date(2028, 12, 31)), st.sampled_from(promises.AFTER))
def test_the_last_day_of_a_promise_that_is_due(today: date, months: int) -> None:
    last = promises.made_until(today, months)
    assert promises.due_on(last, months) <= today
    assert promises.due_on(last + timedelta(days=1), months) > today
