"""The receipt of any feature on paper: complete, and the same bytes for the same facts."""

import subprocess

import pytest

from coop_app.money import Money
from coop_app.web.access import Letterhead
from coop_app.web.papers import receipt
from coop_app.web.papers.receipt import Receipt

SHOWN = Receipt(
    title="ANGSURAN PINJAMAN", voucher="BKM/2026/05/0001", amount=Money(318_000),
    facts=[("Tanggal", "Jumat, 15 Mei 2026"), ("Diterima dari", "Sri " + "Wahyuningsih " * 9)],
    lines=[("Jasa berjalan", "Rp18.000"), ("Pokok berjalan", "Rp300.000")],
    notes=["Sisa pokok: Rp900.000"], verify="https://contoh.id/periksa/abc", code="AB12-CD34",
    signatures=[("Bendahara", "Ani"), ("Anggota", "Sri")],
)  # fmt: skip
HEAD = Letterhead(name="Koperasi Uji")


def text_of(paper, tmp_path):
    path = tmp_path / "paper.pdf"
    path.write_bytes(paper)
    said = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True)
    return said.stdout.decode()


@pytest.mark.parametrize("draw", [receipt.a5, receipt.slip])
def test_everything_stands_on_it(app, tmp_path, draw) -> None:
    with app.test_request_context():
        paper = draw(SHOWN, HEAD)
        assert paper == draw(SHOWN, HEAD)
    said = text_of(paper, tmp_path)
    for text in ("BKM/2026/05/0001", "Rp318.000", "delapan belas ribu", "Rp900.000", "AB12-CD34"):
        assert text in said


def test_the_code_is_the_start_of_the_hash() -> None:
    assert receipt.check_code("ab12cd34ef") == "AB12-CD34"
