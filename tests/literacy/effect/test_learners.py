"""The learners of a year, gathered from sessions, tests and what was heard later."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from coop_app import db
from coop_app.auth.rules.desk import Desk
from coop_app.db import transaction
from coop_app.literacy.queries import effect as queries
from coop_app.literacy.rules.lessons.promises import Heard
from coop_app.literacy.service import lessons as service
from tests.make import TODAY, make_cooperative
from tests.make_lessons import HEARD, issue, make_class, make_promise, request_id
from tests.make_sessions import close, make_trainer

DECEMBER = date(2026, 12, 31)


@pytest.fixture
def trainer(app: Flask) -> Desk:
    return make_trainer(make_cooperative())


@contextmanager
def counting() -> Iterator[list[str]]:
    """The statements sent to the database meanwhile."""
    asked: list[str] = []

    def note(*args: Any) -> None:
        asked.append(args[2])

    sa.event.listen(db.engine(), "before_cursor_execute", note)
    yield asked
    sa.event.remove(db.engine(), "before_cursor_execute", note)


def test_a_call_that_reached_nobody_takes_no_answer_back(trainer: Desk) -> None:
    over, (person, other) = make_class(trainer, 2)
    key = make_promise(over, person)
    for months, said in ((1, HEARD), (3, Heard(way="call", reached=False))):
        later = replace(trainer, today=over.held_on + timedelta(days=31 * months))
        with transaction():
            service.follow_up(
                desk=later, promise_id=key, months=months, heard=said, request_id=request_id()
            )
    found = queries.learners_of(trainer.cooperative_id, over.held_on.year, DECEMBER).people
    people = {one.id: one for one in found}
    assert (people[person].promise_kept, people[person].saved) == (True, "low")
    assert people[person].budget == {1: True}
    assert not people[other].promise_kept


def test_a_year_of_sessions_costs_no_more_questions_than_one(trainer: Desk) -> None:
    counted, papers = [], []
    for _ in range(3):
        over, people = make_class(trainer, 2)
        close(trainer, over.id)
        papers.append(issue(trainer, over))
        with counting() as asked:
            found = queries.learners_of(trainer.cooperative_id, over.held_on.year, TODAY).people
        counted.append(len(asked))
        assert {one.certificates for one in found if one.id in people} == {1}
    assert papers == [2, 2, 2]
    assert len(set(counted)) == 1, counted
