"""The whole book as a file: written by the storey above, which knows the formats."""

from collections.abc import Callable, Mapping
from typing import BinaryIO

from coop_app.enterprises.queries import Enterprise

#: (cooperative, book, format, open file)
Writer = Callable[[int, int, str, BinaryIO], None]
_KNOWN: dict[str, Writer] = {}
#: format → file name's ending
ENDINGS: dict[str, str] = {}


def register_exporter(write: Writer, *, endings: Mapping[str, str]) -> None:
    """Tell who writes a book, and in which formats."""
    _KNOWN["write"] = write
    ENDINGS.update(endings)


def write_book(business: Enterprise, file_format: str, file: BinaryIO) -> None:
    """Write her book into an open file."""
    _KNOWN["write"](business.cooperative_id, business.book_id, file_format, file)
