"""Builds small Excel cash books for the tests."""

import csv
import io
from collections.abc import Sequence

import openpyxl

HEADER = ("No", "Tanggal", "Uraian", "Bukti", "Debet", "Kredit", "Saldo", "Keterangan")
Rows = Sequence[Sequence[object]]


def xlsx(**sheets: Rows) -> bytes:
    """A workbook; keyword names are the sheets' names, values their rows."""
    return book({name.replace("_", " "): rows for name, rows in sheets.items()})


def book(sheets: dict[str, Rows], hidden_rows: Sequence[int] = ()) -> bytes:
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        for number in hidden_rows:
            sheet.row_dimensions[number].hidden = True
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def table(rows: Rows, delimiter: str = ";", encoding: str = "utf-8") -> bytes:
    """The same rows as CSV."""
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter).writerows(
        [["" if cell is None else cell for cell in row] for row in rows]
    )
    return stream.getvalue().encode(encoding)


def simple(*lines: Sequence[object], opening: int = 0) -> list[Sequence[object]]:
    """Header, opening balance, then (date, description, debit, credit[, remark]) with a right saldo."""
    rows: list[Sequence[object]] = [HEADER]
    rows.append((1, None, "Saldo bulan lalu", None, None, None, opening, None))
    saldo = opening
    for number, (on, what, debit, credit, *remark) in enumerate(lines, start=2):
        saldo += (debit or 0) - (credit or 0)
        rows.append((number, on, what, None, debit, credit, saldo, remark[0] if remark else None))
    return rows
