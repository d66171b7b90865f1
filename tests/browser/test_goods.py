"""Goods on the phone and at the counter: a sale at the till, a place in a sack, three taps in her own shop."""

from datetime import timedelta

import pytest
from playwright.sync_api import Browser, expect

from coop_app import clock, ledger
from coop_app.auth import rules
from coop_app.db import transaction
from coop_app.money import Money
from coop_app.products import service as stock
from coop_app.products.rules.items import Kind
from coop_app.products.rules.units import Unit
from tests.browser.office import Office
from tests.browser.serving import Served
from tests.browser.walking import Walk, walking
from tests.make_enterprises import business_of, make_product
from tests.make_products import make_item, make_point, make_stock
from tests.make_rounds import make_round, standing

pytestmark = pytest.mark.browser


def shelf(office: Office) -> tuple[int, int]:
    """The office point with twenty packs of chips, cost 7.000, sold for 10.000 and 12.000; keys of both."""
    point = make_point(office.desk, "Kantor", kind="office")
    chips = make_item(
        office.desk, "Keripik pisang", kind=Kind.GOODS, base_unit="bungkus",
        units=(Unit("dus", 20),),
    )  # fmt: skip
    for audience, amount in (("member", 10_000), ("other", 12_000)):
        with transaction():
            stock.set_price(
                desk=office.desk, item_id=chips.id, audience=audience, amount=Money(amount),
                unit="", valid_from=clock.today(),
            )  # fmt: skip
    make_stock(office.desk, chips, point, 20, 140_000)
    return point.id, chips.id


def test_a_sale_at_the_till(walk: Walk, office: Office) -> None:
    with office.app.app_context():
        point, chips = shelf(office)
    before = office.balance("cash_on_hand")
    walk.open(f"/penjualan/kasir/{point}")
    walk.fill(**{f"q-{chips}": "2"})
    walk.choose("way", "cash")
    walk.fill(received="50.000")
    walk.step("preview")
    assert walk.has("Rp24.000")
    assert walk.has("Rp26.000")
    assert office.balance("cash_on_hand") == before
    walk.step("save")
    assert walk.has("24.000")
    assert office.balance("cash_on_hand") - before == 24_000
    assert office.balance("cogs_nonmembers") == 14_000
    assert walk.fetched("A5").startswith(b"%PDF")


def test_a_member_takes_a_place_in_the_sack(
    chromium: Browser, site: Served, office: Office, width: int
) -> None:
    now = clock.now()
    with office.app.app_context():
        shown = make_round(
            office.desk, opens_at=now - timedelta(hours=1), closes_at=now + timedelta(days=3)
        )
    with walking(chromium, site.address, width=width) as made:
        made.sign_in(office.people[rules.ANGGOTA])
        made.open("/pengadaan/")
        made.press("Gula aren Agustus")
        made.choose("pick", "25")
        made.submit()
        assert made.has("25 kg")
    with office.app.app_context():
        wanted = standing(shown)
    assert wanted.of(office.members[2].id).quantity == 25


def test_three_taps_in_her_own_shop(
    chromium: Browser, site: Served, office: Office, width: int
) -> None:
    with office.app.app_context():
        business = business_of(office.desk.cooperative_id, office.members[2])
        make_product(business)
    with walking(chromium, site.address, width=width) as made:
        made.sign_in(office.people[rules.ANGGOTA])
        made.open(f"/usaha/{business.enterprise.id}/jual")
        made.press("Keripik pisang")
        made.choose("count", "3")
        made.follow(made.page.locator('main button[name="way"][value="cash"]'))
        assert made.has("45.000")
        made.open(f"/usaha/{business.enterprise.id}")
        made.open(f"/usaha/{business.enterprise.id}/laporan/laba-rugi")
        assert made.has("45.000")
    with office.app.app_context():
        assert business.balance("sales") == -45_000
        assert ledger.audit(book_id=business.book_id) == []


def test_a_sale_without_a_signal_waits_and_enters_once(
    chromium: Browser, site: Served, office: Office
) -> None:
    with office.app.app_context():
        business = business_of(office.desk.cooperative_id, office.members[2])
        item = make_product(business)
    with walking(chromium, site.address, width=360) as made:
        made.sign_in(office.people[rules.ANGGOTA])
        made.open(f"/usaha/{business.enterprise.id}/jual/{item}")
        page = made.page
        page.context.set_offline(True)
        made.choose("count", "3")
        page.locator('main button[name="way"][value="cash"]').click()
        expect(page.locator("main")).to_contain_text("Tersimpan di HP ini")
        page.context.set_offline(False)
        page.goto(f"{site.address}/usaha/{business.enterprise.id}")
        expect(page.locator("[data-phone-queue]")).to_be_hidden()
        page.reload()
    with office.app.app_context():
        assert business.balance("sales") == -45_000
        assert ledger.audit(book_id=business.book_id) == []
