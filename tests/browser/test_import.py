"""Her Excel book goes in: upload, look, correct several rows, record, the balance is the file's, undo."""

import json
from pathlib import Path

import pytest

from tests.browser.office import Office
from tests.browser.walking import Walk

pytestmark = pytest.mark.browser
FIXTURES = Path(__file__).parents[1] / "cashbook" / "excel" / "fixtures"


def test_her_book_goes_in_and_out_again(walk: Walk, office: Office) -> None:
    before, held = office.entries(), office.balance("bank")
    walk.open("/kas/impor")
    walk.fill(place_id=str(office.account("bank").id))
    walk.page.locator('[name="file"]').set_input_files(FIXTURES / "buku-bank-contoh.xlsx")
    walk.submit()
    assert walk.has("buku-bank-contoh.xlsx")
    assert walk.has("Saldo program akan sama persis dengan saldo akhir berkas.")
    draft = walk.page.url
    walk.press("Periksa baris-barisnya")
    lines = walk.page.locator("main tbody tr").filter(has_text="Setoran anggota")
    for number in range(lines.count()):
        lines.nth(number).locator('[name="row"]').check()
    walk.page.locator('.bulk [name="category"]').select_option("grant")
    walk.press("Terapkan")
    assert office.entries() == before
    walk.page.goto(draft)
    _work(walk, "Bukukan semuanya", draft)
    assert walk.has("sudah dibukukan")
    assert office.balance("bank") - held == _closing("buku-bank-contoh.xlsx")
    walk.press("Ke buku kas")
    walk.open("/kas/impor")
    walk.page.goto(draft)
    walk.fill(why="Salah memilih bank")
    _work(walk, "Batalkan semuanya", draft)
    assert walk.has("Salah memilih bank")
    assert office.balance("bank") == held


def _work(walk: Walk, button: str, back: str) -> None:
    """Start it and arrive back; short work is done before the page that tells how far it is can show."""
    with walk.page.expect_navigation(url=back, timeout=60_000):
        walk.page.locator("main").get_by_role("button", name=button).click(no_wait_after=True)
    walk.look()


def _closing(name: str) -> int:
    balances = json.loads((FIXTURES / "balances.json").read_text("utf-8"))
    return int(balances[name][-1]["closing"])
