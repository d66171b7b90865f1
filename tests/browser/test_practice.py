"""A new treasurer does one exercise to the end, hands over, and answers the test."""

import pytest

from tests.browser.office import Office
from tests.browser.walking import Walk

pytestmark = pytest.mark.browser


def pay_for_electricity(walk: Walk, amount: str) -> None:
    """On the ordinary page of money out."""
    walk.fill(description="Token listrik kantor", amount=amount)
    walk.page.locator("[data-proposal]:not([hidden])").wait_for()
    walk.step("preview")
    walk.step("save")


def test_an_exercise_from_its_story_to_right(walk: Walk, office: Office) -> None:
    before = office.entries()
    walk.open("/latihan")
    walk.press("Membayar listrik")
    walk.press("Mulai soal ini")
    assert walk.has("Rp187.500")
    walk.press("Petunjuk 1 dari 3")
    walk.press("Periksa")
    assert walk.has("Belum ada yang dicatat sejak Anda mulai.")
    walk.press("Buka buku latihan")
    band = walk.page.locator(".practice-band")
    assert "RUANG LATIHAN, bukan uang sungguhan" in band.inner_text()
    pay_for_electricity(walk, "18750")
    assert "RUANG LATIHAN" in band.inner_text()
    walk.follow(band.get_by_role("button", name="Kembali ke soal: Membayar listrik"))
    walk.press("Periksa")
    assert walk.has("yang dicatat Rp18.750; di kertas tertulis Rp187.500")
    walk.press("Ulangi soal ini dari awal")
    walk.press("Buka buku latihan")
    pay_for_electricity(walk, "187500")
    walk.follow(band.get_by_role("button", name="Kembali ke soal: Membayar listrik"))
    walk.press("Periksa")
    assert walk.has("Benar. Listrik adalah beban")
    walk.open("/latihan")
    assert walk.has("1 dari 22 soal lulus")
    assert office.entries() == before


def test_playing_both_people_inside(walk: Walk, office: Office) -> None:
    walk.open("/latihan/salah-akun")
    walk.press("Mulai soal ini")
    walk.press("Buka buku latihan")
    band = walk.page.locator(".practice-band")
    walk.page.locator("main details summary").first.click()
    walk.fill(why="Salah memilih akun")
    walk.submit()
    walk.follow(band.get_by_role("button", name="Menjadi ketua"))
    walk.page.locator("main a[href*='/persetujuan/']:not([href$=daftar])").first.click()
    walk.look()
    walk.press("Setuju")
    walk.follow(band.get_by_role("button", name="Menjadi bendahara"))
    walk.follow(band.get_by_role("button", name="Kembali ke soal"))
    walk.press("Periksa")
    assert walk.has("Catatan yang salah sudah dibatalkan, bagus.")


def test_the_handover_and_its_test(walk: Walk, office: Office) -> None:
    walk.open("/serah-terima")
    walk.fill(topic="Kunci", body="Kunci brankas di laci kiri.")
    walk.press("Simpan catatan")
    assert walk.has("Kunci brankas di laci kiri.")
    assert walk.fetched("Cetak seluruh berkas").startswith(b"%PDF")
    walk.fill(incoming="Ratna", chair="Sri", supervisor="Bambang")
    walk.press("Simpan berita acara")
    assert walk.fetched("Ratna").startswith(b"%PDF")
    walk.press("Mulai uji")
    walk.fill(kas=str(office.balance("cash_on_hand")))
    walk.press("Nilai jawaban saya")
    assert walk.has("jawaban benar.")
    assert walk.has("Isi laci harus sama.")
