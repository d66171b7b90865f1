"""Gives every row its day: blank means the same as above, a wrong year is corrected and said."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from coop_app.cashbook.excel.reading.cells import (
    MONTH_WORD,
    WrittenDay,
    month_and_year,
    month_of,
)
from coop_app.cashbook.excel.values import Findings
from coop_app.dates import short_date


@dataclass(frozen=True, slots=True)
class DayEntry:
    """The date cell of one transaction; `month`, `year` from the sheet or a heading above."""

    row: int
    written: WrittenDay | None
    text: str = ""  # what stood there when it could not be read
    month: int | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class SheetTime:
    """What the sheet's name and titles say about its month and year."""

    month: int | None
    name_year: int | None
    title_year: int | None


def sheet_time(name: str, titles: Sequence[str]) -> SheetTime:
    """Month and year of a sheet; two different months in a name ("Jan-Des") mean no single one."""
    month, name_year = month_and_year(name)
    if len(_months_in(name)) > 1:
        month = None
    elif month is None and re.fullmatch(r"0?[1-9]|1[0-2]", name.strip()):
        month = int(name)
    title = " ".join(title[:120] for title in titles)[:500]
    title_month, title_year = month_and_year(title)
    if month is None and not _months_in(name) and len(_months_in(title)) == 1:
        month = title_month
    return SheetTime(month, name_year, title_year)


def _months_in(text: str) -> set[int | None]:
    found = re.findall(rf"(?<![a-z])({MONTH_WORD})", text, re.IGNORECASE)
    return {month_of(word) for word in found}


def spans_many_months(month: int, entries: Sequence[DayEntry]) -> bool:
    """True when the dates contradict a sheet's one month, so it is a book of a whole year."""
    months = Counter(e.written.month for e in entries if e.written and e.written.month)
    strange = sum(count for number, count in months.items() if number != month)
    return len(months) >= 3 and strange * 2 > sum(months.values())


def likely_year(time: SheetTime, entries: Sequence[DayEntry], fallback: int | None) -> int | None:
    """The year most of the sheet agrees on: its name, its title, its rows, then the other sheets."""
    votes: Counter[int] = Counter()
    for entry in entries:
        day = entry.written
        if day and day.year and (time.month is None or time.month in (day.month, day.day)):
            votes[day.year] += 2
    for year, weight in ((time.name_year, 6), (time.title_year, 4), (fallback, 1)):
        if year:
            votes[year] += weight
    return votes.most_common(1)[0][0] if votes else None


def resolve(
    entries: Sequence[DayEntry],
    year: int | None,
    findings: Findings,
    above: WrittenDay | None = None,
) -> list[date | None]:
    """One day per entry, in order; every correction becomes a problem of its row.

    `above` is the day beside the opening balance: it holds for blank dates right below.
    """
    days: list[date | None] = []
    latest: date | None = None
    if above and entries:
        first = DayEntry(0, above, month=entries[0].month, year=entries[0].year)
        latest = _day_of(first, year, None, Findings())
    for entry in entries:
        day = _day_of(entry, year, latest, findings)
        days.append(day)
        latest = day or latest
    _compare_neighbours(entries, days, year, findings)
    return days


def _day_of(
    entry: DayEntry, year: int | None, latest: date | None, findings: Findings
) -> date | None:
    year = entry.year or year
    if entry.text:
        findings.problem(entry.row, "date_unreadable", text=entry.text)
    if entry.written is None:
        if latest is None:
            findings.problem(entry.row, "date_missing")
            return _made(year, entry.month, 1)
        return latest
    day = _completed(entry, entry.written, year, latest)
    if day is None:
        findings.problem(entry.row, "date_impossible", day=entry.written.day)
        return latest or _made(year, entry.month, 1)
    if entry.written.swapped:
        findings.problem(entry.row, "day_month_swapped", on=short_date(day))
    if entry.month and year and entry.written.year:
        return _fitted(entry, day, year, findings)
    return day


def _completed(
    entry: DayEntry, written: WrittenDay, year: int | None, latest: date | None
) -> date | None:
    month = written.month or entry.month or (latest.month if latest else None)
    if written.year:
        return _made(written.year, month, written.day)
    near = latest.year if latest and not entry.month else year
    if near and latest and not entry.month and month and month < latest.month - 6:
        near += 1
    if near and entry.month and month and abs(month - entry.month) > 6:
        near += 1 if month < entry.month else -1
    return _made(near, month, written.day)


def _fitted(entry: DayEntry, day: date, year: int, findings: Findings) -> date:
    """A full date in a sheet of one month: its year and the order of day and month must fit."""
    month = entry.month or day.month
    if (day.year, day.month) == (year, month):
        return day
    if day.month == month:
        corrected = _made(year, month, day.day) or day
        findings.problem(
            entry.row, "wrong_year", written=short_date(day), corrected=short_date(corrected)
        )
        return corrected
    swapped = _made(day.year, day.day, day.month)
    if swapped and (swapped.year, swapped.month) == (year, month):
        findings.problem(entry.row, "day_month_swapped", on=short_date(swapped))
        return swapped
    apart = (day.year - year) * 12 + day.month - month
    if abs(apart) > 6:
        corrected = _made(year, day.month, day.day) or day
        findings.problem(
            entry.row, "wrong_year", written=short_date(day), corrected=short_date(corrected)
        )
        return corrected
    findings.problem(entry.row, "date_outside_month", on=short_date(day))
    return day


def _compare_neighbours(
    entries: Sequence[DayEntry], days: list[date | None], year: int | None, findings: Findings
) -> None:
    """In a book of a whole year, a date that breaks the order is tried with its neighbours' year."""
    full = [i for i, e in enumerate(entries) if e.written and e.written.year and not e.month]
    for place, i in enumerate(full):
        day = days[i]
        before = days[full[place - 1]] if place else None
        after = days[full[place + 1]] if place + 1 < len(full) else None
        if day is None or _in_order(before, day, after):
            continue
        if day.year == year and not (before and after and before.year == after.year == year):
            continue  # the odd one is the neighbour
        corrected, code = _correction(before, day, after)
        if corrected is None:
            continue
        findings.problem(
            entries[i].row, code, written=short_date(day), corrected=short_date(corrected),
            on=short_date(corrected),
        )  # fmt: skip
        _carry(entries, days, i, corrected)


def _carry(entries: Sequence[DayEntry], days: list[date | None], i: int, day: date) -> None:
    days[i] = day
    for later in range(i + 1, len(entries)):
        if entries[later].written is not None:
            break
        days[later] = day


def _in_order(before: date | None, day: date, after: date | None) -> bool:
    if before and after and before > after:
        return True  # the neighbours are no measure
    if before and not after:
        return day.year == before.year or 0 <= (day - before).days <= 92
    if after and not before:
        return day.year == after.year or 0 <= (after - day).days <= 92
    return (before is None or before <= day) and (after is None or day <= after)


def _correction(before: date | None, day: date, after: date | None) -> tuple[date | None, str]:
    for neighbour in (before, after):
        if neighbour and neighbour.year != day.year:
            moved = _made(neighbour.year, day.month, day.day)
            if moved and (before is None or before <= moved) and (after is None or moved <= after):
                return moved, "wrong_year"
    swapped = _made(day.year, day.day, day.month)
    if swapped and before and after and before <= swapped <= after:
        return swapped, "day_month_swapped"
    return None, ""


def _made(year: int | None, month: int | None, day: int) -> date | None:
    try:
        return date(year, month, day) if year and month else None
    except ValueError:
        return None
