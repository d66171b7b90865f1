"""Four questions, then a usable home page."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from coop_app import ledger
from coop_app.auth import queries, rules
from tests.people import Browser, signed_in

ANSWERS = {
    "cooperative": "Koperasi Purna Migran Sejahtera", "year": "2026", "month": "1", "chart": "cooperative",
    "display_name": "Sri Wahyuni", "role": "bendahara", "name": "Sri", "password": "sepeda biru lari pagi",
    "again": "sepeda biru lari pagi",
}  # fmt: skip


def answer(client: FlaskClient, **changed: str):
    page = client.get("/mulai").get_data(as_text=True)
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert token
    return client.post("/mulai", data=ANSWERS | changed | {"csrf_token": token[1]})


@pytest.mark.parametrize("path", ["/", "/masuk", "/akun", "/anggota", "/nowhere"])
def test_every_page_leads_to_the_questions(client: FlaskClient, path: str) -> None:
    assert client.get(path).headers["Location"] == "/mulai"


def test_first_start_begin_ends_on_a_usable_home_page(bare_app: Flask, client: FlaskClient) -> None:
    assert answer(client).headers["Location"] == "/"
    page = client.get("/").get_data(as_text=True)
    assert "Sri Wahyuni" in page
    assert "Langkah pertama" in page
    assert "Catat anggota Anda" in page
    assert "Rp0" in page
    with bare_app.app_context():
        cooperative = queries.only_cooperative()
        assert cooperative is not None
        assert (cooperative.short_name, cooperative.is_demo) == ("KPMS", False)
        book = ledger.main_book(cooperative.id)
        assert ledger.account(book_id=book, role="cash_on_hand").takes_lines
        assert queries.chain_faults(cooperative.id) == []


def test_first_start_happens_once(bare_app: Flask, client: FlaskClient) -> None:
    stranger = bare_app.test_client()
    page = stranger.get("/mulai").get_data(as_text=True)
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    answer(client)
    assert stranger.get("/mulai").status_code == 302
    late = stranger.post(
        "/mulai", data=ANSWERS | {"name": "other", "csrf_token": token[1] if token else ""}
    )
    assert late.status_code in {302, 422}
    with bare_app.app_context():
        cooperative = queries.only_cooperative()
        assert cooperative is not None
        assert [user.name for user in queries.users(cooperative.id)] == ["sri"]


@pytest.mark.parametrize(
    "changed, sentence",
    [
        ({"password": "pendek", "again": "pendek"}, "paling sedikit 12"),
        ({"password": "koperasi2026", "again": "koperasi2026"}, "mudah ditebak"),
        ({"again": "lain sekali ya"}, "tidak sama"),
        ({"name": "a b"}, "Nama masuk: 3 sampai 40"),
        ({"year": "20026"}, "empat angka"),
        ({"cooperative": " "}, "Tulis nama koperasi"),
    ],
)
def test_a_wrong_answer_keeps_what_was_typed(
    bare_app: Flask, client: FlaskClient, changed: dict[str, str], sentence: str
) -> None:
    refused = answer(client, **changed)
    page = refused.get_data(as_text=True)
    assert refused.status_code == 422
    assert sentence in page
    assert "Sri Wahyuni" in page
    with bare_app.app_context():
        assert not queries.any_cooperative()


@pytest.fixture
def begun(bare_app: Flask, client: FlaskClient) -> Flask:
    answer(client)
    return bare_app


@pytest.mark.parametrize("role", rules.ROLES)
def test_home_has_this_roles_work(begun: Flask, role: str) -> None:
    browser: Browser = signed_in(begun, 1, role)
    page = browser.get("/").get_data(as_text=True)
    places = re.findall(r'class="tile" href="([^"]+)"', page)
    assert 1 <= len(places) <= 6
    for place in places + re.findall(r'<li><a href="([^"]+)"', page):
        assert browser.get(place, follow_redirects=True).status_code == 200, place
