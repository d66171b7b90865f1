"""From the bytes of an upload to sheets of cells, refusing what is no workbook or would choke us."""

import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePath
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from coop_app.cashbook.excel.reading.cells import filled, plain_value
from coop_app.cashbook.excel.reading.csv_files import csv_grid
from coop_app.cashbook.excel.reading.formulas import Formulas
from coop_app.cashbook.excel.refusals import (
    MOST_BYTES,
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_UNZIPPED,
    BrokenFile,
    FileEmpty,
    FileTooLarge,
    NotAWorkbook,
    OldExcelFile,
    PasswordProtected,
    TooManyRows,
)
from coop_app.cashbook.excel.values import Cells, CellValue, Grid, Progress

_MOST_PARTS = 2_000
_MOST_RATIO = 200
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_BROKEN = (
    zipfile.BadZipFile, zlib.error, InvalidFileException, ParseError, KeyError, ValueError,
    TypeError, AttributeError, IndexError, OSError, EOFError, NotImplementedError, OverflowError,
    RecursionError,
)  # fmt: skip


def read_grids(content: bytes, filename: str, progress: Progress) -> tuple[Grid, ...]:
    """All sheets of an .xlsx, .xlsm or CSV file, by content and not by the file's name.

    Refused: `FileEmpty`, `FileTooLarge`, `TooManyRows`, `OldExcelFile`, `PasswordProtected`,
    `BrokenFile`, `NotAWorkbook`.
    """
    if not content.strip(b"\0 \r\n\t"):
        raise FileEmpty
    if len(content) > MOST_BYTES:
        raise FileTooLarge(most=MOST_BYTES // 1024 // 1024)
    if content.startswith(_OLE):
        raise PasswordProtected if _is_encrypted(content) else OldExcelFile
    if content.startswith(b"PK"):
        return _workbook_grids(content, progress)
    return (csv_grid(content, PurePath(filename.replace("\\", "/")).stem or "CSV"),)


def _is_encrypted(content: bytes) -> bool:
    return "EncryptedPackage".encode("utf-16-le") in content


def _workbook_grids(content: bytes, progress: Progress) -> tuple[Grid, ...]:
    book = Formulas()
    try:
        _guard_archive(content)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl's remarks on styles and validations
            sheets = _load(content, book, progress)
    except _BROKEN:
        raise BrokenFile from None
    values = book.all_values()
    return tuple(_with_results(sheet, values) for sheet in sheets)


def _guard_archive(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
        unpacked = sum(part.file_size for part in parts)
        if len(parts) > _MOST_PARTS or unpacked > MOST_UNZIPPED:
            raise FileTooLarge(most=MOST_BYTES // 1024 // 1024)
        if unpacked > 10 * 1024 * 1024 and unpacked > _MOST_RATIO * len(content):
            raise FileTooLarge(most=MOST_BYTES // 1024 // 1024)
        if any(part.flag_bits & 1 for part in parts):
            raise PasswordProtected
        names = {part.filename for part in parts}
        if "[Content_Types].xml" not in names or "xl/workbook.xml" not in names:
            raise NotAWorkbook
        for part in parts:
            _guard_part(archive, part)


def _guard_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """No workbook declares entities; one that does wants to blow up in memory."""
    if part.filename.endswith((".xml", ".rels")):
        with archive.open(part) as stream:
            start = stream.read(4096)
        if b"<!DOCTYPE" in start or b"<!ENTITY" in start:
            raise BrokenFile


def _load(content: bytes, book: Formulas, progress: Progress) -> list[Grid]:
    """The sheets with their formulas still to be filled in; `book` remembers every cell."""
    asked = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=False)
    kept = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    grids = []
    for done, sheet in enumerate(asked.worksheets):
        progress("read", done, len(asked.worksheets))
        unseen = _hidden_rows(content, sheet)
        numbered = _sheet_rows(sheet, kept[sheet.title], book)
        rows = tuple(Cells(number, cells, number in unseen) for number, cells in numbered)
        grids.append(Grid(sheet.title, rows, sheet.sheet_state != "visible"))
    asked.close()
    kept.close()
    return grids


_HIDDEN_ROW = re.compile(rb"<(?:\w+:)?row\b(?=[^>]*\bhidden=[\"'](?:1|true))[^>]*\br=[\"'](\d+)")


def _hidden_rows(content: bytes, sheet: object) -> set[int]:
    """Excel numbers of the rows a person does not see; the fast reader leaves them unsaid."""
    path = str(getattr(sheet, "_worksheet_path", ""))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {int(number) for number in _HIDDEN_ROW.findall(archive.read(path))}


Raw = tuple[int, tuple[CellValue, ...]]


def _sheet_rows(asked: object, kept: object, book: Formulas) -> list[Raw]:
    rows: list[Raw] = []
    title = str(getattr(asked, "title", ""))
    missing: object = None  # the one tuple that stands for every row the file leaves out
    pairs = zip(_cells(asked), _cells(kept), strict=False)
    for number, (row, values) in enumerate(pairs, start=1):
        if row is missing:
            continue
        plain = tuple(
            _remember(book, (title.lower(), number, i), cell, values) for i, cell in enumerate(row)
        )
        if filled(plain):
            rows.append((number, plain))
        else:
            missing = row
        if len(rows) > MOST_ROWS:
            raise TooManyRows(sheet=title, most=MOST_ROWS)
    return rows


def _cells(sheet: object) -> Iterator[tuple[object, ...]]:
    sheet.reset_dimensions()  # type: ignore[attr-defined]  # some programs write a wrong size
    return iter(sheet.iter_rows(max_col=MOST_COLUMNS))  # type: ignore[attr-defined]


_FORMULA = "\0formula"  # a place that all_values() fills


def _remember(
    book: Formulas, at: tuple[str, int, int], cell: object, values: tuple[object, ...]
) -> CellValue:
    value = getattr(cell, "value", None)
    if getattr(cell, "data_type", "n") != "f":
        book.plain[at] = plain = plain_value(value)
        return plain
    kept = values[at[2]] if at[2] < len(values) else None
    book.kept[at] = plain_value(getattr(kept, "value", None))
    book.formulas[at] = value if isinstance(value, str) else "="
    return _FORMULA


def _with_results(grid: Grid, values: dict[tuple[str, int, int], CellValue]) -> Grid:
    key = grid.name.lower()
    rows = (
        Cells(
            row.number,
            tuple(
                values.get((key, row.number, i)) if cell is _FORMULA else cell
                for i, cell in enumerate(row.values)
            ),
            row.hidden,
        )
        for row in grid.rows
    )
    return Grid(grid.name, tuple(row for row in rows if filled(row.values)), grid.hidden)
