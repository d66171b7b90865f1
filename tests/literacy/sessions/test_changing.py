"""Changing the plan of a session whose door is open, and closing it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask

from coop_app.auth.rules.desk import Desk
from coop_app.db import transaction
from coop_app.literacy.queries import sessions as queries
from coop_app.literacy.rules.sessions import planning
from coop_app.literacy.service import sessions as service
from tests.make import TODAY
from tests.make_sessions import close, make_participant, make_session


@pytest.fixture(autouse=True)
def _inside(bare_app: Flask, august: None):
    with bare_app.app_context():
        yield


def test_an_open_session_is_not_moved_to_a_day_that_has_not_come(desk: Desk) -> None:
    held = make_session(desk)
    later = replace(held.plan, held_on=TODAY + timedelta(days=30))
    with pytest.raises(planning.MovedWhileOpen), transaction():
        service.change_session(desk=desk, session_id=held.id, plan=later)
    with transaction():
        tomorrow = replace(held.plan, held_on=TODAY + timedelta(days=1))
        service.change_session(desk=desk, session_id=held.id, plan=tomorrow)
    planned = make_session(desk, opened=False)
    with transaction():
        service.change_session(desk=desk, session_id=planned.id, plan=later)
    assert queries.get_session(desk.cooperative_id, planned.id).held_on == later.held_on


def test_a_session_is_not_closed_before_its_day(desk: Desk) -> None:
    held = make_session(desk, held_on=TODAY + timedelta(days=1))
    make_participant(desk, held.id)
    with pytest.raises(planning.ClosedTooEarly):
        close(desk, held.id)
    close(replace(desk, today=held.held_on), held.id)
    assert queries.get_session(desk.cooperative_id, held.id).state == planning.State.CLOSED
