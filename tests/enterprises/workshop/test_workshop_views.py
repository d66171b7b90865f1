"""The pages of a workshop with the client: every page, whole ways through them, the wall around them."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
import time_machine
from flask import Flask
from werkzeug.test import TestResponse

from coop_app import clock, ledger
from coop_app.auth import rules
from coop_app.chart.templates import template
from coop_app.db import session, transaction
from coop_app.enterprises.queries.workshop import list_batches, list_recipes
from coop_app.enterprises.queries.workshop.outlets import list_outlets, lying
from coop_app.products import queries as products
from coop_app.products.queries import Item
from tests.make import make_group, make_member
from tests.make_enterprises import Business, business_of, make_business
from tests.make_products import make_item
from tests.make_workshop import Kind, batch_of, buy, dealing, material, recipe_of, told
from tests.people import Browser, signed_in

_REQUEST = re.compile(r'name="request_id"[^>]*value="([^"]+)"')


@pytest.fixture
def shop(app: Flask) -> Business:
    today = clock.today()
    made = make_business(opened_on=date(today.year, 1, 1), name="Keripik Bu Siti").on(today)
    cooperative_book(made)
    return made


def cooperative_book(shop: Business) -> None:
    """The cooperative's own book, where its papers are read."""
    with transaction():
        ledger.open_book(
            cooperative_id=shop.desk.cooperative_id, name="Buku koperasi", kind="cooperative",
            accounts=template("cooperative").accounts,
        )  # fmt: skip


@pytest.fixture
def owner(app: Flask, shop: Business) -> Browser:
    return signed_in(
        app, shop.desk.cooperative_id, rules.ANGGOTA, member_id=shop.member.id,
        group_id=shop.member.group_id,
    )  # fmt: skip


def at(shop: Business, path: str) -> str:
    return f"/usaha/{shop.enterprise.id}{path}"


def send(browser: Browser, page: str, to: str | None = None, **data: str) -> TestResponse:
    """Fill in the form of a page and send it."""
    shown = browser.get(page)
    assert shown.status_code == 200, page
    found = _REQUEST.search(shown.get_data(as_text=True))
    assert found, page
    return browser.post(to or page, {"request_id": found[1], **data})


def today(shop: Business) -> str:
    return shop.desk.today.isoformat()


def find(shop: Business, name: str) -> Item:
    session.remove()
    item = products.find_item(shop.book_id, name)
    assert item is not None
    return item


def new_item(
    owner: Browser, shop: Business, name: str, kind: str, unit: str, price: str = ""
) -> Item:
    done = send(owner, at(shop, "/barang/baru"), name=name, kind=kind, unit=unit, price=price)
    assert done.status_code == 303, done.get_data(as_text=True)
    return find(shop, name)


@pytest.fixture
def kitchen(shop: Business, owner: Browser) -> tuple[Item, Item, Item]:
    """Bananas, packs and chips, written down and bought on the pages themselves."""
    banana = new_item(owner, shop, "Pisang", "raw_material", "kg")
    pack = new_item(owner, shop, "Plastik", "packaging", "lembar")
    chips = new_item(owner, shop, "Keripik", "product", "bungkus", "15.000")
    for item, quantity, amount in ((banana, "10", "80.000"), (pack, "100", "20.000")):
        done = send(
            owner, at(shop, "/barang/beli"), item=str(item.id), quantity=quantity, amount=amount,
            way="cash", on=today(shop),
        )  # fmt: skip
        assert done.status_code == 303, done.get_data(as_text=True)
    done = send(
        owner, at(shop, "/resep/baru"), item=str(chips.id), makes="10", own_hours="2",
        hourly_rate="12.000",
        **{f"qty-{banana.id}": "2,5", f"qty-{pack.id}": "10", "cost-amount-1": "6.000",
           "cost-name-1": "Gas", "cost-days-1": "1", "cost-paid-1": "paid"},
    )  # fmt: skip
    assert done.status_code == 303, done.get_data(as_text=True)
    return banana, pack, chips


def produce(owner: Browser, shop: Business, good: str = "10", **more: str) -> TestResponse:
    recipe = list_recipes(shop.desk.cooperative_id, shop.enterprise.id)[0]
    page = at(shop, f"/produksi/baru?resep={recipe.id}")
    parts = {f"qty-{part.item_id}": str(part.quantity) for part in recipe.what.parts}
    parts = {key: "2,5" if value == "2500" else value for key, value in parts.items()}
    facts = {
        "version": str(recipe.version_id), "times": "1", "good": good, "on": today(shop),
        "way": "cash", "own_hours": "2", "hourly_rate": "12.000", "cost-amount-1": "6.000",
    } | parts | more  # fmt: skip
    session.remove()
    return send(owner, page, at(shop, "/produksi/baru"), **facts)


def test_from_material_to_a_price(
    shop: Business, owner: Browser, kitchen: tuple[Item, Item, Item]
) -> None:
    looked = produce(owner, shop, step="preview")
    text = looked.get_data(as_text=True)
    assert looked.status_code == 200
    assert "Rp28.000" in text, "the cost in the book is shown before it is written"
    assert not list_batches(shop.desk.cooperative_id, shop.enterprise.id), "looking writes nothing"
    assert produce(owner, shop).status_code == 200, "a phone that drops the button only looks"
    assert not list_batches(shop.desk.cooperative_id, shop.enterprise.id)
    saved = produce(owner, shop, step="save", rejected="1", reason="gosong")
    assert saved.status_code == 303
    page = owner.get(saved.location).get_data(as_text=True)
    for shown in ("B-0001", "Rp2.800", "Rp5.200", "gosong"):
        assert shown in page
    recipe = list_recipes(shop.desk.cooperative_id, shop.enterprise.id)[0]
    session.remove()
    page = owner.get(at(shop, f"/resep/{recipe.id}?persen=30&harga=8.000&tetap=100.000")).get_data(
        as_text=True
    )
    # 5.200: 30% on it is 6.760, 30% of the price is 7.429; 8.000 brings 2.800 a pack
    for shown in ("Rp6.760", "Rp7.429", "Rp2.800", "20 bungkus"):
        assert shown in page
    done = owner.post(at(shop, f"/resep/{recipe.id}/harga"), {"price": "8.000"})
    assert done.status_code == 303
    session.remove()
    price = products.price_of(shop.book_id, kitchen[2].id, "other", clock.today())
    assert price is not None
    assert price.amount == 8_000
    assert not ledger.audit(book_id=shop.book_id)


PAGES = (
    "/barang", "/barang/baru", "/barang/beli", "/resep", "/resep/baru", "/produksi",
    "/produksi/baru", "/titipan", "/titipan/toko-baru", "/koperasi",
)  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_every_page_opens_empty_and_full(
    shop: Business, owner: Browser, request: pytest.FixtureRequest, path: str
) -> None:
    assert owner.get(at(shop, path)).status_code == 200
    request.getfixturevalue("kitchen")
    assert owner.get(at(shop, path)).status_code == 200


@pytest.mark.parametrize("path", ["/barang", "/produksi", "/titipan"])
@pytest.mark.parametrize("file_format", ["pdf", "xlsx", "csv"])
def test_every_table_is_a_file(
    shop: Business, owner: Browser, kitchen: tuple[Item, Item, Item], path: str, file_format: str
) -> None:
    assert produce(owner, shop, step="save").status_code == 303
    found = owner.get(at(shop, f"{path}?format={file_format}"))
    assert found.status_code == 200
    assert len(found.data) > 20


def test_a_shop_from_leaving_to_its_report(
    shop: Business, owner: Browser, kitchen: tuple[Item, Item, Item]
) -> None:
    chips = kitchen[2]
    produce(owner, shop, step="save")
    made = send(owner, at(shop, "/titipan/toko-baru"), name="Toko Sari", commission="10", phone="")
    assert made.status_code == 303
    session.remove()
    [outlet] = list_outlets(shop.desk.cooperative_id, shop.enterprise.id)
    base = at(shop, f"/titipan/{outlet.id}")
    left = send(owner, f"{base}/titip", on=today(shop), **{f"qty-{chips.id}": "8"})
    assert left.status_code == 303
    facts = {f"sold-{chips.id}": "5", f"back-{chips.id}": "2", f"bad-{chips.id}": "1",
             "way": "cash", "on": today(shop)}  # fmt: skip
    looked = send(owner, f"{base}/laporan", step="preview", **facts)
    # five at the usual Rp15.000, of which the shop keeps a tenth
    assert "Rp67.500" in looked.get_data(as_text=True)
    assert 'value="7.500"' in looked.get_data(as_text=True)
    # what was only offered follows when more was sold; what she typed herself stays
    more = facts | {f"sold-{chips.id}": "6", f"back-{chips.id}": "1"}
    again = send(
        owner, f"{base}/laporan", step="preview", commission="7.500", offered="7.500", **more
    )
    assert 'value="9.000"' in again.get_data(as_text=True)
    typed = send(
        owner, f"{base}/laporan", step="preview", commission="7.000", offered="7.500", **more
    )
    assert 'value="7.000"' in typed.get_data(as_text=True)
    saved = send(owner, f"{base}/laporan", step="save", **facts)
    assert saved.status_code == 303
    assert owner.get(saved.location).status_code == 200
    assert owner.get(base).status_code == 200
    session.remove()
    assert not lying(shop.book_id, [outlet.id])
    assert shop.balance("sales") == -75_000
    assert shop.balance("sales_commission") == 7_500
    assert not ledger.audit(book_id=shop.book_id)


@pytest.fixture
def bought(shop: Business) -> Iterator[str]:
    """The cooperative sold her palm sugar."""
    desk = replace(shop.desk, book_id=ledger.main_book(shop.desk.cooperative_id))
    sugar = make_item(desk, "Gula aren")
    paper = dealing(
        Kind.BOUGHT, [(sugar, 5_000, 90_000)], {"cash": 50_000, "credit": 40_000}, on=shop.desk.today,
        label="Pengadaan gula aren",
    )  # fmt: skip
    with told(shop, paper):
        yield paper.key


def test_a_paper_of_the_cooperative_enters_once(
    shop: Business, owner: Browser, bought: str
) -> None:
    assert "Pengadaan gula aren" in owner.get(at(shop, "/koperasi")).get_data(as_text=True)
    page = at(shop, f"/koperasi/terima?dokumen={bought}")
    text = owner.get(page).get_data(as_text=True)
    theirs = re.search(r'name="treat-(\d+)"', text)
    assert theirs
    facts = {f"treat-{theirs[1]}": "new", "way": "cash"}
    looked = send(owner, page, step="preview", **facts)
    assert "Rp90.000" in looked.get_data(as_text=True)
    session.remove()
    assert products.find_item(shop.book_id, "Gula aren") is None, "looking writes nothing"
    assert send(owner, page, step="save", **facts).status_code == 303
    again = owner.post(page, {"request_id": "another", "step": "save", **facts})
    assert again.status_code == 303
    session.remove()
    assert shop.balance("inventory_raw_materials") == 90_000
    assert shop.balance("cooperative_debt", "cooperative") == -40_000
    assert not ledger.audit(book_id=shop.book_id)


def test_not_for_the_business_and_back(shop: Business, owner: Browser, bought: str) -> None:
    done = owner.post(at(shop, "/koperasi/bukan-usaha"), {"key": bought, "request_id": "no-1"})
    assert done.status_code == 303
    assert owner.get(at(shop, f"/koperasi/terima?dokumen={bought}")).status_code == 404
    owner.post(at(shop, "/koperasi/tawarkan-lagi"), {"key": bought})
    assert owner.get(at(shop, f"/koperasi/terima?dokumen={bought}")).status_code == 200


@pytest.mark.parametrize("who", ["another member", "the treasurer"])
def test_nobody_else_sees_the_workshop(app: Flask, shop: Business, who: str) -> None:
    house = shop.desk.cooperative_id
    banana = material(shop, "Pisang")
    chips = material(shop, "Keripik", kind="product", unit="bungkus")
    buy(shop, banana, 5_000, 40_000, on=shop.desk.today)
    recipe = recipe_of(shop, chips, {banana.id: 2_500}, makes=10)
    batch = batch_of(shop, recipe, good=10, on=shop.desk.today)
    other = make_member(house, make_group(house, "Lain"), "Rini")
    hers = business_of(house, other)
    session.remove()
    own = (f"/resep/{recipe.id}", f"/produksi/{batch.id}", f"/barang/{banana.id}")
    member_id = other.id if who == "another member" else None
    role = rules.ANGGOTA if member_id else rules.BENDAHARA
    browser = signed_in(app, house, role, member_id=member_id)
    for path in (*PAGES, *own, f"/produksi/baru?resep={recipe.id}"):
        assert browser.get(at(shop, path)).status_code in (403, 404), path
    # and the keys of one business open nothing in another
    for path in own:
        assert browser.get(at(hers, path)).status_code in (403, 404), path
    sent = {"version": str(recipe.version_id), "good": "10", "on": today(hers), "way": "cash"}
    assert browser.post(at(hers, "/produksi/baru"), sent).status_code in (403, 404)


def test_name_price_and_use_of_an_item_change_on_one_page(
    shop: Business, owner: Browser, kitchen: tuple[Item, Item, Item]
) -> None:
    chips = kitchen[2].id
    session.remove()
    page = at(shop, f"/barang/{chips}/ubah")
    assert 'value="15.000"' in owner.get(page).get_data(as_text=True)
    done = send(owner, page, name="Keripik manis", price="17.500", low_at="5", active="y")
    assert done.status_code == 303
    session.remove()
    changed = products.get_item(shop.book_id, chips)
    price = products.price_of(shop.book_id, chips, "other", clock.today())
    assert (changed.name, changed.low_at, changed.active) == ("Keripik manis", 5, True)
    assert price is not None
    assert price.amount == 17_500
    session.remove()
    assert send(owner, page, name="Pisang").status_code == 422, "two things of one name"
    assert send(owner, page, name="Keripik manis").status_code == 303
    assert "manis" not in owner.get(at(shop, "/jual")).get_data(as_text=True)
    assert "Tidak dipakai lagi" in owner.get(at(shop, "/barang")).get_data(as_text=True)


def test_what_was_typed_wrong_is_taken_back_from_its_page(
    shop: Business, owner: Browser, kitchen: tuple[Item, Item, Item]
) -> None:
    produce(owner, shop, step="save")
    [batch] = list_batches(shop.desk.cooperative_id, shop.enterprise.id)
    session.remove()
    page = at(shop, f"/produksi/{batch.id}")
    back = at(shop, f"/buku/{batch.entry_seq}/batal")
    assert back in owner.get(page).get_data(as_text=True)
    done = owner.post(back)
    assert (done.status_code, done.location) == (303, page), "on its own day one tap is enough"
    text = owner.get(page).get_data(as_text=True)
    assert "sudah dibatalkan" in text
    assert back not in text
    for list_page in ("/produksi", f"/barang/{kitchen[0].id}"):
        assert owner.get(at(shop, list_page)).status_code == 200
    assert "dibatalkan" in owner.get(at(shop, "/produksi")).get_data(as_text=True)
    there = {one.item.id: one.quantity for one in products.on_hand(shop.book_id)}
    assert there == {kitchen[0].id: 10_000, kitchen[1].id: 100}
    session.remove()
    assert "sudah" in owner.get(owner.post(back).location).get_data(as_text=True)
    assert owner.post(at(shop, "/buku/999/batal")).status_code == 404


def test_later_a_reason_is_asked_for(
    shop: Business, owner: Browser, kitchen: tuple[Item, Item, Item]
) -> None:
    produce(owner, shop, step="save")
    [batch] = list_batches(shop.desk.cooperative_id, shop.enterprise.id)
    session.remove()
    back = at(shop, f"/buku/{batch.entry_seq}/batal")
    with time_machine.travel(clock.now() + timedelta(days=2), tick=True):
        assert 'name="why"' in owner.get(at(shop, f"/produksi/{batch.id}")).get_data(as_text=True)
        owner.post(back)
        assert products.on_hand(shop.book_id)
        session.remove()
        owner.post(back, {"why": "jumlahnya salah"})
        page = ledger.entry_page(book_id=shop.book_id, seq=batch.entry_seq or 0)
        assert page.reversed_by is not None
