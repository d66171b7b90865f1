"""Book years, spans of days, and with what a statement is compared."""

from dataclasses import dataclass
from datetime import date, timedelta

from coop_app.dates import Month, add_months
from coop_app.refusal import N_, Refused

#: what a statement can be compared with → its name on the screen
COMPARISONS = {
    "last_month": N_("Last month"),
    "last_year": N_("Same time last year"),
    "year_end": N_("End of last book year"),
}
SPAN_COMPARISONS = {
    "last_month": N_("A month earlier"),
    "last_year": N_("A year earlier"),
    "year_end": N_("Whole last book year"),
}
_DAY = timedelta(days=1)


class SpanBackwards(Refused):
    """A period ends after it begins."""

    message = N_("The period must end on or after the day it begins.")
    field = "end"


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `start` to `end`, both included. Raises `SpanBackwards`."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise SpanBackwards


def book_year_start(on: date, first_month: int = 1) -> date:
    """The first day of the book year in which a day lies."""
    year = on.year if on.month >= first_month else on.year - 1
    return date(year, first_month, 1)


def day_before_year(on: date, first_month: int = 1) -> date:
    """The last day of the book year before a day's."""
    return book_year_start(on, first_month) - _DAY


def year_to(on: date, first_month: int = 1) -> Span:
    """From the beginning of the book year to a day."""
    return Span(book_year_start(on, first_month), on)


def _months_earlier(day: date, months: int) -> date:
    """The last day of a month stays the last day of a month."""
    if day == Month.of(day).last:
        return Month.of(day).plus(-months).last
    return add_months(day, -months)


def earlier_day(on: date, comparison: str, first_month: int = 1) -> date:
    """The day with which a balance sheet is compared."""
    if comparison == "year_end":
        return day_before_year(on, first_month)
    return _months_earlier(on, 1 if comparison == "last_month" else 12)


def earlier_span(span: Span, comparison: str, first_month: int = 1) -> Span:
    """The period with which a result is compared."""
    if comparison == "year_end":
        end = day_before_year(span.start, first_month)
        return Span(book_year_start(end, first_month), end)
    months = 1 if comparison == "last_month" else 12
    return Span(add_months(span.start, -months), _months_earlier(span.end, months))


def usual_days(today: date, first_month: int = 1) -> dict[str, date]:
    """Days a balance sheet is usually wanted for, by their names on the screen."""
    return {
        N_("Today"): today,
        N_("End of last month"): Month.of(today).plus(-1).last,
        N_("End of last book year"): day_before_year(today, first_month),
    }


def usual_spans(today: date, first_month: int = 1) -> dict[str, Span]:
    """Periods a result is usually wanted for, by their names on the screen."""
    this, last = Month.of(today), Month.of(today).plus(-1)
    year_end = day_before_year(today, first_month)
    return {
        N_("This month"): Span(this.first, today),
        N_("Last month"): Span(last.first, last.last),
        N_("This book year"): year_to(today, first_month),
        N_("Last book year"): year_to(year_end, first_month),
    }
