"""Two phones of one household: three taps, one budget; and what a first visit weighs."""

import pytest
from playwright.sync_api import Browser

from coop_app import clock
from coop_app.db import transaction
from coop_app.literacy.service.family import joining
from tests.browser.office import Office
from tests.browser.serving import Served
from tests.browser.walking import PHONE, Walk, walking
from tests.make_family import earn, keeper_of, make_envelope, make_household, once, plan

pytestmark = pytest.mark.browser
KILO = 1024
PAGES = ("", "/catat", "/uang-masuk", "/pindah", "/amplop", "/orang", "/koperasi", "/catatan", "/hapus")  # fmt: skip


def _link(site: Served, office: Office) -> str:
    """A family with a planned month, and a link into it."""
    with site.app.app_context():
        coop, today = office.desk.cooperative_id, clock.today()
        keeper = keeper_of(coop, make_household(coop, "Keluarga Siti", today=today), today)
        food = make_envelope(keeper, "Dapur")
        make_envelope(keeper, "Dana darurat", kind="future", months=3)
        earn(keeper, 1_000_000, today)
        plan(keeper, today, **{f"_{food}": 800_000})
        with transaction():
            key = joining.invite(keeper=keeper, request_id=once())
    return f"/keluarga/gabung/{key}"


def _come_in(walk: Walk, link: str, name: str) -> None:
    walk.open(link)
    walk.fill(name=name)
    walk.submit()


def test_two_phones_write_in_one_budget(
    chromium: Browser, site: Served, office: Office, width: int
) -> None:
    with (
        walking(chromium, site.address, width=width) as hers,
        walking(chromium, site.address, width=PHONE) as his,
    ):
        _come_in(hers, _link(site, office), "Siti")
        assert hers.has("Masih Rp200.000 belum punya tujuan")
        # the first tap chooses the envelope, the second the amount, the third keeps it
        hers.follow(hers.page.locator("a", has_text="Dapur").first)
        hers.choose("quick", "50000")
        hers.submit()
        assert hers.has("Sisa Rp750.000")
        hers.press("Siapa yang menulis")
        hers.press("Buat tautan")
        link = hers.page.locator(".long").inner_text().removeprefix(site.address)
        _come_in(his, link, "Budi")
        assert his.has("ditulis Siti")
        his.open("/keluarga/catat")
        his.choose("envelope_id", his.page.locator("[name=envelope_id]").first.get_attribute("value") or "")  # fmt: skip
        his.fill(amount="25.000", words="beras")
        his.submit()
        hers.open("/keluarga")
        assert hers.has("ditulis Budi")
        assert hers.has("Sisa Rp725.000")


def test_every_page_of_a_family_is_sound(
    chromium: Browser, site: Served, office: Office, width: int
) -> None:
    with walking(chromium, site.address, width=width) as phone:
        _come_in(phone, _link(site, office), "Siti")
        for path in PAGES:
            phone.open(f"/keluarga{path}")
        phone.open("/keluarga")
        phone.press("Bagi uangnya")
        phone.fill(base="900.000")
        phone.choose("basis", "typed")
        phone.submit()
        assert phone.has("Masih Rp100.000 belum punya tujuan")


def test_a_first_visit_is_light(chromium: Browser, site: Served, office: Office) -> None:
    link = _link(site, office)
    with walking(chromium, site.address, width=PHONE) as phone:
        _come_in(phone, link, "Siti")
        cookies = phone.page.context.storage_state()
    for path in ("/keluarga", "/keluarga/catat", "/belajar/anggaran"):
        with walking(chromium, site.address, width=PHONE, storage_state=cookies) as phone:
            asked = []
            phone.page.on("requestfinished", lambda one, asked=asked: asked.append(one))
            phone.page.goto(site.address + path, wait_until="load")
            sizes = {one.url: one.sizes() for one in asked if not one.url.startswith("data:")}
            sent = sum(s["responseBodySize"] + s["responseHeadersSize"] for s in sizes.values())
            assert all(url.startswith(site.address) for url in sizes)
            assert sent <= 50 * KILO, (path, sizes)
            assert len(sizes) <= 7, sorted(sizes)
