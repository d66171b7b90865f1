"""From the bytes of an upload to sheets of cells, refusing what is no workbook or would choke us."""

import csv
import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import PurePath
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from coop_app.cashbook.excel.reading.formulas import Formulas
from coop_app.cashbook.excel.reading.layout import find_layout
from coop_app.cashbook.excel.values import Cells, CellValue, Grid, Progress
from coop_app.refusal import N_, Refused

MOST_BYTES = 10 * 1024 * 1024
MOST_UNZIPPED = 80 * 1024 * 1024
MOST_ROWS = 20_000
MOST_COLUMNS = 40
_MOST_PARTS = 2_000
_MOST_RATIO = 200
_MOST_BLANK = 2_000
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_BROKEN = (
    zipfile.BadZipFile, zlib.error, InvalidFileException, ParseError, KeyError, ValueError,
    TypeError, AttributeError, IndexError, OSError, EOFError, NotImplementedError, OverflowError,
    RecursionError,
)  # fmt: skip


class FileEmpty(Refused):
    """Nothing is in the file."""

    message = N_("The file is empty. Choose the Excel file of your cash book.")
    field = "file"


class FileTooLarge(Refused):
    """More than 10 MB, or far more once unpacked."""

    message = N_("The file is too large. Send a workbook of at most %(most)s MB without pictures.")
    field = "file"


class TooManyRows(Refused):
    """More rows than one book of a cooperative can have."""

    message = N_("The sheet %(sheet)s has more than %(most)s rows. Split it into one file per year.")
    field = "file"


class OldExcelFile(Refused):
    """The binary format of Excel 97-2003."""

    message = N_("This is an old Excel file (.xls). Open it in Excel and save it as .xlsx, then send it again.")
    field = "file"


class PasswordProtected(Refused):
    """Encrypted by Excel."""

    message = N_("The file is protected by a password. Remove the password in Excel, save, and send it again.")
    field = "file"


class BrokenFile(Refused):
    """A workbook that cannot be unpacked or read."""

    message = N_("The file is damaged. Open it in Excel, save it as a new .xlsx file and send that one.")
    field = "file"


class NotAWorkbook(Refused):
    """Neither .xlsx nor CSV."""

    message = N_("This is not an Excel or CSV file. Send the cash book as .xlsx or .csv.")
    field = "file"


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
    return (_csv_grid(content, PurePath(filename.replace("\\", "/")).stem or "CSV"),)


def _is_encrypted(content: bytes) -> bool:
    return "EncryptedPackage".encode("utf-16-le") in content


def _workbook_grids(content: bytes, progress: Progress) -> tuple[Grid, ...]:
    try:
        _guard_archive(content)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl's remarks on styles and validations
            return _load(content, progress)
    except _BROKEN:
        raise BrokenFile from None


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


def _load(content: bytes, progress: Progress) -> tuple[Grid, ...]:
    options = {"read_only": True, "keep_links": False}
    asked = openpyxl.load_workbook(io.BytesIO(content), data_only=False, **options)
    kept = openpyxl.load_workbook(io.BytesIO(content), data_only=True, **options)
    book = Formulas()
    raw = []
    for done, sheet in enumerate(asked.worksheets):
        progress("read", done, len(asked.worksheets))
        rows = _sheet_rows(sheet, kept[sheet.title], book)
        raw.append((sheet, rows))
    values = book.all_values()
    grids = []
    for sheet, rows in raw:
        unseen = _hidden_rows(content, sheet)
        key = sheet.title.lower()
        filled = (_with_results(number, cells, values, key) for number, cells in rows)
        numbered = tuple(Cells(number, cells, number in unseen) for number, cells in filled if _any(cells))
        grids.append(Grid(sheet.title, numbered, sheet.sheet_state != "visible"))
    asked.close()
    kept.close()
    return tuple(grids)


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
    blank = 0
    pairs = zip(_cells(asked), _cells(kept), strict=False)
    for number, (row, values) in enumerate(pairs, start=1):
        plain = tuple(_remember(book, (title.lower(), number, i), cell, values) for i, cell in enumerate(row))
        blank = 0 if _any(plain) else blank + 1
        if blank == 0:
            rows.append((number, plain))
        if len(rows) > MOST_ROWS:
            raise TooManyRows(sheet=title, most=MOST_ROWS)
        if blank > _MOST_BLANK:
            break
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
        book.plain[at] = plain = _plain(value)
        return plain
    kept = values[at[2]] if at[2] < len(values) else None
    book.kept[at] = _plain(getattr(kept, "value", None))
    book.formulas[at] = value if isinstance(value, str) else "="
    return _FORMULA


def _with_results(
    number: int, cells: tuple[CellValue, ...], values: dict[tuple[str, int, int], CellValue], sheet: str
) -> Raw:
    return number, tuple(
        values.get((sheet, number, i)) if cell is _FORMULA else cell for i, cell in enumerate(cells)
    )


def _plain(value: object) -> CellValue:
    if isinstance(value, bool) or value is None or isinstance(value, (time, timedelta)):
        return None
    if isinstance(value, int):
        return Decimal(value)
    if isinstance(value, float):  # a cell's binary noise ends beyond four decimals
        if not abs(value) < 1e15:
            return str(value)
        return Decimal(repr(value)).quantize(Decimal("0.0001")).normalize() + 0
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = " ".join(str(value).replace("\u00a0", " ").split())
    return text or None


def _any(cells: tuple[CellValue, ...]) -> bool:
    return any(cell is not None for cell in cells)


def _csv_grid(content: bytes, name: str) -> Grid:
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
        for number, values in enumerate(csv.reader(io.StringIO(text), delimiter=delimiter), start=1):
            plain = tuple(_plain(value.removeprefix("'")) for value in values[:MOST_COLUMNS])
            if _any(plain):
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
