"""A shop from the first word to the first order, on a phone; and what a first visit weighs."""

import pytest
from playwright.sync_api import Browser

from coop_app.sales.rules.window.showing import A_PAGE, Shown, Supply
from tests.browser.office import Office
from tests.browser.serving import Served
from tests.browser.walking import PHONE, Walk, walking
from tests.make_window import make_photo, make_product, make_window

pytestmark = pytest.mark.browser
KILO = 1024


def _shop(site: Served, office: Office, slug: str) -> list[int]:
    """An open window with as many products as fit on a page, each with a busy photo."""
    folder = site.app.extensions["settings"].files
    with site.app.app_context():
        items = [make_product(office.desk, f"Keripik {n}") for n in range(A_PAGE)]
        for item in items:
            make_photo(office.desk, item.id, folder)
        make_window(office.desk, *(Shown(item.id, Supply.TO_ORDER) for item in items), slug=slug)
    return [item.id for item in items]


def test_first_visit_of_a_shop_is_light(chromium: Browser, site: Served, office: Office) -> None:
    slug = f"ringan-{office.desk.book_id}"
    item = _shop(site, office, slug)[0]
    for path in (f"/warung/{slug}", f"/warung/{slug}/{item}", f"/warung/{slug}/pesan"):
        with walking(chromium, site.address, width=PHONE) as walk:
            asked = []
            walk.page.on("requestfinished", lambda one, asked=asked: asked.append(one))
            walk.page.goto(site.address + path, wait_until="networkidle")
            assert all(one.url.startswith(site.address) for one in asked)
            sizes = {one.url: one.sizes() for one in asked}
            sent = sum(s["responseBodySize"] + s["responseHeadersSize"] for s in sizes.values())
            assert sent <= 50 * KILO, (path, sizes)
            assert len([url for url in sizes if "/foto/" not in url]) <= 6, sorted(sizes)


def test_a_shop_is_opened_and_takes_an_order(
    chromium: Browser, site: Served, office: Office, walk: Walk
) -> None:
    slug = f"toko-{office.desk.book_id}"
    with site.app.app_context():
        item = make_product(office.desk, "Gula Semut")
    own = f"/warung-saya/{office.desk.book_id}"
    walk.open(own)
    walk.page.fill("[name=title]", "Toko Purna Migran")
    walk.page.fill("[name=slug]", slug)
    walk.page.fill("[name=phone]", "0812-3456-7890")
    walk.submit()
    walk.page.check(f"#show-{item.id}")
    walk.page.select_option(f"#supply-{item.id}", "to_order")
    walk.follow(walk.page.locator("#barang button[data-once]"))
    walk.page.check("#agree")
    walk.follow(walk.page.locator("#buka button[data-once]"))
    with walking(chromium, site.address, width=PHONE, java_script_enabled=False) as buyer:
        buyer.page.goto(f"{site.address}/warung/{slug}")
        buyer.page.get_by_role("link", name="Gula Semut").click()
        buyer.page.get_by_role("link", name="Pesan ini").click()
        buyer.page.fill("[name=name]", "Wati")
        buyer.page.fill("[name=phone]", "0813 1111 2222")
        buyer.page.get_by_role("button", name="Kirim pesanan").click()
        link = buyer.page.get_by_role("link", name="Kirim lewat WhatsApp").get_attribute("href")
        assert link is not None
        assert link.startswith("https://wa.me/6281234567890?text=")
    walk.open(f"{own}/pesanan")
    walk.press("1", exact=True)
    walk.press("Sudah diserahkan, selesai")
    assert walk.page.get_by_text("Pesanan ini sudah selesai.").is_visible()


def test_the_public_pages_are_sound(
    chromium: Browser, site: Served, office: Office, width: int
) -> None:
    slug = f"rapi-{office.desk.book_id}"
    item = _shop(site, office, slug)[0]
    with walking(chromium, site.address, width=width) as walk:
        for path in (f"/warung?koperasi={office.desk.cooperative_id}", f"/warung/{slug}",
                     f"/warung/{slug}/{item}", f"/warung/{slug}/pesan?barang={item}"):  # fmt: skip
            walk.open(path)
