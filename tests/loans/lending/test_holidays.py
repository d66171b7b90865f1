"""Due dates on days without work move forward, each for itself."""

from datetime import date

from coop_app.loans.rules.lending.holidays import on_working_days, shifted
from coop_app.loans.rules.products import HolidayShift
from coop_app.loans.rules.schedule import Instalment
from coop_app.money import Money


def test_a_shift_does_not_move_later_dates_f9() -> None:
    """Cases part 2, F9: monthly from 1 January 2006, weekends shift forward."""
    rows = [
        Instalment(month, date(2006, month + 1, 1), Money(1), Money(0), Money(0))
        for month in range(1, 7)
    ]
    moved = on_working_days(rows, HolidayShift.WEEKEND, set())
    assert [row.due for row in moved] == [
        date(2006, 2, 1), date(2006, 3, 1), date(2006, 4, 3),
        date(2006, 5, 1), date(2006, 6, 1), date(2006, 7, 3),
    ]  # fmt: skip


def test_a_listed_holiday_after_a_weekend_moves_one_day_more() -> None:
    monday = {date(2006, 4, 3)}
    assert shifted(date(2006, 4, 1), HolidayShift.WEEKEND, monday) == date(2006, 4, 4)
    assert shifted(date(2006, 4, 1), HolidayShift.SUNDAY, monday) == date(2006, 4, 1)
    assert shifted(date(2006, 4, 2), HolidayShift.NONE, monday) == date(2006, 4, 2)
