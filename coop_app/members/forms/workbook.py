"""From the bytes of an uploaded register to rows of text, refusing what would choke us."""

import csv
import io
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any, TypeVar
from xml.etree.ElementTree import ParseError

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from coop_app.members.rules import columns
from coop_app.members.rules.importing import NIK_AS_NUMBER, SheetRow
from coop_app.refusal import N_, Refused

MOST_BYTES = 10 * 1024 * 1024
MOST_ROWS = 10_000
_MOST_UNZIPPED = 80 * 1024 * 1024
_MOST_PARTS = 2_000
_MOST_COLUMNS = 60
_HEADING_WITHIN = 30
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_BROKEN = (
    zipfile.BadZipFile, zlib.error, InvalidFileException, ParseError, KeyError, ValueError,
    TypeError, AttributeError, IndexError, OSError, EOFError, NotImplementedError, OverflowError,
)  # fmt: skip


class NoFile(Refused):
    """Nothing was chosen, or it is empty."""

    message = N_("Choose the Excel file with your members.")
    field = "file"


class FileTooBig(Refused):
    """More than 10 MB, or far more once unpacked."""

    message = N_("The file is too large. Send one of at most 10 MB, without pictures.")
    field = "file"


class FileLocked(Refused):
    """Encrypted by Excel."""

    message = N_("The file has a password. Remove it in Excel, save, and send the file again.")
    field = "file"


class FileOld(Refused):
    """The format of Excel 97-2003."""

    message = N_("This is an old .xls file. Save it in Excel as .xlsx and send that one.")
    field = "file"


class FileBroken(Refused):
    """Cannot be unpacked or read."""

    message = N_("The file cannot be read. Open it in Excel, save it as .xlsx and send it again.")
    field = "file"


class FileTooLong(Refused):
    """More members than one import takes."""

    message = N_("The sheet has more than %(most)s rows. Split it into several files.")
    field = "file"


Cell = tuple[str, bool]  # text, and whether the cell held a number
#: numbered rows of one sheet
Rows = Iterable[tuple[int, Sequence[Cell]]]
Row = TypeVar("Row")


def read_register(content: bytes) -> list[SheetRow]:
    """The rows below the headings of an .xlsx or CSV file, by content and not by the file's name.

    Raises `NoFile`, `FileTooBig`, `FileLocked`, `FileOld`, `FileBroken`, `FileTooLong`, `HeadingsMissing`.
    """
    return first_table(content, _below_headings, missing=columns.HeadingsMissing)


def first_table(
    content: bytes, read: Callable[[Rows], list[Row]], *, missing: type[Refused]
) -> list[Row]:
    """What `read` finds in the first sheet where it finds something; `missing` when in none.

    Raises `NoFile`, `FileTooBig`, `FileLocked`, `FileOld`, `FileBroken`.
    """
    if not content.strip(b"\0 \r\n\t"):
        raise NoFile
    if len(content) > MOST_BYTES:
        raise FileTooBig
    if content.startswith(_OLE):
        raise FileLocked if "EncryptedPackage".encode("utf-16-le") in content else FileOld
    try:
        sheets = _workbook(content) if content.startswith(b"PK") else _csv(content)
        for rows in sheets:
            if found := read(rows):
                return found
    except _BROKEN:
        raise FileBroken from None
    raise missing


def _below_headings(rows: Rows) -> list[SheetRow]:
    places: dict[str, int] | None = None
    found: list[SheetRow] = []
    for number, cells in rows:
        if places is None:
            places = columns.find_columns([text for text, _number in cells])
            if places is None and number > _HEADING_WITHIN:
                return []
            continue
        if row := _row(number, cells, places):
            found.append(row)
        if len(found) > MOST_ROWS:
            raise FileTooLong(most=MOST_ROWS)
    return found


def _row(number: int, cells: Sequence[Cell], places: dict[str, int]) -> SheetRow | None:
    texts = {key: cells[i][0] for key, i in places.items() if i < len(cells) and cells[i][0]}
    if not texts or texts.get("name", "").upper().startswith(columns.EXAMPLE):
        return None
    nik = places.get("nik", len(cells))
    if nik < len(cells) and cells[nik][1]:
        texts[NIK_AS_NUMBER] = "1"
    return SheetRow(number, texts)


def _workbook(content: bytes) -> Iterator[Iterator[tuple[int, Sequence[Cell]]]]:
    _guard(content)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl's remarks on styles and validations
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        for sheet in book.worksheets:
            sheet.reset_dimensions()
            yield _sheet(sheet)


def _sheet(sheet: Any) -> Iterator[tuple[int, Sequence[Cell]]]:
    blank = 0
    rows = sheet.iter_rows(max_col=_MOST_COLUMNS, values_only=True)
    for number, values in enumerate(rows, start=1):
        cells = [_cell(value) for value in values]
        blank = 0 if any(text for text, _number in cells) else blank + 1
        if blank > _HEADING_WITHIN * 10:
            return
        if not blank:
            yield number, cells


def _guard(content: bytes) -> None:
    """A small file can unpack to gigabytes, and no workbook declares entities."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
        if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNZIPPED:
            raise FileTooBig
        if any(part.flag_bits & 1 for part in parts):
            raise FileLocked
        if any(b"<!DOCTYPE" in archive.open(part).read(2048) for part in parts):
            raise FileBroken


def _cell(value: object) -> Cell:
    """Text as a person sees it; a formula stays its own text and is refused where a fact should be."""
    if value is None or isinstance(value, bool):
        return "", False
    if isinstance(value, datetime):
        return value.date().isoformat(), False
    if isinstance(value, date):
        return value.isoformat(), False
    if isinstance(value, float) and value.is_integer():
        return str(int(value)), True
    return str(value).strip(), isinstance(value, int | float)


def _csv(content: bytes) -> Iterator[Iterator[tuple[int, Sequence[Cell]]]]:
    text = _decoded(content)
    if "\0" in text:
        raise FileBroken
    for delimiter in ";,\t":
        yield _lines(text, delimiter)


def _lines(text: str, delimiter: str) -> Iterator[tuple[int, Sequence[Cell]]]:
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text), delimiter=delimiter), start=1):
            yield number, [(value.strip().removeprefix("'"), False) for value in row]
    except csv.Error:
        raise FileBroken from None


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
