"""Which module is taught at what hour: two half-days for the family, one day for the business."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from coop_app.literacy.rules.modules.reading import data_of, read_modules


@dataclass(frozen=True, slots=True)
class Part:
    """One row of a day; `key` names the module, "" for a break or the test."""

    title: str
    minutes: int
    key: str
    #: minutes after midnight
    starts: int

    @property
    def time(self) -> str:
        """`08.30–09.30`."""
        return f"{clock_time(self.starts)}–{clock_time(self.starts + self.minutes)}"


@dataclass(frozen=True, slots=True)
class Day:
    """One meeting of the course."""

    title: str
    parts: tuple[Part, ...]


def clock_time(minutes: int) -> str:
    """510 → `08.30`."""
    return f"{minutes // 60:02d}.{minutes % 60:02d}"


@cache
def timetable() -> tuple[Day, ...]:
    """The days as we propose them."""
    return tuple(
        Day(day["title"], tuple(_parts(_minutes(day["starts"]), day["parts"])))
        for day in data_of("jadwal")["days"]
    )


def _minutes(text: str) -> int:
    hours, minutes = text.split(".")
    return int(hours) * 60 + int(minutes)


def _parts(starts: int, rows: Iterable[dict[str, Any]]) -> Iterator[Part]:
    modules = {module.key: module for module in read_modules()}
    for row in rows:
        key = row.get("key", "")
        title = modules[key].title if key else row["title"]
        minutes = modules[key].minutes if key else row["minutes"]
        yield Part(title, minutes, key, starts)
        starts += minutes
