"""Whatever stands in a sheet, every row comes out as a transaction or is reported."""

import json
from datetime import date, datetime, time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coop_app.cashbook.excel import as_json, left_out, propose, read_book
from coop_app.cashbook.excel.reading.book import NoCashBookFound, NoTransactions
from tests.cashbook.excel.books import HEADER, table, xlsx

CELLS = st.one_of(
    st.none(),
    st.none(),
    st.integers(-(10**16), 10**16),
    st.integers(0, 40),
    st.integers(1000, 10**7),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(date(1900, 3, 1), date(2199, 1, 1)),
    st.sampled_from([
        "Jumlah", "Saldo awal", "Saldo bulan lalu", "Pindahan", "Total", "Mengetahui", "Bendahara",
        "5/1/2025", "31/2/2025", "29 Pebruari 2025", "13/13/2025", "99", "0", "-", "Rp 5.000,-", "(5.000)", "5,5,5",
        "=1+1", "=G1", "=SUM(A1:Z99)", "='x'!A1", "#REF!", "Januari", "Des", "Nop 25", "No", "Tanggal", "Debet",
        "Iuran an Siti dan Darmi", "Simpanan wajib an ", "an", "Jan - Des 99", "bln 13-99 2025", "1.2.3", "٣٤", "🙂", "%(x)s %s",
        "lima ribu", "1e9", "NaN", "2025", "00/00/0000", "Wonosobo, 31 Januari 2025", "1" * 40, "a" * 300,
    ]),
    st.sampled_from([True, datetime(2025, 1, 5, 10, 30), time(10, 30)]),
    st.text(max_size=12, alphabet=st.characters(blacklist_categories=["Cs", "Cc"])),
)  # fmt: skip
ROWS = st.lists(st.lists(CELLS, min_size=8, max_size=8), min_size=1, max_size=12)


def every_row_is_told(book):
    for sheet in book.sheets:
        rows = sorted([line.row for line in sheet.lines] + [one.row for one in sheet.ignored])
        assert rows == sorted(set(rows))
        net = sum(line.money_in - line.money_out for line in sheet.lines)
        assert abs(sheet.opening + net - sheet.closing) == 0
        assert all(left_out(one.reason, str) for one in sheet.ignored)
    found = propose(book)
    assert len(found) == sum(len(sheet.lines) for sheet in book.sheets)
    assert json.dumps(as_json(book, found, str))


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(ROWS)
def test_any_workbook(rows):
    try:
        book = read_book(xlsx(Januari_2025=[HEADER, *rows]), "x.xlsx")
    except (NoCashBookFound, NoTransactions):
        return
    every_row_is_told(book)
    (sheet,) = book.sheets
    told = {line.row for line in sheet.lines} | {one.row for one in sheet.ignored}
    filled = {i for i, row in enumerate(rows, start=2) if any(says_something(cell) for cell in row)}
    assert filled <= told


def says_something(cell):
    return isinstance(cell, str) and bool(cell.split()) and not cell.startswith("=")


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(ROWS)
def test_any_csv_accounts_for_every_row(rows):
    plain = [["" if cell is None else str(cell).replace("\n", " ") for cell in row] for row in rows]
    try:
        book = read_book(table([HEADER, *plain]), "Januari 2025.csv")
    except (NoCashBookFound, NoTransactions):
        return
    every_row_is_told(book)
    (sheet,) = book.sheets
    told = {line.row for line in sheet.lines} | {one.row for one in sheet.ignored}
    filled = {
        i for i, row in enumerate(plain, start=2) if any(cell.strip(" '").split() for cell in row)
    }
    assert filled <= told


HARD = ["." * 32_000, "a," + "." * 32_000, "1." * 16_000, "a " * 16_000, "jumlah " + ". " * 15_000,
        "an " * 10_000, "(" * 32_000, "1 " * 16_000, "jan - " * 6_000, "saldo " + "x " * 15_000]  # fmt: skip


@pytest.mark.parametrize("text", HARD, ids=range(len(HARD)))
def test_cells_made_to_keep_us_busy(text):
    rows = [HEADER]
    for column in range(8):
        row = [3, "5/1/2025", "Iuran", None, 100, None, None, None]
        row[column] = text
        rows += [row, [*[None] * column, text, *[None] * (7 - column)]]
    # a pattern that backtracks would keep us here for hours; nothing is measured
    book = read_book(xlsx(Januari=[[text], *rows]), "x.xlsx")
    seen = [one.row for sheet in book.sheets for one in (*sheet.lines, *sheet.ignored)]
    assert len(set(seen)) >= 8
    assert len(propose(book)) == sum(len(sheet.lines) for sheet in book.sheets)
