"""The program without JavaScript: sign in, take dues, record money, undo it."""

import pytest
from playwright.sync_api import Browser

from tests.browser.office import Office
from tests.browser.serving import Served
from tests.browser.walking import walking

pytestmark = pytest.mark.browser


def test_a_day_without_javascript(
    chromium: Browser, site: Served, office: Office, width: int
) -> None:
    with walking(chromium, site.address, width=width, java_script_enabled=False) as walk:
        page = walk.page
        walk.sign_in(office.people["bendahara"])
        page.goto(f"{site.address}/simpanan/setor/{office.members[0].id}")
        for step in ("preview", "save"):
            with page.expect_navigation():
                page.locator(f'main button[value="{step}"]').click()
        page.wait_for_url("**/simpanan/bukti/*")
        assert office.balance("mandatory_savings") == -60_000
        page.goto(f"{site.address}/kas/keluar")
        page.locator('[name="description"]').fill("Token listrik kantor")
        page.locator('[name="amount"]').fill("150.000")
        page.locator('[name="category"][value="electricity_expense"]').check(force=True)
        for step in ("preview", "save"):
            with page.expect_navigation():
                page.locator(f'main button[value="{step}"]').click()
        page.wait_for_url("**/kas/bukti/*")
        assert office.balance("electricity") == 150_000
        page.goto(f"{site.address}/buku/memorial")
        lines = page.locator("tr[data-line]")
        for line, side, role in ((0, "debit", "electricity"), (1, "credit", "trade_payable")):
            account = office.account(role)
            lines.nth(line).locator('[name="account"]').fill(f"{account.code} {account.name}")
            lines.nth(line).locator(f'[name="{side}"]').fill("75.000")
        page.locator('[name="memo"]').fill("Listrik bulan ini")
        page.locator("main button[data-once]").click()
        page.wait_for_url("**/buku/bukti/*")
        assert office.balance("electricity") == 225_000
