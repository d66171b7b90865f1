"""The import's pages: upload, look through, correct, post, undo."""

import io
import time

import pytest
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from coop_app import ledger
from coop_app.cashbook import queries
from coop_app.cashbook.queries import Filter
from coop_app.db import session
from tests.cashbook.conftest import fields, open_office, place, sign_in
from tests.cashbook.test_importing import FIXTURES, workbook
from tests.make import make_group, make_member


def upload(browser, office, content, name="buku.xlsx"):
    hidden = fields(browser.get("/kas/impor"))
    sent = FileStorage(io.BytesIO(content), filename=name)
    boundary, body = encode_multipart({**hidden, "place_id": str(place(office)), "file": sent})
    return browser.post(
        "/kas/impor", data=body, content_type=f"multipart/form-data; boundary={boundary}"
    )


def finished(browser, address):
    """The page after the work in the background is over."""
    for _ in range(200):
        answer = browser.get(address)
        if answer.status_code == 303:
            return browser.get(answer.headers["Location"])
        time.sleep(0.05)
    raise AssertionError("still working")


@pytest.fixture
def draft(browser, office):
    answer = upload(browser, office, (FIXTURES / "buku-kas-contoh.xlsx").read_bytes())
    assert answer.status_code == 303
    return answer.headers["Location"]


def test_the_summary_says_what_was_found(browser, draft):
    text = browser.get(draft).text
    for said in (
        "Januari",
        "Pebruari",
        "Maret",
        "Saldo program akan sama persis",
        "Rp4.325.000",
        "30 dari 30",
    ):
        assert said in text


def test_post_and_undo(browser, office, draft):
    hidden = fields(browser.get(draft))
    for _click in range(2):
        answer = browser.post(f"{draft}/catat", data=hidden)
        assert answer.status_code == 303
    assert "sudah dibukukan" in finished(browser, f"{draft}/proses").text
    session.rollback()
    assert ledger.balance(book_id=office.book_id, account="cash_on_hand") == 949_167
    empty = browser.post(f"{draft}/batal", data={**hidden, "why": ""})
    assert empty.status_code == 422
    browser.post(f"{draft}/batal", data={**hidden, "why": "Salah kas"})
    assert "Salah kas" in finished(browser, f"{draft}/proses").text
    session.rollback()
    assert ledger.balance(book_id=office.book_id, account="cash_on_hand") == 0


def test_a_refused_posting_says_why(browser, office, draft):
    hidden = fields(browser.get(draft))
    browser.post(f"{draft}/catat", data=hidden)
    finished(browser, f"{draft}/proses")
    again = upload(browser, office, (FIXTURES / "buku-kas-contoh.xlsx").read_bytes()).headers[
        "Location"
    ]
    text = browser.get(again).text
    assert "Berkas yang sama persis" in text
    assert "Di program saldo kas ini" in text
    assert "Bukukan semuanya" not in text


def test_rows_filter_and_change(browser, draft):
    key = int(draft.rpartition("/")[2])
    assert browser.get(f"{draft}/baris?category=electricity&below=101").status_code == 200
    shown, total = queries.list_rows(key, Filter(), 1)
    assert total == 30
    out = next(each for each in shown if each.row.money_out and each.row.category != "rent")
    hidden = fields(browser.get(f"{draft}/baris"))
    answer = browser.post(
        f"{draft}/baris?sheet=Januari", data={**hidden, "row": out.row.id, "category": "rent"}
    )
    assert "sheet=Januari" in answer.headers["Location"]
    session.rollback()
    changed, _total = queries.list_rows(key, Filter(category="rent"), 1)
    assert out.row.id in {each.row.id for each in changed}
    wrong = browser.post(f"{draft}/baris", data={**hidden, "row": out.row.id, "category": "grant"})
    assert (wrong.status_code, "tidak cocok dengan arah uang" in wrong.text) == (422, True)
    months = browser.post(f"{draft}/baris", data={**hidden, "row": out.row.id, "months": "kapan"})
    assert months.status_code == 422


def test_drop(browser, draft):
    hidden = fields(browser.get(draft))
    assert browser.post(f"{draft}/buang", data=hidden).headers["Location"].endswith("/kas/impor")
    assert "belum dibukukan" not in browser.get("/kas/impor").text


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "kosong.xlsx"),
        (b"PK\x03\x04 torn", "rusak.xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, "lama.xls"),
        (b"x" * (10 * 1024 * 1024 + 1), "besar.xlsx"),
        (b"<html>", "halaman.xlsx"),
    ],
)  # fmt: skip
def test_bad_files_get_a_sentence(browser, office, content, name):
    answer = upload(browser, office, content, name)
    assert answer.status_code == 422
    assert 'class="error"' in answer.text
    assert queries.list_batches(office.cooperative_id) == []


def test_texts_of_the_file_are_only_text(browser, office):
    content = workbook([("03/08/2026", "<script>alert(1)</script> 😀", 5_000, 0)])
    answer = upload(browser, office, content, "<b>jahat</b>.xlsx")
    for address in (
        answer.headers["Location"],
        answer.headers["Location"] + "/baris",
        "/kas/impor",
    ):
        text = browser.get(address).text
        assert "<script>alert" not in text
        assert "<b>jahat" not in text


def test_another_cooperatives_import_is_not_found(app, browser, draft):
    _office, user = open_office("Koperasi Tetangga")
    stranger = sign_in(app, user)
    hidden = fields(stranger.get("/kas/impor"))
    for part in ("", "/baris", "/proses"):
        assert stranger.get(draft + part).status_code == 404
    for part in ("/catat", "/batal", "/buang", "/baris", "/cocokkan"):
        assert stranger.post(draft + part, data={**hidden, "why": "x"}).status_code == 404


def test_match_rows_finds_members_added_later(browser, office, draft):
    key = int(draft.rpartition("/")[2])
    assert "belum ada anggotanya" in browser.get(draft).text
    make_member(office.cooperative_id, make_group(office.cooperative_id), "Darmi")
    hidden = fields(browser.get(f"{draft}/baris"))
    answer = browser.post(f"{draft}/cocokkan", data=hidden)
    assert "baris lagi sudah ada anggotanya" in browser.get(answer.headers["Location"]).text
    session.rollback()
    rows, _total = queries.list_rows(key, Filter(text="Darmi"), 1)
    assert any(each.row.member_id for each in rows)
