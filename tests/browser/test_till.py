"""The till in a browser: what it shows is what is booked, and nothing typed is lost with a reply."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.office import Office
from tests.browser.test_goods import shelf
from tests.browser.walking import Walk

pytestmark = pytest.mark.browser
LOST = "Tidak ada jawaban"


@pytest.fixture
def counter(walk: Walk, office: Office) -> tuple[str, str]:
    """The till's address and the field of the chips."""
    with office.app.app_context():
        point, chips = shelf(office)
    walk.open(f"/penjualan/kasir/{point}")
    return f"/penjualan/kasir/{point}", f"q-{chips}"


def total(page: Page) -> str:
    return page.locator("[data-till-total] b").inner_text()


def save(page: Page) -> None:
    page.locator('button[name="step"][value="save"]').first.click()


def losing(page: Page, *, arrives: bool) -> None:
    """The next sale gets no answer; it may have arrived all the same."""

    def handle(route: Route) -> None:
        if route.request.method != "POST":
            route.continue_()
            return
        if arrives:
            route.fetch(max_redirects=0)
        route.abort()

    page.route("**/penjualan/kasir/*", handle)


def test_the_page_counts_as_the_server_does(
    walk: Walk, office: Office, counter: tuple[str, str]
) -> None:
    page, chips = walk.page, counter[1]
    before = office.balance("cash_on_hand")
    for typed, shown in (
        ("2", "Rp24.000"), ("1/2 dus", "Rp120.000"), ("3 bungkus", "Rp36.000"), ("2 kodi", "…"),
        ("dua", "…"), ("0", "Rp0"), ("2", "Rp24.000"),
    ):  # fmt: skip
        page.fill(f'[name="{chips}"]', typed)
        assert total(page) == shown, typed
    page.fill('[name="buyer"]', office.members[0].name)
    assert total(page) == "Rp20.000"
    page.get_by_role("button", name="Rp50.000").click()
    expect(page.locator("[data-till-change] b")).to_have_text("Rp30.000")
    with page.expect_navigation():
        save(page)
    walk.look()
    assert office.balance("cash_on_hand") - before == 20_000
    assert office.balance("sales_members") == -20_000


@pytest.mark.parametrize("arrives", [True, False])
def test_a_lost_reply_loses_nothing_and_books_once(
    walk: Walk, office: Office, counter: tuple[str, str], arrives: bool
) -> None:
    page, (path, chips) = walk.page, counter
    before = office.balance("cash_on_hand")
    losing(page, arrives=arrives)
    page.fill(f'[name="{chips}"]', "2")
    page.fill('[name="received"]', "50.000")
    save(page)
    expect(page.get_by_text(LOST)).to_be_visible()
    walk.said.clear()  # the browser's own words about the lost reply
    walk.look()
    assert page.input_value(f'[name="{chips}"]') == "2"
    page.reload()
    expect(page.get_by_text(LOST)).to_be_visible()
    assert page.input_value(f'[name="{chips}"]') == "2"
    assert page.input_value('[name="received"]') == "50.000"
    page.unroute_all()
    with page.expect_navigation(url="**/penjualan/nota/*"):
        save(page)
    walk.look()
    assert office.balance("cash_on_hand") - before == 24_000
    walk.open(path)
    assert page.input_value(f'[name="{chips}"]') == ""
    assert page.locator("[data-till-lost]").is_hidden()


def test_a_basket_left_behind_is_there_again_or_is_emptied(
    walk: Walk, counter: tuple[str, str]
) -> None:
    page, (path, chips) = walk.page, counter
    page.fill(f'[name="{chips}"]', "3")
    page.fill('[name="buyer"]', "umum Wati")
    walk.open("/penjualan")
    walk.open(path)
    assert page.locator("[data-till-kept]").is_visible()
    assert page.input_value(f'[name="{chips}"]') == "3"
    assert page.input_value('[name="buyer"]') == "umum Wati"
    with page.expect_navigation():
        page.locator("[data-till-kept] [data-till-empty]").click()
    assert page.input_value(f'[name="{chips}"]') == ""
    assert page.locator("[data-till-kept]").is_hidden()


def test_what_is_refused_is_said_on_the_page(
    walk: Walk, office: Office, counter: tuple[str, str]
) -> None:
    page, chips = walk.page, counter[1]
    page.fill(f'[name="{chips}"]', "21")
    with page.expect_navigation():
        save(page)
    expect(page.locator("main [role=alert]").first).to_be_visible()
    walk.look()
    assert page.input_value(f'[name="{chips}"]') == "21"
    page.fill(f'[name="{chips}"]', "20")
    with page.expect_navigation(url="**/penjualan/nota/*"):
        save(page)
    assert office.balance("cogs_nonmembers") == 140_000
