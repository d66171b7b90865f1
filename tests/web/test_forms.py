"""Forms read what people type, say what is wrong, and keep what was typed."""

from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient

from coop_app.dates import Month
from coop_app.money import Money

GOOD = {"request_id": "r", "amount": "Rp 1.250.000,-", "on": "17 Agustus 2026", "month": "2026-08"}


def test_typed_text_becomes_values(desk: FlaskClient, seen: list[dict[str, Any]]) -> None:
    answer = desk.post("/uji", data=GOOD | {"words": "  beli gula\x00 "})
    assert answer.status_code == 200
    assert seen == [
        {
            "request_id": "r",
            "amount": Money(1_250_000),
            "on": date(2026, 8, 17),
            "month": Month(2026, 8),
            "words": "beli gula",
        }
    ]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"amount": "1,250"}, "Maksud Anda Rp1.250 atau Rp1,250? Tulis jumlahnya tanpa koma."),
        ({"amount": "banyak"}, "Tulis jumlah rupiah dengan angka"),
        ({"amount": ""}, "Isian ini harus diisi."),
        ({"amount": "9" * 17}, "terlalu besar"),
        ({"on": "31/2/2026"}, "Tulis tanggal sebagai hari/bulan/tahun"),
        ({"month": "Agustus"}, "Tulis tanggal"),
    ],
)
def test_what_cannot_be_read_gets_one_sentence_and_stays_in_the_field(
    desk: FlaskClient, seen: list[dict[str, Any]], typed: dict[str, str], sentence: str
) -> None:
    answer = desk.post("/uji", data=GOOD | typed)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert sentence in page
    assert all(f'value="{text}"' in page for text in typed.values())
    assert 'aria-invalid="true"' in page
    assert seen == []


def test_a_refusal_is_shown_at_the_field_it_blames(desk: FlaskClient) -> None:
    answer = desk.post("/uji", data=GOOD | {"amount": "13"})
    assert answer.status_code == 422
    assert 'id="amount-error">Jumlah ini terlalu besar.' in answer.get_data(as_text=True)


def test_each_form_carries_its_own_request_id(desk: FlaskClient) -> None:
    first, second = (desk.get("/uji").get_data(as_text=True) for _ in range(2))
    ids = [
        page.split('name="request_id"')[1].split('value="')[1].split('"')[0]
        for page in (first, second)
    ]
    assert len(ids[0]) >= 20
    assert ids[0] != ids[1]


def test_what_was_typed_is_never_markup(desk: FlaskClient) -> None:
    page = desk.post("/uji", data=GOOD | {"words": "<script>alert(1)</script>{{7*7}}"}).get_data(
        as_text=True
    )
    assert "<script>alert" not in page
    assert "{{7*7}}" in page
