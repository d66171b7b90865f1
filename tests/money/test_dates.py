"""Months and dates as they are really written."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from coop_app import clock
from coop_app.dates import (
    DateUnreadable,
    Month,
    add_months,
    long_date,
    month_number,
    parse_date,
    plain_date,
    short_date,
)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-08-17", date(2026, 8, 17)),
        ("17/8/2026", date(2026, 8, 17)),
        ("17-08-26", date(2026, 8, 17)),
        ("17.08.2026", date(2026, 8, 17)),
        ("17 Agustus 2026", date(2026, 8, 17)),
        ("5 Pebruari 2025", date(2025, 2, 5)),
        ("1 Nop 25", date(2025, 11, 1)),
        ("Senin, 17 Agustus 2026", date(2026, 8, 17)),
    ],
)
def test_dates_are_read_in_all_usual_spellings(typed: str, day: date) -> None:
    assert parse_date(typed) == day


@pytest.mark.parametrize(
    "typed",
    ["", "32/1/2026", "29/2/2025", "1/13/2026", "besok", "1/1/1", "1/1/20266", "２/1/2026", "1/1"],
)
def test_what_is_no_date_is_refused(typed: str) -> None:
    with pytest.raises(DateUnreadable):
        parse_date(typed)


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("Pebruari", 2),
        ("Nopember", 11),
        ("Mart", 3),
        ("agts", 8),
        ("Des.", 12),
        ("OKT", 10),
        ("kas", None),
    ],
)
def test_old_month_names_are_known(word: str, number: int | None) -> None:
    assert month_number(word) == number


def test_the_same_day_months_later_is_cut_to_the_months_end() -> None:
    assert add_months(date(2025, 1, 31), 1) == date(2025, 2, 28)
    assert add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert add_months(date(2025, 1, 31), 2) == date(2025, 3, 31)
    assert add_months(date(2025, 11, 15), 3) == date(2026, 2, 15)


@given(st.integers(1950, 2100), st.integers(1, 12), st.integers(-600, 600))
def test_months_count_forwards_and_backwards(year: int, number: int, steps: int) -> None:
    month = Month(year, number)
    assert month.plus(steps).plus(-steps) == month
    assert Month.parse(str(month)) == month
    assert month.last.toordinal() + 1 == month.next().first.toordinal()


def test_a_range_of_months_includes_both_ends() -> None:
    assert [str(m) for m in Month(2025, 11).until(Month(2026, 2))] == [
        "2025-11",
        "2025-12",
        "2026-01",
        "2026-02",
    ]
    assert Month(2025, 2).until(Month(2025, 1)) == []


def test_dates_are_written_in_indonesian() -> None:
    assert long_date(date(2024, 12, 14)) == "Sabtu, 14 Desember 2024"
    assert plain_date(date(2024, 12, 14)) == "14 Desember 2024"
    assert short_date(date(2024, 12, 4)) == "04/12/2024"


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 3, 1, 16, 59, tzinfo=UTC), date(2026, 3, 1)),
        (datetime(2026, 3, 1, 17, 0, tzinfo=UTC), date(2026, 3, 2)),
        (datetime(2026, 12, 31, 23, 30, tzinfo=UTC), date(2027, 1, 1)),
    ],
)
def test_today_is_the_offices_day_not_the_day_in_utc(moment: datetime, day: date) -> None:
    with time_machine.travel(moment, tick=False):
        assert clock.today() == day
