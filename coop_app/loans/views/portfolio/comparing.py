"""Demand against collection, and loans by village and by officer."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app.dates import Month
from coop_app.loans.queries import Judged, Loan, LoanBook
from coop_app.loans.rules.portfolio.collection import Demand, together
from coop_app.loans.views.blueprint import bp
from coop_app.loans.views.portfolio import presenting
from coop_app.loans.views.portfolio.presenting import Chosen
from coop_app.money import ZERO
from coop_app.refusal import Refused
from coop_app.web import charts
from coop_app.web.access import requires
from coop_app.web.charts import Chart, Series
from coop_app.web.filters import month_name, rupiah_text
from coop_app.web.pages import found_or_404
from coop_app.web.tables import Column, Table, respond, total_row

_SUMS = ["arrears", "due", "demanded", "collected", "missing"]


def month_of(text: str) -> Month:
    """The month in an address, or the page that says it is not here."""
    try:
        return Month.parse(text)
    except Refused:
        return found_or_404(None)


@bp.get("/laporan/tagihan")
@requires("loans.read")
def collection() -> Response:
    """What each of the last months asked of borrowers, and what of it came."""
    on = presenting.asked_day()
    book = presenting.book()
    months = Month.of(on).plus(1 - presenting.MONTHS_OF_A_TREND).until(Month.of(on))
    cells = [_month_row(book, month) for month in months]
    series = [
        Series(_("Demand"), tuple(int(row["demanded"]) for row in cells)),
        Series(_("Collected"), tuple(int(row["collected"]) for row in cells)),
    ]
    places = [month_name(month)[:3] for month in months]
    title = _("Demand and collection by month")
    chart = charts.bars(Chart(title, places, series, rupiah_text, charts.short_rupiah))
    table = _demand_table(list(reversed(cells)), Column("month", _("Month"), width=15))
    return respond(table, "loans/collection.html", on=on, chart=chart)


def _month_row(book: LoanBook, month: Month) -> dict[str, Any]:
    demand = together(one for _loan, one in book.demands(month))
    url = url_for("loans.collection_month", month=str(month))
    return {
        "month": month_name(month),
        **_demand_row(demand),
        "_urls": dict.fromkeys(_SUMS, url),
        "_url": url,
    }


def _demand_row(demand: Demand) -> dict[str, Any]:
    return {
        "arrears": demand.arrears, "due": demand.due, "demanded": demand.demanded,
        "collected": demand.collected, "missing": demand.missing, "share": demand.share,
    }  # fmt: skip


def _demand_table(cells: list[dict[str, Any]], *first: Column, title: str = "") -> Table:
    columns = [
        *first,
        Column("arrears", _("Arrears from before"), "money", 13, minor=True),
        Column("due", _("Due in the month"), "money", 13, minor=True),
        Column("demanded", _("Demand"), "money", 13),
        Column("collected", _("Collected"), "money", 13),
        Column("missing", _("Still open"), "money", 13),
        Column("share", _("Came in"), "percent", 9),
    ]
    notes = [_("Principal and interest; what is paid ahead counts when it is due.")]
    words = title or _("Demand against collection")
    return Table(words, columns, cells, notes=notes, name="tagihan-dan-setoran", landscape=True)


@bp.get("/laporan/tagihan/<month>")
@requires("loans.read")
def collection_month(month: str) -> Response:
    """The loans behind a month's demand, of all or of one group or officer."""
    wanted, chosen = month_of(month), Chosen.asked()
    book = presenting.book()
    found = [
        (loan, demand)
        for loan, demand in book.demands(wanted)
        if chosen.group_id in {None, book.cards[loan.member_id].group_id}
        and chosen.officer_id in {None, loan.officer_id}
    ]
    title = _("Demand against collection %(month)s", month=month_name(wanted))
    table = _demand_table(_loan_rows(book, found), *_loan_columns(), title=title)
    return respond(table, "loans/collection_month.html", month=wanted)


def _loan_columns() -> list[Column]:
    return [
        Column("loan", _("Loan"), width=8),
        Column("member", _("Member"), width=18),
        Column("group", _("Village group"), width=13, minor=True),
    ]


def _loan_rows(book: LoanBook, found: list[tuple[Loan, Demand]]) -> list[dict[str, Any]]:
    cells: list[dict[str, Any]] = [
        {
            "loan": loan.label, "member": book.cards[loan.member_id].label,
            "group": book.cards[loan.member_id].group_name, **_demand_row(demand),
            "_url": presenting.loan_url(loan.id),
        }
        for loan, demand in found
    ]  # fmt: skip
    if cells:
        total = total_row("member", _("Total"), cells, _SUMS)
        cells.append(total | {"share": together(one for _loan, one in found).share})
    return cells


@bp.get("/laporan/per-kelompok")
@requires("loans.read")
def by_group() -> Response:
    """Every village group's loans, risk and collection."""
    book = presenting.book()

    def group(loan: Loan) -> tuple[int, str]:
        card = book.cards[loan.member_id]
        return card.group_id, card.group_name

    table, on = _grouped(book, _("Loans by village group"), _By("kelompok", group))
    return respond(table, "loans/by_group.html", on=on)


@bp.get("/laporan/per-petugas")
@requires("loans.read")
def by_officer() -> Response:
    """The loans that each officer looks after, their risk and collection."""
    book = presenting.book()

    def officer(loan: Loan) -> tuple[int, str]:
        return loan.officer_id, book.officers.get(loan.officer_id, "–")

    table, on = _grouped(book, _("Loans by officer"), _By("petugas", officer))
    return respond(table, "loans/by_officer.html", on=on)


@dataclass(frozen=True, slots=True)
class _By:
    """What loans are gathered by: the word in the address, and a loan's key and name."""

    argument: str
    key: Callable[[Loan], tuple[int, str]]


def _grouped(book: LoanBook, title: str, by: _By) -> tuple[Table, date]:
    on = presenting.asked_day()
    loans: dict[tuple[int, str], list[Judged]] = defaultdict(list)
    demands: dict[tuple[int, str], list[Demand]] = defaultdict(list)
    for one in book.on(on):
        loans[by.key(one.loan)].append(one)
    for loan, demand in book.demands(Month.of(on)):
        demands[by.key(loan)].append(demand)
    cells = [
        {"name": key[1], **_part_row(loans[key], demands[key], on, {by.argument: key[0]})}
        for key in sorted({*loans, *demands}, key=lambda key: key[1])
    ]
    if cells:
        every = [one for part in loans.values() for one in part]
        asked = [one for part in demands.values() for one in part]
        cells.append({"name": _("Total"), **_part_row(every, asked, on, {}), "_kind": "total"})
    name = f"pinjaman-per-{by.argument}-{on.isoformat()}"
    notes = [presenting.as_of(on)]
    return Table(title, _columns(), cells, notes=notes, name=name, landscape=True), on


def _columns() -> list[Column]:
    return [
        Column("name", _("Name"), width=18),
        *presenting.risk_columns(),
        Column("arrears", _("Arrears"), "money", 12),
        Column("share", _("Came in this month"), "percent", 11),
    ]


def _part_row(
    loans: list[Judged], demands: list[Demand], on: date, narrowed: dict[str, Any]
) -> dict[str, Any]:
    row = presenting.risk_row(loans, on, **narrowed)
    row["_urls"]["name"] = row["_urls"]["count"]
    row["_urls"]["arrears"] = presenting.book_url(on, lebih=0, **narrowed)
    month = str(Month.of(on))
    row["_urls"]["share"] = url_for("loans.collection_month", month=month, **narrowed)
    arrears = sum((one.position.arrears for one in loans), ZERO)
    return {**row, "arrears": arrears, "share": together(demands).share}
