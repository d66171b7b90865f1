"""Reads CSV as Excel in Indonesia writes it: semicolons or tabs, any of its encodings."""

import csv
import io
import re

from coop_app.cashbook.excel.reading.cells import filled, plain_value
from coop_app.cashbook.excel.reading.layout import find_layout
from coop_app.cashbook.excel.refusals import (
    MOST_COLUMNS,
    MOST_ROWS,
    BrokenFile,
    NotAWorkbook,
    TooManyRows,
)
from coop_app.cashbook.excel.values import Cells, Grid


def csv_grid(content: bytes, name: str) -> Grid:
    """One sheet, named like the file. Refused: `NotAWorkbook`, `BrokenFile`, `TooManyRows`."""
    text = _decoded(content)
    if "\0" in text or text.lstrip()[:1] == "<":
        raise NotAWorkbook
    readings = [_csv_rows(text, delimiter, name) for delimiter in _delimiters(text)]
    with_book = [rows for rows in readings if find_layout(rows) is not None]
    if with_book:
        return Grid(name, with_book[0])
    return Grid(name, max(readings, key=lambda rows: sum(len(row.values) for row in rows[:50])))


def _delimiters(text: str) -> str:
    said = re.match(r"sep=([;,\t|])\r?\n", text)  # Excel's own first line
    return said[1] if said else ";\t,|"


def _csv_rows(text: str, delimiter: str, name: str) -> tuple[Cells, ...]:
    rows: list[Cells] = []
    try:
        for number, values in enumerate(
            csv.reader(io.StringIO(text), delimiter=delimiter), start=1
        ):
            plain = tuple(plain_value(value.removeprefix("'")) for value in values[:MOST_COLUMNS])
            if filled(plain):
                rows.append(Cells(number, plain))
            if len(rows) > MOST_ROWS:
                raise TooManyRows(sheet=name, most=MOST_ROWS)
    except csv.Error:
        raise BrokenFile from None
    return tuple(rows)


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):  # Excel's "Unicode text"
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
