"""The pages of the till, as bendahara and as coordinator."""

import re
from datetime import timedelta
from typing import Any
from urllib.parse import unquote

import pytest
from flask import Flask

from coop_app import clock, db
from coop_app.sales.queries import till as queries
from tests.make_products import make_point, make_stock
from tests.people import Browser, signed_in
from tests.sales.till.shop import QRIS, Shop
from tests.second_person import answer, ask


@pytest.fixture
def shop(app: Flask) -> Shop:
    shop = Shop()
    shop.desk = shop.at(clock.today())
    return shop


@pytest.fixture
def cashier(app: Flask, shop: Shop) -> Browser:
    return signed_in(app, shop.cooperative_id)


def basket(shop: Shop, **facts: Any) -> dict[str, Any]:
    """Two packs of chips for cash, to be saved."""
    return {
        f"q-{shop.chips.id}": "2", "way": "cash", "on": clock.today().isoformat(),
        "step": "save", "request_id": "tap-1",
    } | facts  # fmt: skip


def notes(shop: Shop) -> list[queries.Sold]:
    db.session.rollback()
    return queries.list_sales(shop.cooperative_id, queries.Wanted())


def test_sell_leads_to_the_note_and_its_papers(shop, cashier) -> None:
    page = f"/penjualan/kasir/{shop.office.id}"
    assert "Keripik pisang" in cashier.get(page).get_data(as_text=True)
    done = cashier.post(page, basket(shop, received="50.000"))
    assert done.status_code == 303, done.get_data(as_text=True)
    shown = cashier.get(done.location).get_data(as_text=True)
    assert "Kembalian <b>Rp26.000</b>" in " ".join(shown.split())
    for paper in ("cetak", "cetak?ukuran=58"):
        assert cashier.get(f"{done.location}/{paper}").data.startswith(b"%PDF")


def test_sell_shows_the_note_and_its_journal_first(shop, cashier) -> None:
    page = f"/penjualan/kasir/{shop.office.id}"
    shown = cashier.post(page, basket(shop, step="preview")).get_data(as_text=True)
    assert "Rp24.000" in shown
    assert "HPP penjualan kepada non-anggota" in shown
    assert "14.000" in shown
    assert notes(shop) == []


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"q": "21"}, "Keripik pisang"),
        ({"q": "dua"}, "angka"),
        ({"received": "1.000"}, "Masih kurang Rp23.000"),
        ({"way": "credit"}, "Pilih anggota atau pelanggan"),
        ({"buyer": "Sri"}, "mungkin anggota"),
        ({"buyer": "9999"}, "Tidak ada anggota"),
        ({"discount": "1.000"}, "Tulis mengapa lebih murah"),
        ({"way": "qris"}, "Kode QRIS belum disimpan"),
    ],
)
def test_sell_keeps_what_was_typed(shop, cashier, facts, said) -> None:
    sent = basket(shop) | facts
    if quantity := sent.pop("q", ""):
        sent[f"q-{shop.chips.id}"] = quantity
    refused = cashier.post(f"/penjualan/kasir/{shop.office.id}", sent)
    text = refused.get_data(as_text=True)
    assert refused.status_code == 422
    assert said in text
    assert f'name="q-{shop.chips.id}" value="{quantity or 2}"' in text
    assert notes(shop) == []


@pytest.mark.parametrize(
    ("buyer", "total"), [("1", 20_000), ("Sri Wahyuni", 20_000), ("umum Sri", 24_000), ("", 24_000)]
)
def test_sell_to_whom(shop, cashier, buyer, total) -> None:
    cashier.post(f"/penjualan/kasir/{shop.office.id}", basket(shop, buyer=buyer))
    (sold,) = notes(shop)
    assert sold.total == total


def test_a_search_keeps_the_basket(shop, cashier) -> None:
    sent = basket(shop, step="search", cari="gula")
    text = cashier.post(f"/penjualan/kasir/{shop.office.id}", sent).get_data(as_text=True)
    assert f'name="q-{shop.chips.id}" value="2"' in text
    assert "Gula semut" in text
    assert notes(shop) == []


def test_qris_is_shown_before_it_is_saved(shop, cashier) -> None:
    shop.store_qris(valid_from=clock.today())
    page = f"/penjualan/kasir/{shop.office.id}"
    shown = cashier.post(page, basket(shop, way="qris")).get_data(as_text=True)
    assert "<svg" in shown
    assert "KOPERASI CONTOH" in shown
    assert notes(shop) == []
    done = cashier.post(page, basket(shop, way="qris", seen_total="24000"))
    assert done.status_code == 303
    assert notes(shop)[0].way == "qris"


def test_a_long_note_still_fits_its_papers(shop, cashier) -> None:
    wishes = [shop.wish(shop.chips, 1)]
    for number in range(11):
        item = shop.goods(f"Barang panjang nomor {number:02d}", {"other": 1_000})
        make_stock(shop.desk, item, shop.office, 5, 100)
        wishes.append(shop.wish(item, 1))
    sold = shop.sell(*wishes)
    text = cashier.get(f"/penjualan/nota/{sold.id}").get_data(as_text=True)
    message = unquote(re.search(r"wa\.me/[^?]*\?text=([^\"]+)", text)[1])
    assert "6 barang lain: 6.000" in message
    assert "http" in message.splitlines()[-1]  # where the note can be checked
    for paper in ("cetak", "cetak?ukuran=58"):
        assert cashier.get(f"/penjualan/nota/{sold.id}/{paper}").data.startswith(b"%PDF")


def test_goods_come_back_through_the_pages(shop, cashier) -> None:
    sold = shop.sell(shop.wish(shop.chips, 3))
    page = f"/penjualan/nota/{sold.id}/kembali"
    assert cashier.get(page).status_code == 200
    sent = {
        "b-1": "1", "reason": "bocor", "refund": "money", "on": clock.today().isoformat(),
        "request_id": "back", "step": "preview",
    }  # fmt: skip
    assert "Rp12.000" in cashier.post(page, sent).get_data(as_text=True)
    assert queries.returns_of(shop.cooperative_id, [sold.id]) == []
    done = cashier.post(page, sent | {"step": "save"})
    assert done.status_code == 303, done.get_data(as_text=True)
    for path in ("", "/cetak", "/cetak?ukuran=58"):
        assert cashier.get(done.location + path).status_code == 200
    refused = cashier.post(page, sent | {"step": "save", "b-1": "3", "request_id": "more"})
    assert refused.status_code == 422
    assert "hanya bisa kembali 2 bungkus" in refused.get_data(as_text=True)


def test_a_day_is_closed_through_the_pages(shop, cashier) -> None:
    shop.sell(shop.wish(shop.chips, 1))
    page = f"/penjualan/tutup/{shop.office.id}"
    assert "12.000" in cashier.get(page).get_data(as_text=True)
    sent = {
        "counted": "11.000", "seen_expected": "12000", "on": clock.today().isoformat(),
        "request_id": "close",
    }  # fmt: skip
    refused = cashier.post(page, sent)
    assert refused.status_code == 422
    assert "Ada selisih Rp1.000" in refused.get_data(as_text=True)
    done = cashier.post(page, sent | {"reason": "keliru"})
    assert done.status_code == 303
    assert "keliru" in cashier.get(done.location).get_data(as_text=True)
    assert cashier.get(f"{done.location}/cetak").data.startswith(b"%PDF")


def test_a_qris_code_takes_two(bare_app) -> None:
    with bare_app.app_context():
        shop = Shop()
    cashier, ketua = (
        signed_in(bare_app, shop.cooperative_id, role) for role in ("bendahara", "ketua")
    )
    sent = {
        "payload": QRIS, "scale": "micro", "place": shop.bank,
        "valid_from": clock.today().isoformat(), "request_id": "code",
    }  # fmt: skip
    assert cashier.post("/penjualan/pengaturan/qris", sent).status_code == 422
    with bare_app.app_context():
        assert queries.list_codes(shop.cooperative_id) == []
    asked = sent | {"second_person": "ask", "second_reason": "stiker baru"}
    done = cashier.post("/penjualan/pengaturan/qris", asked)
    assert done.status_code == 303, done.get_data(as_text=True)
    assert "KOPERASI CONTOH" in ketua.get(done.location).get_data(as_text=True)
    answer(ketua, done.location)
    with bare_app.app_context():
        (code,) = queries.list_codes(shop.cooperative_id)
    assert (code.said.merchant, code.approved_by) == ("KOPERASI CONTOH", ketua.user_id)
    assert "KOPERASI CONTOH" in cashier.get("/penjualan/pengaturan").get_data(as_text=True)


def test_an_old_sale_is_agreed_to_and_done(bare_app) -> None:
    with bare_app.app_context():
        shop = Shop()
    cashier, ketua = (
        signed_in(bare_app, shop.cooperative_id, role) for role in ("bendahara", "ketua")
    )
    page, day = f"/penjualan/kasir/{shop.office.id}", clock.today() - timedelta(days=4)
    location = ask(cashier, page, basket(shop, on=day.isoformat()))
    assert "Keripik pisang 2 bungkus" in ketua.get(location).get_data(as_text=True)
    answer(ketua, location)
    with bare_app.app_context():
        (sold,) = notes(shop)
        assert (sold.sold_on, sold.approved_by) == (day, ketua.user_id)


def test_fees_and_places_are_set_with_a_date(shop, cashier) -> None:
    fee = {
        "scale": "micro", "valid_from": "2027-01-01", "up_to": "100.000", "percent_up_to": "0",
        "percent_above": "0,4", "decided_by": "BI", "request_id": "fee",
    }  # fmt: skip
    assert cashier.post("/penjualan/pengaturan/biaya", fee).status_code == 303
    wrong = fee | {"percent_above": "11", "request_id": "fee2"}
    assert cashier.post("/penjualan/pengaturan/biaya", wrong).status_code == 422
    text = cashier.get("/penjualan/pengaturan").get_data(as_text=True)
    assert "0% sampai Rp100.000, di atasnya 0,4%" in re.sub(r"\s+", " ", text)
    page = f"/penjualan/pengaturan/titik/{shop.office.id}"
    assert cashier.post(page, {"cash_place": shop.kas, "bank_place": "0"}).status_code == 303
    db.session.rollback()
    assert queries.places_of(shop.desk.book_id, shop.office.id).bank is None


PAGES = (
    "/penjualan/kasir", "/penjualan", "/penjualan/laporan", "/penjualan/laporan?menurut=barang",
    "/penjualan/laporan?menurut=pembeli", "/penjualan/tutup", "/penjualan/pengaturan",
    "/penjualan?format=xlsx", "/penjualan?format=csv", "/penjualan?format=pdf",
    "/penjualan/laporan?menurut=barang&format=pdf", "/penjualan/tutup?format=pdf",
)  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_every_page_answers(shop, cashier, path) -> None:
    shop.to_sri(shop.wish(shop.chips, 2))
    shop.sell(shop.wish(shop.sugar, 500))
    shop.close(29_000)
    assert cashier.get(path).status_code in {200, 303}


class Village:
    """A coordinator with the point of the own group, and one pack there."""

    def __init__(self, app: Flask, shop: Shop) -> None:
        self.shop = shop
        self.point = make_point(shop.desk, "Kelompok", kind="group", group_id=shop.group_id)
        make_stock(shop.desk, shop.chips, self.point, 5, 35_000)
        self.browser = signed_in(
            app, shop.cooperative_id, "koordinator", member_id=shop.sri.id, group_id=shop.group_id
        )


def test_a_coordinator_sells_at_the_own_point_only(app, shop) -> None:
    village = Village(app, shop)
    there = village.browser.get("/penjualan/kasir")
    assert there.location.endswith(f"/penjualan/kasir/{village.point.id}")
    own, office = (f"/penjualan/kasir/{one.id}" for one in (village.point, shop.office))
    done = village.browser.post(own, basket(shop))
    assert done.status_code == 303, done.get_data(as_text=True)
    sold = notes(shop)[0]
    assert shop.lines(sold.entry_seq)[0][0] == "group_cash"
    assert village.browser.get(office).status_code == 404
    assert village.browser.post(office, basket(shop, request_id="x")).status_code == 404
    other = shop.sell(shop.wish(shop.chips, 1))
    assert village.browser.get(f"/penjualan/nota/{other.id}").status_code == 404
    assert village.browser.get(f"/penjualan/tutup/{shop.office.id}").status_code == 404
    assert village.browser.get("/penjualan/pengaturan").status_code == 403
    listed = village.browser.get("/penjualan").get_data(as_text=True)
    assert f"/penjualan/nota/{sold.id}" in listed
    assert f"/penjualan/nota/{other.id}" not in listed


def test_another_cooperative_sees_nothing(app, shop) -> None:
    sold = shop.sell(shop.wish(shop.chips, 1))
    back = shop.back(sold, void=True)
    closed = shop.close(0)
    stranger = signed_in(app, Shop("Koperasi Lain").cooperative_id)
    for path in (
        f"/penjualan/nota/{sold.id}", f"/penjualan/nota/{sold.id}/cetak",
        f"/penjualan/nota/{sold.id}/kembali", f"/penjualan/kembali/{back.id}",
        f"/penjualan/kembali/{back.id}/cetak", f"/penjualan/tutup/hari/{closed.id}",
        f"/penjualan/tutup/hari/{closed.id}/cetak", f"/penjualan/kasir/{shop.office.id}",
        f"/penjualan/tutup/{shop.office.id}",
    ):  # fmt: skip
        assert stranger.get(path).status_code == 404, path


def test_sell_at_the_total_that_was_shown_or_not_at_all(shop, cashier) -> None:
    # the page took a member typed by name for anybody: the buyer was told another total
    page = f"/penjualan/kasir/{shop.office.id}"
    refused = cashier.post(page, basket(shop, buyer="Sri Wahyuni", seen_total="24000"))
    text = refused.get_data(as_text=True)
    assert refused.status_code == 422
    assert "Jumlahnya Rp20.000, bukan Rp24.000" in text
    assert notes(shop) == []
    (buyer,) = re.findall(r'name="buyer"[^>]*value="([^"]+)"', text)
    assert buyer == shop.sri.label
    assert cashier.post(page, basket(shop, buyer=buyer, seen_total="20000")).status_code == 303
    assert [one.total for one in notes(shop)] == [20_000]


def test_looking_first_is_never_refused_for_its_total(shop, cashier) -> None:
    page = f"/penjualan/kasir/{shop.office.id}"
    shown = cashier.post(page, basket(shop, step="preview", seen_total="1")).get_data(as_text=True)
    assert 'name="seen_total" value="24000"' in shown
