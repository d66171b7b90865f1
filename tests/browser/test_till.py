"""The till in a browser: what it shows is what is booked, and nothing typed is lost with a reply."""

import pytest
from playwright.sync_api import Page, Route, expect

from coop_app import clock
from coop_app.auth import queries as people
from coop_app.auth import rules
from coop_app.auth import service as access
from coop_app.db import transaction
from coop_app.money import Money
from coop_app.products import queries as products
from coop_app.products import service as stock
from coop_app.products.rules.items import Kind
from coop_app.sales.rules.till.acts import Selling, Way, Wish
from coop_app.sales.service import till as service
from tests.browser.office import Office
from tests.browser.test_goods import shelf
from tests.browser.walking import Walk
from tests.make_products import make_item, make_stock
from tests.people import add_person

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


def end_sessions(office: Office) -> None:
    """As after a long pause, or from another device."""
    with office.app.app_context(), transaction():
        for one in people.users(office.desk.cooperative_id):
            access.end_sessions(user_id=one.id, now=clock.now())


def spoil_token(page: Page) -> None:
    """As on a page that was open too long."""
    page.evaluate("document.querySelector('form[data-till] [name=csrf_token]').value = 'old'")


@pytest.mark.parametrize("gone", ["session", "token"])
def test_signing_in_again_brings_the_basket_back(
    walk: Walk, office: Office, counter: tuple[str, str], gone: str
) -> None:
    page, (path, chips) = walk.page, counter
    before = office.balance("cash_on_hand")
    page.fill(f'[name="{chips}"]', "2")
    page.fill('[name="received"]', "50.000")
    if gone == "session":
        end_sessions(office)
    else:
        spoil_token(page)
    with page.expect_navigation():
        save(page)
    assert page.locator("form[data-till]").count() == 0
    page.context.clear_cookies()
    walk.sign_in(office.people[rules.BENDAHARA])
    walk.open(path)
    assert page.locator("[data-till-kept]").is_visible()
    assert page.input_value(f'[name="{chips}"]') == "2"
    assert page.input_value('[name="received"]') == "50.000"
    assert office.balance("cash_on_hand") == before
    with page.expect_navigation(url="**/penjualan/nota/*"):
        save(page)
    assert office.balance("cash_on_hand") - before == 24_000
    walk.open(path)
    assert page.input_value(f'[name="{chips}"]') == ""


def test_another_cashier_on_this_tab_begins_with_an_empty_basket(
    walk: Walk, office: Office, counter: tuple[str, str]
) -> None:
    page, (path, chips) = walk.page, counter
    with office.app.app_context():
        _, other = add_person(office.desk.cooperative_id, rules.BENDAHARA)
    page.fill(f'[name="{chips}"]', "3")
    page.fill('[name="buyer"]', "umum Wati")
    for name, quantity, buyer in (
        (other, "", ""), (office.people[rules.BENDAHARA], "3", "umum Wati"),
    ):  # fmt: skip
        page.context.clear_cookies()
        walk.sign_in(name)
        walk.open(path)
        assert page.locator("[data-till-kept]").is_visible() == bool(quantity)
        assert page.input_value(f'[name="{chips}"]') == quantity
        assert page.input_value('[name="buyer"]') == buyer


def test_a_lost_reply_about_the_last_goods_leads_to_its_note(
    walk: Walk, office: Office, counter: tuple[str, str]
) -> None:
    page, chips = walk.page, counter[1]
    before = office.balance("cash_on_hand")
    losing(page, arrives=True)
    page.fill(f'[name="{chips}"]', "1 dus")
    page.fill('[name="received"]', "250.000")
    save(page)
    expect(page.get_by_text(LOST)).to_be_visible()
    walk.said.clear()
    page.unroute_all()
    page.reload()
    expect(page.get_by_text(LOST)).to_be_visible()
    walk.look()
    assert page.locator(f'[name="{chips}"]:visible').count() == 0
    assert total(page) == "Rp240.000"
    expect(page.locator("[data-till-change] b")).to_have_text("Rp10.000")
    with page.expect_navigation(url="**/penjualan/nota/*"):
        save(page)
    assert office.balance("cash_on_hand") - before == 240_000


def test_goods_that_ran_out_since_are_named_not_left_out(
    walk: Walk, office: Office, counter: tuple[str, str]
) -> None:
    page, (path, chips) = walk.page, counter
    coffee = f"q-{coffee_beside(office, path)}"
    walk.open(path)
    losing(page, arrives=False)
    page.fill(f'[name="{chips}"]', "2")
    page.fill(f'[name="{coffee}"]', "1")
    save(page)
    expect(page.get_by_text(LOST)).to_be_visible()
    walk.said.clear()
    page.unroute_all()
    sell_out(office, path, chips)
    before = office.balance("cash_on_hand")
    page.reload()
    expect(page.get_by_text(LOST)).to_be_visible()
    assert total(page) == "Rp39.000"
    page.fill('[name="buyer"]', "umum Wati")
    assert total(page) == "…"
    with page.expect_navigation():
        save(page)
    walk.look()
    assert office.balance("cash_on_hand") == before
    assert page.input_value(f'[name="{chips}"]') == "2"
    page.fill(f'[name="{chips}"]', "")
    assert total(page) == "Rp15.000"
    with page.expect_navigation(url="**/penjualan/nota/*"):
        save(page)
    assert office.balance("cash_on_hand") - before == 15_000


def coffee_beside(office: Office, path: str) -> int:
    """Five packs of coffee at the till's point, sold for 15.000; their key."""
    desk = office.desk
    with office.app.app_context():
        coffee = make_item(desk, "Kopi bubuk", kind=Kind.GOODS, base_unit="bungkus")
        with transaction():
            stock.set_price(
                desk=desk, item_id=coffee.id, audience="other", amount=Money(15_000), unit="",
                valid_from=clock.today(),
            )  # fmt: skip
        point = products.get_point(desk.book_id, int(path.rpartition("/")[2]))
        make_stock(desk, coffee, point, 5, 50_000)
    return coffee.id


def sell_out(office: Office, path: str, chips: str) -> None:
    """Another till sells all twenty packs of chips."""
    selling = Selling(
        point_id=int(path.rpartition("/")[2]), sold_on=clock.today(), way=Way.CASH,
        wishes=(Wish(int(chips.removeprefix("q-")), 20),),
    )  # fmt: skip
    with office.app.app_context(), transaction():
        service.sell(desk=office.desk, selling=selling, request_id="elsewhere")
