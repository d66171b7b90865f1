"""Statement of cash flows and statement of changes in equity."""

from collections.abc import Sequence
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import clock
from coop_app.reports.forms import SpanFilter
from coop_app.reports.queries import statements as read
from coop_app.reports.rules.periods import Span, day_before_year, year_to
from coop_app.reports.views import bp, presenting
from coop_app.reports.views.presenting import Cell, Row
from coop_app.web import tables
from coop_app.web.access import requires


@bp.get("/arus-kas")
@requires("reports.read")
def cash_flow() -> Response:
    """Where money came from and where it went in a period."""
    book, form = presenting.current_book(), SpanFilter.asked()
    span = form.span(clock.today(), book.first_month)
    rows = _rows(read.cash_flow(book, span), ("received", "paid", "amount"), span)
    heads = [_("Money in"), _("Money out"), _("Difference")]
    notes = [presenting.over(span)]
    name = f"arus-kas-{span.start.isoformat()}-{span.end.isoformat()}"
    table = presenting.table(_("Cash flow statement"), heads, rows, notes=notes, name=name)
    context = presenting.asked(book, form, rows, span.end)
    return tables.respond(table, "reports/cash_flow.html", span=span, **context)


@bp.get("/perubahan-ekuitas")
@requires("reports.read")
def equity_changes() -> Response:
    """How the members' common capital grew or shrank in a period."""
    book, form = presenting.current_book(), SpanFilter.asked()
    span = form.span(clock.today(), book.first_month)
    lines = read.equity_changes(book, span)
    told = ("opening", "increase", "decrease", "amount")
    moved = [x for x in lines if x.kind == "total" or any(getattr(x, name) for name in told)]
    rows = _rows(moved, told, span)
    heads = [_("At the beginning"), _("Increase"), _("Decrease"), _("At the end")]
    notes = [presenting.over(span)]
    name = f"perubahan-ekuitas-{span.start.isoformat()}-{span.end.isoformat()}"
    table = presenting.table(
        _("Statement of changes in equity"), heads, rows, notes=notes, name=name
    )
    context = presenting.asked(book, form, rows, span.end)
    return tables.respond(table, "reports/equity_changes.html", span=span, **context)


def _rows(lines: Sequence[Any], names: Sequence[str], span: Span) -> list[Row]:
    """The last of `names` is the line's figure and leads to its account."""
    rows = []
    for line in lines:
        rows.append(_row(line, names, span))
        if presenting.wants("detail") or presenting.is_file():
            found = presenting.account_rows(
                [line.accounts], lambda account, _n: presenting.account_url(account, span), 3
            )
            rows += [_to_the_right(row, len(names)) for row in found]
    return rows


def _url(line: Any, span: Span) -> str | None:
    if line.parts:
        return presenting.origin_url(line.key)
    if len(line.accounts) == 1:
        return presenting.account_url(line.accounts[0].id, span)
    if line.accounts:
        return f"{presenting.here(detail='1')}#{line.key}"
    return _result_url(line.key, span) if line.key.endswith("_surplus") else None


def _result_url(key: str, span: Span) -> str:
    """What was earned and is not closed into equity yet stands on the result statement of its year."""
    first_month = presenting.current_book().first_month
    year = year_to(span.end, first_month)
    if key == "prior_surplus":
        year = year_to(day_before_year(span.end, first_month), first_month)
    return url_for("reports.result", start=year.start.isoformat(), end=year.end.isoformat())


def _row(line: Any, names: Sequence[str], span: Span) -> Row:
    url = _url(line, span)
    cells = [Cell(getattr(line, name), url) for name in names]
    if line.key in {"opening_cash", "closing_cash"}:
        cells = [Cell(None), Cell(None), Cell(line.amount, url)]
    shown = () if line.kind == "heading" else tuple(cells)
    meaning = presenting.said(line.meaning)
    return Row(
        line.key, _(line.label), line.level, line.kind, shown, meaning=meaning, parts=line.parts
    )


def _to_the_right(row: Row, width: int) -> Row:
    cells = (*[Cell(None)] * (width - len(row.cells)), *row.cells)
    return Row(
        row.key, row.label, row.level, row.kind, cells, row.code, row.meaning, row.is_account
    )
