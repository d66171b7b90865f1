"""Which sheets continue one another: the same book, or another book kept in the same file."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from coop_app.cashbook.excel.reading.cells import MONTH_WORD

_PLAIN = re.compile(rf"(?<![a-z])(?:{MONTH_WORD}|bulan|bln|tahun|thn|sheet|copy of)", re.IGNORECASE)


def family_of(name: str) -> str:
    """What a sheet's name says besides its month and year: "Kas", "Bank", mostly nothing."""
    return " ".join(re.sub(r"[^a-z]+", " ", _PLAIN.sub(" ", name).lower()).split())


@dataclass(frozen=True, slots=True)
class Relation:
    """What tells one sheet's book: its name, its month if known, and its written ends."""

    name: str
    month: int | None  # counted from year 0, so that months of two years differ
    opening: Decimal | None
    closing: Decimal | None


def families(sheets: Sequence[Relation]) -> list[str]:
    """The book each sheet belongs to.

    Sheets of months that all differ are one book whatever they are called ("Maret", "April benar").
    Otherwise names part them, unless a sheet opens with what one of another name closed with.
    """
    own = [family_of(sheet.name) for sheet in sheets]
    months = [sheet.month for sheet in sheets]
    if None not in months and len(set(months)) == len(months):
        return own[:1] * len(own)
    for later, sheet in enumerate(sheets):
        for former in range(later):
            apart = own[former] != own[later]
            if (
                apart
                and _continues(sheets[former], sheet)
                and _may_join(sheets, own, former, later)
            ):
                own = [own[former] if each == own[later] else each for each in own]
    return own


def _continues(former: Relation, sheet: Relation) -> bool:
    return bool(sheet.opening) and sheet.opening == former.closing


def _may_join(sheets: Sequence[Relation], own: Sequence[str], one: int, other: int) -> bool:
    """Two books of the same month are never one."""
    mine = {sheet.month for sheet, family in zip(sheets, own, strict=True) if family == own[one]}
    theirs = {
        sheet.month for sheet, family in zip(sheets, own, strict=True) if family == own[other]
    }
    return not (mine & theirs) - {None}
