"""One row of an Excel register as facts, or the reasons why it cannot be taken."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeVar

from coop_app.dates import parse_date
from coop_app.members.rules import columns, facts, identity, names, phones
from coop_app.members.rules.facts import HeirFacts, MemberFacts, StayFacts
from coop_app.refusal import N_, Refused

T = TypeVar("T")
#: marks a NIK that Excel kept as a number
NIK_AS_NUMBER = "nik_as_number"
ROUNDED = identity.Oddity(
    "rounded", N_("Excel may have changed the last digit of the NIK. Compare it with the card.")
)


class GroupMissing(Refused):
    """A member belongs to a group."""

    message = N_("Write the village group.")
    field = "group"


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row as read: its number in the sheet and its texts by column key."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a row stops the import (or, as a question, does not)."""

    row: int
    #: the column's heading in the file, empty for the row as a whole
    column: str
    refusal: Refused | None = None
    oddity: identity.Oddity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Newcomer:
    """A row that can be taken; the group is still a word, `facts.group_id` is 0."""

    row: int
    group: str
    status: str
    facts: MemberFacts
    programmes: tuple[str, ...] = ()
    stay: StayFacts | None = None
    heir: HeirFacts | None = None


@dataclass(slots=True)
class _Reader:
    """Collects every problem of one row, so that all are told at once."""

    row: SheetRow
    problems: list[Problem] = field(default_factory=list)

    def text(self, key: str) -> str:
        return self.row.cells.get(key, "").strip()

    def read(self, key: str, reading: Callable[[], T], instead: Any = None) -> T:
        try:
            return reading()
        except Refused as refusal:
            heading = columns.HEADINGS.get(key, "")
            self.problems.append(Problem(self.row.number, heading, refusal))
            return instead  # type: ignore[no-any-return]  # a row with a problem is not kept

    def day(self, key: str) -> date | None:
        text = self.text(key)
        return self.read(key, lambda: parse_date(text)) if text else None

    def year(self, key: str) -> int | None:
        return self.read(key, lambda: columns.year_of(self.text(key), field=key))


def read_row(row: SheetRow, *, today: date) -> tuple[Newcomer | None, list[Problem]]:
    """The newcomer of a row, or None with all its problems; oddities come with a newcomer."""
    reader = _Reader(row)
    typed = _facts(reader, today)
    group = names.tidy(reader.text("group"))
    if not group:
        reader.problems.append(Problem(row.number, columns.HEADINGS["group"], GroupMissing()))
    newcomer = Newcomer(
        row=row.number, group=group, facts=typed,
        status=reader.read("status", lambda: columns.status_of(reader.text("status")), ""),
        programmes=_programmes(reader.text("programmes")),
        stay=_stay(reader, today), heir=_heir(reader),
    )  # fmt: skip
    if reader.problems:
        return None, reader.problems
    return newcomer, _oddities(newcomer, row)


def _facts(reader: _Reader, today: date) -> MemberFacts:
    phone = reader.text("phone")
    typed = MemberFacts(
        name=reader.read("name", lambda: names.clean(reader.text("name")), "Nn"),
        group_id=0,
        sex=reader.read("sex", lambda: columns.sex_of(reader.text("sex")), "F"),
        birth_year=reader.year("birth_year"),
        nik=reader.read("nik", lambda: identity.compact(reader.text("nik")), ""),
        phone=reader.read("phone", lambda: phones.normalised(phone) if phone else "", ""),
        address=reader.text("address"),
        joined_on=reader.day("joined_on"),
        old_number=reader.text("old_number"),
    )
    try:
        # the telephone is clean already; cleaning it again could take one abroad for one at home
        return replace(facts.cleaned(replace(typed, phone=""), today=today), phone=typed.phone)
    except Refused as refusal:
        heading = columns.HEADINGS.get(refusal.field or "", "")
        reader.problems.append(Problem(reader.row.number, heading, refusal))
        return typed


def _programmes(text: str) -> tuple[str, ...]:
    words = (names.tidy(word) for word in text.replace(";", ",").split(","))
    return tuple({word.casefold(): word for word in words if word}.values())


def _stay(reader: _Reader, today: date) -> StayFacts | None:
    keys = ("country", "work", "from_year", "to_year", "returned_on")
    if not any(reader.text(key) for key in keys):
        return None
    stay = StayFacts(
        country=reader.text("country"), work=reader.text("work"),
        from_year=reader.year("from_year"), to_year=reader.year("to_year"),
        returned_on=reader.day("returned_on"),
    )  # fmt: skip
    return reader.read("country", lambda: facts.cleaned_stay(stay, today=today))


def _heir(reader: _Reader) -> HeirFacts | None:
    keys = ("heir", "relation", "heir_phone")
    if not any(reader.text(key) for key in keys):
        return None
    name, relation, phone = (reader.text(key) for key in keys)
    heir = HeirFacts(name=name, relation=relation, phone=phone)
    return reader.read("heir", lambda: facts.cleaned_heir(heir))


def _oddities(newcomer: Newcomer, row: SheetRow) -> list[Problem]:
    typed = newcomer.facts
    nik = typed.nik or ""
    found = list(identity.oddities(nik, sex=typed.sex, birth_year=typed.birth_year))
    if NIK_AS_NUMBER in row.cells and nik.endswith("0"):
        found.append(ROUNDED)
    return [Problem(row.number, columns.HEADINGS["nik"], oddity=oddity) for oddity in found]
