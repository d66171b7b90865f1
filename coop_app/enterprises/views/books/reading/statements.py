"""The three statements of SAK EMKM: posisi keuangan, laba rugi, catatan; month or year."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import clock
from coop_app.chart.statements import Statement
from coop_app.dates import Month
from coop_app.enterprises import queries
from coop_app.enterprises.queries import Enterprise
from coop_app.enterprises.views.blueprint import bp
from coop_app.enterprises.views.books.own import business_page, business_table, owned
from coop_app.refusal import Refused
from coop_app.web.filters import day, month_name
from coop_app.web.tables import Column, Table

_INDENT = "\u00a0\u00a0\u00a0"


@dataclass(frozen=True, slots=True)
class Period:
    """A month, or a whole year."""

    start: date
    end: date
    key: str
    name: str


def asked_period() -> Period:
    """`?periode=2026-08` or `?periode=2026`; this month unless said otherwise."""
    today = clock.today()
    text = request.args.get("periode", "")
    if text.isdecimal() and len(text) == 4 and 2000 <= int(text) <= today.year:
        end = min(date(int(text), 12, 31), today)
        return Period(date(int(text), 1, 1), end, text, _("Year %(year)s", year=text))
    try:
        month = min(Month.parse(text), Month.of(today))
    except Refused:
        month = Month.of(today)
    return Period(month.first, min(month.last, today), str(month), month_name(month))


def periods(business: Enterprise) -> list[tuple[str, str]]:
    """What can be chosen: the last months, then the years since the book began."""
    this, first = Month.of(clock.today()), Month.of(business.opened_on)
    months = [this.plus(-n) for n in range(12) if this.plus(-n) >= first]
    years = range(this.year, first.year - 1, -1)
    found = [(str(month), month_name(month)) for month in months]
    return found + [(str(year), _("Year %(year)s", year=year)) for year in years]


def statement_rows(statement: Statement) -> list[dict[str, Any]]:
    """Lines with an amount, and the headings that stand over some."""
    kept = [line for line in statement.lines if line.kind != "accounts" or line.amount]
    rows = []
    for place, line in enumerate(kept):
        following = kept[place + 1] if place + 1 < len(kept) else None
        if line.kind == "heading" and (following is None or following.kind != "accounts"):
            continue
        kind = {"_kind": line.kind} if line.kind in ("heading", "total") else {}
        amount = None if line.kind == "heading" else line.amount
        said = _(line.meaning) if line.meaning else ""
        rows.append({"label": _INDENT * line.level + _(line.label), "amount": amount,
                     "plain": _(line.label), "meaning": said, "level": line.level, **kind})  # fmt: skip
    return rows


def statement_table(
    title: str, notes: Sequence[str], rows: Sequence[dict[str, Any]], name: str
) -> Table:
    """A statement with the owner's signature."""
    columns = [Column("label", _("Description"), width=44), Column("amount", "Rp", "money", 16)]
    return Table(title, columns, rows, notes, name=name, signatures=(_("Owner"),))


@bp.get("/<int:enterprise_id>/laporan")
@owned
def statements(business: Enterprise) -> Response:
    """What there is to read."""
    period = asked_period()
    return business_page(
        business, "enterprises/statements.html", active="books", period=period,
        periods=periods(business),
    )  # fmt: skip


@bp.get("/<int:enterprise_id>/laporan/laba-rugi")
@owned
def result(business: Enterprise) -> Response:
    """What she earned and what it cost."""
    period = asked_period()
    rows = statement_rows(queries.result(business.book_id, period.start, period.end))
    notes = [_("%(start)s to %(end)s", start=day(period.start), end=day(period.end))]
    table = statement_table(_("Result"), notes, rows, f"laba-rugi-{period.key}")
    return business_table(
        business, table, "enterprises/result.html", active="books", rows=rows, period=period,
        periods=periods(business),
    )  # fmt: skip


@bp.get("/<int:enterprise_id>/laporan/posisi-keuangan")
@owned
def position(business: Enterprise) -> Response:
    """What the business owns and owes."""
    period = asked_period()
    rows = statement_rows(queries.balance_sheet(business.book_id, period.end))
    notes = [_("As of %(day)s", day=day(period.end))]
    table = statement_table(_("Financial position"), notes, rows, f"posisi-keuangan-{period.key}")
    return business_table(
        business, table, "enterprises/position.html", active="books", rows=rows, period=period,
        periods=periods(business),
    )  # fmt: skip
