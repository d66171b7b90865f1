"""The general voucher by keyboard alone, undoing, the opening balances, closing a month, the statements."""

import io
import zipfile

import pytest

from tests.browser.office import Office
from tests.browser.walking import PHONE, Walk

pytestmark = pytest.mark.browser


def test_general_voucher_by_keyboard_alone(walk: Walk, office: Office) -> None:
    before = office.entries()
    walk.open("/buku/jurnal")
    walk.press("Bukti memorial")
    keys = walk.page.keyboard
    walk.page.locator('[name="memo"]').focus()
    keys.type("Beban listrik yang belum dibayar")
    rows = walk.page.locator("tr[data-line]")
    walk.page.locator('[name="account"]').first.focus()
    keys.type(_typed(office, "electricity"))
    keys.press("Tab")
    keys.type("175000")
    for _ in range(2):
        keys.press("Tab")
    keys.type("Agustus")
    lines = rows.count()
    keys.press("Tab")
    keys.type(_typed(office, "trade_payable"))
    for _ in range(2):
        keys.press("Tab")
    keys.press("=")
    assert walk.page.evaluate("document.activeElement.value") == "175.000"
    for _ in range((lines - 2) * 4 + 1):
        keys.press("Tab")
    assert walk.page.evaluate("document.activeElement.name") == "line_memo"
    keys.press("Tab")
    assert rows.count() == lines + 1
    assert walk.page.evaluate("document.activeElement.name") == "account"
    assert walk.page.locator("[data-difference]").inner_text() == "seimbang"
    keys.press("Enter")
    walk.page.wait_for_url("**/buku/bukti/*")
    walk.look()
    assert office.entries() == before + 1
    assert office.balance("electricity") == 175_000
    _undo(walk, office)
    assert office.balance("electricity") == 0
    assert office.entries() == before + 2


def _undo(walk: Walk, office: Office) -> None:
    """Taking the entry on the page back takes two."""
    before = office.entries()
    walk.page.locator("main details summary").first.click()
    walk.fill(why="Sudah dibayar bulan lalu")
    walk.submit()
    assert walk.has("Sudah dibayar bulan lalu")
    assert office.entries() == before
    office.agree()


def _typed(office: Office, role: str) -> str:
    account = office.account(role)
    return f"{account.code} {account.name}"


def _ask(walk: Walk, why: str) -> None:
    """The form again, with a place for the reason; then it waits."""
    walk.fill(second_reason=why)
    walk.press("Minta persetujuan orang kedua")
    assert walk.has("Yang akan dicatat")
    assert walk.has(why)


def test_opening_balances_must_come_to_zero(walk: Walk, office: Office) -> None:
    walk.open("/buku/jurnal")
    walk.press("Saldo awal")
    assert walk.page.locator('[name="on"]').input_value() == "2023-12-31"
    code = office.account("bank").code
    row = walk.page.locator("main tbody tr").filter(has_text=code).first
    row.locator('[name="debit"]').fill("1250000000")
    row.locator('[name="debit"]').blur()
    counter = walk.page.locator("[data-difference]")
    assert counter.inner_text() == "1.250.000.000"
    walk.submit()
    assert row.locator('[name="debit"]').input_value() == "1.250.000.000"
    assert office.balance("bank") == 0
    capital = office.account("opening_balance_equity").code
    other = walk.page.locator("main tbody tr").filter(has_text=capital).first
    other.locator('[name="credit"]').fill("1250000000")
    other.locator('[name="credit"]').blur()
    assert counter.inner_text() == "0"
    walk.submit()
    _ask(walk, "Saldo menurut RAT")
    office.agree()
    assert office.balance("bank") == 1_250_000_000
    walk.open(f"/simpanan/rapat?kelompok={office.group_id}")
    member = office.members[0].id
    walk.fill(place=str(office.account("opening_balance_equity").id), on="2026-07-31")
    walk.fill(**{f"sukarela-{member}": "1249960000", f"wajib-{member}": "40000"})
    walk.submit()
    _ask(walk, "Menurut buku simpanan lama")
    office.agree()
    assert office.balance("opening_balance_equity") == 0
    assert office.balance("mandatory_savings") == -40_000
    walk.open(f"/simpanan/anggota/{member}")
    walk.open("/laporan/neraca")


def test_a_month_is_closed_in_its_turn(walk: Walk, office: Office) -> None:
    walk.open("/buku/bulan")
    walk.submit()
    assert walk.has("Juni 2026 sudah ditutup.")
    assert walk.has("Sudah ditutup sampai 30 Jun 2026")
    walk.page.locator("main details summary").first.click()
    walk.fill(reason="Ada kuitansi yang terlewat")
    walk.press("Minta persetujuan orang kedua")
    walk.open("/persetujuan")
    assert walk.has("Ada kuitansi yang terlewat")


def test_from_a_statement_down_to_the_entry(walk: Walk, office: Office) -> None:
    walk.open("/laporan/")
    walk.press("Neraca")
    savings = walk.page.locator("main table.statement td.num a").first
    walk.follow(savings)
    if "/laporan/" in walk.page.url:  # the line has several accounts: one step more
        walk.follow(walk.page.locator("main table td.num a").first)
    walk.follow(walk.page.locator('main a[href*="/buku/bukti/"]').first)
    assert walk.has("BKM/")
    walk.open("/laporan/neraca")
    book = walk.file("Excel")
    assert zipfile.ZipFile(io.BytesIO(book)).testzip() is None
    assert walk.file("PDF").startswith(b"%PDF")
    for path in ("hasil-usaha", "neraca-saldo", "neraca-saldo?tree=1", "buku-besar", "arus-kas"):
        walk.open(f"/laporan/{path}")
    walk.open("/buku/jurnal?text=simpanan")
    walk.open(f"/buku/akun/{office.account('bank').id}")
    if walk.page.viewport_size == {"width": PHONE, "height": 800}:
        walk.open("/laporan/perubahan-ekuitas")
