"""Every way a treasurer writes a day."""

from datetime import date

import pytest

from coop_app.cashbook.excel import read_book
from tests.cashbook.excel.books import HEADER, simple, xlsx


def read(*written, name="Maret 2025"):
    rows = [HEADER]
    rows += [
        (number, on, "Iuran", None, 1000, None, 1000 * number, None)
        for number, on in enumerate(written, start=1)
    ]
    (sheet,) = read_book(xlsx(**{name.replace(" ", "_"): rows}), "x.xlsx").sheets
    problems = [p for p in sheet.problems if p.code != "opening_derived"]
    return [str(line.on) for line in sheet.lines], [(p.row, p.code) for p in problems]


@pytest.mark.parametrize(
    "written",
    [
        date(2025, 3, 5), 5, "5", "05", "5/3", "5-3-25", "05/03/2025", "05.03.2025", "2025-03-05",
        "5 Maret 2025", "5 Mar 25", "5-Mrt-25", "5 maret", "Rabu, 5 Maret 2025", "tgl 5", "5 Mar '25",
        45721, "Maret 5, 2025", "5 / 3 / 2025", "05/03/2025 10:15", "Tgl. 5 Maret 2025", "5mar2025",
    ],
)  # fmt: skip
def test_one_day_in_many_spellings(written):
    assert read(written) == (["2025-03-05"], [])


@pytest.mark.parametrize("month", ["Agustus", "Agt", "Ags", "Agst", "Agus", "Aug", "agustus"])
def test_months_in_old_and_short_spellings(month):
    assert read(f"5 {month} 2025", name="Agustus 2025")[0] == ["2025-08-05"]


@pytest.mark.parametrize("blank", [None, "", '"', "sda", "-", "''"])
def test_blank_and_ditto_mean_the_row_above(blank):
    assert read("3/3/2025", blank, "7/3/2025")[0] == ["2025-03-03", "2025-03-03", "2025-03-07"]


def test_a_wrong_year_in_a_month_sheet():
    days, problems = read("3/3/2025", "4/3/2028", "5/3/2025", "6/3/2024")
    assert days == ["2025-03-03", "2025-03-04", "2025-03-05", "2025-03-06"]
    assert problems == [(3, "wrong_year"), (5, "wrong_year")]


def test_a_wrong_year_in_a_sheet_of_the_year():
    days, problems = read(
        "3/3/2025", "14/4/2028", None, "5/5/2025", "6/12/2025", "2/1/2026", name="Kas"
    )
    assert days == [
        "2025-03-03", "2025-04-14", "2025-04-14", "2025-05-05", "2025-12-06", "2026-01-02",
    ]  # fmt: skip
    assert problems == [(3, "wrong_year")]


def test_the_last_date_of_a_year_sheet_with_a_wrong_year():
    assert read("3/3/2025", "14/4/2025", "5/5/2052", name="Kas")[0][-1] == "2025-05-05"


def test_day_and_month_swapped_only_where_only_that_fits():
    days, problems = read(date(2025, 3, 2), date(2025, 5, 3), date(2025, 3, 8))
    assert days == ["2025-03-02", "2025-03-05", "2025-03-08"]
    assert problems == [(3, "day_month_swapped")]


def test_a_month_before_the_day_is_understood():
    assert read("03/15/2025") == (["2025-03-15"], [(2, "day_month_swapped")])


def test_a_date_of_the_next_month_is_kept_and_told():
    assert read("30/3/2025", "1/4/2025") == (
        ["2025-03-30", "2025-04-01"], [(3, "date_outside_month")],
    )  # fmt: skip


def test_a_day_that_is_not_there():
    days, problems = read("3/2/2025", "30/2/2025", "belum tahu", name="Februari 2025")
    assert days == ["2025-02-03"] * 3
    assert problems == [(3, "date_impossible"), (4, "date_unreadable")]


def test_no_date_at_all():
    assert read(None, None) == (["2025-03-01", "2025-03-01"], [(2, "date_missing")])


def test_the_year_from_the_title_the_other_sheets_or_the_file():
    titled = [["Periode 31 Januari 2024"], *simple((5, "a", 1, 0))]
    assert str(read_book(xlsx(Januari=titled), "x.xlsx").sheets[0].lines[0].on) == "2024-01-05"
    dated = simple((date(2023, 1, 5), "a", 1, 0))
    both = read_book(xlsx(Januari=dated, Februari=simple((6, "b", 1, 0), opening=1)), "x.xlsx")
    assert str(both.sheets[1].lines[0].on) == "2023-02-06"
    alone = read_book(xlsx(Februari=simple((6, "b", 1, 0))), "Kas 2022.xlsx")
    assert str(alone.sheets[0].lines[0].on) == "2022-02-06"


def test_a_book_year_from_july_to_june():
    july = simple(("2/7/2025", "a", 1, 0), ("3/7/2025", "a", 1, 0))
    january = simple(("2/1/2026", "a", 1, 0), ("3/1/2026", "b", 1, 0), opening=2)
    read_ = read_book(xlsx(Juli=july, Januari=january), "x.xlsx")
    assert [str(s.month) for s in read_.sheets] == ["2025-07", "2026-01"]
    assert not any(s.problems for s in read_.sheets)


def test_a_blank_date_right_below_the_opening_takes_its_day():
    rows = [HEADER, (1, date(2025, 3, 4), "Saldo bulan lalu", None, None, None, 5, None)]
    rows.append((2, None, "Iuran", None, 1, None, 6, None))
    (sheet,) = read_book(xlsx(Maret=rows), "x.xlsx").sheets
    assert ([str(line.on) for line in sheet.lines], sheet.problems) == (["2025-03-04"], ())


def test_a_title_of_another_year_is_told():
    lines = [(f"{day}/1/2025", f"Iuran {day}", 1, 0) for day in range(1, 8)]
    titled = [["Periode 31 Januari 2026"], *simple(*lines)]
    (sheet,) = read_book(xlsx(Januari=titled), "x.xlsx").sheets
    assert [problem.code for problem in sheet.problems] == ["title_year_differs"]
