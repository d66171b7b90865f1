"""Money in, money out, between places, the count; twice pressed and lost on the way."""

import pytest
from playwright.sync_api import Route

from tests.browser.office import Office
from tests.browser.walking import Walk

pytestmark = pytest.mark.browser


def money_in(walk: Walk, office: Office) -> None:
    """A grant as far as the preview."""
    walk.open("/kas/masuk")
    walk.choose("place_id", str(office.account("cash_on_hand").id))
    walk.fill(description="Hibah Dinas Tenaga Kerja", amount="1250000000")
    walk.choose("category", "grant")
    walk.step("preview")
    assert walk.has("Kas bertambah Rp1.250.000.000.")


def test_money_in_and_out_with_their_journal(walk: Walk, office: Office) -> None:
    before = office.entries()
    cash = office.balance("cash_on_hand")
    money_in(walk, office)
    assert office.entries() == before
    walk.step("save")
    assert walk.has("BKM/2026/08/0005")
    assert walk.has("dua ratus lima puluh juta rupiah")
    walk.open("/kas/keluar")
    walk.fill(description="Token listrik kantor", amount="150000")
    walk.page.locator("[data-proposal]:not([hidden])").wait_for()
    walk.step("preview")
    assert walk.has("Kas berkurang Rp150.000.")
    walk.step("save")
    assert walk.has("BKK/2026/08/0001")
    assert walk.fetched("Cetak").startswith(b"%PDF")
    assert office.balance("cash_on_hand") == cash + 1_250_000_000 - 150_000
    place = office.account("cash_on_hand").id
    walk.open(f"/kas/{place}")
    assert walk.has("Token listrik kantor")


def test_what_was_typed_stays_when_it_is_refused(walk: Walk, office: Office) -> None:
    before = office.entries()
    walk.open("/kas/masuk")
    walk.fill(description="Sumbangan warga", amount="12,5")
    walk.step("preview")
    assert walk.page.locator('[name="amount"]').input_value() == "12,5"
    assert walk.page.locator('[name="description"]').input_value() == "Sumbangan warga"
    assert walk.page.locator("#amount-error").inner_text()
    assert office.entries() == before


def test_transfer_and_count(walk: Walk, office: Office) -> None:
    cash, bank = office.account("cash_on_hand").id, office.account("bank").id
    walk.open(f"/kas/pindah?place={cash}")
    walk.fill(place_id=str(cash), to_id=str(bank), amount="1250000000", on="2026-08-14")
    walk.step("preview")
    walk.step("save")
    assert office.balance("bank") == 1_250_000_000
    walk.open(f"/kas/{cash}/hitung")
    walk.fill(**{"pieces-100000": "2", "pieces-50000": "1", "pieces-20000": "2"})
    assert walk.page.locator("[data-total]").inner_text() == "290.000"
    walk.fill(witnesses="Bu Ketua, Pak Pengawas", note="Kembalian kurang")
    walk.submit()
    assert walk.has("290.000")
    assert office.balance("cash_on_hand") == 290_000
    assert office.balance("cash_short") == 10_000
    assert walk.fetched("Cetak").startswith(b"%PDF")


def test_two_taps_make_one_entry(walk: Walk, office: Office) -> None:
    before = office.entries()
    money_in(walk, office)
    walk.page.locator('main button[value="save"]').dblclick()
    walk.page.wait_for_url("**/kas/bukti/*")
    walk.look()
    assert office.entries() == before + 1


def test_a_lost_reply_makes_one_entry(walk: Walk, office: Office) -> None:
    before = office.entries()
    money_in(walk, office)

    def lose(route: Route) -> None:
        assert route.fetch(max_redirects=0).status == 303  # the server has acted
        route.abort("aborted")

    walk.page.route("**/kas/catat", lose)
    walk.page.locator('main button[value="save"]').click()
    walk.page.wait_for_timeout(500)
    assert office.entries() == before + 1
    assert walk.page.locator('[name="amount"]').input_value() == "1.250.000.000"
    walk.page.unroute("**/kas/catat")
    walk.page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow'))")
    walk.step("save")
    assert walk.has("BKM/2026/08/0005")
    assert office.entries() == before + 1
