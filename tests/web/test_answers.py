"""What every answer carries, and what a person sees when something is wrong."""

import gzip
import logging
import re

import pytest
from flask.testing import FlaskClient


def test_every_answer_allows_nothing_from_elsewhere(desk: FlaskClient) -> None:
    for path in ("/uji", "/tolak", "/rusak", "/tidak-ada"):
        headers = desk.get(path).headers
        policy = headers["Content-Security-Policy"]
        for rule in (
            "default-src 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        ):
            assert rule in policy
        assert "unsafe" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["Cache-Control"] == "no-store"


def test_static_files_are_kept_only_under_their_fingerprint(desk: FlaskClient) -> None:
    address = re.search(
        r'href="(/static/css/koperasi\.css\?v=\w+)"', desk.get("/uji").get_data(as_text=True)
    )
    assert address
    with desk.get(address[1]) as answer:
        assert "immutable" in answer.headers["Cache-Control"]
    with desk.get("/static/css/koperasi.css") as answer:
        assert answer.headers["Cache-Control"] == "no-cache"


def test_pages_travel_compressed_when_the_browser_asks(desk: FlaskClient) -> None:
    plain = desk.get("/uji")
    packed = desk.get("/uji", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert b"Daftar uji" in gzip.decompress(packed.data)
    assert len(packed.data) < len(plain.data)


def test_the_first_visit_weighs_little(desk: FlaskClient) -> None:
    page = desk.get("/uji", headers={"Accept-Encoding": "gzip"})
    addresses = re.findall(r'(?:href|src)="(/static/[^"#]+)', gzip.decompress(page.data).decode())
    weights = []
    for address in set(addresses):
        with desk.get(address, headers={"Accept-Encoding": "gzip"}) as answer:
            weights.append(len(answer.data))
    assert len(page.data) + sum(weights) <= 50_000
    assert len(weights) <= 6


def test_a_refusal_is_a_sentence_with_status_422(desk: FlaskClient) -> None:
    answer = desk.get("/tolak")
    assert answer.status_code == 422
    assert "Periksa banyaknya nol" in answer.get_data(as_text=True)


def test_a_breakdown_shows_a_number_and_logs_the_cause(
    desk: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    desk.application.testing = False
    desk.application.config["PROPAGATE_EXCEPTIONS"] = False
    with caplog.at_level(logging.ERROR):
        answer = desk.get("/rusak")
    page = answer.get_data(as_text=True)
    number = re.search(r'class="reference">([0-9A-F]{8})<', page)
    assert answer.status_code == 500
    assert number
    assert number[1] in caplog.text
    assert "secret inside" in caplog.text
    assert "secret inside" not in page


@pytest.mark.parametrize(
    ("method", "path", "status", "words"),
    [
        ("GET", "/tidak-ada", 404, "Tidak ditemukan"),
        ("POST", "/tolak", 405, "Tidak bisa dengan cara ini"),
    ],
)
def test_each_way_of_failing_has_its_page(
    desk: FlaskClient, method: str, path: str, status: int, words: str
) -> None:
    answer = desk.open(path, method=method)
    assert answer.status_code == status
    assert words in answer.get_data(as_text=True)


def test_a_form_without_its_token_changes_nothing(client: FlaskClient) -> None:
    answer = client.post("/masuk", data={"name": "x", "password": "y"})
    assert answer.status_code == 400
