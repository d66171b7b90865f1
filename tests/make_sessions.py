"""Programmes, training sessions and people who take part, for tests; made through the services."""

import itertools
from dataclasses import replace
from datetime import date
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from coop_app.auth import rules as roles
from coop_app.auth.rules.desk import Desk
from coop_app.db import transaction
from coop_app.literacy.queries import sessions as queries
from coop_app.literacy.queries.sessions import SessionRow
from coop_app.literacy.rules.sessions.people import Facts
from coop_app.literacy.rules.sessions.planning import Plan
from coop_app.literacy.service import sessions as service
from coop_app.members.service import ProgrammeFacts, save_programme
from tests.make import TODAY
from tests.people import Browser, add_person

_count = itertools.count(1)


def make_trainer(cooperative_id: int, *, today: date = TODAY) -> Desk:
    """A trainer's desk."""
    user_id, _name = add_person(cooperative_id, roles.PELATIH)
    return Desk(cooperative_id, 0, user_id, today)


def make_programme(cooperative_id: int, name: str = "Inklusi Uji", **facts: Any) -> int:
    """A programme with partner and funder; returns its key."""
    known = {"valid_from": date(2024, 1, 1), "partner": "Yayasan Uji", "funder": "Dana Uji"}
    with transaction():
        return save_programme(
            ProgrammeFacts(name=name, **(known | facts)), cooperative_id=cooperative_id, by=1
        )


def make_session(desk: Desk, *, opened: bool = True, **facts: Any) -> SessionRow:
    """A session of 60 minutes at nine, on the desk's day unless said otherwise; open unless not."""
    known = {
        "title": "Uang keluarga", "held_on": desk.today, "place": "Balai desa",
        "trainer_id": desk.user_id,
    }  # fmt: skip
    plan = Plan(**(known | facts))
    on_the_day = replace(desk, today=plan.held_on)
    with transaction():
        key = service.plan_session(desk=desk, plan=plan, request_id=f"sesi-{next(_count)}")
        if opened:
            service.open_session(desk=on_the_day, session_id=key, request_id=f"buka-{next(_count)}")
    return queries.get_session(desk.cooperative_id, key)


def facts(name: str = "Sri Lestari", **more: Any) -> Facts:
    """A woman of Kuripan who came back from Hong Kong."""
    known = {
        "sex": "F", "village": "Kuripan", "age_band": "35-44", "migrant_status": "returned",
        "country": "Hong Kong",
    }  # fmt: skip
    return Facts(name=name, **(known | more))


def make_participant(
    desk: Desk, session_id: int, name: str = "Sri Lestari", *, agreed: bool = True, **more: Any
) -> int:
    """Somebody typed from the paper list as present, without a name unless agreed; returns the participant's key."""
    minutes, present = more.pop("minutes", None), more.pop("present", True)
    before = {row.participant_id for row in queries.attendances(session_id)}
    line = service.Line(
        key="n1", facts=facts(name if agreed else "", **more), agreed=agreed, present=present, minutes=minutes,
        despite_double=True,
    )  # fmt: skip
    with transaction():
        service.save_list(
            desk=desk, session_id=session_id, lines=[line], request_id=f"daftar-{next(_count)}"
        )
    (new,) = {row.participant_id for row in queries.attendances(session_id)} - before
    return new


def attend(desk: Desk, session_id: int, *participant_ids: int, minutes: int | None = None) -> None:
    """Known participants were there."""
    lines = [
        service.Line(key=f"e{key}", participant_id=key, minutes=minutes) for key in participant_ids
    ]
    with transaction():
        service.save_list(
            desk=desk, session_id=session_id, lines=lines, request_id=f"daftar-{next(_count)}"
        )


def close(desk: Desk, session_id: int) -> None:
    """The session is over."""
    with transaction():
        service.close_session(desk=desk, session_id=session_id, request_id=f"tutup-{next(_count)}")


def listed(app: Flask, session_id: int) -> list[queries.AttendanceRow]:
    """Who is on the list, asked from outside of the program."""
    with app.app_context():
        return queries.attendances(session_id)


def text_of(browser: Browser | FlaskClient, path: str) -> str:
    """A page that must be there."""
    answer = browser.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.get_data(as_text=True)
