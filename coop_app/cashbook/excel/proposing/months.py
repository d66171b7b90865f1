"""Reads for which months dues were paid: "Juni - Des 25", "Mart - Des 26", "bln 5-8 2025"."""

import re
from dataclasses import dataclass, replace
from datetime import date

from coop_app.cashbook.excel.reading.cells import MONTH_WORD, month_of
from coop_app.cashbook.excel.values import Reason
from coop_app.dates import DateUnreadable, Month

_I = re.IGNORECASE
_NAMED = re.compile(
    rf"(?<![a-z])(?P<month>{MONTH_WORD})"
    r"(?:\s*[-/.,']?\s*(?:th\.?|thn\.?|tahun)?\s*(?P<year>20\d\d|'?\d\d)(?![\d.,]*\d|\s*(?:kg|bks|pcs|bulan|bln|x|orang|org)\b))?",
    _I,
)
_TO = re.compile(r"-|–|—|\bs\s?[/.]?\s?d\b|\bsampai\b|\bhingga\b|\bke\b|\bto\b", _I)
_SPAN = r"(?:-|–|s\s?[/.]?\s?d\.?|sampai(?: dengan)?|hingga)"
_NUMERIC = re.compile(
    rf"\b(?:bln|bulan)\.?\s*(?:ke\s*-?\s*)?(?P<first>\d{{1,2}})\s*(?:{_SPAN}\s*(?P<last>\d{{1,2}}))?"
    r"(?:\s*[/ ]?\s*(?:th\.?|thn\.?|tahun)?\s*(?P<year>20\d\d))?(?!\d)", _I,
)  # fmt: skip
_SLASHED = re.compile(
    rf"(?<!\d)(?P<first>\d{{1,2}})\s*(?:{_SPAN}\s*(?P<last>\d{{1,2}})\s*)?[/-]\s*(?P<year>20\d\d)(?!\d)",
    _I,
)
_ISO = re.compile(r"(?<!\d)(20\d\d)-(0[1-9]|1[0-2])(?!\d)")
_COUNT = re.compile(r"(?<!\d)(\d{1,2})\s*(?:bulan|bln|bl)\b|(?<!\d)(\d{1,2})\s*x\b", _I)
_YEAR = re.compile(r"\b(?:tahun|thn|th|setahun|1 tahun|1 th)\.?\s*(20\d\d)\b|^\s*(20\d\d)\s*$", _I)
_MOST = 36


@dataclass(frozen=True, slots=True)
class MonthsRead:
    """The months a text names, how certain in percent, and what to say about them."""

    months: tuple[Month, ...] = ()
    certainty: int = 100
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class _Named:
    """A month word with its year, if any; `joined` when the word before runs up to it."""

    number: int
    year: int | None
    joined: bool = False


def read_months(text: str, on: date | None) -> MonthsRead:
    """The months in a remark; without a year they lie near the day of payment."""
    text = " ".join(text.split())
    if iso := _ISO.findall(text):
        return _found([Month(int(year), int(month)) for year, month in iso], text, 95)
    named = _named(text)
    if named:
        return _from_names(named, text, on)
    return _from_numbers(text, on)


def _named(text: str) -> list[_Named]:
    found: list[_Named] = []
    end = 0
    for match in _NAMED.finditer(text):
        number = month_of(match["month"])
        if number is None:
            continue
        digits = (match["year"] or "").lstrip("'")
        year = int(digits) + (2000 if len(digits) == 2 else 0) if digits else None
        between = text[end : match.start()] if found else ""
        joined = bool(found) and len(between) < 25 and bool(_TO.search(between))
        found.append(_Named(number, year, joined))
        end = match.end()
    return found


def _from_names(named: list[_Named], text: str, on: date | None) -> MonthsRead:
    said = any(one.year for one in named)
    if not said and on is None:
        return MonthsRead((), 40, (Reason.of("months_without_year", text=text),))
    certainty = 95
    if not said and on is not None:
        year, usual = _near(named[0].number, on, joined="anggota" in text.lower())
        named = [replace(named[0], year=year), *named[1:]]
        certainty = 85 if usual else 70
    dated = _with_years(named)
    months: list[Month] = []
    for one, former in zip(dated, [None, *dated[:-1]], strict=True):
        if one.joined and former is not None:
            months += former.next().until(one.month)
        else:
            months.append(one.month)
    return _found(months, text, certainty)


@dataclass(frozen=True, slots=True)
class _Dated:
    month: Month
    joined: bool

    def next(self) -> Month:
        return self.month.next()


def _with_years(named: list[_Named]) -> list[_Dated]:
    """A year holds for the months before it ("Nop - Feb 26" begins in 2025), then for those after."""
    years = [one.year for one in named]
    for i in range(len(named) - 2, -1, -1):
        later = years[i + 1]
        if years[i] is None and later is not None:
            years[i] = later - (named[i].number > named[i + 1].number)
    for i in range(1, len(named)):
        former = years[i - 1]
        if years[i] is None and former is not None:
            years[i] = former + (named[i].number < named[i - 1].number)
    return [
        _Dated(Month(year or 2000, one.number), one.joined)
        for one, year in zip(named, years, strict=True)
    ]


def _near(number: int, on: date, *, joined: bool) -> tuple[int, bool]:
    """The year of a bare month name: this year, unless it lies half a year ahead (then the last).

    "anggota Juni" says since when she is a member, which is never a month still to come.
    """
    ahead = number - on.month
    if ahead > 6 or (joined and ahead > 0):
        return on.year - 1, False
    if ahead <= -10:
        return on.year + 1, False
    return on.year, True


def _from_numbers(text: str, on: date | None) -> MonthsRead:
    for pattern in (_SLASHED, _NUMERIC):
        match = pattern.search(text)
        if match is None:
            continue
        first, last = int(match["first"]), int(match["last"] or match["first"])
        year = int(match["year"]) if match["year"] else (on.year if on else None)
        if year and 1 <= first <= 12 and 1 <= last <= 12:
            start = Month(year - (first > last), first)
            return _found(start.until(Month(year, last)), text, 90 if match["year"] else 75)
    if match := _YEAR.search(text):
        year = int(match[1] or match[2])
        return _found(Month(year, 1).until(Month(year, 12)), text, 70)
    if match := _COUNT.search(text):
        return MonthsRead((), 60, (Reason.of("months_counted", count=match[1] or match[2]),))
    return MonthsRead()


def _found(months: list[Month], text: str, certainty: int) -> MonthsRead:
    once = tuple(dict.fromkeys(months))
    if not once or len(once) > _MOST:
        return MonthsRead((), 40, (Reason.of("months_unclear", text=text),))
    first, last = min(once), max(once)
    spoken = first.name if first == last else f"{first.name} – {last.name}"
    reason = Reason.of("months_read", text=text, months=spoken, count=len(once))
    return MonthsRead(tuple(sorted(once)), certainty, (reason,))


def read_safely(text: str, on: date | None) -> MonthsRead:
    """As `read_months`; a year beyond any calendar counts as unclear."""
    try:
        return read_months(text[:200], on)
    except DateUnreadable:
        return MonthsRead((), 40, (Reason.of("months_unclear", text=text),))
