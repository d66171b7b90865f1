"""Joining with a phone: once however often it is tapped, two on one phone, and what a phone may take back."""

import re
from datetime import timedelta

import pytest
from flask import Flask, session
from flask.testing import FlaskClient

from coop_app.auth import rules as roles
from coop_app.auth.queries import EventFilter, events
from coop_app.auth.rules.desk import Desk
from coop_app.literacy.queries.sessions import SessionRow
from coop_app.literacy.views.sessions.joining import participant_here
from tests.make import TODAY, make_group, make_member
from tests.make_sessions import close, listed, make_participant, make_session, text_of
from tests.people import signed_in

pytestmark = pytest.mark.usefixtures("august")
_REQUEST = re.compile(r'name="request_id"[^>]*value="([^"]+)"')


def request_id(page: str) -> str:
    found = _REQUEST.search(page)
    assert found is not None
    return found[1]


def joining(browser: FlaskClient, code: str, **more: str) -> dict[str, str]:
    """What a phone sends, with the token of the page."""
    page = browser.get(f"/ikut/{code}?lain=1").get_data(as_text=True)
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert token is not None
    known = {
        "csrf_token": token[1], "request_id": request_id(page), "agree": "y", "name": "Sri Lestari",
        "sex": "F", "age_band": "35-44", "village": "other", "other_village": "Kuripan",
        "migrant_status": "returned", "country": "Hong Kong",
    }  # fmt: skip
    return known | more


def test_phones_join_by_code_and_twice_is_once(bare_app: Flask, held: SessionRow) -> None:
    phone = bare_app.test_client()
    asked = phone.get("/ikut")
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', asked.get_data(as_text=True))
    assert token is not None
    code = {"csrf_token": token[1], "code": held.code.lower()}
    assert phone.post("/ikut", data=code).location == f"/ikut/{held.join_code}"
    wrong = phone.post("/ikut", data=code | {"code": "000000"})
    assert wrong.status_code == 422
    sent = joining(phone, held.join_code)
    for _time in range(2):
        assert phone.post(f"/ikut/{held.join_code}", data=sent).status_code == 303
    page = text_of(phone, f"/ikut/{held.join_code}")
    assert "Anda sudah masuk, Sri Lestari" in page
    (row,) = listed(bare_app, held.id)
    assert (row.name, row.present, row.consented, row.village) == (
        "Sri Lestari",
        True,
        True,
        "Kuripan",
    )
    with phone.session_transaction() as cookie:
        keys = dict(cookie)
    with bare_app.test_request_context():
        assert participant_here(held.id) is None
        session.update(keys)
        assert participant_here(held.id) == row.participant_id


def test_a_phone_needs_consent_and_keeps_what_was_typed(bare_app: Flask, held: SessionRow) -> None:
    phone = bare_app.test_client()
    sent = joining(phone, held.join_code)
    del sent["agree"]
    answer = phone.post(f"/ikut/{held.join_code}", data=sent)
    assert answer.status_code == 422
    assert 'value="Sri Lestari"' in answer.get_data(as_text=True)
    trap = phone.post(f"/ikut/{held.join_code}", data=sent | {"agree": "y", "website": "x"})
    assert trap.status_code == 303
    assert listed(bare_app, held.id) == []


def test_a_couple_shares_a_phone(bare_app: Flask, held: SessionRow) -> None:
    phone = bare_app.test_client()
    phone.post(f"/ikut/{held.join_code}", data=joining(phone, held.join_code))
    husband = joining(phone, held.join_code, name="Budi Lestari", sex="M", migrant_status="family")
    phone.post(f"/ikut/{held.join_code}", data=husband)
    page = text_of(phone, f"/ikut/{held.join_code}")
    assert "Anda sudah masuk, Budi Lestari" in page
    assert "Sri Lestari memegang HP sekarang" in page
    wife = next(row for row in listed(bare_app, held.id) if row.sex == "F")
    token = husband["csrf_token"]
    path = f"/ikut/{held.join_code}/lagi/{wife.participant_id}"
    assert phone.post(path, data={"csrf_token": token}).status_code == 303
    assert "Anda sudah masuk, Sri Lestari" in text_of(phone, f"/ikut/{held.join_code}")
    stranger = bare_app.test_client()
    sent = joining(stranger, held.join_code)
    assert stranger.post(path, data={"csrf_token": sent["csrf_token"]}).status_code == 404


def test_a_phone_is_known_in_the_next_session(
    bare_app: Flask, desk: Desk, held: SessionRow
) -> None:
    phone = bare_app.test_client()
    phone.post(f"/ikut/{held.join_code}", data=joining(phone, held.join_code))
    with bare_app.app_context():
        later = make_session(desk)
    page = text_of(phone, f"/ikut/{later.join_code}")
    assert "Saya Sri Lestari dan saya hadir" in page
    (row,) = listed(bare_app, held.id)
    path = f"/ikut/{later.join_code}/lagi/{row.participant_id}"
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert token is not None
    assert phone.post(path, data={"csrf_token": token[1]}).status_code == 303
    assert [one.participant_id for one in listed(bare_app, later.id)] == [row.participant_id]


def test_a_phone_shows_and_erases_its_own_data(bare_app: Flask, held: SessionRow) -> None:
    phone = bare_app.test_client()
    sent = joining(phone, held.join_code, disability="sulit mendengar")
    phone.post(f"/ikut/{held.join_code}", data=sent)
    assert "sulit mendengar" in text_of(phone, "/ikut/data-saya")
    (row,) = listed(bare_app, held.id)
    path = f"/ikut/data-saya/{row.participant_id}/hapus"
    stranger = bare_app.test_client()
    other = joining(stranger, held.join_code)
    assert stranger.post(path, data={"csrf_token": other["csrf_token"]}).status_code == 404
    assert phone.post(path, data={"csrf_token": sent["csrf_token"]}).status_code == 303
    assert "Sri Lestari" not in text_of(phone, "/ikut/data-saya")
    (row,) = listed(bare_app, held.id)
    assert (row.name, row.disability, row.sex) == ("", "", "F")
    with bare_app.app_context():
        (done,) = events(held.cooperative_id, EventFilter(action="literacy."), limit=1)
    assert (done.action, done.object) == (
        "literacy.consent_withdrawn", f"participant:{row.participant_id}",
    )  # fmt: skip


def test_a_member_who_is_signed_in_need_not_type(
    bare_app: Flask, house: int, held: SessionRow
) -> None:
    with bare_app.app_context():
        card = make_member(house, make_group(house), "Tumini Rahayu", birth_year=1980)
    member = signed_in(bare_app, house, roles.ANGGOTA, member_id=card.id)
    page = text_of(member, f"/ikut/{held.join_code}")
    assert 'value="Tumini Rahayu"' in page
    sent = joining(member.client, held.join_code, name="Tumini Rahayu")
    assert member.client.post(f"/ikut/{held.join_code}", data=sent).status_code == 303
    (row,) = listed(bare_app, held.id)
    assert row.member_id == card.id


def test_the_door_is_shut_before_and_after(bare_app: Flask, desk: Desk, held: SessionRow) -> None:
    phone = bare_app.test_client()
    sent = joining(phone, held.join_code)
    with bare_app.app_context():
        planned = make_session(desk, opened=False, held_on=TODAY + timedelta(days=9))
        make_participant(desk, held.id)
        close(desk, held.id)
    assert "Pintu belum dibuka" in text_of(phone, f"/ikut/{planned.join_code}")
    assert "sudah selesai" in text_of(phone, f"/ikut/{held.join_code}")
    assert phone.post(f"/ikut/{held.join_code}", data=sent).status_code == 422
    assert phone.get("/ikut/CDF347").status_code == 404
    assert phone.get("/ikut/x").status_code == 404
