"""From an empty database: four questions, then a home page where work can begin."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import findings
from tests.browser.office import PASSWORD
from tests.browser.serving import copied, serve
from tests.browser.walking import walking

pytestmark = pytest.mark.browser


def test_four_questions_then_home(
    chromium: Browser, migrated_sqlite: Path, tmp_path: Path, width: int
) -> None:
    with serve(copied(migrated_sqlite, tmp_path)) as house:
        with walking(chromium, house.address, width=width) as walk:
            walk.open("/")
            assert walk.page.url.endswith("/mulai")
            walk.fill(cooperative="Koperasi Purna Migran Sejahtera Kabupaten Wonosobo", year="2026")
            walk.fill(display_name="Sri Wahyuni", name="sri", password="pendek", again="pendek")
            walk.submit()
            assert walk.page.locator('[name="display_name"]').input_value() == "Sri Wahyuni"
            assert walk.page.locator("#password-error").inner_text()
            walk.fill(password=PASSWORD, again=PASSWORD)
            walk.submit()
            assert walk.has("Selamat bekerja, Sri Wahyuni")
            for link in walk.page.locator("main ol a").evaluate_all(
                "all => all.map(link => link.pathname)"
            ):
                walk.open(link)
            walk.page.locator("header details.who summary").click()
            walk.follow(walk.page.locator("header details.who button"))
            walk.sign_in("sri")
            walk.open("/kas/")
            walk.open("/anggota")
            walk.open("/laporan/neraca")
            walk.open("/buku/jurnal")
        assert findings(house.app) == []
