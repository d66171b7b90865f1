"""What a loan would cost, before anything is signed: on the screen, on one sheet, by WhatsApp."""

from flask import request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app.loans import queries
from coop_app.loans.forms.offers import OfferForm
from coop_app.loans.forms.words import SHORT_METHODS
from coop_app.loans.rules.lending.offer import Offer, compared, offer_of
from coop_app.loans.rules.rate import Method
from coop_app.loans.views.blueprint import bp
from coop_app.loans.views.lending.counter import desk, percent_text, product_choices, rate_text
from coop_app.loans.views.lending.papers import offer as offer_paper
from coop_app.refusal import Refused
from coop_app.web.access import letterhead, requires
from coop_app.web.filters import rupiah_text
from coop_app.web.pages import page, send_pdf
from coop_app.web.whatsapp import link_to_anyone


@bp.get("/simulasi")
@requires("loans.read")
def offer() -> Response:
    """Instalment, schedule, all costs and the effective rate for a wish."""
    form = OfferForm.asked(product_choices())
    found = _answered(form)
    if found is not None and request.args.get("format") == "pdf":
        content = offer_paper.offer_paper(found, _name(form), letterhead())
        return send_pdf(content, name="simulasi-pinjaman.pdf")
    return page(
        "loans/offer.html", form=form, offer=found, name=_name(form),
        methods=_methods(form) if found else {}, whatsapp=_whatsapp(found, _name(form)),
        rate=rate_text(found.terms.rate) if found else "", percent=percent_text,
        method_names=SHORT_METHODS,
    )  # fmt: skip


def _answered(form: OfferForm) -> Offer | None:
    """The offer, or None when nothing was asked or it is not possible (the form says why)."""
    if not form.is_asked:
        return None
    here = desk()
    held = queries.terms_on(here.cooperative_id, here.today)
    figures = queries.parameters(here.cooperative_id, here.today)
    free_days = queries.holidays(here.cooperative_id)
    try:
        return offer_of(
            held[form.product_id.data].terms, form.wish(here.today), ceiling=figures.ceiling,
            holidays=free_days,
        )  # fmt: skip
    except Refused as refusal:
        form.blame(refusal)
        return None


def _methods(form: OfferForm) -> dict[Method, Offer]:
    """The same percentage by each method; empty where one of them is not possible."""
    here = desk()
    terms = queries.terms_on(here.cooperative_id, here.today)[form.product_id.data].terms
    try:
        return compared(terms, form.wish(here.today))
    except Refused:
        return {}


def _name(form: OfferForm) -> str:
    return next((name for key, name in form.product_id.choices if key == form.product_id.data), "")


def _whatsapp(found: Offer | None, name: str) -> str:
    return link_to_anyone(_told(found, name)) if found else ""


def _told(found: Offer, name: str) -> list[str]:
    """The offer in a few lines for a phone."""
    return [
        _("Loan simulation of %(house)s", house=letterhead().name),
        f"{name}: {rupiah_text(found.principal)}, " + _("%(count)s months", count=found.months),
        _("Interest: %(rate)s", rate=rate_text(found.terms.rate)),
        _("First instalment: %(amount)s", amount=rupiah_text(found.first)),
        _("Paid out: %(amount)s (fees %(fees)s)", amount=rupiah_text(found.net),
          fees=rupiah_text(found.fees)),
        _("Paid back in all: %(amount)s", amount=rupiah_text(found.total)),
        _("The loan costs %(amount)s in all", amount=rupiah_text(found.cost)),
        _("Effective rate, all fees counted: %(rate)s per year", rate=percent_text(found.effective)),
        _("This is a calculation, not yet an agreement."),
    ]  # fmt: skip
