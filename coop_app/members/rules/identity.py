"""The national identity number (NIK): readable or not, and what looks odd about it."""

import re
from dataclasses import dataclass

from stdnum.exceptions import ValidationError
from stdnum.id import nik as official

from coop_app.refusal import N_, Refused

_LONGEST = 20
_DAY_OF_WOMEN = 40


class NikUnreadable(Refused):
    """Not digits at all."""

    message = N_("Write the NIK with digits only, or leave it empty.")
    field = "nik"


class ReasonMissing(Refused):
    """Looking at an identity number is written down with its reason."""

    message = N_("Write why you need the full NIK; it goes into the audit trail.")
    field = "reason"


@dataclass(frozen=True, slots=True)
class Oddity:
    """Something to look at on the card; never a reason to refuse, because real cards contain errors."""

    code: str
    message: str


NOT_SIXTEEN = Oddity(
    "not_sixteen", N_("The NIK does not have 16 digits. Compare it with the card.")
)
UNKNOWN = Oddity(
    "unknown", N_("The NIK names no known region or day of birth. Compare it with the card.")
)
OTHER_SEX = Oddity("other_sex", N_("The NIK belongs to the other sex. Compare both with the card."))
OTHER_YEAR = Oddity(
    "other_year", N_("The NIK has another year of birth. Compare both with the card.")
)


def compact(text: str) -> str:
    """The digits alone; empty stays empty. Raises `NikUnreadable`."""
    digits = re.sub(r"[\s.\-]+", "", text)
    if digits and not re.fullmatch(rf"[0-9]{{1,{_LONGEST}}}", digits):
        raise NikUnreadable
    return digits


def oddities(nik: str, *, sex: str, birth_year: int | None) -> tuple[Oddity, ...]:
    """What a careful clerk would ask about."""
    if not nik:
        return ()
    if len(nik) != 16:
        return (NOT_SIXTEEN,)
    try:
        official.validate(nik)
    except ValidationError:
        return (UNKNOWN,)
    found = []
    if (int(nik[6:8]) > _DAY_OF_WOMEN) != (sex == "F"):
        found.append(OTHER_SEX)
    if birth_year is not None and birth_year % 100 != int(nik[10:12]):
        found.append(OTHER_YEAR)
    return tuple(found)


def masked(nik: str) -> str:
    """First six and last two digits."""
    hidden = max(len(nik) - 8, 0)
    return f"{nik[:6]}{'•' * hidden}{nik[-2:]}" if hidden else "•" * len(nik)


def reason_given(text: str) -> str:
    """Why somebody looks. Raises `ReasonMissing`."""
    reason = " ".join(text.split())
    if len(reason) < 5:
        raise ReasonMissing
    return reason
