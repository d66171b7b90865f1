"""The pages of a business with the client: three taps, every page, and the wall around the book."""

import re
from datetime import date

import pytest
from flask import Flask

from coop_app import clock, ledger
from coop_app.auth import rules
from coop_app.dates import Month
from coop_app.db import session
from coop_app.enterprises import queries
from coop_app.enterprises.rules.books.acts import Way
from coop_app.money import Money
from tests.make import make_group, make_member, make_savings
from tests.make_enterprises import Business, act, business_of, make_business, make_product, sell
from tests.make_workshop import material
from tests.people import Browser, read, signed_in

PAGES = (
    "", "/jual", "/jual/lain", "/produk-baru", "/uang", "/uang/keluar", "/uang/masuk",
    "/uang/ambil-pribadi", "/uang/tambah-modal", "/uang/pindah", "/belum-dibayar", "/utang", "/alat",
    "/alat/baru", "/buku", "/laporan", "/laporan/laba-rugi", "/laporan/posisi-keuangan",
    "/laporan/catatan", "/laporan/lengkap", "/omzet", "/tutup-tahun", "/catatan/1", "/data",
)  # fmt: skip
_REQUEST = re.compile(r'name="request_id"[^>]*value="([^"]+)"')


@pytest.fixture
def shop(app: Flask) -> Business:
    today = clock.today()
    first = date(today.year, today.month, 1)
    return make_business(opened_on=first, name="Keripik Bu Siti").on(today)


@pytest.fixture
def owner(app: Flask, shop: Business) -> Browser:
    return signed_in(
        app, shop.desk.cooperative_id, rules.ANGGOTA, member_id=shop.member.id,
        group_id=shop.member.group_id,
    )  # fmt: skip


def at(shop: Business, path: str) -> str:
    return f"/usaha/{shop.enterprise.id}{path}"


def send(browser: Browser, path: str, data: dict[str, str]) -> "object":
    """Fill in the form of a page and send it."""
    form = browser.get(path).get_data(as_text=True)
    found = _REQUEST.search(form)
    assert found, path
    return browser.post(path, {"request_id": found[1], **data})


def fill(shop: Business) -> None:
    """Something of everything."""
    today = shop.desk.today
    sell(shop, 45_000, on=today, note="Keripik")
    sell(shop, 20_000, on=today, way=Way.LATER, party="Bu Rini", phone="081234567890")
    act(shop, "spend", 30_000, on=today, what="packaging", way=Way.LATER, party="Toko Jaya")
    act(shop, "receive", 200_000, on=today, what="coop_loan")
    act(shop, "draw", 100_000, on=today)


def test_every_page_opens(shop: Business, owner: Browser) -> None:
    make_product(shop)
    fill(shop)
    session.remove()
    found = {path: owner.get(at(shop, path)).status_code for path in PAGES}
    assert {path: status for path, status in found.items() if status != 200} == {}


def test_every_table_is_a_file(shop: Business, owner: Browser) -> None:
    fill(shop)
    session.remove()
    for path in ("/laporan/laba-rugi", "/laporan/posisi-keuangan", "/buku", "/omzet",
                 "/belum-dibayar", "/utang", "/alat"):  # fmt: skip
        for file_format in ("pdf", "xlsx", "csv"):
            answer = owner.get(at(shop, f"{path}?format={file_format}"))
            assert answer.status_code == 200
            assert "text/html" not in answer.headers["Content-Type"]


def test_a_member_without_a_business_is_invited_and_begins(app: Flask, shop: Business) -> None:
    member = make_member(shop.desk.cooperative_id, shop.member.group_id, "Wati")
    browser = signed_in(
        app, shop.desk.cooperative_id, rules.ANGGOTA, member_id=member.id, group_id=member.group_id
    )
    assert "Mulai buku saya" in browser.get("/usaha/").get_data(as_text=True)
    answer = send(
        browser, "/usaha/baru",
        {"name": "Batik Wati", "kind": "craft", "opened_on": str(clock.today()), "cash": "150.000"},
    )  # fmt: skip
    assert answer.status_code == 303
    [mine] = queries.enterprises_of(shop.desk.cooperative_id, member.id)
    assert ledger.balance(book_id=mine.book_id, account="cash_on_hand") == 150_000
    assert browser.get("/usaha/").headers["Location"].endswith(f"/usaha/{mine.id}")


def test_a_sale_takes_three_taps(shop: Business, owner: Browser) -> None:
    item = make_product(shop)
    session.remove()
    first = owner.get(at(shop, "/jual")).get_data(as_text=True)
    assert f"/usaha/{shop.enterprise.id}/jual/{item}" in first
    answer = send(
        owner, at(shop, f"/jual/{item}"), {"count": "3", "way": "cash", "on": str(clock.today())}
    )
    assert answer.status_code == 303
    page = owner.get(answer.headers["Location"]).get_data(as_text=True)
    assert "Jual 3 bungkus Keripik pisang" in page
    assert "Rp45.000" in page
    assert shop.balance("sales") == -45_000


def test_a_repeated_tap_sells_once(shop: Business, owner: Browser) -> None:
    item = make_product(shop)
    session.remove()
    data = {"count": "2", "way": "bank", "on": str(clock.today()), "request_id": "tap"}
    places = {owner.post(at(shop, f"/jual/{item}"), data).headers["Location"] for _ in range(2)}
    assert len(places) == 1
    assert shop.balance("bank") == 30_000


def test_not_paid_asks_for_the_name_and_keeps_what_was_typed(
    shop: Business, owner: Browser
) -> None:
    item = make_product(shop)
    session.remove()
    answer = send(
        owner, at(shop, f"/jual/{item}"), {"count": "5", "way": "later", "on": str(clock.today())}
    )
    assert answer.status_code == 422
    text = answer.get_data(as_text=True)
    assert "Tulis namanya" in text
    assert re.search(r'value="5"\s+checked', text)
    assert shop.balance("sales") == 0


def test_a_buyer_pays_with_one_button(shop: Business, owner: Browser) -> None:
    fill(shop)
    [party] = [one for one in queries.parties(shop.enterprise) if one.name == "Bu Rini"]
    session.remove()
    listed = owner.get(at(shop, "/belum-dibayar")).get_data(as_text=True)
    assert "wa.me/6281234567890" in listed
    answer = send(
        owner, at(shop, f"/belum-dibayar/{party.id}"),
        {"amount": "20.000", "way": "cash", "on": str(clock.today())},
    )  # fmt: skip
    assert answer.status_code == 303
    assert queries.unpaid(shop.book_id) == []


def test_paying_a_debt_and_undoing_it_on_the_same_day(shop: Business, owner: Browser) -> None:
    fill(shop)
    session.remove()
    answer = send(
        owner, at(shop, "/utang/cooperative_debt/koperasi"),
        {"amount": "50.000", "way": "cash", "on": str(clock.today())},
    )  # fmt: skip
    page = answer.headers["Location"].split("?")[0]
    assert shop.balance("cooperative_debt") == -150_000
    assert owner.post(f"{page}/batal", {}).status_code == 303
    assert shop.balance("cooperative_debt") == -200_000


def test_undoing_later_asks_why(
    shop: Business, owner: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = sell(shop, 45_000, on=shop.desk.today)
    session.remove()
    monkeypatch.setattr(
        "coop_app.enterprises.views.books.reading.diary._is_today", lambda _done: False
    )
    path = at(shop, f"/catatan/{done.id}/batal")
    assert owner.post(path, {}).status_code == 422
    assert owner.post(path, {"why": "Salah harga"}).status_code == 303


def test_money_that_is_missing_is_said_with_what_to_do(shop: Business, owner: Browser) -> None:
    answer = send(
        owner, at(shop, "/uang/keluar"),
        {"what": "wages", "way": "cash", "amount": "900.000", "on": str(clock.today())},
    )  # fmt: skip
    assert answer.status_code == 422
    text = answer.get_data(as_text=True)
    assert "Rp500.000" in text
    assert "uang dari rumah" in text.casefold()
    assert 'value="900.000"' in text


def test_drawing_more_than_the_profit_warns(shop: Business, owner: Browser) -> None:
    act(shop, "draw", 100_000, on=shop.desk.today)
    session.remove()
    text = owner.get(at(shop, "")).get_data(as_text=True)
    assert "Rp100.000" in text
    assert "lebih dari untung" in text


HERS = (*PAGES, "/ekspor?format=xlsx", "/ekspor?format=hledger", "/alat/1", "/jual/1",
        "/utang/cooperative_debt/koperasi", "/belum-dibayar/1")  # fmt: skip


@pytest.mark.parametrize("role", [rules.BENDAHARA, rules.KETUA, rules.PENGAWAS, rules.ADMIN])
def test_no_officer_opens_her_book(app: Flask, shop: Business, role: str) -> None:
    fill(shop)
    session.remove()
    officer = signed_in(app, shop.desk.cooperative_id, role)
    for path in HERS:
        answer = officer.get(at(shop, path))
        assert answer.status_code in {403, 404}, path
        assert "Keripik Bu Siti" not in answer.get_data(as_text=True), path


@pytest.mark.parametrize("same_house", [True, False])
def test_another_member_finds_nothing(app: Flask, shop: Business, same_house: bool) -> None:
    fill(shop)
    other = make_business(name="Lain")
    house = shop.desk.cooperative_id if same_house else other.desk.cooperative_id
    member = (
        make_member(house, make_group(house, "Sebelah"), "Wati") if same_house else other.member
    )
    session.remove()
    stranger = signed_in(app, house, rules.ANGGOTA, member_id=member.id, group_id=member.group_id)
    for path in HERS:
        assert stranger.get(at(shop, path)).status_code == 404, path


def test_another_member_changes_nothing(app: Flask, shop: Business) -> None:
    done = sell(shop, 45_000, on=shop.desk.today)
    house = shop.desk.cooperative_id
    member = make_member(house, make_group(house, "Sebelah"), "Wati")
    before = len(ledger.journal(book_id=shop.book_id).rows)
    session.remove()
    stranger = signed_in(app, house, rules.ANGGOTA, member_id=member.id, group_id=member.group_id)
    posted = [
        rule.rule
        for rule in app.url_map.iter_rules()
        if "POST" in (rule.methods or ()) and rule.rule.startswith("/usaha/<int:enterprise_id>")
    ]
    assert len(posted) >= 12
    for rule in posted:
        path = re.sub(r"<int:enterprise_id>", str(shop.enterprise.id), rule)
        path = re.sub(r"<int:\w+>", str(done.id), path)
        answer = stranger.post(re.sub(r"<\w+>", "koperasi", path), {"why": "Iseng"})
        assert answer.status_code == 404, rule
    session.remove()
    assert len(ledger.journal(book_id=shop.book_id).rows) == before


def test_her_acts_are_not_in_the_cooperatives_books(app: Flask, shop: Business) -> None:
    make_savings(shop.desk.cooperative_id)
    done = sell(shop, 43_210, on=shop.desk.today, note="Rahasia dapur")
    page = ledger.entry_page(book_id=shop.book_id, seq=done.entry_seq)
    session.remove()
    treasurer = signed_in(app, shop.desk.cooperative_id, rules.BENDAHARA)
    looked = (
        "/buku/jurnal", "/buku/jurnal?cari=dapur", f"/buku/jurnal?cari={page.voucher}", "/laporan/neraca", "/laporan/neraca-saldo",
        "/laporan/buku-besar", "/laporan/ekspor/buku?format=hledger", "/kas/", "/",
        "/laporan/ekspor/buku?format=csv", "/buku/harian",
    )  # fmt: skip
    for path in looked:
        answer = treasurer.get(path)
        assert answer.status_code in {200, 303, 404}, path
        text = answer.get_data(as_text=True)
        answer.close()
        assert "Rahasia dapur" not in text, path
        assert "43.210" not in text, path
        assert "43210" not in text, path


def test_a_paper_of_hers_is_no_paper_of_the_cooperative(app: Flask, shop: Business) -> None:
    done = sell(shop, 43_210, on=shop.desk.today)
    token = ledger.entry_page(book_id=shop.book_id, seq=done.entry_seq).token
    session.remove()
    assert app.test_client().get(f"/buku/cek/{token}").status_code == 404


def test_the_export_is_her_book_alone(app: Flask, shop: Business, owner: Browser) -> None:
    make_savings(shop.desk.cooperative_id)
    sell(shop, 43_210, on=shop.desk.today, note="Keripik")
    other = business_of(
        shop.desk.cooperative_id,
        make_member(shop.desk.cooperative_id, shop.member.group_id, "Wati"),
        opened_on=shop.enterprise.opened_on, name="Sebelah",
    )  # fmt: skip
    sell(other, 98_765, on=shop.desk.today, note="Milik Wati")
    session.remove()
    answer = owner.get(at(shop, "/ekspor?format=hledger"))
    text = answer.get_data(as_text=True)
    answer.close()
    assert "43210" in text.replace(".", "")
    assert "Milik Wati" not in text
    assert owner.get(at(shop, "/ekspor?format=exe")).status_code == 404


def test_the_sentence_of_the_month(shop: Business, owner: Browser) -> None:
    sell(shop, 500_000, on=shop.desk.today)
    act(shop, "spend", 88_000, on=shop.desk.today, what="materials")
    session.remove()
    text = read(owner.get(at(shop, "")).get_data(as_text=True))
    assert "Bulan ini usaha untung Rp412.000" in text
    assert Money(412_000) == queries.month_figures(shop.book_id, _this_month()).profit


def _this_month() -> Month:
    return Month.of(clock.today())


def test_the_facts_on_her_papers_can_be_corrected(shop: Business, owner: Browser) -> None:
    data = {"name": "Keripik Bu Siti", "kind": "food", "address": "Kertek RT 2",
            "phone": "0812 3456 7890", "tax_since": "2022"}  # fmt: skip
    assert owner.post(at(shop, "/data"), data).status_code == 303
    session.remove()
    [mine] = queries.enterprises_of(shop.desk.cooperative_id, shop.member.id)
    assert (mine.address, mine.phone, mine.tax_since) == ("Kertek RT 2", "6281234567890", 2022)
    session.remove()
    answer = owner.post(at(shop, "/data"), data | {"tax_since": "1999"})
    assert answer.status_code == 422
    assert "Tulis tahun dari 2013" in answer.get_data(as_text=True)


def test_the_tax_counts_all_her_businesses(shop: Business, owner: Browser) -> None:
    other = business_of(
        shop.desk.cooperative_id, shop.member, opened_on=shop.enterprise.opened_on, name="Kedua"
    ).on(shop.desk.today)
    sell(shop, 400_000_000, on=shop.desk.today)
    sell(other, 200_000_000, on=shop.desk.today)
    session.remove()
    text = owner.get(at(shop, "/omzet")).get_data(as_text=True)
    assert "Rp600.000.000" in text
    assert "Rp500.000" in text  # 0,5% of the hundred million above
    assert "Kedua" in text


@pytest.mark.parametrize("count", ["-1", "0", "1000000000000000000000", "x"])
def test_a_count_that_no_button_sends_sells_nothing(
    shop: Business, owner: Browser, count: str
) -> None:
    item = make_product(shop)
    session.remove()
    data = {"count": count, "amount": "5.000", "way": "cash", "on": str(clock.today())}
    answer = send(owner, at(shop, f"/jual/{item}"), data)
    assert answer.status_code == 422
    assert shop.balance("sales") == 0


def test_only_what_is_sold_has_a_page_for_selling(shop: Business, owner: Browser) -> None:
    flour = material(shop, "Tepung").id
    session.remove()
    assert owner.get(at(shop, f"/jual/{flour}")).status_code == 404
    assert owner.post(at(shop, f"/jual/{flour}"), {"on": str(clock.today())}).status_code == 404


@pytest.mark.parametrize(
    "path", ["/laporan?periode=²⁰²⁶", "/buku?bulan=0001-01", "?bulan=0001-01", "/omzet?tahun=-1"]
)
def test_addresses_that_nobody_writes_are_no_accident(
    shop: Business, owner: Browser, path: str
) -> None:
    assert owner.get(at(shop, path)).status_code in {200, 404}


def test_name_and_kind_of_the_business_can_be_corrected(shop: Business, owner: Browser) -> None:
    member, house = shop.member, shop.desk.cooperative_id
    business_of(house, member, name="Batik Siti")
    session.remove()
    taken = send(owner, at(shop, "/data"), {"name": "batik  siti", "kind": "food"})
    assert taken.status_code == 422
    data = {"name": "Keripik Bu Siti Jaya", "kind": "trade", "address": "Garung"}
    assert send(owner, at(shop, "/data"), data).status_code == 303
    assert "Keripik Bu Siti Jaya" in owner.get(at(shop, "")).get_data(as_text=True)
    changed = queries.enterprise_of(house, member.id, shop.enterprise.id)
    assert (changed.name, changed.kind, changed.address) == (data["name"], "trade", "Garung")
