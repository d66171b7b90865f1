"""The pages of the till, as bendahara and as coordinator."""

import pytest

from tests.people import Browser, signed_in
from tests.sales.till.shop import Shop


@pytest.fixture
def shop(app) -> Shop:
    return Shop()


@pytest.fixture
def cashier(app, shop) -> Browser:
    return signed_in(app, shop.cooperative_id)


def basket(shop: Shop, **facts: object) -> dict[str, object]:
    """Two packs of chips for cash, to be saved."""
    from coop_app import clock

    return {
        f"q-{shop.chips.id}": "2", "way": "cash", "on": clock.today().isoformat(),
        "step": "save", "request_id": "tap-1",
    } | facts  # fmt: skip


def test_a_sale_leads_to_its_note_and_papers(app, shop, cashier) -> None:
    page = f"/penjualan/kasir/{shop.office.id}"
    assert "Keripik pisang" in cashier.get(page).get_data(as_text=True)
    answer = cashier.post(page, basket(shop, received="50.000"))
    assert answer.status_code == 303, answer.get_data(as_text=True)
    shown = cashier.get(answer.location).get_data(as_text=True)
    assert "Rp26.000" in shown  # the change
    for paper in ("cetak", "cetak?ukuran=58"):
        made = cashier.get(f"{answer.location}/{paper}")
        assert made.data.startswith(b"%PDF")


@pytest.mark.parametrize(
    "path",
    [
        "/penjualan/kasir", "/penjualan", "/penjualan/laporan", "/penjualan/laporan?menurut=barang",
        "/penjualan/laporan?menurut=pembeli", "/penjualan/tutup", "/penjualan/pengaturan",
        "/penjualan?format=xlsx", "/penjualan?format=csv", "/penjualan?format=pdf",
        "/penjualan/laporan?menurut=barang&format=pdf", "/penjualan/tutup?format=pdf",
    ],
)  # fmt: skip
def test_every_page_answers(shop, cashier, path) -> None:
    cashier.post(f"/penjualan/kasir/{shop.office.id}", basket(shop))
    answer = cashier.get(path)
    assert answer.status_code in {200, 303}, answer.get_data(as_text=True)
