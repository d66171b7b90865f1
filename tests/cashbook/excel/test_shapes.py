"""Books of other shapes than hers."""

from datetime import date

import pytest

from coop_app.cashbook.excel import propose, read_book
from coop_app.cashbook.excel.reading.layout import meaning
from tests.cashbook.excel.books import HEADER, book, simple, table, xlsx


def only(content, name="x.xlsx"):
    (sheet,) = read_book(content, name).sheets
    return sheet


def codes(sheet):
    return [(problem.row, problem.code) for problem in sheet.problems]


HEADINGS = [
    ("no", "number"), ("no urut", "number"), ("tanggal", "date"), ("tgl transaksi", "date"),
    ("uraian", "description"), ("uraian keterangan", "description"), ("transaksi", "description"),
    ("no bukti", "voucher"), ("no kwitansi", "voucher"), ("no transaksi", "voucher"),
    ("debet masuk", "debit"), ("uang masuk", "debit"), ("jumlah penerimaan", "debit"),
    ("kas keluar", "credit"), ("pengeluaran", "credit"), ("kredit keluar", "credit"),
    ("sisa saldo", "balance"), ("saldo akhir", "balance"), ("ket", "note"), ("bulan", "month"),
    ("nama anggota", "name"), ("keperluan", "description"), ("bayar", "credit"), ("s", "balance"), ("alamat", ""), ("debet kredit", ""), ("", ""),
]  # fmt: skip


@pytest.mark.parametrize("heading,key", HEADINGS)
def test_headings(heading, key):
    assert meaning(heading) == key


def test_keterangan_is_the_description_when_there_is_no_other():
    rows = [["Tanggal", "Keterangan", "Debet", "Kredit", "Saldo", "Keterangan"]]
    rows.append([date(2025, 1, 2), "Iuran Siti", 100, None, 100, "Januari"])
    line = only(xlsx(Januari=rows)).lines[0]
    assert (line.description, line.note) == ("Iuran Siti", "Januari")


IFS = [
    '=IF(C{i}="","",G{p}+E{i}-F{i})',
    '=IF(AND(E{i}=0,F{i}=0),"",SUM(G{p},E{i})-F{i})',
    '=IF(C{i}<>"",G{p}+E{i}-F{i},"")',
    "=IF(ISBLANK(C{i}),0,+G{p}+(E{i}-F{i}))",
    "=SUM(E$4:E{i})-SUM(F$4:F{i})+G$3",
    "=G{p}+N(E{i})-F{i}",
]


@pytest.mark.parametrize("formula", IFS[:5])
def test_usual_formulas_of_the_saldo_column(formula):
    rows = [["Januari 2025"], HEADER, [1, 1, "Saldo bulan lalu", None, None, None, 1000, None]]
    for i in range(4, 9):
        facts = [i - 2, i, "Iuran", None, 500, 200] if i < 7 else [i - 2] + [None] * 5
        rows.append([*facts, formula.format(i=i, p=i - 1), None])
    sheet = only(xlsx(Januari=rows))
    assert (len(sheet.lines), sheet.closing, sheet.orientation_proven) == (3, 1900, True)
    assert {code for _, code in codes(sheet)} == {"both_amounts"}


def test_a_formula_that_is_more_than_a_sum_is_not_computed():
    rows = [HEADER, [1, "2/1/2025", "Iuran", None, 500, None, IFS[5].format(i=2, p=1), None]]
    sheet = only(xlsx(Januari=rows))
    assert (sheet.closing, codes(sheet)) == (500, [(0, "orientation_assumed")])


@pytest.mark.parametrize("deep", ["(" * 390, "-" * 390, "IF(1=1," * 60])
def test_a_deep_formula_does_no_harm(deep):
    rows = [HEADER, [1, "2/1/2025", "Iuran", None, 500, None, f"={deep}1", None]]
    assert only(xlsx(Januari=rows)).lines[0].money_in == 500


def test_newest_row_first_as_banks_export():
    rows = [["Tanggal", "Uraian", "Debet", "Kredit", "Saldo"]]
    rows += [
        ["4/1/2025", "c", None, "20", "50"],
        ["3/1/2025", "b", None, "30", "70"],
        ["2/1/2025", "a", "100", None, "100"],
    ]
    sheet = only(table(rows), "mutasi.csv")
    assert [line.description for line in sheet.lines] == ["a", "b", "c"]
    assert (sheet.opening, sheet.closing, codes(sheet)) == (0, 50, [(0, "newest_first")])


def test_two_books_in_one_file_are_chained_apart():
    read = read_book(
        book({
            "Kas Jan 25": simple((2, "Iuran", 100, 0), opening=50),
            "Bank Jan 25": simple((2, "Bunga bank", 10, 0), opening=900),
            "Kas Feb 25": simple((2, "Iuran", 100, 0), opening=150),
            "Bank Feb 25": simple((2, "Bunga bank", 10, 0), opening=910),
        }),
        "x.xlsx",
    )  # fmt: skip
    assert not any(sheet.problems for sheet in read.sheets)
    assert (read.opening, read.closing) == (950, 1170)


def test_summaries_are_left_out_and_said():
    read = read_book(
        xlsx(
            Januari=simple(("2/1/2025", "Iuran", 100, 0), opening=50),
            Rekap=[["Uraian", "Debet", "Kredit", "Saldo"], ["Januari", 100, 0, 150], ["Februari", 0, 0, 150]],
            Neraca=[["Kode", "Nama Akun", "Debet", "Kredit", "Saldo"], [1, "Kas", 9, 0, 9], [2, "Bank", 5, 0, 5]],
        ),
        "x.xlsx",
    )  # fmt: skip
    assert [(name, reason.code) for name, reason in read.other_sheets] == [
        ("Rekap", "summary"), ("Neraca", "summary"),
    ]  # fmt: skip
    assert len(read.sheets) == 1


def test_a_column_for_the_month():
    sheet = only(xlsx(Kas=[
        ["Tahun 2025"], ["Bulan", "Tgl", "Uraian", "Penerimaan", "Pengeluaran", "Saldo"],
        ["Jan", None, "Saldo awal", None, None, 100], ["Jan", 5, "Iuran", 50, None, 150],
        [None, 7, "Iuran", 50, None, 200], ["Peb", 3, "Iuran", 50, None, 250],
    ]))  # fmt: skip
    assert [str(line.on) for line in sheet.lines] == ["2025-01-05", "2025-01-07", "2025-02-03"]


def test_no_saldo_column_believes_the_headings_and_says_so():
    sheet = only(xlsx(Januari=[
        ["Tgl", "Uraian", "Keluar", "Masuk"], ["1/1/2025", "Saldo awal", None, 1000],
        ["2/1/2025", "Iuran", None, 500], ["3/1/2025", "Beli kertas", 200, None],
    ]))  # fmt: skip
    assert (sheet.opening, sheet.closing, codes(sheet)) == (
        1000,
        1300,
        [(0, "orientation_assumed")],
    )


def test_a_saldo_with_a_letter_behind_it():
    rows = [["Tgl", "Uraian", "Debet", "Kredit", "Saldo"], ["", "Saldo awal", "", "", "1.000 CR"]]
    rows.append(["2/1/2025", "Bunga", "", "500", "1.500 CR"])
    sheet = only(table(rows), "Januari.csv")
    assert (sheet.opening, sheet.closing, sheet.orientation) == (1000, 1500, "credit_in")


def test_a_book_of_five_thousand_rows():
    lines = [(date(2025, 1, 1 + i % 28), f"Iuran an Siti {i}", 1000, 0) for i in range(5000)]
    sheet = only(xlsx(Kas_2025=simple(*lines)))
    assert (len(sheet.lines), sheet.closing) == (5000, 5_000_000)
    assert len(propose(read_book(xlsx(Kas_2025=simple(*lines)), "x.xlsx"))) == 5000


def test_a_currency_column_of_its_own_under_a_merged_heading():
    rows = [
        ["No", "Tanggal", "Uraian", "Debet", None, "Kredit", None, "Saldo", None],
        [1, "2025-01-01", "Saldo lalu", "Rp", None, "Rp", "-", "Rp", 100000],
        [2, "2025-01-02", "Iuran", "Rp", 20000, "Rp", "-", "Rp", 120000],
        [3, "2025-01-03", "Teh", "Rp", "-", "Rp", 5000, "Rp", 115000],
    ]
    sheet = only(xlsx(Jan=rows))
    assert (len(sheet.lines), sheet.opening, sheet.closing) == (2, 100000, 115000)
    assert codes(sheet) == []


def test_a_balance_written_once_a_day_still_proves_the_columns():
    rows = [
        ["Tgl", "Uraian", "Debet", "Kredit", "Saldo"],
        ["1/1/2025", "Saldo awal", None, None, 100],
        ["2/1/2025", "Biaya", 30, None, None],
        [None, "Setoran", None, 50, 120],
    ]
    sheet = only(xlsx(Bank=rows))
    assert (sheet.orientation, sheet.orientation_proven, sheet.closing) == ("credit_in", True, 120)


@pytest.mark.parametrize(
    "label",
    [
        "Saldo tahun 2024",
        "Sisa bulan Pebruari",
        "Opening balance",
        "Sisa uang bulan kemarin",
        "Kas",
    ],
)
def test_the_first_row_with_only_a_balance_is_the_opening(label):
    rows = [
        ["Tgl", "Uraian", "Debet", "Kredit", "Saldo"],
        ["1/1/2025", label, None, None, 100],
        ["2/1/2025", "Iuran", 30, None, 130],
    ]
    sheet = only(xlsx(Jan=rows))
    assert (len(sheet.lines), sheet.opening, codes(sheet)) == (1, 100, [])


@pytest.mark.parametrize("names", [("Januari", "Feb benar", "Maret fix"), ("Satu", "Dua", "Tiga")])
def test_sheets_with_odd_names_are_one_book(names):
    """By their different months, or because each opens with what the one before closed with."""
    days = ("2/1/2025", "2/2/2025", "2/3/2025")
    sheets = {
        name: simple((day, "Iuran", 100, 0), opening=50 + 100 * i)
        for i, (name, day) in enumerate(zip(names, days, strict=True))
    }
    read = read_book(book(sheets), "x.xlsx")
    assert (read.opening, read.closing) == (50, 350)
    assert not any(sheet.problems for sheet in read.sheets)
