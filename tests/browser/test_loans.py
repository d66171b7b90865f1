"""A member borrows and pays back; two people agree where it takes two; a member looks at her own page."""

import re

import pytest
from playwright.sync_api import Browser

from coop_app.auth import rules
from tests.browser.office import Office
from tests.browser.serving import Served
from tests.browser.walking import Walk, walking
from tests.make_loans import make_loan, make_product

pytestmark = pytest.mark.browser


def product(office: Office) -> str:
    """A kind of loan at 1.5 % flat a month."""
    with office.app.app_context():
        return str(make_product(office.desk, name="Pinjaman usaha"))


def number_in(walk: Walk, pattern: str) -> str:
    """The key in the address of the page."""
    found = re.search(pattern, walk.page.url)
    assert found, walk.page.url
    return found[1]


def test_from_the_simulation_to_the_first_instalment(walk: Walk, office: Office) -> None:
    kind = product(office)
    walk.open(f"/pinjaman/simulasi?product_id={kind}&principal=1200000&months=12")
    assert walk.has("118.000")
    assert walk.has("efektif")
    walk.open("/pinjaman/ajukan")
    walk.fill(member=office.members[0].label, product_id=kind, principal="1200000", months="12")
    walk.fill(purpose="Stok warung menjelang Lebaran")
    walk.fill(**{"household-business": "3000000", "household-food": "1000000"})
    walk.step("preview")
    walk.step("save")
    loan = number_in(walk, r"/pinjaman/(\d+)$")
    walk.fill(text="Usahanya jalan, simpanannya rutin.")
    walk.press("Rekomendasikan")
    assert office.balance("loans_to_members") == 0
    office.agree()
    walk.open(f"/pinjaman/{loan}/cairkan")
    walk.step("preview")
    walk.fill(second_reason="Sudah ditandatangani di kantor")
    walk.press("Minta persetujuan orang kedua")
    assert office.balance("loans_to_members") == 0
    office.agree()
    assert office.balance("loans_to_members") == 1_200_000
    walk.open(f"/pinjaman/{loan}")
    walk.open(f"/pinjaman/{loan}/angsuran")
    assert walk.page.locator('[name="amount"]').input_value() == "118.000"
    walk.step("preview")
    walk.step("save")
    assert walk.has("118.000")
    assert walk.fetched("Cetak A5").startswith(b"%PDF")
    assert walk.fetched("Struk 58 mm").startswith(b"%PDF")
    assert office.balance("loans_to_members") == 1_100_000
    walk.open(f"/pinjaman/{loan}/pelunasan")
    assert walk.has("1.100.000")


def test_the_chairperson_reads_a_loan_and_its_reports(
    chromium: Browser, site: Served, office: Office, width: int
) -> None:
    with office.app.app_context():
        loan = make_loan(office.desk, office.members[1].id)
    with walking(chromium, site.address, width=width) as made:
        made.sign_in(office.people[rules.KETUA])
        for page in ("laporan/risiko", "laporan/daftar", "laporan/umur-tunggakan", str(loan)):
            made.open(f"/pinjaman/{page}")
        made.open("/persetujuan/daftar")


def test_a_member_looks_at_her_loan_and_asks_what_more_would_change(
    chromium: Browser, site: Served, office: Office, width: int
) -> None:
    with office.app.app_context():
        make_loan(office.desk, office.members[2].id)
    with walking(chromium, site.address, width=width) as made:
        made.sign_in(office.people[rules.ANGGOTA])
        made.open("/laporan/saya")
        assert made.has("1.200.000")
        made.press("Bagaimana kalau saya bayar lebih?")
        assert made.has("118.000")
