"""Old phones, phones that lie open overnight, and phones that change hands while notes wait on them."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from playwright.sync_api import Browser, Page, expect

from coop_app import db
from coop_app.app import create_app
from tests.browser import accessibility_findings
from tests.browser import village as v
from tests.browser.office import opened_office
from tests.browser.village import NOTE, Village
from tests.browser.walking import PHONE, Walk
from tests.conftest import settings_for
from tests.make import NOW
from tests.make_enterprises import business_of, make_product

pytestmark = pytest.mark.browser
expect.set_options(timeout=20_000)  # a phone and a busy machine are slow
OLD_PHONE = """window.FormData = class extends window.FormData {
  constructor(form) { super(form); }
};"""
NO_ROOM = """() => {
  IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); };
}"""
SHOWN = "document.dispatchEvent(new Event('visibilitychange'))"


@pytest.fixture
def village(migrated_sqlite: Path, tmp_path: Path, august: None) -> Iterator[Village]:
    """A program of its own, which a test may stop."""
    app = create_app(settings_for(v.copy_of(migrated_sqlite, tmp_path), tmp_path))
    with app.app_context():
        office = opened_office(app)
    made = Village(app, office)
    made.start()
    yield made
    made.stop()


@pytest.fixture
def seller(chromium: Browser, village: Village) -> Iterator[Walk]:
    """An old phone, signed in, before the page on which a product is sold."""
    office = village.office
    with village.app.app_context():
        business = business_of(office.desk.cooperative_id, office.members[2])
        item_id = make_product(business)
    with v.phone(chromium, village, PHONE) as walk:
        walk.page.add_init_script(OLD_PHONE)
        walk.sign_in(office.people["anggota"])
        walk.open("/belajar")
        v.ready(walk.page)
        walk.page.goto(f"{village.address}/usaha/{business.enterprise.id}/jual/{item_id}")
        yield walk


def rows(village: Village, query: str) -> list[tuple[object, ...]]:
    """What the program holds."""
    with village.app.app_context():
        found = [tuple(row) for row in db.session.execute(sa.text(query))]
        db.session.rollback()
    return found


def wait_for(village: Village, page: Page, query: str, found: list[tuple[object, ...]]) -> None:
    """Until the program holds this."""
    for _ in range(200):
        if rows(village, query) == found:
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"{rows(village, query)}, wanted {found}")


def sell_on_credit(page: Page) -> None:
    page.fill("[name=party]", "Bu Tini")
    page.locator("button[name=way][value=later]").click()


SALES = "SELECT way FROM business_act WHERE kind = 'sale' ORDER BY id"


def test_an_old_phone_keeps_the_pressed_button(village: Village, seller: Walk) -> None:
    page = seller.page
    v.silent(page.context, village)
    sell_on_credit(page)
    expect(page.locator("[data-phone-queue]")).to_contain_text("1 catatan menunggu sinyal.")
    page.goto(village.address + "/belajar/menunggu")
    note = page.locator("[data-phone-list] section")
    expect(note.locator("dt", has_text="Dibayar dengan apa?")).to_have_count(1)
    expect(note.locator("dd", has_text="Belum dibayar")).to_have_count(1)
    assert accessibility_findings(page) == []
    v.heard_again(page.context, village)
    page.reload()
    wait_for(village, page, SALES, [("later",)])


def test_a_phone_without_room_sends_the_pressed_button_too(village: Village, seller: Walk) -> None:
    page = seller.page
    page.evaluate(NO_ROOM)
    with page.expect_navigation():
        sell_on_credit(page)
    assert rows(village, SALES) == [("later",)]


def test_days_that_nobody_typed_follow_the_phone(village: Village, seller: Walk) -> None:
    page, day = seller.page, "details input[name=on]"
    page.locator(day).evaluate("field => { field.dataset.today = ''; }")
    assert page.input_value(day) == "2026-08-14"
    assert not page.locator(day).is_visible()
    page.clock.set_fixed_time(NOW + timedelta(days=1))
    page.evaluate(SHOWN)
    assert page.input_value(day) == "2026-08-15"
    v.silent(page.context, village)
    sell_on_credit(page)
    expect(page.locator("[data-phone-queue]")).to_contain_text("1 catatan menunggu sinyal.")
    assert page.input_value(day) == "2026-08-15"
    # a day of her own stays
    page.locator(day).evaluate("field => { field.value = '2026-08-03'; }")
    page.clock.set_fixed_time(NOW + timedelta(days=2))
    page.evaluate(SHOWN)
    assert page.input_value(day) == "2026-08-03"
    page.evaluate("document.querySelector('form[data-outbox]').reset()")
    page.clock.set_fixed_time(NOW + timedelta(days=3))
    page.evaluate("window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")
    assert page.input_value(day) == "2026-08-17"
    v.heard_again(page.context, village)


def test_a_calculation_of_nobody_known_waits_for_a_word(
    chromium: Browser, village: Village
) -> None:
    """The family signed out; whoever used the phone then wrote nothing into its book."""
    with v.phone(chromium, village, PHONE) as walk:
        page = walk.page
        walk.sign_in(village.office.people["anggota"])
        v.begin_family(walk)
        v.keep_note_page(walk)
        page.goto(village.address + "/")
        page.locator("details.menu.who summary").click()
        page.locator("details.menu.who form button").click()
        page.wait_for_url("**/masuk*")
        assert "keluarga" not in v.kept(page)
        v.silent(page.context, village)
        _keep_calculation(page, village)
        page.goto("about:blank")  # no page of ours is open until she signs in
        v.heard_again(page.context, village)
        walk.sign_in(village.office.people["anggota"])
        page.goto(village.address + "/belajar/menunggu")
        expect(page.locator("[data-phone-list] .warning")).to_contain_text(
            "Apakah ini catatan Anda?"
        )
        v.look(walk)
        page.wait_for_timeout(300)
        assert rows(village, "SELECT title FROM kept_calculation") == []
        # it was hers after all
        page.get_by_role("button", name="Ya, ini catatan saya").click()
        wait_for(village, page, "SELECT title FROM kept_calculation", [("Atap",)])


def test_nobody_known_begins_a_family_with_all_that_waits(
    chromium: Browser, village: Village
) -> None:
    with v.phone(chromium, village, PHONE) as walk:
        page = walk.page
        walk.open("/belajar")
        v.ready(page)
        v.silent(page.context, village)
        _keep_calculation(page, village)
        _keep_calculation(page, village, "Sumur")
        v.heard_again(page.context, village)
        page.goto(village.address + "/belajar")
        query = "SELECT title FROM kept_calculation ORDER BY title"
        wait_for(village, page, query, [("Atap",), ("Sumur",)])
        assert len(rows(village, "SELECT id FROM family")) == 1


def test_a_phone_of_several_keeps_no_word_of_the_family(
    chromium: Browser, village: Village
) -> None:
    with v.phone(chromium, village, PHONE) as walk:
        walk.sign_in(village.office.people["bendahara"])
        v.begin_family(walk)
        walk.page.goto(village.address + NOTE)
        v.ready(walk.page)
        walk.page.goto(village.address + NOTE)
        walk.page.wait_for_timeout(500)
        assert "keluarga" not in v.kept(walk.page)


def _keep_calculation(page: Page, village: Village, name: str = "Atap") -> None:
    page.goto(village.address + "/belajar/tujuan")
    page.fill("[name=name]", name)
    page.fill("[name=target]", "6.000.000")
    page.fill("[name=months]", "12")
    page.locator("form[data-tool=goal] button").click()
    page.locator("[data-keep] summary").click()
    page.locator("[data-keep] button").click()
    expect(page.locator("[data-phone-queue]")).to_contain_text(re.compile(r"\d catatan menunggu"))
    expect(page.locator("[data-phone-notice]")).to_be_visible()
