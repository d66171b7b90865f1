"""What is typed into the table of attendance; all of it stays when a row is refused."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from flask_babel import gettext

from coop_app.literacy.rules.sessions.listing import ListHasErrors, PossiblySame
from coop_app.literacy.rules.sessions.people import Facts, band_of
from coop_app.literacy.service.sessions import Line
from coop_app.refusal import N_
from coop_app.web.forms import CoopForm, say

#: parts of a cell's name: `nama-n3`, `menit-e17`
WORDS = ("nama", "jk", "umur", "desa", "status", "negara", "menit", "sama")
TICKS = ("hadir", "setuju")
#: what stood in a row when the table was shown: `1` or `0` for the tick, then the minutes
SHOWN = "ada"
#: empty rows of a fresh table, and the most that one form takes
EMPTY_ROWS, MOST_ROWS = 10, 60
_FIRST_YEAR, _OLDEST, _MOST_DIGITS = 1900, 120, 4
NOT_A_NUMBER = N_("Write a number here.")
#: where a refusal of a row is shown
_CELLS = {
    "name": "nama", "sex": "jk", "village": "desa", "birth_year": "umur", "minutes": "menit",
    "same": "sama", "agree": "setuju",
}  # fmt: skip


class SheetForm(CoopForm):
    """The table's token and request; its cells are read with `read_sheet`."""


@dataclass(slots=True)
class Sheet:
    """The cells as typed, the rows they mean, and what cannot be read."""

    typed: dict[str, str] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    errors: dict[str, str] = field(default_factory=dict)
    #: row → participants who may be the person of that row
    doubles: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def refuse(self, refusal: ListHasErrors) -> None:
        """Say at each cell what is wrong."""
        for key, why in refusal.rows.items():
            self.errors[f"{_CELLS.get(why.field or '', 'nama')}-{key}"] = say(why)
            if isinstance(why, PossiblySame):
                self.doubles[key] = why.known


def read_sheet(sent: Mapping[str, str], known: Sequence[int], held_on: date) -> Sheet:
    """Rows of known people (`e17`) and of new ones (`n0`, `n1` …); empty new ones are left out.

    What stood in a row is sent with it (`ada-e17`): whoever joined by phone after the table was shown, and
    whose row nobody touched, stays as noted.
    """
    sheet = Sheet()
    shown = [f"e{one}" for one in known if f"{SHOWN}-e{one}" in sent]
    for key in [*shown, *(f"n{place}" for place in range(MOST_ROWS))]:
        _read_cells(sent, sheet, key)
        is_new = key.startswith("n")
        if is_new and not any(sheet.typed[f"{word}-{key}"] for word in ("nama", "jk", "umur")):
            continue
        sheet.lines.append(_new(sheet, key, held_on) if is_new else _known(sheet, key))
    return sheet


def _read_cells(sent: Mapping[str, str], sheet: Sheet, key: str) -> None:
    for word in (*WORDS, SHOWN):
        sheet.typed[f"{word}-{key}"] = sent.get(f"{word}-{key}", "").strip()[:100]
    for tick in TICKS:
        sheet.typed[f"{tick}-{key}"] = "1" if sent.get(f"{tick}-{key}") else ""


def _known(sheet: Sheet, key: str) -> Line:
    minutes = _number(sheet, f"menit-{key}")
    is_there = bool(sheet.typed[f"hadir-{key}"])
    touched = stood(present=is_there, minutes=minutes) != sheet.typed[f"{SHOWN}-{key}"]
    return Line(
        key=key, participant_id=int(key[1:]), present=is_there if touched else None,
        minutes=minutes, agreed=bool(sheet.typed[f"setuju-{key}"]),
    )  # fmt: skip


def stood(*, present: bool, minutes: int | None) -> str:
    """What a row is sent back with: `1`, `0`, or `145` for somebody who was there for 45 minutes."""
    return f"{present:d}{minutes or ''}"


def _new(sheet: Sheet, key: str, held_on: date) -> Line:
    typed = {word: sheet.typed[f"{word}-{key}"] for word in WORDS}
    year, band = _age(sheet, key, held_on)
    facts = Facts(
        name=typed["nama"], sex=typed["jk"], birth_year=year, age_band=band, village=typed["desa"],
        migrant_status=typed["status"], country=typed["negara"],
    )  # fmt: skip
    same = typed["sama"]
    chosen = int(same[1:]) if same[:1] == "p" and _is_number(same[1:], 9) else None
    return Line(
        key=key, participant_id=chosen, facts=facts, present=bool(sheet.typed[f"hadir-{key}"]),
        minutes=_number(sheet, f"menit-{key}"), agreed=bool(sheet.typed[f"setuju-{key}"]),
        despite_double=same == "baru",
    )  # fmt: skip


def _age(sheet: Sheet, key: str, held_on: date) -> tuple[int | None, str]:
    """A year of birth, or the band of an age in years."""
    number = _number(sheet, f"umur-{key}")
    if number is None:
        return None, ""
    if number >= _FIRST_YEAR:
        return number, ""
    if number > _OLDEST:
        sheet.errors[f"umur-{key}"] = gettext(NOT_A_NUMBER)
        return None, ""
    return None, band_of(held_on.year - number, held_on)


def _number(sheet: Sheet, name: str) -> int | None:
    text = sheet.typed[name]
    if not text:
        return None
    if not _is_number(text, _MOST_DIGITS):
        sheet.errors[name] = gettext(NOT_A_NUMBER)
        return None
    return int(text)


def _is_number(text: str, most: int) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= most
