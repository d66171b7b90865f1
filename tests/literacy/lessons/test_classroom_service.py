"""Slides, rounds and answers on both databases."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
import sqlalchemy as sa
from flask import Flask

from coop_app import db
from coop_app.auth.rules.desk import Desk
from coop_app.db import transaction
from coop_app.literacy.queries import lessons as queries
from coop_app.literacy.rules.lessons.rounds import AnswerUnclear, HandsUnclear, RoundClosed
from coop_app.literacy.rules.lessons.slides import Kind, NoSuchSlide
from coop_app.literacy.service import lessons as service
from coop_app.refusal import NotFound, RequestReused
from tests.make import make_cooperative
from tests.make_lessons import answer, ask, make_class, request_id, show, slide_of
from tests.make_sessions import make_trainer


@pytest.fixture
def desk(either: Flask) -> Iterator[Desk]:
    with either.app_context():
        yield make_trainer(make_cooperative())


def test_a_session_stands_at_joining_until_the_trainer_moves(desk: Desk) -> None:
    over, _people = make_class(desk, 1)
    assert queries.scene(over.id).slide.kind is Kind.JOIN
    show(desk, over, "judul")
    show(desk, over, "judul")
    scene = queries.scene(over.id)
    assert (scene.slide.kind, scene.moves) == (Kind.TITLE, 1)


def test_show_refuses_a_slide_or_session_that_is_not_there(desk: Desk) -> None:
    over, _people = make_class(desk, 1)
    with pytest.raises(NoSuchSlide):
        show(desk, over, "tanya-99")
    with pytest.raises(NotFound):
        show(replace(desk, cooperative_id=make_cooperative("Koperasi Lain")), over, "judul")


def test_the_question_opens_a_round_and_the_answer_closes_it(desk: Desk) -> None:
    over, people = make_class(desk, 1)
    asked = ask(desk, over)
    assert asked.is_open
    show(desk, over, slide_of(over, Kind.RESULT))
    answer(over, asked, people[0], 0)
    show(desk, over, slide_of(over, Kind.ANSWER))
    with pytest.raises(RoundClosed):
        answer(over, asked, people[0], 1)
    assert queries.counts(asked.id) == ({0: 1}, {})


def test_any_other_slide_closes_the_round_too(desk: Desk) -> None:
    over, _people = make_class(desk, 1)
    asked = ask(desk, over)
    show(desk, over, "judul")
    again = queries.last_round(over.id, asked.exercise)
    assert again is not None
    assert not again.is_open


def test_going_back_to_a_closed_question_asks_nothing_until_it_is_asked_once_more(
    desk: Desk,
) -> None:
    over, people = make_class(desk, 1)
    asked = ask(desk, over)
    answer(over, asked, people[0], 0)
    show(desk, over, "judul")
    key = slide_of(over, Kind.ASK)
    assert ask(desk, over).id == asked.id
    for _tap in range(2):
        show(desk, over, key, again=2)
    further = queries.scene(over.id).round
    assert further is not None
    assert (further.number, further.is_open) == (2, True)
    assert queries.counts(further.id) == ({}, {})
    assert queries.counts(asked.id) == ({0: 1}, {})


def test_one_answer_each_and_the_last_tap_counts(desk: Desk) -> None:
    over, people = make_class(desk, 3)
    asked = ask(desk, over)
    for person in people:
        answer(over, asked, person, 0)
    answer(over, asked, people[0], 1)
    assert queries.counts(asked.id)[0] == {0: 2, 1: 1}
    assert queries.answer_of(asked.id, people[0]) == 1


def test_a_repeated_tap_changes_nothing_even_after_a_later_one(desk: Desk) -> None:
    over, people = make_class(desk, 1)
    asked = ask(desk, over)
    answer(over, asked, people[0], 0, "pertama")
    answer(over, asked, people[0], 1, "kedua")
    answer(over, asked, people[0], 0, "pertama")
    assert queries.counts(asked.id)[0] == {1: 1}
    with pytest.raises(RequestReused):
        answer(over, asked, people[0], 1, "pertama")


def test_only_whoever_is_on_the_list_answers(desk: Desk) -> None:
    over, _people = make_class(desk, 1)
    _other, strangers = make_class(desk, 1)
    asked = ask(desk, over)
    with pytest.raises(NotFound):
        answer(over, asked, strangers[0], 0)
    with pytest.raises(NotFound):
        answer(replace(over, cooperative_id=make_cooperative("Lain")), asked, strangers[0], 0)


def test_an_answer_that_was_not_offered(desk: Desk) -> None:
    over, people = make_class(desk, 1)
    asked = ask(desk, over)
    with pytest.raises(AnswerUnclear):
        answer(over, asked, people[0], 77)
    assert queries.counts(asked.id) == ({}, {})


def hands(desk: Desk, round_id: int, counted: dict[int, int], request: str = "") -> None:
    with transaction():
        service.count_hands(
            desk=desk, round_id=round_id, hands=counted, request_id=request or request_id()
        )


def test_hands_replace_what_was_counted_before(desk: Desk) -> None:
    over, _people = make_class(desk, 1)
    asked = ask(desk, over)
    hands(desk, asked.id, {0: 4, 1: 2}, "sekali")
    hands(desk, asked.id, {0: 4, 1: 2}, "sekali")
    assert queries.counts(asked.id)[1] == {0: 4, 1: 2}
    hands(desk, asked.id, {0: 0, 1: 3})
    assert queries.counts(asked.id)[1] == {1: 3}
    with pytest.raises(HandsUnclear):
        hands(desk, asked.id, {0: -1})
    show(desk, over, "judul")
    with pytest.raises(RoundClosed):
        hands(desk, asked.id, {0: 9})


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE lesson_answer SET value = 1", "DELETE FROM lesson_answer",
        "UPDATE lesson_round SET closed_at = NULL", "DELETE FROM lesson_round",
        "DELETE FROM lesson_request", "UPDATE lesson_request SET act = 'x'",
    ],
)  # fmt: skip
def test_a_closed_round_is_sealed_in_the_database(desk: Desk, attack: str) -> None:
    over, people = make_class(desk, 1)
    asked = ask(desk, over)
    answer(over, asked, people[0], 0)
    show(desk, over, "judul")
    with pytest.raises(sa.exc.DBAPIError), transaction():
        db.write_connection().exec_driver_sql(attack)
    assert queries.counts(asked.id)[0] == {0: 1}
