"""Rare shapes, each of which has its own line in the reader."""

import io
import zipfile
from datetime import date

import pytest

from coop_app.cashbook.excel import read_book, refusals
from tests.cashbook.excel.books import HEADER, book, simple, table, xlsx


def only(content, name="x.xlsx"):
    (sheet,) = read_book(content, name).sheets
    return sheet


def codes(sheet):
    return [(problem.row, problem.code) for problem in sheet.problems]


def left(sheet):
    return [one.reason.code for one in sheet.ignored]


LINES = [("2/1/2025", "a", 1000, 0), ("3/1/2025", "b", 0, 400)]


@pytest.mark.parametrize(
    "total",
    [
        [None, None, None, None, 1000, 400, None, None],
        [None, "31/1/2025", "Jumlah", None, 1000, 400, 600, None],
        [9, "31/1/2025", "Jumlah s/d Januari 2025", None, 1000, 400, 600, None],
        [9, "31/1/2025", "JUMLAH", None, 1600, 1000, 600, None],
        ["Total", None, None, None, 1000, 400, None, None],
        [None, None, "Jumlah s/d bulan ini", None, 7000, 6400, None, None],
        [None, None, "Saldo akhir", None, None, 600, None, None],
    ],
)
def test_totals_with_and_without_words(total):
    sheet = only(xlsx(Januari=[*simple(*LINES, opening=0), total]))
    assert (left(sheet), codes(sheet), len(sheet.lines)) == (["opening", "total"], [], 2)


def test_a_dated_row_that_speaks_of_a_sum_is_a_transaction():
    rows = simple(*LINES, ("4/1/2025", "Total belanja rapat", 0, 100))
    assert len(only(xlsx(Januari=rows)).lines) == 3
    undated = [*simple(*LINES), [None, None, "Jumlah simpanan kelompok", None, 50, None, 650, None]]
    assert len(only(xlsx(Januari=undated)).lines) == 3


def test_a_carried_balance_in_the_middle_is_no_transaction():
    rows = [*simple(*LINES), [None, None, "Saldo pindahan", None, None, None, 600, None]]
    rows.append([4, "5/1/2025", "c", None, 50, None, 650, None])
    sheet = only(xlsx(Januari=rows))
    assert (left(sheet), sheet.closing, codes(sheet)) == (["opening", "carried_forward"], 650, [])


@pytest.mark.parametrize("name", ["Jan-Des 2025", "2025", "Kas umum"])
def test_a_sheet_named_for_many_months_or_none(name):
    rows = [["Tahun 2025"], *simple(("5 Jan", "a", 1, 0), ("7 Peb", "b", 1, 0), ("8", "c", 1, 0))]
    sheet = only(book({name: rows}))
    assert sheet.month is None
    assert [str(line.on) for line in sheet.lines] == ["2025-01-05", "2025-02-07", "2025-02-08"]


def test_a_sheet_named_by_the_number_of_its_month():
    sheet = only(book({"3": [["Tahun 2025"], *simple((5, "a", 1, 0))]}))
    assert str(sheet.lines[0].on) == "2025-03-05"


def test_days_without_a_year_roll_into_the_next():
    rows = [
        ["Tahun 2025"],
        *simple(("28 Nop", "a", 1, 0), ("30 Des", "b", 1, 0), ("2 Jan", "c", 1, 0)),
    ]
    assert [str(line.on) for line in only(xlsx(Kas=rows)).lines][-1] == "2026-01-02"


def test_a_sheet_of_one_month_that_holds_the_whole_year():
    lines = [(f"5/{month}/2025", f"Iuran {month}", 1, 0) for month in range(1, 7)]
    sheet = only(xlsx(Januari_2025=simple(*lines)))
    assert sheet.month is None
    assert [line.on.month for line in sheet.lines] == list(range(1, 7))
    assert codes(sheet) == []


def test_the_first_date_of_a_year_sheet_with_a_wrong_year():
    lines = [("3/1/2024", "a", 1, 0), ("5/2/2025", "b", 1, 0), ("6/3/2025", "c", 1, 0)]
    sheet = only(xlsx(Kas=simple(*lines)))
    assert (str(sheet.lines[0].on), codes(sheet)) == ("2025-01-03", [(3, "wrong_year")])


def test_a_swapped_date_between_its_neighbours_in_a_year_sheet():
    lines = [
        (date(2025, 3, 1), "a", 1, 0),
        (date(2025, 5, 3), "b", 1, 0),
        (date(2025, 3, 8), "c", 1, 0),
    ]
    sheet = only(xlsx(Kas=simple(*lines)))
    assert (str(sheet.lines[1].on), codes(sheet)) == ("2025-03-05", [(4, "day_month_swapped")])


def test_a_hidden_sheet_is_read_and_said():
    import openpyxl

    workbook = openpyxl.load_workbook(io.BytesIO(xlsx(Januari=simple(*LINES), Lain=[["x"]])))
    workbook["Januari"].sheet_state = "hidden"
    workbook.active = 1
    stream = io.BytesIO()
    workbook.save(stream)
    sheet = only(stream.getvalue())
    assert (sheet.closing, codes(sheet)) == (600, [(0, "hidden_sheet")])


def test_an_encrypted_archive():
    content = bytearray(xlsx(Januari=simple(*LINES)))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.find(mark)
        while place >= 0:
            content[place + offset] |= 1
            place = content.find(mark, place + 4)
    with pytest.raises(refusals.PasswordProtected):
        read_book(bytes(content), "x.xlsx")


def test_too_many_rows_in_a_workbook():
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(xlsx(Januari=[HEADER]))) as old,
        zipfile.ZipFile(stream, "w", 8) as new,
    ):
        for name in old.namelist():
            part = old.read(name)
            if name.endswith("sheet1.xml"):
                row = b"<row><c><v>1</v></c><c><v>2</v></c></row>"
                part = part.replace(b"</sheetData>", row * 20_001 + b"</sheetData>")
            new.writestr(name, part)
    with pytest.raises(refusals.TooManyRows):
        read_book(stream.getvalue(), "x.xlsx")


def test_a_word_below_a_million_blank_rows_is_still_told():
    import openpyxl

    workbook = openpyxl.load_workbook(io.BytesIO(xlsx(Januari=simple(*LINES))))
    workbook["Januari"].cell(1_048_576, 1, "x")
    stream = io.BytesIO()
    workbook.save(stream)
    sheet = only(stream.getvalue())
    assert (sheet.closing, [one.row for one in sheet.ignored]) == (600, [2, 1_048_576])


def test_a_csv_whose_comma_is_the_decimal_sign():
    rows = [HEADER, [1, "2/1/2025", "a", "", "1.000,50", "", "1.000,50", ""]]
    sheet = only(table(rows), "Januari.csv")
    assert (sheet.closing, codes(sheet)) == (1001, [(2, "fraction_rounded")])
