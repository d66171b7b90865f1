"""One verb for all formats: write a book into a file."""

from collections.abc import Callable, Iterator
from typing import BinaryIO

from coop_app.refusal import N_, Refused
from coop_app.reports.rules.exports import beancount, hledger, tables
from coop_app.reports.rules.exports.book import ExportedBook

#: format → file name's ending
ENDINGS = {"hledger": "journal", "beancount": "beancount", "csv": "csv", "xlsx": "xlsx"}
_TEXT: dict[str, Callable[[ExportedBook], Iterator[str]]] = {
    "hledger": hledger.lines,
    "beancount": beancount.lines,
    "csv": tables.csv_lines,
}


class UnknownFormat(Refused):
    """A book is exported in one of four formats."""

    message = N_("Choose hledger, beancount, csv or xlsx.")
    field = "format"


def write(book: ExportedBook, file_format: str, file: BinaryIO) -> None:
    """Write the whole book into an open file, entry by entry. Raises `UnknownFormat`."""
    if file_format == "xlsx":
        tables.write_xlsx(book, file)
    elif file_format in _TEXT:
        file.writelines(text.encode() for text in _TEXT[file_format](book))
    else:
        raise UnknownFormat
