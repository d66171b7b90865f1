"""One table value, shown as a page, a workbook, a CSV file or a paper."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from flask import request
from werkzeug.wrappers import Response

from coop_app.web import downloads, paper
from coop_app.web.access import letterhead
from coop_app.web.pages import page, send_bytes, send_pdf

#: percent: hundredths of a percent as a whole number
Kind = Literal["text", "money", "date", "count", "moment", "percent"]
FORMATS = ("xlsx", "csv", "pdf")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `key` finds the cell in a row, `kind` decides how it looks."""

    key: str
    label: str
    kind: Kind = "text"
    #: share of a printed page's width
    width: int = 10
    #: left out on a phone
    minor: bool = False

    @property
    def is_number(self) -> bool:
        """Whether the cells stand right."""
        return self.kind in {"money", "count", "percent"}


@dataclass(frozen=True, slots=True)
class Table:
    """A title, columns and rows; rows are mappings of column key to plain value.

    A row may carry `_url` (where a click leads), `_urls` (column key → where a click on that figure
    leads) and `_kind` ("total", "heading").
    """

    title: str
    columns: Sequence[Column]
    rows: Sequence[dict[str, Any]]
    #: lines under the title: the period, the filters
    notes: Sequence[str] = ()
    name: str = "tabel"
    signatures: Sequence[str] = field(default=())
    landscape: bool = False


def respond(table: Table, template: str, **context: Any) -> Response:
    """The page, or with `?format=` the same table as a file."""
    wanted = request.args.get("format", "")
    if wanted == "xlsx":
        return send_bytes(downloads.xlsx([table]), name=f"{table.name}.xlsx", kind=downloads.XLSX)
    if wanted == "csv":
        return send_bytes(downloads.csv(table), name=f"{table.name}.csv", kind=downloads.CSV)
    if wanted == "pdf":
        return send_pdf(paper.table_pdf(table, letterhead()), name=f"{table.name}.pdf")
    return page(template, table=table, **context)


def total_row(
    label_key: str, label: str, rows: Iterable[dict[str, Any]], keys: Sequence[str]
) -> dict[str, Any]:
    """A last row that adds up the named columns."""
    kept = [row for row in rows if "_kind" not in row]
    sums: dict[str, Any] = {key: sum(int(row.get(key) or 0) for row in kept) for key in keys}
    return {label_key: label, "_kind": "total", **sums}


def cell_date(value: date | None) -> str:
    """ISO for files that other programs read."""
    return value.isoformat() if value else ""
