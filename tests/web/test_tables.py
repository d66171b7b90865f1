"""One table, four shapes; no shape turns text into a formula."""

import io
import subprocess

import openpyxl
from flask.testing import FlaskClient


def test_the_page_shows_brackets_totals_and_downloads(desk: FlaskClient) -> None:
    page = desk.get("/uji").get_data(as_text=True)
    assert "1.250.000" in page
    assert "(5.000)" in page
    assert "1.245.000" in page
    assert "&lt;b&gt;Siti" in page
    assert all(f"?format={form}" in page for form in ("xlsx", "csv", "pdf"))


def test_csv_opens_in_an_indonesian_excel_without_formulas(desk: FlaskClient) -> None:
    answer = desk.get("/uji?format=csv")
    assert answer.data.startswith(b"\xef\xbb\xbf")
    assert answer.data.decode("utf-8-sig").splitlines() == [
        "Nama;Jumlah",
        "'=1+1;1250000",
        "<b>Siti</b>;-5000",
        "Jumlah;1245000",
    ]
    assert 'attachment; filename="uji.csv"' in answer.headers["Content-Disposition"]


def test_xlsx_keeps_text_as_text_and_amounts_as_numbers(desk: FlaskClient) -> None:
    book = openpyxl.load_workbook(io.BytesIO(desk.get("/uji?format=xlsx").data))
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert rows[0][0] == "Daftar uji"
    assert rows[1][0] == "Juli 2026"
    assert rows[-3:] == [("=1+1", 1_250_000), ("<b>Siti</b>", -5_000), ("Jumlah", 1_245_000)]
    assert book.worksheets[0].cell(len(rows) - 2, 1).data_type == "s"


def test_paper_shows_title_period_figures_and_signatures(desk: FlaskClient) -> None:
    content = desk.get("/uji?format=pdf").data
    printed = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=content, capture_output=True, check=True
    )
    words = printed.stdout.decode()
    for word in ("Daftar uji", "Juli 2026", "1.250.000", "(5.000)", "Ketua", "Halaman 1"):
        assert word in words
    assert desk.get("/uji?format=pdf").data == content
