"""The disorders of real books, one by one."""

from datetime import date, datetime

import pytest

from coop_app.cashbook.excel import read_book
from tests.cashbook.excel.books import HEADER, book, simple, table, xlsx


def codes(sheet):
    return [(problem.row, problem.code) for problem in sheet.problems]


def only(content, name="Kas.xlsx"):
    (sheet,) = read_book(content, name).sheets
    return sheet


def amounts(sheet):
    return [(line.money_in, line.money_out) for line in sheet.lines]


def days(sheet):
    return [str(line.on) for line in sheet.lines]


def test_another_order_of_columns_under_title_rows():
    sheet = only(xlsx(Januari=[
        ["KOPERASI CONTOH"], ["BUKU KAS MASUK DAN KELUAR"], ["Januari 2025"], [],
        ["Saldo", "Pengeluaran (Rp)", "Pemasukan (Rp)", "Keterangan", "Tgl", "No. Kwitansi"],
        [100000, None, None, "Saldo awal", None, None],
        [150000, None, 50000, "Iuran Siti", datetime(2025, 1, 3), "K1"],
        [130000, 20000, None, "Beli kertas", None, "K2"],
    ]))  # fmt: skip
    assert (sheet.opening, sheet.closing, sheet.orientation) == (100000, 130000, "debit_in")
    assert amounts(sheet) == [(50000, 0), (0, 20000)]
    assert [line.voucher for line in sheet.lines] == ["K1", "K2"]
    assert days(sheet) == ["2025-01-03", "2025-01-03"]


def test_a_header_over_two_rows_with_merged_cells():
    sheet = only(xlsx(Mei=[
        ["Buku Kas Mei 2025"],
        ["No", "Tanggal", "Uraian", "Mutasi", None, "Saldo"],
        [None, None, None, "Debet", "Kredit", None],
        [1, 2, 3, 4, 5, 6],
        [1, 1, "Saldo bulan lalu", None, None, 10000],
        [2, 5, "Iuran", 5000, None, 15000],
    ]))  # fmt: skip
    assert (sheet.layout.starts, sheet.layout.ends) == (2, 3)
    assert amounts(sheet) == [(5000, 0)]
    assert days(sheet) == ["2025-05-05"]
    assert ("column_numbers") in [one.reason.code for one in sheet.ignored]


@pytest.mark.parametrize(
    "name,month",
    [
        ("Pebruari 2025", "2025-02"), ("JAN 25", "2025-01"), ("Kas Maret 2025", "2025-03"),
        ("Nopember'25", "2025-11"), ("Des 2025", "2025-12"), ("Agts 25", "2025-08"),
        ("03-2025", "2025-03"), ("Kas Okt 2025", "2025-10"), ("Sept 2025", "2025-09"),
    ],
)  # fmt: skip
def test_names_of_sheets(name, month):
    assert str(only(book({name: simple((7, "Iuran", 1000, 0))})).month) == month


def test_one_sheet_for_the_year_with_month_headings_and_totals():
    sheet = only(xlsx(Kas_2025=[
        HEADER,
        [1, "01/01/2025", "Saldo awal", None, None, None, 1000, None],
        [None, None, "Januari", None, None, None, None, None],
        [2, 5, "Iuran", None, 500, None, 1500, None],
        [3, None, "Beli kertas", None, None, 200, 1300, None],
        [None, None, "Jumlah", None, 500, 200, 1300, None],
        [None, None, "Februari", None, None, None, None, None],
        [None, None, "Saldo bulan lalu", None, None, None, 1300, None],
        [4, 3, "Iuran", None, 700, None, 2000, None],
        [None, None, "Jumlah", None, 700, None, 2000, None],
    ]))  # fmt: skip
    assert days(sheet) == ["2025-01-05", "2025-01-05", "2025-02-03"]
    assert (sheet.opening, sheet.closing, codes(sheet)) == (1000, 2000, [])


def test_opening_carried_silently_and_checked_against_the_sheet_before():
    first = simple(("02/01/2025", "Iuran", 1000, 0), opening=500)
    silent = [HEADER, [1, "03/02/2025", "Iuran", None, 300, None, 1800, None]]
    january, february = read_book(xlsx(Jan=first, Peb=silent), "x.xlsx").sheets
    assert (february.opening, february.closing) == (1500, 1800)
    assert codes(february) == [(2, "opening_derived")]
    wrong = simple(("03/02/2025", "Iuran", 300, 0), opening=1400)
    _, february = read_book(xlsx(Jan=first, Peb=wrong), "x.xlsx").sheets
    assert codes(february) == [(2, "opening_differs")]
    assert january.closing == 1500


def test_sheets_out_of_order_are_chained_by_month():
    january = simple(("02/01/2025", "Iuran", 1000, 0), opening=500)
    february = simple(("02/02/2025", "Iuran", 1000, 0), opening=1500)
    read = read_book(xlsx(Februari=february, Januari=january), "x.xlsx")
    assert [(s.name, s.opening, s.closing) for s in read.sheets] == [
        ("Februari", 1500, 2500), ("Januari", 500, 1500),
    ]  # fmt: skip
    assert {code for s in read.sheets for _, code in codes(s)} == {"sheet_out_of_order"}
    assert (read.opening, read.closing) == (500, 2500)


@pytest.mark.parametrize(
    "written,read",
    [
        ("1.250.000", 1250000), ("Rp 1.250.000,-", 1250000), ("1,250,000", 1250000),
        ("1.250.000,00", 1250000), ("Rp1.250.000", 1250000), ("1 250 000", 1250000),
        ("1250000", 1250000), ("1,250,000.00", 1250000), ("Rp. 5.000", 5000), ("'7.500", 7500),
        ("IDR 2.000,-", 2000), ("50.000,=", 50000),
    ],
)  # fmt: skip
def test_amounts_as_text(written, read):
    rows = [HEADER, [1, "2/1/2025", "Iuran", None, written, "-", str(read), None]]
    sheet = only(table(rows), "Januari 2025.csv")
    assert amounts(sheet) == [(read, 0)]


def test_negative_amounts_go_the_other_way():
    rows = simple(("2/1/2025", "Iuran", 9000, 0), ("3/1/2025", "Koreksi iuran", -2000, 0))
    rows[-1] = (*rows[-1][:4], "(2.000)", None, 7000, None)
    sheet = only(xlsx(Januari=rows))
    assert amounts(sheet) == [(9000, 0), (0, 2000)]
    assert codes(sheet) == [(4, "negative_amount")]


def test_both_columns_filled_stay_one_row():
    sheet = only(xlsx(Januari=simple(("2/1/2025", "Terima dan setor", 9000, 4000))))
    assert amounts(sheet) == [(9000, 4000)]
    assert codes(sheet) == [(3, "both_amounts")]


def test_fractions_are_booked_so_that_the_balance_fits():
    rows = [
        HEADER,
        [1, None, "Saldo awal", None, None, None, 1000000, None],
        [2, "31/01/2025", "Bunga bank", None, 4109.59, None, 1004109.59, None],
        [3, "31/01/2025", "Pajak bunga", None, None, 821.92, 1003287.67, None],
        [4, "31/01/2025", "Setoran", None, 20000, None, 1023287.67, None],
    ]
    sheet = only(xlsx(Januari=rows))
    assert amounts(sheet) == [(4110, 0), (0, 822), (20000, 0)]
    assert sheet.closing == 1023288
    assert codes(sheet) == [(3, "fraction_rounded"), (4, "fraction_rounded")]


def test_a_wrong_balance_is_told_once_at_its_row():
    rows = simple(
        ("2/1/2025", "a", 1000, 0), ("3/1/2025", "b", 1000, 0), ("4/1/2025", "c", 1000, 0)
    )
    typo = [list(row) for row in rows]
    typo[3][6] = 2500
    assert codes(only(xlsx(Januari=typo))) == [(4, "balance_differs")]
    carried = [list(row) for row in rows]
    carried[3][6], carried[4][6] = 2500, 3500
    sheet = only(xlsx(Januari=carried))
    assert codes(sheet) == [(4, "balance_differs"), (5, "closing_differs")]
    assert sheet.closing == 3000


def test_an_amount_in_the_wrong_column():
    rows = simple(
        ("2/1/2025", "a", 9000, 0), ("3/1/2025", "b", 1000, 0), ("4/1/2025", "Beli", 0, 500)
    )
    rows[-1] = (4, "4/1/2025", "Beli", None, 500, None, 9500, None)
    assert codes(only(xlsx(Januari=rows)))[0] == (5, "wrong_column")


def test_a_wrong_total_is_told():
    lines = simple(("2/1/2025", "a", 1000, 0), ("3/1/2025", "b", 0, 400))
    good = [*lines, [None, None, "Jumlah", None, 1000, 400, 600, None]]
    bad = [*lines, [None, None, "Jumlah", None, 1100, 400, 600, None]]
    assert codes(only(xlsx(Januari=good))) == []
    assert codes(only(xlsx(Januari=bad))) == [(5, "total_differs")]


def test_hidden_rows_count():
    sheet = only(book({"Januari": simple(("2/1/2025", "a", 1000, 0))}, hidden_rows=[3]))
    assert (sheet.closing, codes(sheet)) == (1000, [(3, "hidden_row")])


def test_other_sheets_are_named():
    read = read_book(
        xlsx(
            Januari=simple(("2/1/2025", "a", 1, 0)), Daftar_anggota=[["Nama"], ["Siti"]], Kosong=[]
        ),
        "x.xlsx",
    )
    assert [(name, reason.code) for name, reason in read.other_sheets] == [
        ("Daftar anggota", "no_header"), ("Kosong", "empty_sheet"),
    ]  # fmt: skip


def test_text_and_amounts_below_the_end_are_reported():
    sheet = only(xlsx(Januari=[
        *simple((date(2025, 1, 2), "a", 1000, 0)),
        [None, None, "Jumlah", None, 1000, None, 1000, None],
        [None, None, None, None, None, "Wonosobo, 31 Januari 2025", None, None],
        [None, None, "Mengetahui", None, None, "Bendahara", None, None],
        [None, None, "Sumiati", None, None, "Darmi", None, None],
        [None, None, "100.000 x 5", None, 500000, None, None, None],
    ]))  # fmt: skip
    assert [one.reason.code for one in sheet.ignored] == [
        "opening", "total", "signature", "signature", "after_end", "after_end",
    ]  # fmt: skip
    assert codes(sheet) == [(8, "after_end")]
    assert sheet.closing == 1000


def test_a_row_that_only_lacks_its_amount_is_a_problem():
    sheet = only(
        xlsx(Januari=simple(("2/1/2025", "a", 1, 0), ("3/1/2025", "Iuran Siti", None, None)))
    )
    assert codes(sheet) == [(4, "amount_missing")]
    rows = simple(("2/1/2025", "a", 1, 0))
    rows.append((3, "3/1/2025", "b", None, "lima ribu", None, None, None))
    assert codes(only(xlsx(Januari=rows))) == [(4, "amount_unreadable")]


def test_text_that_looks_like_a_formula_stays_text():
    rows = [HEADER, [1, "2/1/2025", "=cmd|' /C calc'!A0", None, "1000", None, "1000", None]]
    sheet = only(table(rows), "Januari 2025.csv")
    assert sheet.lines[0].description == "=cmd|' /C calc'!A0"


def test_formulas_without_kept_values_are_computed():
    """openpyxl writes formulas without results, as some phone programs do."""
    rows = [
        HEADER,
        [1, date(2025, 1, 1), "Saldo bulan lalu", None, 500, 100, "=E2-F2", None],
        [2, date(2025, 1, 2), "Iuran", None, "=2*1500", 0, "=G2+E3-F3", None],
        [3, date(2025, 1, 3), "Beli", None, 0, 400, "=G3+E4-F4", None],
        [None, None, "Jumlah", None, "=SUM(E3:E4)", "=SUM(F3:F4)", None, None],
    ]
    later = [
        HEADER,
        [1, date(2025, 2, 1), "Saldo bulan lalu", None, None, None, "='Januari'!G4", None],
        [2, date(2025, 2, 2), "Iuran", None, 1000, 0, "=G2+E3-F3", None],
    ]
    january, february = read_book(xlsx(Januari=rows, Februari=later), "x.xlsx").sheets
    assert (january.opening, january.closing) == (400, 3000)
    assert (february.opening, february.closing) == (3000, 4000)
    assert codes(january) == codes(february) == []
