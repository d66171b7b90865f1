"""What is written down when a text of consent is new, and when a list is kept."""

import json
from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask

from coop_app.auth.queries import EventFilter, events
from coop_app.auth.rules.desk import Desk
from coop_app.db import session, transaction
from coop_app.literacy.models.sessions import Participant
from coop_app.literacy.rules.sessions.consent import CURRENT, TEXTS
from coop_app.literacy.service import sessions as service
from coop_app.literacy.service.sessions import Line, Phone
from tests.make import TODAY, make_group, make_member
from tests.make_sessions import facts, make_participant, make_session

FIRST = next(iter(TEXTS))


@pytest.fixture(autouse=True)
def _inside(bare_app: Flask, august: None):
    with bare_app.app_context():
        yield


def join(desk: Desk, member_id: int, request: str, days: int = 0) -> int:
    over = make_session(desk)
    phone = Phone(device_mark=request, today=TODAY + timedelta(days=days))
    with transaction():
        return service.join(
            cooperative_id=desk.cooperative_id, session_id=over.id, phone=phone, agreed=True,
            facts=facts("Tumini", member_id=member_id), request_id=request,
        )  # fmt: skip


def said(key: int) -> tuple[object, ...]:
    row = session.get_one(Participant, key, populate_existing=True)
    return row.consented_on, row.consent_version, row.consent_way


def test_who_agreed_to_an_older_text_agrees_to_the_new_one(desk: Desk) -> None:
    member = make_member(desk.cooperative_id, make_group(desk.cooperative_id), "Tumini").id
    key = join(desk, member, "a")
    assert said(key) == (TODAY, CURRENT, "phone")
    assert join(desk, member, "b", 1) == key
    assert said(key) == (TODAY, CURRENT, "phone")  # the same text: the first day stays
    with transaction():
        session.execute(
            sa.update(Participant)
            .where(Participant.id == key)
            .values(consent_version=FIRST, consent_way="paper")
        )
    assert join(desk, member, "c", 2) == key
    assert said(key) == (TODAY + timedelta(days=2), CURRENT, "phone")


def test_the_trail_counts_the_rows_that_were_said(desk: Desk) -> None:
    before, over = make_session(desk), make_session(desk)
    ids = [make_participant(desk, before.id, name) for name in ("Umi", "Eko", "Tini", "Budi")]
    touched = (True, True, False, None)  # of the last one nothing was said
    lines = [
        Line(key=f"e{key}", participant_id=key, present=there)
        for key, there in zip(ids, touched, strict=True)
    ]
    with transaction():
        service.save_list(desk=desk, session_id=over.id, lines=lines, request_id="daftar")
    wanted = EventFilter(action="literacy.attendance_listed")
    (line,) = events(desk.cooperative_id, wanted, limit=1)
    assert json.loads(line.after) == {"present": 2, "rows": 3}
