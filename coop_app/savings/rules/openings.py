"""What members had saved before this book, from a list in Excel: which column, which member, how much."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from coop_app.money import Money, parse_rupiah
from coop_app.refusal import N_, Refused
from coop_app.savings.rules.payments import Part, Payment
from coop_app.savings.rules.products import POKOK, SUKARELA, WAJIB

KINDS = (POKOK, WAJIB, SUKARELA)
_NUMBERS = frozenset({"no", "no anggota", "nomor", "nomor anggota", "number", "member number"})
_NAMES = frozenset({"nama", "nama anggota", "nama lengkap", "name"})
_WORDS = {POKOK: ("pokok",), WAJIB: ("wajib",), SUKARELA: ("sukarela", "manasuka")}
_SUMS = frozenset({"jumlah", "total", "jumlah total"})
_NOTHING = frozenset({"", "0", "-", "–"})


class ColumnsMissing(Refused):
    """Without headings nobody knows which amount is which."""

    message = N_(
        "No headings were found. One row needs: No. anggota or Nama, and Simpanan pokok, wajib or sukarela."
    )
    field = "file"


class NobodyInFile(Refused):
    """A list without amounts opens nothing."""

    message = N_("The file has no amounts. Fill in the columns and send it again.")
    field = "file"


class MemberUnknown(Refused):
    """The row names nobody, or more than one person."""

    message = N_("This member is not in the register, or two have this name. Write the number.")


class NameDiffers(Refused):
    """The number is somebody else's."""

    message = N_("Number %(number)s is %(name)s in the register. Correct the number or the name.")


class NamedTwice(Refused):
    """One member, one row."""

    message = N_("This member stands in the file twice. Put the amounts into one row.")


class BelowNothing(Refused):
    """Savings are not negative."""

    message = N_("An amount is below zero. Correct it.")


class FileHasErrors(Refused):
    """Some rows cannot be recorded, so none is."""

    message = N_("Nothing was saved yet. Correct these rows in the file and send it again.")


@dataclass(frozen=True, slots=True)
class Known:
    """A member as a list may name one."""

    id: int
    number: int
    name: str


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row of the list as it is written."""

    line: int
    number: str = ""
    name: str = ""
    amounts: Mapping[str, str] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """How the row is called where it is wrong."""
        return f"{self.number} {self.name}".strip()


@dataclass(frozen=True, slots=True)
class Wrong:
    """A row that cannot be recorded, and why."""

    line: int
    label: str
    why: Refused


def find_columns(headings: Sequence[str]) -> dict[str, int] | None:
    """Where number, name and each kind stand; None when this row is no heading."""
    found: dict[str, int] = {}
    for place, text in enumerate(headings):
        word = re.sub(r"[^a-z ]", "", text.lower()).strip()
        key = "number" if word in _NUMBERS else "name" if word in _NAMES else _kind(word)
        if key:
            found.setdefault(key, place)
    named = "number" in found or "name" in found
    return found if named and any(kind in found for kind in KINDS) else None


def _kind(word: str) -> str | None:
    return next((kind for kind, words in _WORDS.items() if any(w in word for w in words)), None)


def row_of(line: int, cells: Sequence[str], places: Mapping[str, int]) -> ListRow | None:
    """The row below the headings; None when it is empty, or the sum at the foot."""
    text = {key: cells[i].strip() for key, i in places.items() if i < len(cells)}
    amounts = {kind: text[kind] for kind in KINDS if text.get(kind, "") not in _NOTHING}
    row = ListRow(line, text.get("number", ""), text.get("name", ""), amounts)
    is_sum = (row.name or row.number).lower() in _SUMS or not row.label
    return None if is_sum or not amounts else row


def payments_of(
    rows: Iterable[ListRow], known: Iterable[Known], *, on: date, place_id: int
) -> tuple[list[Payment], list[Wrong]]:
    """One payment for each row that can be read, and what is wrong with the others."""
    by_number, by_name = _registers(known)
    found: dict[int, Payment] = {}
    wrong: list[Wrong] = []
    for row in rows:
        try:
            member = _member(row, by_number, by_name)
            if member.id in found:
                raise NamedTwice
            parts = tuple(Part(kind, _amount(text)) for kind, text in row.amounts.items())
            found[member.id] = Payment(member.id, on, place_id, parts)
        except Refused as refusal:
            wrong.append(Wrong(row.line, row.label, refusal))
    return list(found.values()), wrong


def _registers(known: Iterable[Known]) -> tuple[dict[int, Known], dict[str, list[Known]]]:
    by_number, by_name = {}, dict[str, list[Known]]()
    for member in known:
        by_number[member.number] = member
        by_name.setdefault(_plain(member.name), []).append(member)
    return by_number, by_name


def _member(
    row: ListRow, by_number: Mapping[int, Known], by_name: Mapping[str, list[Known]]
) -> Known:
    if not row.number:
        same = by_name.get(_plain(row.name), [])
        if len(same) != 1:
            raise MemberUnknown
        return same[0]
    if not row.number.isdecimal() or int(row.number) not in by_number:
        raise MemberUnknown
    member = by_number[int(row.number)]
    if row.name and _plain(row.name) != _plain(member.name):
        raise NameDiffers(number=row.number, name=member.name)
    return member


def _plain(name: str) -> str:
    return " ".join(re.sub(r"[^\w]", " ", name.casefold()).split())


def _amount(text: str) -> Money:
    amount = parse_rupiah(text)
    if amount <= 0:
        raise BelowNothing
    return amount
