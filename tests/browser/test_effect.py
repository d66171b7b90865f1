"""Words that explain themselves, and the report of effect, in a real browser on a phone and on a laptop."""

from datetime import date

import pytest
from playwright.sync_api import Browser

from coop_app.auth import rules
from tests.browser.office import Office
from tests.browser.serving import Served
from tests.browser.walking import Walk, walking
from tests.make_effect import make_grant, make_pillar, make_visit
from tests.make_sessions import close, make_participant, make_programme, make_session, make_trainer

pytestmark = pytest.mark.browser


def test_a_tapped_word_says_its_line(walk: Walk) -> None:
    walk.open("/laporan/neraca-saldo")
    word = walk.page.locator("th a.kata", has_text="Debet").first
    box = word.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 24
    before = walk.page.url
    word.click()
    sheet = walk.page.locator(".kata-sheet")
    assert "Sisi kiri catatan" in sheet.inner_text()
    assert walk.page.url == before
    walk.look()
    walk.page.keyboard.press("Escape")
    assert not sheet.is_visible()
    word.focus()
    walk.page.keyboard.press("Enter")
    assert sheet.is_visible()


def test_the_tabulator_goes_from_field_to_field(walk: Walk, office: Office) -> None:
    walk.open(f"/simpanan/setor/{office.members[0].id}")
    inside = walk.page.locator("label a.kata")
    assert all(one.get_attribute("tabindex") == "-1" for one in inside.all())


def test_without_script_the_word_leads_to_the_pages_end(
    chromium: Browser, site: Served, office: Office
) -> None:
    with walking(chromium, site.address, width=360) as signed:
        signed.sign_in(office.people["bendahara"])
        cookies = signed.page.context.storage_state()
    options = {"java_script_enabled": False, "storage_state": cookies}
    with walking(chromium, site.address, width=360, **options) as walk:
        walk.page.goto(site.address + "/laporan/neraca-saldo")
        walk.page.locator("th a.kata", has_text="Kredit").first.click()
        assert walk.page.url.endswith("#kata-kredit")
        assert walk.page.locator("#kata-kredit dd").is_visible()


@pytest.fixture
def trained(site: Served, office: Office) -> Office:
    """Twelve people came; somebody was given a machine and visited."""
    with site.app.app_context():
        coop = office.desk.cooperative_id
        programme = make_programme(coop)
        trainer = make_trainer(coop)
        over = make_session(trainer, held_on=date(2026, 7, 1), programme_id=programme)
        for n in range(12):
            village = "Kuripan" if n < 7 else "Lipursari"
            make_participant(trainer, over.id, f"Peserta {n:02d}", village=village, minutes=60)
        close(trainer, over.id)
        pillar = make_pillar(office.desk, programme)
        member = office.members[0].id
        make_grant(office.desk, member, pillar_id=pillar)
        make_visit(
            office.desk, member, pillar_id=pillar, next_step="Urus izin", next_on=date(2026, 8, 1)
        )
    return office


def test_the_pages_of_effect(chromium: Browser, site: Served, trained: Office, width: int) -> None:
    with walking(chromium, site.address, width=width) as walk:
        walk.sign_in(trained.people[rules.PELATIH])
        walk.open("/dampak")
        assert walk.has("Orang yang dijangkau")
        for path in (
            "/dampak?tahun=2026&hanya=desa:Kuripan", "/dampak/orang?tahun=2026", "/dampak/pilar",
            "/dampak/hibah", "/dampak/hibah/baru", "/dampak/kunjungan", "/dampak/kunjungan/baru",
            "/dampak/kegiatan/baru", "/dampak/pilar/baru",
        ):  # fmt: skip
            walk.open(path)
        walk.open("/dampak/kunjungan")
        walk.follow(walk.page.locator("main a.tile").first)
        walk.press("Catat kunjungan berikutnya")
        walk.fill(visited_on="2026-08-10", findings="NIB sudah terbit")
        walk.submit()
        assert walk.has("NIB sudah terbit")
        walk.open("/dampak/hibah")

        assert walk.file("Excel")[:2] == b"PK"
