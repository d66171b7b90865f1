"""The switch between Indonesian and English."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.make import make_cooperative
from tests.people import signed_in

_SWITCH = re.compile(r'action="/bahasa">.*?name="csrf_token" value="([^"]+)".*?</form>', re.DOTALL)


@pytest.fixture
def door(bare_app: Flask) -> FlaskClient:
    with bare_app.app_context():
        make_cooperative()
    return bare_app.test_client()


def switch(client: FlaskClient, page: str, **data: str) -> tuple[int, str]:
    token = _SWITCH.search(client.get(page).get_data(as_text=True))
    assert token
    answer = client.post("/bahasa", data={"csrf_token": token[1], **data})
    return answer.status_code, answer.headers.get("Location", "")


def test_language_is_chosen_before_signing_in_and_kept(door: FlaskClient) -> None:
    assert "Masuk" in door.get("/masuk").get_data(as_text=True)
    assert switch(door, "/masuk", language="en", next="/masuk?next=/buku/jurnal") == (
        303, "/masuk?next=/buku/jurnal",
    )  # fmt: skip
    english = door.get("/masuk").get_data(as_text=True)
    assert '<html lang="en"' in english
    assert "Sign in" in english
    assert "Bahasa Indonesia" in english
    switch(door, "/masuk", language="id")
    assert '<html lang="id"' in door.get("/masuk").get_data(as_text=True)


def test_language_leads_to_our_own_pages_only(door: FlaskClient) -> None:
    assert switch(door, "/masuk", language="en", next="https://elsewhere.example/") == (303, "/")
    assert switch(door, "/masuk", language="xx")[0] == 400


def test_every_page_offers_the_switch_and_comes_back_to_itself(bare_app: Flask) -> None:
    with bare_app.app_context():
        cooperative = make_cooperative()
    page = signed_in(bare_app, cooperative).get("/akun?x=1").get_data(as_text=True)
    assert 'name="next" value="/akun?x=1"' in page
