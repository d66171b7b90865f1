"""Long sheets of a workbook, written straight through; XlsxWriter makes everything around them.

XlsxWriter takes some microseconds for each cell, and a journal of 40,000 entries has two million of them.
"""

import io
import re
from collections.abc import Iterable, Sequence
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile

import xlsxwriter

Cell = str | int | None
#: columns that are amounts
MONEY = frozenset({"debit", "credit", "balance"})
_LONGEST_TEXT = 32_767
_SHEET = re.compile(r"xl/worksheets/sheet\d+\.xml")
_UNSAFE = re.compile("[&<>\x00-\x1f\ud800-\udfff\ufffe\uffff]|_x[0-9A-Fa-f]{4}_")
_SPELLED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\t": "\t", "\n": "\n"}
_TOP = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews>\
<sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>\
</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>\
<col min="1" max="{width}" width="16.7109375" customWidth="1"/></cols><sheetData>"""
_END = "</sheetData></worksheet>"
# the looks in the order in which `_surroundings` uses them
_HEAD, _MONEY = 1, 2
_ROWS_AT_ONCE = 500


class Workbook:
    """A workbook that is written sheet by sheet, then closed."""

    def __init__(self, file: BinaryIO) -> None:
        self._zip = ZipFile(file, "w", ZIP_DEFLATED, compresslevel=1)
        self._names: list[str] = []

    def add(self, name: str, head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> int:
        """One more sheet; returns how many rows it took."""
        self._names.append(name)
        opening = [_opening(column, title) for column, title in enumerate(head)]
        count = 0
        with self._zip.open(f"xl/worksheets/sheet{len(self._names)}.xml", "w") as sheet:
            parts = [_TOP.format(width=len(head)), _row(1, [_heading(o) for o in opening], head)]
            for count, row in enumerate(rows, start=1):
                parts.append(_row(count + 1, opening, row))
                if not count % _ROWS_AT_ONCE:
                    sheet.write("".join(parts).encode())
                    parts.clear()
            sheet.write("".join([*parts, _END]).encode())
        return count

    def close(self) -> None:
        """Add what stands around the sheets: names, looks, types of the parts."""
        with ZipFile(_surroundings(self._names)) as around:
            for part in around.namelist():
                if not _SHEET.fullmatch(part):
                    self._zip.writestr(part, around.read(part))
        self._zip.close()


def _surroundings(names: Sequence[str]) -> io.BytesIO:
    file = io.BytesIO()
    book: Any = xlsxwriter.Workbook(file, {"in_memory": True})
    head = book.add_format({"bold": True, "bottom": 1})
    money = book.add_format({"num_format": "#,##0;[Red](#,##0)"})
    for name in names:
        sheet = book.add_worksheet(name)
        sheet.write_number(0, 0, 0, head)
        sheet.write_number(0, 1, 0, money)
    book.close()
    return file


def _opening(column: int, title: str) -> tuple[str, str]:
    """How a cell of this column begins: its letter, and the look of a number."""
    return chr(ord("A") + column), f' s="{_MONEY}"' if title in MONEY else ""


def _heading(opening: tuple[str, str]) -> tuple[str, str]:
    return opening[0], f' s="{_HEAD}"'


def _row(number: int, openings: Sequence[tuple[str, str]], cells: Sequence[Cell]) -> str:
    parts = [f'<row r="{number}">']
    for (letter, look), cell in zip(openings, cells, strict=True):
        if isinstance(cell, int):
            parts.append(f'<c r="{letter}{number}"{look}><v>{cell}</v></c>')
        elif cell:
            text = f'<is><t xml:space="preserve">{_spelled(cell)}</t></is>'
            style = look if number == 1 else ""
            parts.append(f'<c r="{letter}{number}"{style} t="inlineStr">{text}</c>')
    parts.append("</row>")
    return "".join(parts)


def _spelled(text: str) -> str:
    """Text as XML has it; what XML cannot carry is spelled as Excel spells it."""
    if not _UNSAFE.search(text) and len(text) <= _LONGEST_TEXT:
        return text
    return _UNSAFE.sub(_spell, text[:_LONGEST_TEXT])


def _spell(found: re.Match[str]) -> str:
    held = found[0]
    if len(held) > 1:
        return f"_x005F{held}"
    return _SPELLED.get(held) or f"_x{ord(held):04X}_"
