"""Workbooks of the register: the template to fill in, and the register itself."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

import xlsxwriter

from coop_app.dates import short_date
from coop_app.members.queries import MemberRow, Surroundings
from coop_app.members.rules import phones
from coop_app.members.rules.columns import COLUMNS, EXAMPLE, STATUS_WORDS

_FILL_IN = "Isi di sini"
_LAST_ROW = 5000
_EXAMPLE = {
    "name": f"{EXAMPLE} Siti Aminah", "sex": "P", "birth_year": "1985",
    "nik": "3307094505850001", "phone": "0812-3456-7890", "address": "RT 02 RW 01, Kuripan",
    "joined_on": "14/12/2024", "status": "aktif", "programmes": "Desbumi, Desmigratif",
    "country": "Hong Kong", "work": "pekerja rumah tangga", "from_year": "2012",
    "to_year": "2019", "returned_on": "3/5/2019", "heir": "Budi Santoso", "relation": "suami",
    "heir_phone": "0857-1234-5678",
}  # fmt: skip


def template(groups: Sequence[str]) -> bytes:
    """Headings, one example row (left out at import), drop-downs, a page of explanations."""
    buffer, book = _book()
    sheet = book.add_worksheet(_FILL_IN)
    _head(book, sheet)
    example = _EXAMPLE | {"group": groups[0] if groups else "Kuripan"}
    grey = book.add_format({"italic": True, "font_color": "#777777", "num_format": "@"})
    for i, column in enumerate(COLUMNS):
        sheet.write_string(1, i, example.get(column.key, ""), grey)
    _choices(sheet, "group", list(groups))
    _choices(sheet, "sex", ["P", "L"])
    _choices(sheet, "status", list(STATUS_WORDS.values()))
    notes = book.add_worksheet("Petunjuk")
    notes.set_column(0, 0, 22)
    notes.set_column(1, 1, 60)
    notes.write_string(0, 0, "Kolom", book.add_format({"bold": True}))
    notes.write_string(0, 1, "Cara mengisi", book.add_format({"bold": True}))
    for i, column in enumerate(COLUMNS, start=1):
        notes.write_string(i, 0, column.heading)
        notes.write_string(i, 1, column.hint or "boleh kosong")
    notes.write_string(
        len(COLUMNS) + 2, 0, f"Baris yang namanya diawali {EXAMPLE} tidak ikut masuk."
    )
    book.close()
    return buffer.getvalue()


def _book() -> tuple[io.BytesIO, Any]:
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    return buffer, xlsxwriter.Workbook(buffer, options)


def _head(book: Any, sheet: Any) -> None:
    look = {"bold": True, "bg_color": "#14614c", "font_color": "#ffffff", "text_wrap": True}
    # cells as text: a number would lose the zero of 0812 and the last digit of a NIK
    text = book.add_format({"num_format": "@"})
    for i, column in enumerate(COLUMNS):
        sheet.set_column(i, i, column.width, text)
        sheet.write_string(0, i, column.heading, book.add_format(look))
    sheet.freeze_panes(1, 1)


def _choices(sheet: Any, key: str, words: list[str]) -> None:
    place = next(i for i, column in enumerate(COLUMNS) if column.key == key)
    if words and len(",".join(words)) <= 255:  # what Excel's own list holds
        options = {"validate": "list", "source": words, "error_type": "warning"}
        sheet.data_validation(1, place, _LAST_ROW, place, options)


def register(
    rows: Sequence[MemberRow], around: Mapping[int, Surroundings], niks: Mapping[int, str]
) -> bytes:
    """Everybody, in the columns of the import; identity numbers only where they are handed in."""
    buffer, book = _book()
    sheet = book.add_worksheet(_FILL_IN)
    _head(book, sheet)
    for r, row in enumerate(rows, start=1):
        cells = _cells(row, around.get(row.id, Surroundings())) | {"nik": niks.get(row.id, "")}
        for c, column in enumerate(COLUMNS):
            if cells.get(column.key):
                sheet.write_string(r, c, cells[column.key])
    book.close()
    return buffer.getvalue()


def _cells(row: MemberRow, around: Surroundings) -> dict[str, str]:
    cells = {
        "name": row.name, "group": row.group_name, "sex": "P" if row.sex == "F" else "L",
        "birth_year": str(row.birth_year or ""), "phone": phones.shown(row.phone),
        "address": row.address.replace("\n", ", "), "joined_on": short_date(row.joined_on),
        "status": STATUS_WORDS.get(row.status, row.status),
        "old_number": row.old_number or row.number_text,
        "programmes": ", ".join(around.programmes),
    }  # fmt: skip
    if stay := around.stay:
        cells |= {
            "country": stay.country, "work": stay.work, "from_year": str(stay.from_year or ""),
            "to_year": str(stay.to_year or ""),
            "returned_on": short_date(stay.returned_on) if stay.returned_on else "",
        }  # fmt: skip
    if heir := around.heir:
        phone = phones.shown(heir.phone)
        cells |= {"heir": heir.name, "relation": heir.relation, "heir_phone": phone}
    return cells
