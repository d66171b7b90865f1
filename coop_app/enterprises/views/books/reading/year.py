"""The end of a year, and the whole book as a file for its owner."""

import tempfile
from datetime import date

from flask import abort, flash, request, send_file
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import ledger
from coop_app.db import transaction
from coop_app.enterprises import queries, service
from coop_app.enterprises.queries import Enterprise
from coop_app.enterprises.service.books.exporting import ENDINGS, write_book
from coop_app.enterprises.views.blueprint import bp
from coop_app.enterprises.views.books.own import business_page, desk_of, owned
from coop_app.refusal import Refused
from coop_app.web.forms import CoopForm
from coop_app.web.pages import see_other


@bp.get("/<int:enterprise_id>/tutup-tahun")
@owned
def year_form(business: Enterprise, form: CoopForm | None = None) -> Response:
    """What closing the next year will write."""
    year = service.next_year(business)
    entry = service.year_entry(business, year)
    chart = {one.id: one for one in ledger.accounts(book_id=business.book_id, active_only=False)}
    profit = queries.balance_sheet(business.book_id, date(year, 12, 31)).amount("current_surplus")
    return business_page(
        business, "enterprises/year_form.html", active="books", form=form or CoopForm(), year=year,
        over=desk_of(business).today > date(year, 12, 31), profit=profit,
        kept=service.kept_profit(entry), drawn=profit - service.kept_profit(entry),
        lines=[(f"{chart[key].code} {chart[key].name}", amount)
               for key, amount in service.resolved(business, entry)],
    )  # fmt: skip


@bp.post("/<int:enterprise_id>/tutup-tahun")
@owned
def close_year(business: Enterprise) -> Response:
    """Close it."""
    form, year = CoopForm.from_request(), request.form.get("year", 0, type=int)
    if not form.ok:
        return year_form(business.id, form=form)
    try:
        with transaction():
            service.close_year(desk=desk_of(business), business=business, year=year)
    except Refused as refusal:
        return year_form(business.id, form=form.blame(refusal))
    flash(_("The year %(year)s is closed. Its profit stays in the business.", year=year))
    return see_other("enterprises.statements", enterprise_id=business.id, periode=year)


@bp.get("/<int:enterprise_id>/ekspor")
@owned
def export(business: Enterprise) -> Response:
    """The whole book as one file, for her alone."""
    file_format = request.args.get("format", "")
    if file_format not in ENDINGS:
        abort(404)
    file = tempfile.TemporaryFile()  # noqa: SIM115 - send_file closes it
    write_book(business, file_format, file)
    file.seek(0)
    kind = "application/octet-stream" if file_format == "xlsx" else "text/plain; charset=utf-8"
    name = f"buku-usaha.{ENDINGS[file_format]}"
    sent: Response = send_file(file, mimetype=kind, as_attachment=True, download_name=name)
    return sent
