"""Tables as files that a spreadsheet opens without surprises."""

import csv as csv_writer
import io
from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import xlsxwriter

from coop_app.web.filters import percent

if TYPE_CHECKING:
    from coop_app.web.tables import Column, Table

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\0")
_LONGEST_SHEET_NAME = 31


def guarded(text: str) -> str:
    """Text that a spreadsheet will not take for a formula (ASVS 1.2.10)."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def csv(table: "Table") -> bytes:
    """Semicolons and a byte-order mark: what an Indonesian Excel opens by a double click."""
    buffer = io.StringIO()
    writer = csv_writer.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow([column.label for column in table.columns])
    for row in table.rows:
        writer.writerow([_csv_cell(row.get(column.key), column.kind) for column in table.columns])
    return b"\xef\xbb\xbf" + buffer.getvalue().encode()


def _csv_cell(value: Any, kind: str = "text") -> str:
    if value is None:
        return ""
    if kind == "percent":
        return percent(value)
    if isinstance(value, int):
        return str(int(value))
    if isinstance(value, date | datetime):
        return value.isoformat()
    return guarded(str(value))


def xlsx(tables: Sequence["Table"]) -> bytes:
    """One sheet per table; text stays text, amounts are numbers."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(buffer, {**options, "remove_timezone": True})
    formats = {
        "money": book.add_format({"num_format": "#,##0;[Red](#,##0)"}),
        "count": book.add_format({"num_format": "#,##0"}),
        "percent": book.add_format({"num_format": "0.00%"}),
        "date": book.add_format({"num_format": "dd/mm/yyyy"}),
        "moment": book.add_format({"num_format": "dd/mm/yyyy hh:mm"}),
        "text": book.add_format({}),
        "head": book.add_format({"bold": True, "bottom": 1, "text_wrap": True}),
        "title": book.add_format({"bold": True, "font_size": 13}),
    }
    for table in tables:
        _write_sheet(book, table, formats)
    book.close()
    return buffer.getvalue()


def _write_sheet(book: Any, table: "Table", formats: dict[str, Any]) -> None:
    sheet = book.add_worksheet(_sheet_name(table.title))
    sheet.write_string(0, 0, table.title, formats["title"])
    for i, note in enumerate(table.notes):
        sheet.write_string(1 + i, 0, note)
    top = len(table.notes) + 2
    for c, column in enumerate(table.columns):
        sheet.write_string(top, c, column.label, formats["head"])
        sheet.set_column(c, c, max(column.width, 8) * 1.3)
    for r, row in enumerate(table.rows, start=top + 1):
        for c, column in enumerate(table.columns):
            _write_cell(sheet, (r, c), row.get(column.key), column, formats)
    sheet.freeze_panes(top + 1, 0)


def _write_cell(
    sheet: Any, at: tuple[int, int], value: Any, column: "Column", formats: dict[str, Any]
) -> None:
    look = formats[column.kind]
    if value is None or value == "":
        return
    if isinstance(value, datetime | date):
        sheet.write_datetime(*at, value, look)
    elif isinstance(value, int):
        # a spreadsheet's percent is a part of one
        sheet.write_number(*at, value / 10_000 if column.kind == "percent" else int(value), look)
    else:
        sheet.write_string(*at, str(value), formats["text"])


def _sheet_name(title: str) -> str:
    return "".join(c for c in title if c not in r"[]:*?/\'")[:_LONGEST_SHEET_NAME] or "Data"
