"""The learning tools on a phone and a laptop: sound, light, on one sheet of paper, kept by a phone."""

import re
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser

from tests.browser.office import Office
from tests.browser.serving import Served
from tests.browser.walking import PHONE, Walk, walking
from tests.make_family import make_household
from tests.make_tools import make_quote

pytestmark = pytest.mark.browser
KILO = 1024


def _services(count: int) -> str:
    """As many services as fit into the form, with long names."""
    asked = [("currency", "HKD"), ("amount", "2.000"), ("times", "12"), ("rate_mid", "2.100")]
    for n in range(count):
        asked += [
            ("service", f"Toko Remitansi Maju Bersama {n}"), ("fee", str(n * 7)), ("rate_offered", f"20{90 - n}"),
            ("fee_mode", "deducted" if n % 2 else "on_top"), ("open", "no" if n == 7 else "yes"),
            ("quoted_on", "2026-06-01"), ("source", "Brosur di toko, dibaca pelatih"), ("row_rate_mid", ""),
        ]  # fmt: skip
    return "/belajar/kiriman?" + urlencode(asked)


ANSWERED = (
    _services(4),
    "/belajar/tujuan?name=Atap&target=6.000.000&saved=0&months=12&per_month=400.000",
    "/belajar/dana-darurat?spending=3.000.000&months=6&saved=1.000.000&per_month=500.000",
    "/belajar/utang?principal=12.000.000&percent=2&per=month&term_months=12&provision_percent=1&admin=50.000",
    "/belajar/utang?loan=1.000.000&cut_percent=30&daily_percent=1&days=7",
    (
        "/belajar/harga?materials_name=Tepung&materials_amount=900.000&packaging=50.000&own_hours=4"
        "&hourly_rate=10.000&good_units=100&markup_percent=30&margin_percent=30&price=15.000&fixed_cost=150.000"
    ),
    "/belajar/simpanan?pokok=100.000&dues=20.000&voluntary=50.000&years=30&percent_per_year=3",
)
EMPTY = (
    "/belajar", "/belajar/kiriman", "/belajar/tujuan", "/belajar/dana-darurat", "/belajar/utang", "/belajar/harga",
    "/belajar/simpanan",
)  # fmt: skip


@pytest.fixture
def family(chromium: Browser, site: Served, office: Office, width: int) -> Walk:  # type: ignore[misc]
    """A phone or laptop that carries the key of a household, so that its cooperative is known."""
    with site.app.app_context():
        opened = make_household(office.desk.cooperative_id)
        make_quote(office.desk.cooperative_id)
    with walking(chromium, site.address, width=width) as made:
        made.page.context.add_cookies([_cookie(site, opened.key)])
        yield made


def _cookie(site: Served, key: str) -> dict[str, str]:
    serializer = site.app.session_interface.get_signing_serializer(site.app)
    value = serializer.dumps({"household_key": key})
    return {"name": site.app.config["SESSION_COOKIE_NAME"], "value": value, "url": site.address}


def test_every_tool_is_sound(family: Walk) -> None:
    for path in (*EMPTY, *ANSWERED, _services(8)):
        family.open(path)


def test_a_question_is_typed_answered_kept_and_found_again(family: Walk) -> None:
    family.open("/belajar/tujuan")
    family.fill(name="Atap dapur", target="6000000", months="12")
    with family.page.expect_navigation():
        family.page.get_by_role("button", name="Hitung").click()
    family.look()
    answer = family.page.locator('[data-out="per_month"]')
    assert answer.inner_text() == "Rp500.000"
    assert answer.evaluate("e => e.getBoundingClientRect().top < innerHeight")
    family.page.get_by_text("Simpan untuk keluarga saya").click()
    with family.page.expect_navigation():
        family.page.get_by_role("button", name="Simpan", exact=True).click()
    family.look()
    family.follow(family.page.get_by_role("link", name="Atap dapur"))
    assert family.page.locator('[data-out="per_month"]').inner_text() == "Rp500.000"


def test_a_trainers_quote_is_picked_with_a_tap(family: Walk) -> None:
    family.open("/belajar/kiriman")
    family.fill(amount="2.000")
    family.page.locator("summary").first.click()
    family.page.locator("label.check").first.click()
    with family.page.expect_navigation():
        family.page.get_by_role("button", name="Bandingkan").click()
    family.look()
    assert family.page.locator('[data-out="best_received_idr"]').inner_text() == "Rp4.160.000"


def test_each_is_one_sheet_of_paper(chromium: Browser, site: Served, office: Office) -> None:
    with walking(chromium, site.address, width=PHONE) as walk:
        for path in (*EMPTY[1:], *ANSWERED, _services(8)):
            walk.page.goto(site.address + path)
            paper = walk.page.pdf(prefer_css_page_size=True)
            assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 1, path
            assert re.search(rb"/MediaBox\s*\[0 0 59[45][.\d]* 84[12][.\d]*\]", paper), path


def test_a_first_visit_is_light(chromium: Browser, site: Served, office: Office) -> None:
    for path in (*EMPTY, *ANSWERED):
        with walking(chromium, site.address, width=PHONE) as walk:
            asked = []
            walk.page.on("requestfinished", lambda one, asked=asked: asked.append(one))
            walk.page.goto(site.address + path)
            walk.page.wait_for_load_state()
            page_own = [
                one for one in asked if one.service_worker is None and "sw.js" not in one.url
            ]
            assert all(one.url.startswith(site.address) for one in page_own)
            sizes = {one.url: one.sizes() for one in page_own}
            sent = sum(s["responseBodySize"] + s["responseHeadersSize"] for s in sizes.values())
            assert sent <= 50 * KILO, (path, sizes)
            assert len(sizes) <= 6, (path, sorted(sizes))
            html = sizes[walk.page.url]["responseBodySize"]
            assert html <= 15 * KILO, path


def test_without_a_script_it_answers_too(chromium: Browser, site: Served, office: Office) -> None:
    with walking(chromium, site.address, width=PHONE, java_script_enabled=False) as walk:
        walk.page.goto(site.address + "/belajar/kiriman")
        walk.page.fill("[name=amount]", "2.000")
        walk.page.fill("#service-1", "Toko")
        walk.page.fill("#fee-1", "20")
        walk.page.fill("#rate_offered-1", "2.080")
        walk.page.get_by_role("button", name="Tambah jasa kirim").click()
        assert walk.page.locator("fieldset").count() == 4
        walk.page.get_by_role("button", name="Bandingkan").click()
        assert walk.page.locator('[data-out="best_service"]').first.inner_text() == "Toko"
