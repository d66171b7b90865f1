"""A member joins and pays; months in one receipt; the whole group in one sheet."""

import re

import pytest

from tests.browser.office import LONG_NAME, Office
from tests.browser.walking import Walk

pytestmark = pytest.mark.browser


def test_a_member_joins_by_paying(walk: Walk, office: Office) -> None:
    walk.open("/anggota")
    walk.press("Tambah anggota")
    walk.fill(name="Dewi Lestari", sex="F", group_id=str(office.group_id), birth_year="1985")
    walk.fill(joined_on="2026-08-14", phone="0813 2222 1111")
    walk.submit()
    assert walk.has("Calon menjadi anggota setelah simpanan pokok dibayar")
    walk.press("Simpanan")
    walk.press("Terima simpanan")
    walk.fill(pokok="100000", wajib="")
    assert walk.page.locator('[name="pokok"]').input_value() == "100.000"
    walk.step("preview")
    assert walk.has("100.000")
    walk.step("save")
    assert walk.has("Dewi Lestari")
    walk.press("Dewi Lestari")
    member = re.search(r"/simpanan/anggota/(\d+)", walk.page.url)
    assert member
    walk.open(f"/anggota/{member[1]}")
    assert walk.page.locator("h1 .badge").inner_text() == "Aktif"
    assert office.balance("principal_savings") == -400_000


def test_rapel_ends_in_a_receipt_and_its_paper(walk: Walk, office: Office) -> None:
    card = office.members[0]
    walk.open("/simpanan/setor")
    walk.fill(cari="Aminah")
    walk.press("Cari")  # only one fits: her form opens at once
    boxes = walk.page.locator('main input[type="checkbox"][name="months"]')
    ticked = boxes.evaluate_all("all => all.filter(box => box.checked).map(box => box.value)")
    assert ticked == ["2026-06", "2026-07", "2026-08"]
    assert walk.page.locator('[name="wajib"]').input_value() == "60.000"
    walk.choose("months", "2026-08")
    assert walk.page.locator('[name="wajib"]').input_value() == "40.000"
    walk.step("preview")
    walk.step("save")
    assert walk.has("Juni")
    assert walk.has("Juli 2026")
    assert walk.has("empat puluh ribu rupiah")
    assert walk.fetched("Cetak A5").startswith(b"%PDF")
    assert walk.fetched("Struk 58 mm").startswith(b"%PDF")
    assert office.balance("mandatory_savings") == -40_000
    code = walk.page.locator('main a[href*="/buku/cek/"]').first
    walk.open(str(code.evaluate("link => link.pathname")))
    assert walk.has("40.000")
    walk.open(f"/simpanan/anggota/{card.id}")
    walk.open("/simpanan/iuran")
    walk.open(f"/simpanan/setor/{card.id}")
    left = boxes.evaluate_all("all => all.filter(box => box.checked).map(box => box.value)")
    assert left == ["2026-08"]


def test_the_sheet_saves_all_rows_or_none(walk: Walk, office: Office) -> None:
    first, second, third = (card.id for card in office.members)
    before = office.entries()
    walk.open(f"/simpanan/rapat?kelompok={office.group_id}")
    walk.fill(
        **{f"wajib-{first}": "20000", f"sukarela-{second}": "15.00x", f"wajib-{third}": "20000"}
    )
    walk.submit()
    assert office.entries() == before
    wrong = walk.page.locator("main input[aria-invalid=true]")
    assert wrong.evaluate_all("all => all.map(cell => cell.name)") == [f"sukarela-{second}"]
    assert walk.page.locator(f"#sukarela-{second}-error").inner_text()
    assert wrong.input_value() == "15.00x"
    assert walk.page.locator(f'[name="wajib-{first}"]').input_value() == "20.000"
    walk.fill(**{f"sukarela-{second}": "15000"})
    walk.submit()
    assert walk.has("55.000")
    assert walk.has(LONG_NAME)
    assert office.entries() == before + 3


def test_a_receipt_is_cancelled_and_says_so(walk: Walk, office: Office) -> None:
    walk.open(f"/simpanan/setor/{office.members[1].id}")
    walk.fill(sukarela="25000")
    for month in ("2026-06", "2026-07", "2026-08"):
        walk.choose("months", month)
    walk.step("preview")
    walk.step("save")
    check = str(
        walk.page.locator('main a[href*="/buku/cek/"]').first.evaluate("link => link.pathname")
    )
    walk.press("Batalkan")
    walk.page.locator('main [name="why"], main [name="reason"]').first.fill("Salah anggota")
    walk.submit()
    office.agree()
    walk.open(check)
    assert walk.has("dibatalkan")
    assert office.balance("voluntary_savings") == -1_250_000_000
