"""The trainer's dated quotes of remittance services."""

from typing import Any

from flask import request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import auth, clock
from coop_app.db import transaction
from coop_app.literacy.forms.calculators.services import QuoteForm
from coop_app.literacy.queries.calculators import quotes as queries
from coop_app.literacy.queries.calculators.quotes import QuoteRow
from coop_app.literacy.rules.calculators.numbers import number_text
from coop_app.literacy.rules.calculators.quotes import CURRENCIES
from coop_app.literacy.service.calculators import quoting
from coop_app.literacy.views.blueprint import bp
from coop_app.money import half_up
from coop_app.refusal import Refused
from coop_app.web.access import requires, signed_in
from coop_app.web.forms import CoopForm
from coop_app.web.pages import page, see_other
from coop_app.web.tables import Column, Table, respond


@bp.get("/belajar/kutipan")
@requires("literacy.quotes")
def quotes() -> Response:
    """All quotes, newest first; search, currency, downloads."""
    text, currency = request.args.get("cari", "")[:60], request.args.get("mata_uang", "")
    rows = queries.list_quotes(signed_in().cooperative_id, text=text, currency=currency)
    return respond(
        _table(rows), "literacy/quotes.html", text=text, currency=currency, currencies=CURRENCIES
    )


@bp.get("/belajar/kutipan/baru")
@requires("literacy.quotes")
def quote_form(form: QuoteForm | None = None) -> Response:
    """Write down what a service asked for."""
    return page("literacy/quote_form.html", form=form or QuoteForm(quoted_on=clock.today()))


@bp.post("/belajar/kutipan/baru")
@requires("literacy.quotes")
def add_quote() -> Response:
    """Keep a quote with its day and source."""
    form, person = QuoteForm.from_request(), signed_in()
    if not form.ok:
        return quote_form(form)
    try:
        with transaction():
            quoting.write_down(
                cooperative_id=person.cooperative_id, quote=form.quote, by=person.user_id,
                request_id=form.facts["request_id"], today=clock.today(),
            )  # fmt: skip
    except Refused as refusal:
        return quote_form(form.blame(refusal))
    return see_other("literacy.quotes")


@bp.get("/belajar/kutipan/<int:quote_id>")
@requires("literacy.quotes")
def quote(quote_id: int) -> Response:
    """One quote: everything that was written down, and the button that withdraws it."""
    found = queries.get_quote(signed_in().cooperative_id, quote_id)
    return page(
        "literacy/quote.html", quote=found, writer=_writer(found), press=CoopForm(formdata=None),
        today=clock.today(),
    )  # fmt: skip


@bp.post("/belajar/kutipan/<int:quote_id>/tarik")
@requires("literacy.quotes")
def withdraw_quote(quote_id: int) -> Response:
    """Offer it no longer; it stays in the list."""
    person = signed_in()
    if CoopForm.from_request().ok:
        with transaction():
            quoting.withdraw(
                cooperative_id=person.cooperative_id, quote_id=quote_id, by=person.user_id,
                today=clock.today(),
            )  # fmt: skip
    return see_other("literacy.quote", quote_id=quote_id)


def _writer(row: QuoteRow) -> str:
    return auth.names_of(signed_in().cooperative_id, [row.made_by]).get(row.made_by, "")


def _table(rows: list[QuoteRow]) -> Table:
    columns = [
        Column("service", _("Service"), width=16), Column("currency", _("Currency"), width=7),
        Column("quoted_on", _("Day of the quote"), "date", width=10),
        Column("amount", _("Amount asked about"), width=9), Column("fee", _("Fee asked"), width=8),
        Column("rate", _("Rate of the service"), width=9), Column("mid", _("Rate between banks"), width=9, minor=True),
        Column("cost", _("Cost"), "percent", width=7), Column("state", _("State"), width=8),
        Column("source", _("Source"), width=18, minor=True),
    ]  # fmt: skip
    return Table(
        _("Quotes of remittance services"), columns, [_line(row) for row in rows],
        name="kutipan-jasa-kirim", landscape=True,
    )  # fmt: skip


def _line(row: QuoteRow) -> dict[str, Any]:
    one, cost = row.transfer, row.transfer.total_percent
    state = _("withdrawn") if row.withdrawn_on else ("" if row.is_open else _("not transparent"))
    return {
        "service": row.service, "currency": row.currency, "quoted_on": row.quoted_on,
        "amount": number_text(one.amount), "fee": number_text(one.fee),
        "rate": number_text(one.rate_offered), "mid": number_text(one.rate_mid) if one.rate_mid else "",
        "cost": half_up(cost * 100) if cost is not None else None, "state": state,
        "source": row.source, "_url": url_for("literacy.quote", quote_id=row.id),
    }  # fmt: skip
