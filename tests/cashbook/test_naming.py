"""The cash book's events on the ledger's pages, and its points before a month is closed."""

from dataclasses import replace
from datetime import date

from coop_app.cashbook import service
from coop_app.cashbook.views import naming
from coop_app.dates import Month
from coop_app.db import transaction
from coop_app.web import references
from tests.cashbook.conftest import open_office, place, record
from tests.cashbook.test_importing import draft
from tests.cashbook.test_service import counted

MONTH = Month(2026, 8)


def test_an_act_leads_to_its_voucher(browser, office):
    seq = record(office, 25_000)
    answer = browser.get("/kas/catatan/1")
    assert answer.headers["Location"].endswith(f"/kas/bukti/{seq}")
    assert browser.get("/kas/catatan/99").status_code == 404
    assert "/kas/catatan/1" in browser.get(f"/buku/bukti/{seq}").text


def test_sources_are_named_for_their_own_cooperative_only(app, office):
    record(office, 100_000)
    counted(office, {50_000: 1}, 100_000)
    other, _user = open_office("Koperasi Tetangga")
    with app.test_request_context():
        for source in ("cashbook.act:1", "cashbook.count:1"):
            assert references.describe(office.cooperative_id, [source])[source].url
            assert references.describe(other.cooperative_id, [source])[source].url is None


def test_what_was_imported_is_named(app, browser, office, tmp_path):
    terminal = replace(office, user_id=0, today=date(2026, 11, 21))
    batch = draft(terminal, "buku-kas-contoh.xlsx", tmp_path)
    with transaction():
        service.post_batch(desk=terminal, batch_id=batch)
    with app.test_request_context():
        for source in (f"cashbook.opening:{batch}", "cashbook.row:30"):
            named = references.describe(office.cooperative_id, [source])[source]
            assert named.label.startswith("buku-kas-contoh.xlsx")
    for address in ("/buku/bukti/1", "/buku/bukti/5", "/kas/bukti/5", "/kas/bukti/5.pdf"):
        assert browser.get(address).status_code == 200


def test_points_before_a_month_is_closed(app, office):
    seq = record(office, 100_000, on=date(2026, 8, 2))
    with app.test_request_context():
        before = naming.points(office.cooperative_id, office.book_id, MONTH)
        assert [point.ok for point in before] == [False, False]
    counted(office, {100_000: 1}, 100_000)
    with transaction():
        service.attach(desk=office, seq=seq, folder=None, number="K-1", upload=None)
    with app.test_request_context():
        after = naming.points(office.cooperative_id, office.book_id, MONTH)
        assert [point.ok for point in after] == [True, True]
    assert not any(point.blocks for point in after)


def test_a_40_mb_workbook_is_turned_away(browser, office):
    body = b"x" * 40_000_000
    kind = "multipart/form-data; boundary=b"
    assert browser.post("/kas/impor", data=body, content_type=kind).status_code == 413
    assert place(office)
