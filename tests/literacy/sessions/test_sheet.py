"""The table of attendance on the trainer's screen, while phones go on joining."""

import re

import pytest
from flask import Flask

from coop_app.auth.rules.desk import Desk
from coop_app.db import transaction
from coop_app.literacy.queries.sessions import SessionRow
from coop_app.literacy.service import sessions as service
from tests.literacy.sessions.test_joining_views import joining
from tests.make_sessions import listed, make_participant, make_session, text_of
from tests.people import Browser

pytestmark = pytest.mark.usefixtures("august")

_CELL = re.compile(
    r'<input type="(hidden|checkbox)" name="((?:ada|hadir|setuju)-[en]\d+)" value="(\d*)"([^>]*)>'
)


def cells(page: str) -> dict[str, str]:
    """What a browser would send of the rows that stand in the table."""
    return {
        name: value
        for kind, name, value, more in _CELL.findall(page)
        if "-e" in name and (kind == "hidden" or "checked" in more)
    }


def present(app: Flask, over: SessionRow) -> dict[str, bool]:
    return {row.name: row.present for row in listed(app, over.id)}


def test_whoever_joins_while_the_table_is_open_stays_present(
    bare_app: Flask, trainer: Browser, desk: Desk, held: SessionRow
) -> None:
    with bare_app.app_context():
        make_participant(desk, held.id, "Sri Lestari")
    path = f"/pelatihan/{held.id}/hadir"
    sent = cells(text_of(trainer, path))
    phone = bare_app.test_client()
    facts = joining(phone, held.join_code, name="Budi Santoso")
    assert phone.post(f"/ikut/{held.join_code}", data=facts).status_code == 303
    for _time in range(2):
        assert trainer.post(path, sent | {"request_id": "l1"}).status_code == 303
    assert present(bare_app, held) == {"Sri Lestari": True, "Budi Santoso": True}


def test_whoever_was_invited_and_joins_while_the_table_is_open_stays_present(
    bare_app: Flask, trainer: Browser, desk: Desk, held: SessionRow
) -> None:
    with bare_app.app_context():
        before = make_session(desk)
        ids = [make_participant(desk, before.id, name) for name in ("Umi", "Eko", "Tini")]
        with transaction():
            service.invite(
                desk=desk, session_id=held.id, member_ids=[], participant_ids=ids, request_id="u"
            )
    path = f"/pelatihan/{held.id}/hadir"
    sent = cells(text_of(trainer, path))
    with bare_app.app_context(), transaction():
        service.join_again(
            cooperative_id=desk.cooperative_id, session_id=held.id, participant_id=ids[0]
        )
    ticked = sent | {f"hadir-e{ids[1]}": "1", "request_id": "l1"}
    assert trainer.post(path, ticked).status_code == 303
    assert present(bare_app, held) == {"Umi": True, "Eko": True, "Tini": False}


def test_a_tick_that_is_taken_away_counts(
    bare_app: Flask, trainer: Browser, desk: Desk, held: SessionRow
) -> None:
    with bare_app.app_context():
        person = make_participant(desk, held.id, "Sri Lestari")
    path = f"/pelatihan/{held.id}/hadir"
    sent = cells(text_of(trainer, path))
    del sent[f"hadir-e{person}"]
    assert trainer.post(path, sent | {"request_id": "l1"}).status_code == 303
    assert present(bare_app, held) == {"Sri Lestari": False}
