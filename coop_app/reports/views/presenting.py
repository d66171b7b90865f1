"""Statement lines as rows of a page, a paper or a spreadsheet."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import request, url_for
from flask_babel import gettext as _

from coop_app import clock
from coop_app.chart.comparison import compare, without_empty
from coop_app.chart.roles import meaning_of
from coop_app.chart.statements import AccountAmount, Statement
from coop_app.money import ZERO, Money
from coop_app.reports.forms import DayFilter
from coop_app.reports.queries import statements as read
from coop_app.reports.rules.periods import Span, usual_days, usual_spans
from coop_app.web import tables
from coop_app.web.access import letterhead, signed_in
from coop_app.web.filters import day

_PAPER_INDENT = "\u00a0\u00a0\u00a0"
LinkOf = Callable[[int, int], str]


@dataclass(frozen=True, slots=True)
class Cell:
    """An amount and the page that explains it."""

    amount: Money | None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One printed row; `kind` is heading, accounts, account or total."""

    key: str
    label: str
    level: int
    kind: str
    cells: tuple[Cell, ...]
    code: str = ""
    meaning: str = ""
    is_account: bool = False
    #: of a total: the rows it adds up (+1) and takes off (-1)
    parts: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """How a total came about: its row, and each row in it with the sign it has there."""

    total: Row
    parts: tuple[tuple[int, Row], ...]


def origin_url(key: str) -> str:
    """This page with the making of a total shown above the figures."""
    return f"{here(asal=key)}#asal"


def _origin(rows: Sequence[Row]) -> Origin | None:
    """The total that the address asks about; rows of nothing are not among its parts."""
    by_key = {row.key: row for row in rows}
    total = by_key.get(request.args.get("asal", ""))
    if total is None or not total.parts:
        return None
    shown = [(sign, by_key[key]) for key, sign in total.parts if key in by_key]
    return Origin(total, tuple(shown))


def current_book() -> read.BookFacts:
    """The book of whoever is signed in."""
    person = signed_in()
    return read.book_facts(cooperative_id=person.cooperative_id, book_id=person.book_id)


def asked(book: read.BookFacts, form: Any, rows: Sequence[Row], end: date) -> dict[str, Any]:
    """What every statement's page needs besides its table."""
    today = clock.today()
    if isinstance(form, DayFilter):
        days = usual_days(today, book.first_month)
        shortcuts = [(_(name), here(on=day.isoformat())) for name, day in days.items()]
    else:
        spans = usual_spans(today, book.first_month).items()
        shortcuts = [
            (_(name), here(start=span.start.isoformat(), end=span.end.isoformat(), page=""))
            for name, span in spans
        ]
    empty = read.is_empty(book, end)
    found = {"form": form, "rows": rows, "empty": empty, "shortcuts": shortcuts, "here": here}
    return found | {"origin": _origin(rows)}


def account_url(account_id: int, span: Span) -> str:
    """The account's page over the days behind a figure."""
    start, end = span.start.isoformat(), span.end.isoformat()
    return url_for("ledger.account", account_id=account_id, start=start, end=end)


def here(**changes: Any) -> str:
    """This page with other arguments; an empty one goes away."""
    kept = {**request.args.to_dict(), **changes}
    return url_for(request.endpoint or "", **{key: value for key, value in kept.items() if value})


def wants(name: str) -> bool:
    """Whether a switch in the address is on."""
    return request.args.get(name) == "1"


def is_file() -> bool:
    """Whether a spreadsheet or CSV was asked for, which always lists the accounts."""
    return request.args.get("format") in {"xlsx", "csv"}


def statement_rows(
    columns: Sequence[Statement], link: LinkOf, *, other: Callable[[str, int], str | None]
) -> list[Row]:
    """Statements side by side. `link(account, column)` explains an account's figure, `other(key,
    column)` that of a line without accounts.
    """
    detail = wants("detail") or is_file()
    by_key = [{line.key: line for line in statement.lines} for statement in columns]
    rows: list[Row] = []
    for item in without_empty(compare(columns)):
        line = item.line
        parts = [found[line.key].accounts for found in by_key]
        urls = [
            origin_url(line.key)
            if line.parts
            else _line_url(parts[n], n, line.key, link) or other(line.key, n)
            for n in range(len(columns))
        ]
        cells = tuple(Cell(amount, url) for amount, url in zip(item.amounts, urls, strict=True))
        shown = () if line.kind == "heading" else cells
        meaning = said(line.meaning)
        rows.append(
            Row(line.key, _(line.label), line.level, line.kind, shown, meaning=meaning,
                parts=line.parts)
        )  # fmt: skip
        if detail:
            rows += account_rows(parts, link, line.level + 1)
    return rows


def said(meaning: str) -> str:
    """A sentence of the data files in the reader's language."""
    return str(_(meaning)) if meaning else ""


def _line_url(parts: Sequence[AccountAmount], column: int, key: str, link: LinkOf) -> str | None:
    if len(parts) == 1:
        return link(parts[0].id, column)
    return f"{here(detail='1')}#{key}" if parts else None


def account_rows(columns: Sequence[Sequence[AccountAmount]], link: LinkOf, level: int) -> list[Row]:
    """The accounts of a line, each with its figure in every column."""
    every = {part.id: part for parts in columns for part in parts}
    amounts = [{part.id: part.amount for part in parts} for parts in columns]
    return [
        Row(
            key=f"account-{part.id}",
            label=part.name,
            level=level,
            kind="account",
            cells=tuple(
                Cell(column.get(part.id, ZERO), link(part.id, n))
                for n, column in enumerate(amounts)
            ),
            code=part.code,
            is_account=True,
            meaning=said(meaning_of(part.role)),
        )
        for part in sorted(every.values(), key=lambda part: part.code)
    ]


def table(
    title: str, heads: Sequence[str], rows: Sequence[Row], *, notes: Sequence[str], name: str
) -> tables.Table:
    """The same rows for a paper (indented, with signatures) or a spreadsheet (code and level apart)."""
    amounts = [tables.Column(f"c{n}", head, "money", 14) for n, head in enumerate(heads)]
    first = [tables.Column("label", _("Description"), width=44)]
    if is_file():
        first = [
            tables.Column("code", _("Code"), width=10),
            tables.Column("label", _("Description"), width=44),
            tables.Column("level", _("Level"), "count", 6),
        ]
    return tables.Table(
        title,
        [*first, *amounts],
        [_table_row(row) for row in rows],
        [letterhead().name, *notes] if is_file() else notes,
        name=name,
        signatures=(_("Chairperson"), _("Treasurer"), _("Supervisor")),
        landscape=len(heads) > 4,
    )


def _table_row(row: Row) -> dict[str, Any]:
    indent = "" if is_file() else _PAPER_INDENT * row.level
    label = f"{row.code} {row.label}" if row.is_account and not is_file() else row.label
    kind = {"_kind": row.kind} if row.kind in {"total", "heading"} else {}
    cells = {f"c{n}": cell.amount for n, cell in enumerate(row.cells)}
    return {"code": row.code, "label": indent + label, "level": row.level, **kind, **cells}


def on_day(on: date) -> str:
    """`Per 31 Mar 2025`."""
    return str(_("As of %(day)s", day=day(on)))


def over(span: Span) -> str:
    """`1 Jan 2025 sampai 31 Mar 2025`."""
    return str(_("%(start)s to %(end)s", start=day(span.start), end=day(span.end)))
