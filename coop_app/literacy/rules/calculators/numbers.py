"""Numbers with a fraction as people type them: amounts of foreign money and rates of exchange."""

import re
from decimal import Decimal
from fractions import Fraction

from coop_app.money import half_up
from coop_app.refusal import N_, Refused

LARGEST = Decimal(10**12)
PLACES = 6


class NumberUnreadable(Refused):
    """The typed text is no number."""

    message = N_("Write a number, for example 2.500 or 12,50.")
    field = "amount"


class NumberUnclear(Refused):
    """The typed text can be read in two ways."""

    message = N_(
        "Did you mean %(one)s or %(other)s? Write thousands with a dot, parts with a comma."
    )
    field = "amount"


class NumberTooLarge(Refused):
    """No family sends so much."""

    message = N_("This number is too large. Check the number of zeros.")
    field = "amount"


_GROUPED = re.compile(r"[1-9]\d{0,2}(\.\d{3})+(,\d+)?")
_COMMA = re.compile(r"\d+(,\d+)?")
_POINT = re.compile(r"\d+\.\d+")
_ENGLISH = re.compile(r"[1-9]\d{0,2}(,\d{3})+(\.\d+)?")
_UNCLEAR = re.compile(r"[1-9]\d{0,2},\d{3}")


def parse_number(text: str) -> Decimal:
    """Read `2.500`, `2500`, `12,50`, `12.50`, `2.500,75`, `2,500.75`.

    Raises `NumberUnclear` for `2,500`, `NumberTooLarge`, `NumberUnreadable`.
    """
    cleaned = text.replace(" ", "").replace("\u00a0", "")
    if len(cleaned) > 24 or not cleaned.isascii():
        raise NumberUnreadable
    if _UNCLEAR.fullmatch(cleaned):
        raise NumberUnclear(one=cleaned.replace(",", "."), other=f"{cleaned}0")
    found = Decimal(_plain(cleaned))
    if found > LARGEST:
        raise NumberTooLarge
    if -int(found.as_tuple().exponent) > PLACES:
        raise NumberUnreadable
    return found


def _plain(text: str) -> str:
    if _GROUPED.fullmatch(text) or _COMMA.fullmatch(text):
        return text.replace(".", "").replace(",", ".")
    if _POINT.fullmatch(text):
        return text
    if _ENGLISH.fullmatch(text):
        return text.replace(",", "")
    raise NumberUnreadable


def typed_text(value: Decimal | Fraction | int) -> str:
    """The same number as one would type it, so that it is read back as it is: `9,1250`, never `9,125`."""
    text = number_text(value, PLACES)
    return f"{text}0" if _UNCLEAR.fullmatch(text) else text


def number_text(value: Decimal | Fraction | int, places: int = 2) -> str:
    """`2.500,75` from a number, rounded half-up to so many places; noughts at the end are left out."""
    whole, part = divmod(abs(half_up(Fraction(value) * 10**places)), 10**places)
    sign = "-" if value < 0 and (whole or part) else ""
    tail = f",{part:0{places}d}".rstrip("0").rstrip(",") if places else ""
    return f"{sign}{whole:,}".replace(",", ".") + tail
