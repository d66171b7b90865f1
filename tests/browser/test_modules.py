"""A trainer prepares a lesson; a participant opens the sheet on a phone."""

import pytest
from playwright.sync_api import Browser

from tests.browser.office import Office
from tests.browser.serving import Served
from tests.browser.walking import PHONE, Walk, walking

pytestmark = pytest.mark.browser


@pytest.fixture
def trainer(chromium: Browser, site: Served, office: Office, width: int):
    with walking(chromium, site.address, width=width) as made:
        made.sign_in(office.people["pelatih"])
        yield made


def test_a_trainer_prepares_a_lesson(trainer: Walk) -> None:
    trainer.open("/pelatihan/modul")
    trainer.press("1. Tujuan keluarga")
    assert trainer.has("Cerita dua rumah")
    assert trainer.fetched("Panduan pelatih").startswith(b"%PDF")
    assert trainer.fetched("Lembar bawa pulang").startswith(b"%PDF")
    trainer.press("Coba di alat")
    assert trainer.has("Rp400.000")


def test_a_participant_opens_the_sheet(
    chromium: Browser, site: Served, office: Office, width: int
) -> None:
    assert office.people
    with walking(chromium, site.address, width=width) as phone:
        phone.open("/belajar/modul/tujuan")
        assert phone.has("Setoran Rp400.000 sebulan")
        phone.press("Alat tujuan")
        assert phone.page.url.endswith("/belajar/tujuan")


@pytest.mark.parametrize("key", ["kiriman", "meminjam"])
def test_the_sheet_is_small(chromium: Browser, site: Served, office: Office, key: str) -> None:
    assert office.people
    with walking(chromium, site.address, width=PHONE) as phone:
        asked = []
        phone.page.on("requestfinished", lambda one, asked=asked: asked.append(one))
        phone.page.goto(f"{site.address}/belajar/modul/{key}", wait_until="networkidle")
        phone.look()
        sent = [one for one in asked if not one.url.startswith("data:")]
        assert all(one.url.startswith(site.address) for one in sent)
        assert sum(one.sizes()["responseBodySize"] for one in sent) <= 50 * 1024
        first = [one for one in sent if one.frame == phone.page.main_frame]
        assert len({one.url for one in first}) <= 6, sorted({one.url for one in first})
