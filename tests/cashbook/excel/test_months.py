"""For which months dues were paid, as treasurers write it."""

from datetime import date

import pytest

from coop_app.cashbook.excel.proposing.months import read_months


def span(first, last):
    months, (year, number) = [], map(int, first.split("-"))
    while f"{year}-{number:02}" <= last:
        months.append(f"{year}-{number:02}")
        year, number = (year, number + 1) if number < 12 else (year + 1, 1)
    return months


CASES = [
    ("Juni - Des 25", span("2025-06", "2025-12")),
    ("Mart - Des 26", span("2026-03", "2026-12")),
    ("Des - Nov 26", span("2025-12", "2026-11")),
    ("Nop - Feb 26", span("2025-11", "2026-02")),
    ("Nop 25 - Feb 26", span("2025-11", "2026-02")),
    ("Jan-Mar 2025", span("2025-01", "2025-03")),
    ("Jan s/d Mar 2025", span("2025-01", "2025-03")),
    ("Januari sampai dengan Maret 2025", span("2025-01", "2025-03")),
    ("Juli s.d. September 2025", span("2025-07", "2025-09")),
    ("anggota Desember", ["2025-12"]),
    ("Anggota Juni", ["2025-06"]),
    ("Januari", ["2026-01"]),
    ("Feb", ["2026-02"]),
    ("Desember", ["2025-12"]),
    ("Jan - Sept", span("2026-01", "2026-09")),
    ("Nop - Feb", span("2025-11", "2026-02")),
    ("bln 5-8 2025", span("2025-05", "2025-08")),
    ("bulan 5 s/d 8", span("2026-05", "2026-08")),
    ("5-8/2025", span("2025-05", "2025-08")),
    ("07/2025", ["2025-07"]),
    ("2025-07", ["2025-07"]),
    ("Juli, Agustus 25", ["2025-07", "2025-08"]),
    ("Juli dan Agustus 2025", ["2025-07", "2025-08"]),
    ("Nop, Des 25, Jan 26", ["2025-11", "2025-12", "2026-01"]),
    ("Nop, Des, Jan 26", ["2025-11", "2025-12", "2026-01"]),
    ("Jan, Mar - Mei 25", ["2025-01", "2025-03", "2025-04", "2025-05"]),
    ("Okt'25", ["2025-10"]),
    ("Okt. 2025", ["2025-10"]),
    ("Jan 25 s/d Feb 26", span("2025-01", "2026-02")),
    ("Iuran setahun 2025", span("2025-01", "2025-12")),
    ("tahun 2025", span("2025-01", "2025-12")),
    ("2025", span("2025-01", "2025-12")),
    ("Peb - Nop 2025", span("2025-02", "2025-11")),
    ("Agt-Sept 25", ["2025-08", "2025-09"]),
    ("", []),
    ("lunas", []),
    ("ke rek BRI", []),
    ("Maryam", []),
    ("120 kg", []),
]  # fmt: skip


@pytest.mark.parametrize("text,months", CASES, ids=[case[0] or "nothing" for case in CASES])
def test_months(text, months):
    assert [str(month) for month in read_months(text, date(2026, 2, 11)).months] == months


def test_a_count_without_names_is_said():
    read = read_months("6 bulan", date(2026, 2, 11))
    assert (read.months, [reason.code for reason in read.reasons]) == ((), ["months_counted"])


def test_a_span_of_ten_years_is_not_believed():
    read = read_months("Jan 15 - Des 26", date(2026, 2, 11))
    assert (read.months, [reason.code for reason in read.reasons]) == ((), ["months_unclear"])


def test_a_guessed_year_is_less_certain():
    on = date(2026, 2, 11)
    said, near, former = (read_months(text, on) for text in ("Des 25", "Maret", "Desember"))
    assert said.certainty > near.certainty > former.certainty


def test_without_a_year_and_a_date_nothing_is_guessed():
    assert read_months("Maret", None).months == ()
