"""Due dates on days without work move forward, each for itself."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, timedelta

from coop_app.loans.rules.products import HolidayShift
from coop_app.loans.rules.schedule import Instalment

_SATURDAY, _SUNDAY = 5, 6
_RESTING = {
    HolidayShift.NONE: (),
    HolidayShift.SUNDAY: (_SUNDAY,),
    HolidayShift.WEEKEND: (_SATURDAY, _SUNDAY),
}


def shifted(day: date, rule: HolidayShift, holidays: Collection[date]) -> date:
    """The day itself, or the next one on which somebody collects."""
    if rule is HolidayShift.NONE:
        return day
    while day.weekday() in _RESTING[rule] or day in holidays:
        day += timedelta(days=1)
    return day


def on_working_days(
    rows: Sequence[Instalment], rule: HolidayShift, holidays: Collection[date]
) -> tuple[Instalment, ...]:
    """The same rows with shifted dates; later ones stay where they were counted from the first."""
    return tuple(replace(row, due=shifted(row.due, rule, holidays)) for row in rows)
