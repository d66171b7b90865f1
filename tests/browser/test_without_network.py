"""A phone loses its signal: pages stay, sums go on, notes wait and arrive exactly once."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from coop_app.app import create_app
from tests.browser import accessibility_findings
from tests.browser import village as v
from tests.browser.office import opened_office
from tests.browser.village import NOTE, Village
from tests.browser.walking import PHONE, Walk
from tests.conftest import settings_for

pytestmark = pytest.mark.browser
expect.set_options(timeout=20_000)  # a phone and a busy machine are slow
NO_SIGNAL = "Halaman ini perlu sinyal"


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
def siti(chromium: Browser, village: Village) -> Iterator[Walk]:
    """A phone with the key of a family and its page for notes."""
    with v.phone(chromium, village, PHONE) as walk:
        v.begin_family(walk)
        v.keep_note_page(walk)
        yield walk


def test_a_tool_works_without_a_signal(chromium: Browser, village: Village, width: int) -> None:
    with v.phone(chromium, village, width) as walk:
        page = walk.page
        walk.open("/belajar")
        v.ready(page)
        v.silent(page.context, village)
        page.goto(village.address + "/belajar/tujuan")
        expect(page.locator("main")).to_contain_text("Tanpa sinyal.")
        page.fill("[name=target]", "18.000.000")
        page.fill("[name=saved]", "6.000.000")
        page.fill("[name=months]", "9")
        page.locator("form[data-tool=goal] button").click()
        expect(page.locator("[data-result=goal]")).to_be_visible()
        assert page.locator("[data-out=per_month]").inner_text() == "Rp1.333.334"
        assert page.locator("[data-out=done_in]").inner_text() == "Mei 2027"
        assert accessibility_findings(page) == []
        # an address with figures, sent by somebody, shows its answer too
        page.goto(village.address + "/belajar/dana-darurat?spending=3.000.000&months=6")
        assert page.locator("[data-out=target]").inner_text() == "Rp18.000.000"
        page.reload()
        assert page.locator("[data-out=target]").inner_text() == "Rp18.000.000"
        v.heard_again(page.context, village)


def test_the_rest_says_that_it_needs_a_signal(
    chromium: Browser, village: Village, width: int
) -> None:
    with v.phone(chromium, village, width) as walk:
        walk.open("/belajar")
        v.ready(walk.page)
        v.silent(walk.page.context, village)
        walk.page.goto(village.address + "/anggota")
        expect(walk.page.locator("h1")).to_have_text(NO_SIGNAL)
        assert accessibility_findings(walk.page) == []
        assert walk.page.locator("main a[href='/belajar/kiriman']").is_visible()
        v.heard_again(walk.page.context, village)


def test_two_notes_written_without_a_signal_arrive_once(village: Village, siti: Walk) -> None:
    page = siti.page
    v.silent(page.context, village)
    page.goto(village.address + NOTE)
    v.write(page, "beras", "120.000")
    expect(page.locator("[data-phone-queue]")).to_contain_text("1 catatan menunggu sinyal.")
    assert accessibility_findings(page) == []
    page.reload()
    v.write(page, "minyak", "38.000")
    expect(page.locator("[data-phone-queue]")).to_contain_text("2 catatan menunggu sinyal.")
    page.close()
    again = page.context.new_page() if page.context.pages else siti.page.context.new_page()
    assert village.notes() == []
    v.heard_again(again.context, village)
    again.goto(village.address + "/belajar")
    village.wait_for(["beras", "minyak"], again)
    expect(again.locator("[data-phone-queue]")).to_be_hidden()
    assert village.notes() == [("beras", 120_000), ("minyak", 38_000)]


def test_a_lost_reply_does_not_double_a_note(village: Village, siti: Walk) -> None:
    page = siti.page
    village.losing = 1
    v.write(page, "sabun", "15.000")
    expect(page.locator("[data-phone-queue]")).to_contain_text("1 catatan menunggu sinyal.")
    assert village.notes() == [("sabun", 15_000)]
    page.goto(village.address + NOTE)
    expect(page.locator("[data-phone-queue]")).to_be_hidden()
    page.wait_for_timeout(300)
    assert village.notes() == [("sabun", 15_000)]
    assert village.posts.count(NOTE) == 2


def test_with_a_signal_the_note_is_there_at_once(village: Village, siti: Walk) -> None:
    with siti.page.expect_navigation(url="**/keluarga#catatan"):
        v.write(siti.page, "gas", "24.000")
    assert village.notes() == [("gas", 24_000)]
    siti.page.goto(village.address + NOTE)
    v.write(siti.page, "salah", "1,5")
    expect(siti.page.locator("main [role=alert]").first).to_be_visible()
    assert siti.page.input_value("main [name=words]") == "salah"
    assert village.notes() == [("gas", 24_000)]
    assert v.queue(siti.page) == ""


def test_two_windows_send_a_note_once(village: Village, siti: Walk) -> None:
    one, context = siti.page, siti.page.context
    other = context.new_page()
    other.goto(village.address + NOTE)
    v.silent(context, village)
    v.write(one, "telur", "30.000")
    v.write(other, "garam", "5.000")
    expect(other.locator("[data-phone-queue]")).to_contain_text("2 catatan")
    v.heard_again(context, village)
    for page in (one, other):
        page.evaluate("window.dispatchEvent(new Event('online'))")
    village.wait_for(["telur", "garam"], one)
    one.wait_for_timeout(300)
    assert len(village.notes()) == 2


def test_a_refused_note_stays_with_its_sentence_and_is_corrected(
    village: Village, siti: Walk
) -> None:
    page = siti.page
    v.silent(page.context, village)
    page.goto(village.address + NOTE)
    v.write(page, "kain", "1,5")
    v.heard_again(page.context, village)
    page.goto(village.address + "/belajar/menunggu")
    expect(page.locator("[data-phone-list] .warning")).to_contain_text("Rp15")
    expect(page.locator("[data-phone-queue]")).to_contain_text("1 catatan perlu Anda betulkan.")
    v.look(siti)
    assert village.notes() == []
    page.locator("[data-phone-list] [data-name=amount]").fill("150.000")
    page.locator("[data-phone-list] form button").first.click()
    village.wait_for(["kain"], page)
    expect(page.locator("[data-phone-nothing]").first).to_be_visible()


def test_notes_saved_as_a_file_come_back_once(
    chromium: Browser, village: Village, siti: Walk, tmp_path: Path
) -> None:
    page = siti.page
    v.silent(page.context, village)
    page.goto(village.address + NOTE)
    v.write(page, "obat", "45.000")
    expect(page.locator("[data-phone-queue]")).to_be_visible()
    page.goto(village.address + "/belajar/menunggu")
    with page.expect_download() as arriving:
        page.locator("[data-phone-save]").click()
    file = tmp_path / "catatan.json"
    arriving.value.save_as(file)
    assert len(json.loads(file.read_text("utf-8"))["notes"]) == 1
    page.set_input_files("[data-phone-read]", file)
    expect(page.locator("[data-phone-notice]")).to_contain_text("0 catatan")
    expect(page.locator("[data-phone-list] section")).to_have_count(1)
    v.heard_again(page.context, village)
    village.wait_for(["obat"], page)
    page.set_input_files("[data-phone-read]", file)
    expect(page.locator("[data-phone-notice]")).to_contain_text("0 catatan")
    page.wait_for_timeout(300)
    assert village.notes() == [("obat", 45_000)]


def test_another_familys_note_waits_for_its_own_people(
    chromium: Browser, village: Village, siti: Walk
) -> None:
    page, context = siti.page, siti.page.context
    v.silent(context, village)
    page.goto(village.address + NOTE)
    v.write(page, "rahasia", "70.000")
    expect(page.locator("[data-phone-queue]")).to_be_visible()
    cookies = context.cookies()
    context.clear_cookies()
    v.heard_again(context, village)
    page.goto(village.address + "/belajar/menunggu")
    expect(page.locator("[data-phone-list] .warning")).to_contain_text("Masuk dulu")
    v.begin_family(siti, "Keluarga Lain")
    page.goto(village.address + "/belajar/menunggu")
    expect(page.locator("[data-phone-list] .warning")).to_contain_text("milik orang lain")
    assert village.notes() == []
    context.add_cookies(cookies)
    page.goto(village.address + "/belajar")
    village.wait_for(["rahasia"], page)


def test_signing_out_asks_about_notes_and_forgets_the_family(village: Village, siti: Walk) -> None:
    page, context = siti.page, siti.page.context
    v.silent(context, village)
    page.goto(village.address + NOTE)
    v.write(page, "pulsa", "25.000")
    expect(page.locator("[data-phone-queue]")).to_be_visible()
    assert v.kept(page)["keluarga"] == [NOTE, v.WRITER]
    context.clear_cookies()  # the key is gone, so that the note cannot be sent
    v.heard_again(context, village)
    siti.sign_in(village.office.people["anggota"])
    assert "keluarga" not in v.kept(page)
    page.goto(village.address + "/")
    _press_sign_out(page)
    expect(page.locator("main")).to_contain_text("Sebelum keluar")
    v.look(siti)
    expect(page.locator("[data-phone-list] section")).to_have_count(1)
    page.get_by_role("button", name="Tetap keluar").click()
    page.wait_for_url("**/masuk*")
    page.goto(village.address + "/belajar/menunggu")
    expect(page.locator("[data-phone-list] section")).to_have_count(1)
    assert village.notes() == []


def test_signing_out_without_notes_forgets_the_family_at_once(village: Village, siti: Walk) -> None:
    page = siti.page
    siti.sign_in(village.office.people["anggota"])
    v.keep_note_page(siti)
    page.goto(village.address + "/")
    _press_sign_out(page)
    page.wait_for_url("**/masuk*")
    assert "keluarga" not in v.kept(page)


def test_officers_and_the_cooperatives_pages_are_never_kept(
    chromium: Browser, village: Village
) -> None:
    with v.phone(chromium, village, PHONE) as walk:
        walk.sign_in(village.office.people["bendahara"])
        for path in (
            "/belajar",
            "/belajar/kiriman",
            "/",
            "/anggota",
            "/laporan/neraca",
            "/belajar",
        ):
            walk.page.goto(village.address + path)
        v.ready(walk.page)
        walk.page.goto(village.address + "/keluarga")
        walk.page.goto(village.address + "/anggota")
        walk.page.wait_for_timeout(500)
        piles = v.kept(walk.page)
        assert [name.split("-")[0] for name in piles] == ["belajar"]
        addresses = {address for pile in piles.values() for address in pile}
        assert all(address.startswith(("/belajar", "/static/")) for address in addresses), addresses
        texts = walk.page.evaluate("""async () => {
          const found = [];
          for (const name of await caches.keys()) for (const answer of await (await caches.open(name)).matchAll()) found.push(await answer.text());
          return found;
        }""")
        names = [
            village.office.people["bendahara"],
            *(member.name for member in village.office.members),
        ]
        assert not [name for name in names for text in texts if name in text]


def test_a_calculation_made_without_a_signal_is_not_lost_and_kept_once(
    village: Village, siti: Walk
) -> None:
    page = siti.page
    page.goto(village.address + "/belajar")
    v.silent(page.context, village)
    page.goto(village.address + "/belajar/tujuan")
    page.fill("[name=name]", "Atap")
    page.fill("[name=target]", "6.000.000")
    page.fill("[name=months]", "12")
    assert page.locator("[data-keep]").is_hidden()
    page.locator("form[data-tool=goal] button").click()
    page.reload()
    assert page.locator("[data-out=per_month]").inner_text() == "Rp500.000"
    page.locator("[data-keep] summary").click()
    page.locator("[data-keep] button").click()
    expect(page.locator("[data-phone-queue]")).to_contain_text("1 catatan menunggu sinyal.")
    assert accessibility_findings(page) == []
    v.heard_again(page.context, village)
    page.goto(village.address + "/belajar")
    expect(page.locator("[data-phone-queue]")).to_be_hidden()
    for _ in range(100):
        page.goto(village.address + "/belajar")
        if page.get_by_role("link", name="Atap").count():
            break
        page.wait_for_timeout(200)
    assert page.get_by_role("link", name="Atap").count() == 1
    page.get_by_role("link", name="Atap").click()
    assert page.locator("[data-out=per_month]").inner_text() == "Rp500.000"


def test_languages_are_kept_apart(chromium: Browser, village: Village) -> None:
    with v.phone(chromium, village, PHONE) as walk:
        walk.open("/belajar")
        v.ready(walk.page)
        walk.page.locator("footer button[value=en]").click()
        v.settled(walk.page, "en")
        v.silent(walk.page.context, village)
        walk.page.goto(village.address + "/anggota")
        expect(walk.page.locator("h1")).to_have_text("This page needs a signal")
        v.heard_again(walk.page.context, village)


def _press_sign_out(page: Page) -> None:
    page.locator("details.menu.who summary").click()
    page.locator("details.menu.who form button").click()


ASKED = (
    "/belajar/tujuan?name=Atap&target=18.000.000&saved=6.000.000&months=9&per_month=1.000.000",
    "/belajar/tujuan?target=5.000.000&per_month=250.000",
    "/belajar/tujuan?target=5.000.000&saved=6.000.000&months=3",
    "/belajar/dana-darurat?spending=3.000.000&months=6&saved=7.450.000&per_month=400.000",
    "/belajar/dana-darurat?spending=3.000.000&months=12",
    "/belajar/utang?principal=10.000.000&percent=1,5&per=month&term_months=10&provision_percent=1&admin=25.000",
    "/belajar/utang?principal=10.000.000&percent=18&per=year&term_months=24",
    "/belajar/utang?loan=1.000.000&cut_percent=30&daily_percent=1&days=7",
    (
        "/belajar/harga?materials_name=Tepung&materials_amount=540.000&materials_name=Gula&materials_amount=375.000"
        "&overhead_name=Gas&overhead_amount=141.667&packaging=&labour=160.000&own_hours=2,5&hourly_rate=12.000"
        "&good_units=100&markup_percent=30&margin_percent=30&price=20.000&fixed_cost=2.000.000"
    ),
    "/belajar/simpanan?pokok=100.000&dues=20.000&voluntary=150.000&years=17&percent_per_year=3,25",
    "/belajar/anggaran?income=7.000.000&name-1=Dapur&planned-1=3.000.000&spent-1=3.250.000&name-2=Utang&planned-2=1.400.000",
    (
        "/belajar/kiriman?amount=1.000&currency=MYR&times=12&rate_mid=3.650"
        "&service=Bank&fee=10&fee_mode=deducted&rate_offered=3.600&open=yes"
        "&service=Gratis&fee=&fee_mode=on_top&rate_offered=3.520&open=yes"
        "&service=Pos&fee=12,5&fee_mode=on_top&rate_offered=3.640,25&open=yes"
        "&service=Diam&fee=&fee_mode=on_top&rate_offered=&open=no"
    ),
    "/belajar/kiriman?amount=500&currency=HKD&times=4&service=A&fee=20&fee_mode=on_top&rate_offered=1.950&open=yes",
)


def test_a_copy_answers_in_the_very_words_of_the_program(
    chromium: Browser, village: Village
) -> None:
    with v.phone(chromium, village, PHONE) as walk:
        page = walk.page
        walk.open("/belajar")
        v.ready(page)
        online = [_answered(page, village.address + asked) for asked in ASKED]
        v.silent(page.context, village)
        for asked, expected in zip(ASKED, online, strict=True):
            found = _answered(page, village.address + asked)
            assert found == expected, asked
        v.heard_again(page.context, village)


def _answered(page: Page, address: str) -> list[str]:
    page.goto(address)
    place = page.locator("[data-result]:visible")
    expect(place).to_have_count(1)
    return [
        line
        for line in (" ".join(line.split()) for line in place.inner_text().splitlines())
        if line
    ]
