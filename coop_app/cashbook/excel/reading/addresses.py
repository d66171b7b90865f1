"""Where a formula points: a sheet, a row and a column."""

import re

from openpyxl.utils import column_index_from_string

Address = tuple[str, int, int]  # sheet name in lower case, row from 1, column from 0
_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")


class NotComputed(Exception):
    """The formula is more than our grammar; the caller takes the value Excel kept."""


def corner(text: str) -> tuple[int, int]:
    """Row and column of `$E$21`. Raises `NotComputed`."""
    match = _CELL.fullmatch(text)
    if match is None:
        raise NotComputed
    return int(match[2]), column_index_from_string(match[1]) - 1


def sheet_and_cells(text: str, sheet: str) -> tuple[str, str]:
    """`'Kas Jan'!G20` → its sheet and cells; without a sheet's name the formula's own sheet."""
    named, _, cells = text.rpartition("!")
    return named.strip("'").replace("''", "'").lower() or sheet, cells
