"""What is handed over: sections of rows, each a figure of the books or a fact with where it stands."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from coop_app.dates import Month
from coop_app.money import Money


@dataclass(frozen=True, slots=True)
class Item:
    """One row: what it is, how much or which day if any, and the address of the page behind it."""

    label: str
    amount: Money | None = None
    on: date | None = None
    note: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """One heading of the pack. `urgent` is what the new treasurer must look at first."""

    key: str
    title: str
    items: tuple[Item, ...] = ()
    #: what it says when there is nothing
    empty: str = ""
    urgent: bool = False
    #: whether it can only be read as it stands now, whichever day was chosen
    as_now: bool = False

    @property
    def total(self) -> Money:
        """The sum of the rows that have an amount."""
        return Money(sum(int(one.amount) for one in self.items if one.amount is not None))


@dataclass(frozen=True, slots=True)
class Checklist:
    """Boxes to tick on paper."""

    title: str
    items: tuple[str, ...]


@cache
def _data() -> Mapping[str, Any]:
    folder = resources.files("coop_app.literacy.rules.practice").joinpath("data")
    return tomllib.loads(folder.joinpath("handover.toml").read_text("utf-8"))


def checklists() -> list[Checklist]:
    """What is handed over, what is changed, what the first week brings."""
    return [Checklist(row["title"], tuple(row["items"])) for row in _data()["checklist"]]


def calendar(on: date, *, year_starts: int, months: int = 12) -> list[tuple[date, str]]:
    """Everything dated in the coming year, by day; what is monthly stands once, at its next day."""
    found: list[tuple[date, str]] = []
    for row in _data()["calendar"]:
        days = [day for day in _days(row, on, year_starts) if on <= day]
        if days and min(days) <= Month.of(on).plus(months).last:
            found.append((min(days), row["what"]))
    return sorted(found)


def _days(row: Mapping[str, Any], on: date, year_starts: int) -> list[date]:
    if "after_year" in row:
        ends = [Month(on.year + years, year_starts).plus(-1) for years in (-1, 0, 1, 2)]
        return [end.plus(row["after_year"]).last for end in ends]
    months = [Month.of(on).plus(ahead) for ahead in range(14)]
    wanted = row["month"]
    return [
        date(month.year, month.number, min(row["day"], month.last.day))
        for month in months
        if wanted in (0, month.number)
    ]
