"""Months and dates as people in the village write them."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from coop_app.refusal import N_, Refused

MONTH_NAMES = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
DAY_NAMES = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
# Old and short spellings that real books contain, by their first letters.
_MONTH_STEMS = (
    ("jan", 1), ("feb", 2), ("peb", 2), ("mar", 3), ("mrt", 3), ("apr", 4), ("mei", 5), ("may", 5),
    ("jun", 6), ("jul", 7), ("agu", 8), ("ags", 8), ("agt", 8), ("aug", 8), ("sep", 9), ("okt", 10),
    ("oct", 10), ("nov", 11), ("nop", 11), ("des", 12), ("dec", 12),
)  # fmt: skip


class DateUnreadable(Refused):
    """The typed text is no date."""

    message = N_("Write the date as day/month/year, for example 17/08/2026.")
    field = "on"


class DateInFuture(Refused):
    """Money is recorded when it moves, not before."""

    message = N_("The date %(on)s has not come yet. Use today's date or an earlier one.")
    field = "on"


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """One calendar month, e.g. `Month(2025, 7)`."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if not (1 <= self.number <= 12 and 1900 <= self.year <= 2200):
            raise DateUnreadable

    @classmethod
    def of(cls, day: date) -> "Month":
        """The month a day lies in."""
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, text: str) -> "Month":
        """Read `2025-07`. Raises `DateUnreadable`."""
        return _month_of(text)

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return date(self.year, self.number, calendar.monthrange(self.year, self.number)[1])

    @property
    def name(self) -> str:
        """`Juli 2025`."""
        return f"{MONTH_NAMES[self.number - 1]} {self.year}"

    def plus(self, months: int) -> "Month":
        """The month so many months later (or earlier)."""
        return _month_at(self.year * 12 + self.number - 1 + months)

    def next(self) -> "Month":
        """The month after this one."""
        return self.plus(1)

    def until(self, last: "Month") -> list["Month"]:
        """All months from this one to `last`, both included; empty when `last` is earlier."""
        first = self.year * 12 + self.number
        return [_month_at(i - 1) for i in range(first, last.year * 12 + last.number + 1)]

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"


# Months never change, and lists of members ask for the same few thousands of times.
@lru_cache(maxsize=4096)
def _month_at(index: int) -> Month:
    return Month(index // 12, index % 12 + 1)


@lru_cache(maxsize=4096)
def _month_of(text: str) -> Month:
    match = re.fullmatch(r"(\d{4})-(\d{2})", text.strip())
    if not match:
        raise DateUnreadable
    return Month(int(match[1]), int(match[2]))


def month_number(word: str) -> int | None:
    """The month a word names (`Pebruari`, `Nopember`, `agts`), or None."""
    stem = word.strip().lower().rstrip(".")
    return next((number for start, number in _MONTH_STEMS if stem.startswith(start)), None)


def parse_date(text: str) -> date:
    """Read a typed date: ISO, `17/8/2026`, `17-08-26`, `17 Agustus 2026`. Raises `DateUnreadable`."""
    words = re.split(r"[\s/.\-]+", text.strip())
    if len(words) == 4 and words[0].rstrip(",").capitalize() in DAY_NAMES:
        words = words[1:]
    if len(words) != 3 or not all(word.isascii() for word in words):
        raise DateUnreadable
    if re.fullmatch(r"\d{4}", words[0]):
        words.reverse()
    day, month, year = words
    try:
        return date(_year(year), month_number(month) or int(month), int(day))
    except ValueError:
        raise DateUnreadable from None


def _year(text: str) -> int:
    year = int(text)
    if len(text) == 2:
        return 2000 + year
    if len(text) != 4 or not 1900 <= year <= 2200:
        raise ValueError
    return year


def add_months(day: date, months: int) -> date:
    """The same day so many months on, cut to the month's last day when it does not exist."""
    month = Month.of(day).plus(months)
    return month.first + timedelta(days=min(day.day, month.last.day) - 1)


def long_date(day: date) -> str:
    """`Sabtu, 14 Desember 2024`."""
    return f"{DAY_NAMES[day.weekday()]}, {plain_date(day)}"


def plain_date(day: date) -> str:
    """`14 Desember 2024`."""
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def short_date(day: date) -> str:
    """`14/12/2024`, as tables show it."""
    return f"{day.day:02d}/{day.month:02d}/{day.year}"
