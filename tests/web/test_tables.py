"""One table, four shapes; no shape turns text into a formula."""

import io
import subprocess

import openpyxl
from flask.testing import FlaskClient

from coop_app.web import downloads, paper
from coop_app.web.tables import Column, Table


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


def test_shares_are_percentages_in_every_shape(desk: FlaskClient) -> None:
    columns = [Column("name", "Nama"), Column("share", "Bagian", "percent")]
    table = Table("Bagian", columns, [{"name": "NPL", "share": 525}])
    assert downloads.csv(table).decode("utf-8-sig").splitlines()[1] == "NPL;5,25%"
    sheet = openpyxl.load_workbook(io.BytesIO(downloads.xlsx([table]))).worksheets[0]
    cell = sheet.cell(sheet.max_row, 2)
    assert (cell.value, cell.number_format) == (0.0525, "0.00%")
    assert paper.shown(525, "percent") == "5,25%"
    assert columns[1].is_number


def test_any_figure_may_lead_to_what_is_behind_it(desk: FlaskClient) -> None:
    row = {"name": "NPL", "share": 525, "_url": "/satu", "_urls": {"share": "/dua"}}
    table = Table("Bagian", [Column("name", "Nama"), Column("share", "%", "percent")], [row])
    with desk.application.test_request_context():
        macro = desk.application.jinja_env.get_template("_table.html").module.table
        html = str(macro(table))
    assert '<a href="/satu">NPL</a>' in html
    assert '<a href="/dua">5,25%</a>' in html
