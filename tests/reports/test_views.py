"""The pages, papers and files of the statements."""

import csv
import io
import re
from contextvars import Context
from datetime import date

import openpyxl
import pytest

from coop_app import clock, db, ledger
from coop_app.auth import service as auth
from coop_app.db import transaction
from tests.reports.conftest import move, open_book

PASSWORD = "ombak biru di tepi sawah 7"
DAY = "on=2025-03-31"
QUARTER = "start=2025-01-01&end=2025-03-31"
PAGES = {
    "neraca": DAY,
    "neraca-saldo": DAY,
    "hasil-usaha": QUARTER,
    "arus-kas": QUARTER,
    "perubahan-ekuitas": QUARTER,
    "buku-besar": QUARTER,
}


class Browser:
    """A signed-in client whose requests share nothing with the test's own context."""

    def __init__(self, app, cooperative_id, role="bendahara", name="bu.sri"):
        with transaction():
            new = auth.NewUser(name, role, "Bu Sri")
            facts = {"cooperative_id": cooperative_id, "by": None, "now": clock.now()}
            auth.add_user(new, **facts, password=PASSWORD)
        self.client = app.test_client()
        form = self.get("/masuk").text
        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', form)[1]
        sent = {"name": name, "password": PASSWORD, "csrf_token": token}
        answer = Context().run(self.client.post, "/masuk", data=sent)
        assert answer.status_code == 303

    def get(self, url):
        db.session.rollback()
        return Context().run(self.client.get, url)


def cooperative_of(book):
    from coop_app.auth import queries

    return queries.only_cooperative().id


@pytest.fixture
def browser(app, book):
    return Browser(app, cooperative_of(book))


def links(page):
    content = page.text.partition("<main")[2]
    return [url.replace("&amp;", "&") for url in re.findall(r'href="(/(?!static/)[^"]+)"', content)]


@pytest.mark.parametrize("name, args", PAGES.items())
def test_a_page_shows_its_figures_and_period(browser, name, args):
    page = browser.get(f"/laporan/{name}?{args}")
    assert page.status_code == 200
    assert "31 Mar 2025" in page.text
    assert {"neraca": "5.840.000", "neraca-saldo": "6.662.000", "hasil-usaha": "240.000",
            "arus-kas": "5.290.000", "perubahan-ekuitas": "5.590.000",
            "buku-besar": "3.880.000"}[name] in page.text  # fmt: skip


@pytest.mark.parametrize("name, args", PAGES.items())
def test_every_link_of_a_page_leads_somewhere(browser, name, args):
    page = browser.get(f"/laporan/{name}?{args}&detail=1&explain=1")
    found = set(links(page))
    assert any(url.startswith("/buku/akun/") for url in found)
    for url in sorted(found):
        answer = browser.get(url)
        assert answer.status_code == 200, url


@pytest.mark.parametrize("name", [name for name in PAGES if name != "buku-besar"])
def test_no_figure_of_a_statement_is_without_a_way_to_its_entries(browser, name):
    page = browser.get(f"/laporan/{name}?{PAGES[name]}").text
    table = page.partition('class="figures statement"')[2].partition("</table>")[0]
    assert '<a class="amount"' in table
    assert not re.findall(r'<span class="amount">[^<]*[1-9]', table)


def test_a_total_tells_what_it_adds_up_and_each_part_leads_on(browser):
    page = browser.get(f"/laporan/neraca?{DAY}&asal=total_assets")
    card = page.text.partition('id="asal"')[2].partition("</section>")[0]
    figures = [
        int(figure.replace(".", ""))
        for figure in re.findall(r'class="amount"[^>]*>([\d.]+)<', card)
    ]
    assert sum(figures[:-1]) == figures[-1] == 5_840_000
    assert "asal=total_current_assets" in card
    for url in links(page):
        assert browser.get(url).status_code == 200, url


def test_what_a_total_takes_off_is_said(browser):
    page = browser.get(f"/laporan/hasil-usaha?{QUARTER}&asal=cooperative_surplus")
    card = page.text.partition('id="asal"')[2].partition("</section>")[0]
    assert "dikurangi: " in card


@pytest.mark.parametrize("key", ["cash", "no_such_line", "<script>"])
def test_asking_how_a_line_that_is_no_total_came_about_shows_the_plain_page(browser, key):
    page = browser.get(f"/laporan/neraca?{DAY}&asal={key}")
    assert page.status_code == 200
    assert 'id="asal"' not in page.text


def test_a_figure_leads_to_the_lines_that_make_it(browser, book):
    page = browser.get(f"/laporan/neraca?{DAY}")
    cash = ledger.account(book_id=book.id, role="cash_on_hand").id
    assert f"/buku/akun/{cash}?start=2025-01-01&end=2025-03-31" in links(page)
    assert "3.880.000" in browser.get(f"/buku/akun/{cash}?start=2025-01-01&end=2025-03-31").text


@pytest.mark.parametrize("name, args", PAGES.items())
def test_papers(browser, name, args):
    paper = browser.get(f"/laporan/{name}?{args}&format=pdf")
    assert paper.status_code == 200
    assert paper.data.startswith(b"%PDF")
    again = browser.get(f"/laporan/{name}?{args}&format=pdf")
    assert again.data == paper.data


def test_a_spreadsheet_has_code_name_and_level_apart(browser):
    answer = browser.get(f"/laporan/neraca?{DAY}&format=xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.data)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert next(row for row in rows if row[0] == "Kode")[:3] == ["Kode", "Uraian", "Tingkat"]
    assert ["1-1100", "Kas", 3, 3_880_000] in rows
    assert [None, "JUMLAH ASET", 0, 5_840_000] in rows


def test_csv_for_an_indonesian_excel(browser):
    answer = browser.get(f"/laporan/neraca-saldo?{DAY}&format=csv")
    assert answer.data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=";"))
    assert ["1-1100", "Kas", "0", "3880000", ""] in rows
    assert rows[-1][-2:] == ["6662000", "6662000"]


@pytest.mark.parametrize(
    "compare, then, figure",
    [
        ("last_month", "28 Feb 2025", "5.710.000"),
        ("last_year", "31 Mar 2024", "-"),
        ("year_end", "31 Des 2024", "5.300.000"),
    ],
)
def test_a_balance_sheet_is_compared(browser, compare, then, figure):
    page = browser.get(f"/laporan/neraca?{DAY}&compare={compare}")
    assert then in page.text
    line = re.search(r'id="total_assets".*?</tr>', page.text, re.DOTALL)[0]
    assert [
        re.sub(r"<[^>]+>", "", x) for x in re.findall(r'class="amount"[^>]*>([^<]*)', line)
    ] == [
        "5.840.000",
        figure,
    ]


def test_a_result_is_compared_with_last_year(browser):
    page = browser.get(f"/laporan/hasil-usaha?{QUARTER}&compare=year_end")
    assert "1 Jan 2024 s.d. 31 Des 2024" in page.text
    line = re.search(r'id="surplus".*?</tr>', page.text, re.DOTALL)[0]
    assert re.findall(r'class="amount"[^>]*>([^<]*)', line) == ["240.000", "300.000"]


def test_the_result_has_a_column_for_each_side(browser):
    """Others: 900 - 500 + 12 - 2 = 410; shared: -50 - 120 = -170; together 240."""
    page = browser.get(f"/laporan/hasil-usaha?{QUARTER}")
    line = re.search(r'id="surplus".*?</tr>', page.text, re.DOTALL)[0]
    amounts = re.findall(r'class="amount"[^>]*>([^<]*)', line)
    assert amounts == ["240.000", "-", "410.000", "(170.000)"]


def test_words_are_explained_on_request(browser):
    told = "Uang di kotak kas, di kantor dan di kelompok desa."
    assert told not in browser.get(f"/laporan/neraca?{DAY}").text
    assert told in browser.get(f"/laporan/neraca?{DAY}&explain=1").text


def test_the_tree_of_the_trial_balance(browser):
    page = browser.get(f"/laporan/neraca-saldo?{DAY}&tree=1")
    assert "Aset lancar" in page.text
    assert "Debet dan kredit sama." in page.text


@pytest.mark.parametrize("name", ["neraca-saldo", "buku-besar", "neraca"])
def test_every_account_says_what_it_is_for(browser, name):
    told = "Uang kertas dan logam di kotak kas koperasi."
    page = browser.get(f"/laporan/{name}?{PAGES[name]}&detail=1")
    assert told not in page.text
    assert told in browser.get(f"/laporan/{name}?{PAGES[name]}&detail=1&explain=1").text


@pytest.mark.parametrize("name", PAGES)
def test_bad_dates_are_told_at_the_field(browser, name):
    field = "on" if "on=" in PAGES[name] else "start"
    page = browser.get(f"/laporan/{name}?{field}=31/31/2025")
    assert "Tulis tanggal sebagai hari/bulan/tahun" in page.text
    assert 'aria-invalid="true"' in page.text


def test_a_period_that_ends_too_early(browser):
    page = browser.get("/laporan/hasil-usaha?start=2025-03-01&end=2025-02-01")
    assert "Tanggal akhir masa tidak boleh sebelum tanggal awalnya." in page.text


@pytest.mark.parametrize("name", PAGES)
def test_an_empty_book_says_what_to_do(app, empty_book, name):
    browser = Browser(app, cooperative_of(empty_book))
    page = browser.get(f"/laporan/{name}")
    assert page.status_code == 200
    assert "Belum ada catatan sampai tanggal ini" in page.text


@pytest.mark.parametrize("file_format", ["hledger", "beancount", "csv", "xlsx"])
def test_the_whole_book_is_a_download(browser, file_format):
    answer = browser.get(f"/laporan/ekspor/buku?format={file_format}")
    assert answer.status_code == 200
    assert "attachment" in answer.headers["Content-Disposition"]
    assert len(answer.data) > 1000
    answer.close()


def test_an_unknown_format_is_not_found(browser):
    assert browser.get("/laporan/ekspor/buku?format=lotus").status_code == 404


def test_the_list_and_the_export_page(browser):
    assert "Laporan Arus Kas" in browser.get("/laporan/").text
    assert "hledger" in browser.get("/laporan/ekspor").text


@pytest.mark.parametrize("role", ["pelatih", "anggota", "koordinator"])
def test_others_may_not_read(app, book, role):
    browser = Browser(app, cooperative_of(book), role)
    assert browser.get("/laporan/neraca").status_code == 403
    assert browser.get("/laporan/ekspor/buku?format=csv").status_code == 403


def test_another_cooperative_sees_its_own_figures_only(app, book):
    other, other_book = open_book("Koperasi Tetangga")
    move(other_book, "2025-03-01", "cash_on_hand", "other_income", 7_000, "gift:1")
    browser = Browser(app, other, name="bu.lain")
    for name, args in PAGES.items():
        text = browser.get(f"/laporan/{name}?{args}").text
        assert "7.000.000" in text
        assert "5.840.000" not in text
        assert "3.880.000" not in text


def test_the_general_ledger_is_paged_on_screen_and_whole_in_a_file(browser):
    first = browser.get(f"/laporan/buku-besar?{QUARTER}")
    assert "Halaman 1 dari 2" in first.text
    assert any("page=2" in url for url in links(first))
    answer = browser.get(f"/laporan/buku-besar?{QUARTER}&format=csv")
    codes = {line.split(";")[0] for line in answer.data.decode("utf-8-sig").splitlines()[1:]}
    assert len(codes) == 15


def test_today_is_the_default(browser):
    page = browser.get("/laporan/neraca")
    assert f'value="{clock.today().isoformat()}"' in page.text
    assert date(2025, 3, 31) < clock.today()
