"""A first visit costs few bytes, and nothing is asked of another host."""

import pytest
from playwright.sync_api import Browser

from tests.browser.office import Office
from tests.browser.serving import Served
from tests.browser.walking import PHONE, walking

pytestmark = pytest.mark.browser
KILO = 1024
ENTRY = ["/", "/kas/masuk", "/kas/keluar", "/kas/pindah", "/simpanan/setor", "/simpanan/setor/{member}",
         "/simpanan/rapat?kelompok={group}", "/anggota/baru"]  # fmt: skip
TREASURER = [
    "/kas/{cash}", "/simpanan/iuran", "/anggota", "/laporan/neraca", "/laporan/neraca-saldo",
    "/buku/jurnal", "/buku/memorial", "/buku/saldo-awal", "/laporan/buku-besar", "/kas/impor",
]  # fmt: skip


@pytest.mark.parametrize(
    ("pages", "most", "requests"),
    [(ENTRY, 50 * KILO, 6), (TREASURER, 120 * KILO, 10)],
    ids=["entry", "office"],
)
def test_first_visit(
    chromium: Browser, site: Served, office: Office, pages: list[str], most: int, requests: int
) -> None:
    names = {
        "member": office.members[0].id, "group": office.group_id, "cash": office.account("cash_on_hand").id
    }  # fmt: skip
    with walking(chromium, site.address, width=PHONE) as walk:
        walk.sign_in(office.people["bendahara"])
        cookies = walk.page.context.storage_state()
    for path in pages:
        with walking(chromium, site.address, width=PHONE, storage_state=cookies) as walk:
            asked = []
            walk.page.on("requestfinished", lambda one, asked=asked: asked.append(one))
            walk.page.goto(site.address + path.format(**names), wait_until="networkidle")
            assert all(one.url.startswith((site.address, "data:")) for one in asked)
            sent = [one for one in asked if not one.url.startswith("data:")]
            sizes = {one.url: sum(_received(one.sizes())) for one in sent}
            assert sum(sizes.values()) <= most, (path, sizes)
            assert len(sent) <= requests, (path, sorted(sizes))


def _received(sizes: dict[str, int]) -> tuple[int, int]:
    return sizes["responseBodySize"], sizes["responseHeadersSize"]
