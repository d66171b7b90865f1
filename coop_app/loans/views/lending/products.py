"""Kinds of loans, their dated terms, and the days on which nobody collects."""

from typing import Any

from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import auth
from coop_app.auth.views import asking
from coop_app.db import transaction
from coop_app.loans import queries, service
from coop_app.loans.forms.products import (
    HolidayForm,
    ProductForm,
    TermsForm,
    WorkingDayForm,
    facts_of,
)
from coop_app.loans.queries import DatedTerms
from coop_app.loans.views.blueprint import bp
from coop_app.loans.views.lending.counter import desk, percent_text, rate_text
from coop_app.loans.views.lending.terms_words import terms_words
from coop_app.refusal import N_, Refused
from coop_app.web.access import requires
from coop_app.web.filters import long_day
from coop_app.web.pages import page, see_other

TERMS = "loan.terms"


@bp.get("/jenis")
@requires("loans.read")
def products() -> Response:
    """Every kind of loan with the terms that hold today."""
    return _products()


@bp.post("/jenis")
@requires("loans.products")
def add_product() -> Response:
    """A new kind of loan; its terms come next."""
    form = ProductForm.from_request()
    if not form.ok:
        return _products(new=form)
    try:
        with transaction():
            product_id = service.add_product(desk=desk(), name=form.name.data or "")
    except Refused as refusal:
        return _products(new=form.blame(refusal))
    return see_other("loans.terms_form", product_id=product_id)


@bp.get("/jenis/<int:product_id>")
@requires("loans.read")
def terms_form(product_id: int) -> Response:
    """The terms of a kind of loan, past and coming, and new ones."""
    return _terms(product_id)


@bp.post("/jenis/<int:product_id>")
@requires("loans.products")
def set_terms(product_id: int) -> Response:
    """New terms: they take two people."""
    here = desk()
    queries.get_product(here.cooperative_id, product_id)
    form = TermsForm.from_request()
    if not form.ok:
        return _terms(product_id, form)
    try:
        new = form.new
        with transaction():
            service.set_terms(desk=here, product_id=product_id, new=new)
    except Refused as refusal:
        return _ask(refusal, form, product_id) or _terms(product_id, form)
    return see_other("loans.terms_form", product_id=product_id)


def _ask(refusal: Refused, form: TermsForm, product_id: int) -> Response | None:
    if not isinstance(refusal, auth.SecondPersonNeeded):
        form.blame(refusal)
        return None
    content = {
        "book_id": desk().book_id, "product_id": product_id, "terms": auth.packed(form.new),
    }  # fmt: skip
    asked = auth.Asked(TERMS, subject=f"loan_product:{product_id}", content=content)
    return asking.answer(refusal, form, asked)


@bp.post("/jenis/<int:product_id>/tawarkan")
@requires("loans.products")
def offer_product(product_id: int) -> Response:
    """Offer a kind of loan, or no longer."""
    here = desk()
    product = queries.get_product(here.cooperative_id, product_id)
    with transaction():
        service.set_active(desk=here, product_id=product_id, is_active=not product.is_active)
    return see_other("loans.terms_form", product_id=product_id)


@bp.post("/hari-libur")
@requires("loans.products")
def set_holiday() -> Response:
    """A day on which nobody collects."""
    form = HolidayForm.from_request()
    if not form.ok:
        return _products(holiday=form)
    with transaction():
        service.set_holiday(desk=desk(), day=form.facts["day"], name=form.name.data or "")
    return see_other("loans.products")


@bp.post("/hari-libur/hapus")
@requires("loans.products")
def remove_holiday() -> Response:
    """Somebody collects on this day after all."""
    form = WorkingDayForm.from_request()
    if form.ok:
        with transaction():
            service.remove_holiday(desk=desk(), day=form.facts["day"])
    return see_other("loans.products")


def _products(new: ProductForm | None = None, holiday: HolidayForm | None = None) -> Response:
    here = desk()
    held = queries.terms_on(here.cooperative_id, here.today)
    return page(
        "loans/products.html", form=new or holiday, new=new or ProductForm(formdata=None),
        holiday=holiday or HolidayForm(formdata=None), products=queries.list_products(here.cooperative_id),
        held=held, holidays=queries.holidays(here.cooperative_id), rate_text=rate_text,
        ceiling=queries.parameters(here.cooperative_id, here.today).ceiling, percent=percent_text,
    )  # fmt: skip


def _terms(product_id: int, form: TermsForm | None = None) -> Response:
    here = desk()
    product = queries.get_product(here.cooperative_id, product_id)
    every = queries.list_terms(here.cooperative_id, product_id)
    start = facts_of(every[-1].terms) if every else {}
    shown = form or TermsForm(formdata=None, data={**start, "valid_from": here.today})
    ceiling = queries.parameters(here.cooperative_id, here.today).ceiling
    return page(
        "loans/terms_form.html", form=shown, product=product, today=here.today,
        terms=[(dated, terms_words(dated.terms)) for dated in reversed(every)],
        names=auth.names_of(here.cooperative_id, _people(every)), ceiling=ceiling, percent=percent_text,
    )  # fmt: skip


def _people(every: list[DatedTerms]) -> list[int | None]:
    return [key for dated in every for key in (dated.set_by, dated.approved_by)]


def describe(cooperative_id: int, content: dict[str, Any]) -> list[tuple[str, str]]:
    """The new terms in words, beside what holds now."""
    new = auth.unpacked(service.NewTerms, content["terms"])
    product = queries.get_product(cooperative_id, content["product_id"])
    held = queries.terms_on(cooperative_id, new.valid_from).get(product.id)
    ceiling = queries.parameters(cooperative_id, new.valid_from).ceiling
    rows = [
        (_("Kind of loan"), product.name),
        (_("Holds from"), long_day(new.valid_from)),
        (_("Decided by"), new.decided_by),
        (_("Until now"), rate_text(held.terms.rate) if held else str(_("no terms yet"))),
    ]
    if new.terms.rate.is_above(ceiling):
        words = _(
            "ABOVE the %(ceiling)s per year that the rules allow", ceiling=percent_text(ceiling)
        )
        rows.append((_("Attention"), str(words)))
    return rows + terms_words(new.terms)


def execute(agreed: auth.Agreed) -> None:
    """Write the terms down."""
    new = auth.unpacked(service.NewTerms, agreed.content["terms"])
    service.set_terms(desk=agreed.desk, product_id=agreed.content["product_id"], new=new)


auth.register_kind(auth.Kind(TERMS, N_("Change the terms of a loan"), describe, execute))
