"""Figures over all loans: ageing of arrears, portfolio at risk, classes for the health score."""

from datetime import date
from typing import Any

from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import ledger
from coop_app.dates import Month
from coop_app.loans.queries import Judged, LoanBook
from coop_app.loans.rules.portfolio import figures
from coop_app.loans.rules.portfolio.figures import BUCKETS, Bucket, share_of
from coop_app.loans.rules.portfolio.judging import PROBLEM
from coop_app.loans.views.blueprint import bp
from coop_app.loans.views.portfolio import presenting
from coop_app.money import ZERO
from coop_app.web import charts
from coop_app.web.access import requires, signed_in
from coop_app.web.charts import Chart, Series
from coop_app.web.filters import day, month_name, percent, rupiah_text
from coop_app.web.tables import Column, Table, respond, total_row


@bp.get("/laporan/umur-tunggakan")
@requires("loans.read")
def ageing() -> Response:
    """How late the loan book is, by days."""
    on = presenting.asked_day()
    loans = presenting.book().on(on)
    found = figures.ageing(presenting.exposures(loans))
    places = [_places_of(bucket) for bucket in BUCKETS]
    values = tuple(int(found[bucket].principal) for bucket in BUCKETS)
    series = [Series(_("Principal left"), values)]
    title = _("Principal by days late")
    chart = Chart(title, places, series, rupiah_text, charts.short_rupiah)
    table = _ageing_table(loans, on)
    return respond(table, "loans/ageing.html", on=on, chart=charts.bars(chart))


def _places_of(bucket: Bucket) -> str:
    """`31–60` under a bar."""
    if bucket.last is None:
        return f"> {bucket.first - 1}"
    return str(bucket.last) if bucket.first == bucket.last else f"{bucket.first}–{bucket.last}"


def _ageing_table(loans: list[Judged], on: date) -> Table:
    found = figures.ageing(presenting.exposures(loans))
    cells = []
    for bucket, part in found.items():
        url = presenting.book_url(on, umur=bucket.key)
        arrears = [one.position.arrears for one in loans if bucket.holds(one.position.days_late)]
        cells.append(
            {
                "bucket": _(presenting.BUCKET_NAMES[bucket.key]), "count": part.count,
                "principal": part.principal, "share": part.share,
                "arrears": sum(arrears, ZERO),
                "_urls": dict.fromkeys(("bucket", "count", "principal", "arrears"), url),
            }
        )  # fmt: skip
    total = total_row("bucket", _("Loan book"), cells, ["count", "principal", "arrears"])
    total |= {"share": share_of(total["principal"], total["principal"])}
    total["_urls"] = {"principal": presenting.book_url(on)}
    columns = [
        Column("bucket", _("Late by"), width=18),
        Column("count", _("Loans"), "count", 8),
        Column("principal", _("Principal left"), "money", 15),
        Column("share", _("Share"), "percent", 9),
        Column("arrears", _("Arrears"), "money", 14),
    ]
    name = f"umur-tunggakan-{on.isoformat()}"
    notes = [presenting.as_of(on)]
    return Table(_("Ageing of arrears"), columns, [*cells, total], notes=notes, name=name)


@bp.get("/laporan/risiko")
@requires("loans.read")
def risk() -> Response:
    """PAR 30, 60, 90 and NPL, month by month."""
    on = presenting.asked_day()
    book, days = presenting.book(), presenting.trend_days(on)
    cells = [_trend_row(book, each) for each in days]
    names = [(f"par{n}", _("PAR %(days)s", days=n)) for n in figures.AT_RISK] + [("npl", _("NPL"))]
    series = [Series(name, tuple(row[key] for row in cells)) for key, name in names]
    places = [month_name(Month.of(each))[:3] for each in days]
    chart = charts.lines(Chart(_("Portfolio at risk by month"), places, series, percent, percent))
    columns = [Column("month", _("Month"), width=14), *presenting.risk_columns()]
    notes = [
        presenting.as_of(on),
        _("PAR 30: the whole principal of loans more than 30 days late."),
    ]
    name = f"risiko-{on.isoformat()}"
    table = Table(_("PAR and NPL"), columns, list(reversed(cells)), notes=notes, name=name)
    return respond(table, "loans/risk.html", on=on, chart=chart, now=cells[-1])


def _trend_row(book: LoanBook, on: date) -> dict[str, Any]:
    month = Month.of(on)
    words = month_name(month) if on == month.last else day(on)
    return {"month": words, **presenting.risk_row(book.on(on), on)}


@bp.get("/laporan/kolektibilitas")
@requires("loans.read")
def collectability() -> Response:
    """Loans by class with what is to be set aside, and what the health score asks for."""
    on = presenting.asked_day()
    book = presenting.book()
    loans = book.on(on)
    table = _class_table(loans, book, on)
    health = _health(loans, on)
    return respond(table, "loans/collectability.html", on=on, health=health, policy=book.policy(on))


def _class_table(loans: list[Judged], book: LoanBook, on: date) -> Table:
    terms = book.policy(on).allowance
    cells = []
    for each, part in figures.by_class(presenting.exposures(loans)).items():
        wanted = sum((one.allowance for one in loans if one.loan_class is each), ZERO)
        url = presenting.book_url(on, kelas=each.value)
        cells.append(
            {
                "class": presenting.class_name(each), "count": part.count,
                "principal": part.principal, "share": part.share,
                "percent": int(terms.percent[each] * 100), "allowance": wanted,
                "_urls": dict.fromkeys(("class", "count", "principal", "allowance"), url),
            }
        )  # fmt: skip
    total = total_row("class", _("Loan book"), cells, ["count", "principal", "allowance"])
    total |= {"share": share_of(total["principal"], total["principal"])}
    columns = [
        Column("class", _("Class"), width=16),
        Column("count", _("Loans"), "count", 8),
        Column("principal", _("Principal left"), "money", 14),
        Column("share", _("Share"), "percent", 9),
        Column("percent", _("Percent set aside"), "percent", 10),
        Column("allowance", _("To be set aside"), "money", 14),
    ]
    name = f"kolektibilitas-{on.isoformat()}"
    notes = [presenting.as_of(on)]
    return Table(_("Collectability"), columns, [*cells, total], notes=notes, name=name)


def _health(loans: list[Judged], on: date) -> dict[str, Any]:
    """The two ratios of the health check that rest on classes (domain.md 6.4)."""
    bad = figures.problem(presenting.exposures(loans))
    wanted = sum((one.allowance for one in loans if one.loan_class in PROBLEM), ZERO)
    held = -ledger.balance(book_id=signed_in().book_id, account="loan_loss_allowance", on=on)
    return {
        "npl": bad, "score": figures.npl_score(bad.share), "held": held, "wanted": wanted,
        "cover": share_of(held, bad.principal), "url": presenting.book_url(on, bermasalah=1),
    }  # fmt: skip
