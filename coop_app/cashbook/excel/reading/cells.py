"""What a treasurer means by a cell: an amount, a day, a month, a word."""

import re
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal

from coop_app.cashbook.excel.values import CellValue, plain_day
from coop_app.dates import DAY_NAMES, Month

# Month words alone, so that neither "Maryam" nor "Julaeha" is a month (old spellings included).
_MONTHS = (
    "jan(?:uari|uary|u)?", "[fp]eb(?:r|ruari|ruary|uari|rurai)?", "mar(?:et|t|ch)?|mrt", "apr(?:il|l)?",
    "mei|may", "jun[ie]?", "jul[iy]?", "a(?:gustus|gt|gs|gst|gsts|gts|gus|gu|ug|ugust)",
    "sep(?:t|tember|tmber|temper)?", "o[kc]t(?:ober|o)?", "no[vp](?:ember|emb)?",
    "de[sc](?:ember|emb)?",
)  # fmt: skip
MONTH_WORD = "(?:" + "|".join(_MONTHS) + r")(?![A-Za-z])\.?"
_MONTH = [re.compile(rf"(?:{one})\.?", re.IGNORECASE) for one in _MONTHS]

_NOTHING = re.compile(r"^(?:rp\.?|idr)?\s*[-–—.0,]*\s*$|^(?:nihil|nil|kosong)$", re.IGNORECASE)
_CURRENCY = re.compile(r"^(?:rp|idr)\.?\s*", re.IGNORECASE)
_TAIL = re.compile(r"[,.]\s*[-–=]+$|\s*\b(?:d|k|db|cr|dr)\.?$", re.IGNORECASE)
_THOUSANDS = re.compile(r"\d{1,3}(?:([.,' ])\d{3})(?:\1\d{3})*(?:[.,]\d{1,2})?")
_PLAIN = re.compile(r"\d+(?:[.,]\d{1,2})?")
_LONGEST = 60  # characters of an amount or a day
LARGEST = Decimal(10**12)  # no village book holds a trillion


class Unreadable(Exception):
    """The cell holds something, but no amount (or no day)."""


def month_of(word: str) -> int | None:
    """1 to 12 for a word that is a month in any usual spelling, else None."""
    text = word.strip()
    return next((i for i, one in enumerate(_MONTH, start=1) if one.fullmatch(text)), None)


def amount_of(value: CellValue) -> Decimal | None:
    """Exact rupiah of an amount cell; None when empty, a dash or "nihil". Raises `Unreadable`."""
    if value is None:
        return None
    if isinstance(value, Decimal):
        if abs(value) >= LARGEST:
            raise Unreadable
        return value
    if not isinstance(value, str):
        raise Unreadable
    text = value.strip()
    if len(text) > _LONGEST:
        raise Unreadable
    if _NOTHING.match(text):
        return None if not re.search(r"\d", text) else Decimal(0)
    return _amount_in(text)


def _amount_in(text: str) -> Decimal:
    bracketed = text.startswith("(") and text.endswith(")")
    text = text.strip("()").strip()
    text = _TAIL.sub("", _CURRENCY.sub("", text)).strip()
    negative = bracketed or text.startswith(("-", "–")) or text.endswith("-")
    text = _CURRENCY.sub("", text.strip("+-– ")).strip()
    if not text.isascii():
        raise Unreadable
    if match := _THOUSANDS.fullmatch(text):
        whole, cents = _cut(text.replace(match[1], ""))
    elif _PLAIN.fullmatch(text):
        whole, cents = _cut(text)
    else:
        raise Unreadable
    amount = Decimal(f"{whole}.{cents or 0}")
    if amount >= LARGEST:
        raise Unreadable
    return -amount if negative else amount


def _cut(text: str) -> tuple[str, str]:
    whole, _, cents = text.replace(",", ".").partition(".")
    return whole, cents


def text_of(value: CellValue) -> str:
    """A cell as words: 3 for the number 3, ISO for a day."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.isoformat() if isinstance(value, date) else value


@dataclass(frozen=True, slots=True)
class WrittenDay:
    """A day as far as it is written: any part may be missing; `swapped` = month came first."""

    day: int
    month: int | None = None
    year: int | None = None
    typed: bool = False  # a real Excel date, whose day and month Excel may have swapped
    swapped: bool = False


_NUMBERS = re.compile(r"(\d{1,4})[\s/.\-]+(\d{1,2})(?:[\s/.\-]+(\d{2,4}))?")
_WORDS = re.compile(
    rf"(\d{{1,2}})(?:\s*(?:-|s/?d|dan|&)\s*\d{{1,2}})?[\s/.\-]*({MONTH_WORD})[\s/.,\-]*('?\d{{2,4}})?",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(rf"({MONTH_WORD})\s*(\d{{1,2}}),?\s*(\d{{4}})?", re.IGNORECASE)
_DAY_NAME = re.compile(
    rf"^(?:{'|'.join(DAY_NAMES)}|jum'?at|ahad|tgl|tanggal)\b\.?\s*,?\s*", re.IGNORECASE
)
_CLOCK = re.compile(r"[ T]\d{1,2}[:.]\d{2}([:.]\d{2})?$")


def written_day(value: CellValue) -> WrittenDay | None:
    """What a date cell says; None when empty or a ditto mark. Raises `Unreadable`."""
    day = plain_day(value)
    if day is not None:
        return WrittenDay(day.day, day.month, day.year, typed=True)
    if value is None:
        return None
    if isinstance(value, Decimal):
        return _numeric_day(value)
    if len(str(value)) > _LONGEST:
        raise Unreadable
    text = _CLOCK.sub("", _DAY_NAME.sub("", str(value).strip())).strip(" '`,")
    if text in {"", '"', "''", "-", "sda", "idem", "s.d.a", ",,", "″", "”", "“"}:
        return None
    if re.fullmatch(r"\d{1,2}|\d{5}", text):
        return _numeric_day(Decimal(text))
    return _text_day(text)


def _numeric_day(number: Decimal) -> WrittenDay:
    if number == number.to_integral_value() and 1 <= number <= 31:
        return WrittenDay(int(number))
    if 20_000 <= number <= 80_000:  # Excel's own count of days
        day = date(1899, 12, 30) + timedelta(days=int(number))
        return WrittenDay(day.day, day.month, day.year, typed=True)
    raise Unreadable


def _text_day(text: str) -> WrittenDay:
    if match := _WORDS.fullmatch(text):
        return _checked(int(match[1]), month_of(match[2]), year_of(match[3]))
    if match := _MONTH_FIRST.fullmatch(text):
        return _checked(int(match[2]), month_of(match[1]), year_of(match[3]))
    match = _NUMBERS.fullmatch(text)
    if match is None:
        raise Unreadable
    first, second, third = match.groups()
    if len(first) == 4 and third and len(third) <= 2:
        return _checked(int(third), int(second), int(first))
    if len(first) > 2:
        raise Unreadable
    return _checked(int(first), int(second), year_of(third))


def _checked(day: int, month: int | None, year: int | None) -> WrittenDay:
    swapped = month is not None and month > 12 and day <= 12
    if swapped:
        day, month = month or day, day
    if not 1 <= day <= 31 or not (month is None or 1 <= month <= 12):
        raise Unreadable
    return WrittenDay(day, month, year, swapped=swapped)


def year_of(text: str | None) -> int | None:
    """2025 for "2025", "25" and "'25"; None when nothing is written. Raises `Unreadable`."""
    if not text:
        return None
    digits = text.lstrip("'")
    year = int(digits) + (2000 if len(digits) == 2 else 0)
    if not 1990 <= year <= 2100:
        raise Unreadable
    return year


_NAMED_MONTH = re.compile(
    rf"(?<![a-z])({MONTH_WORD})(?:[\s\-_/,.']*(20\d\d|\d\d(?!\d)))?", re.IGNORECASE
)
_YEAR = re.compile(r"(?<!\d)(20[0-4]\d)(?!\d)")


def month_and_year(text: str) -> tuple[int | None, int | None]:
    """The month and the year a sheet name or title mentions, e.g. "Kas Maret 2025", "JAN 25"."""
    text = text[:500]
    year = _YEAR.search(text)
    match = _NAMED_MONTH.search(text)
    if match is None:
        numeric = re.search(r"(?<!\d)(0?[1-9]|1[0-2])[\-_/. ](20\d\d)(?!\d)", text)
        return (int(numeric[1]) if numeric else None), (int(year[1]) if year else None)
    written = year_of(match[2]) if match[2] and len(match[2]) == 4 else None
    short = 2000 + int(match[2]) if match[2] and len(match[2]) == 2 else None
    return month_of(match[1]), written or (int(year[1]) if year else short)


def month_heading(text: str) -> tuple[int, int | None] | None:
    """Month (and year) when the text is nothing else: "Februari", "Bulan Maret 2025"."""
    match = re.fullmatch(
        rf"(?:bulan|bln|periode)?\s*:?\s*({MONTH_WORD})\s*(20\d\d)?", text.strip(), re.IGNORECASE
    )
    number = month_of(match[1]) if match else None
    return (number, int(match[2]) if match and match[2] else None) if number else None


def month_or_none(year: int | None, number: int | None) -> Month | None:
    return Month(year, number) if year and number else None


def plain_value(value: object) -> CellValue:
    """What a file's cell holds, numbers exact and text without needless blanks."""
    if isinstance(value, bool) or value is None or isinstance(value, (time, timedelta)):
        return None
    if isinstance(value, (int, float)):  # a cell's binary noise ends beyond four decimals
        if not abs(value) < 1e15:
            return str(value)
        return Decimal(repr(value)).quantize(Decimal("0.0001")).normalize() + 0
    if isinstance(value, date):
        return plain_day(value)
    text = " ".join(str(value).replace("\u00a0", " ").split())
    return text or None


def filled(cells: tuple[CellValue, ...]) -> bool:
    return any(cell is not None for cell in cells)
