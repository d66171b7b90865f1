"""Kinds of savings, what they cost and since when."""

from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from coop_app.auth.views import asking
from coop_app.db import transaction
from coop_app.refusal import Refused
from coop_app.savings import queries, service
from coop_app.savings.forms import MinimumForm, TermForm
from coop_app.savings.rules.products import WAJIB
from coop_app.savings.views import agreeing, bp
from coop_app.savings.views.counter import desk
from coop_app.web.access import requires
from coop_app.web.pages import page, see_other


@bp.get("/jenis")
@requires("savings.read")
def products() -> Response:
    """Every kind of savings, its decided amounts and what all members have saved."""
    return _page()


@bp.post("/jenis/besaran")
@requires("savings.products")
def set_term() -> Response:
    """A newly decided amount."""
    form = _with_choices(TermForm.from_request())
    if not form.ok:
        return _page(term=form)
    try:
        with transaction():
            service.set_term(desk=desk(), new=form.term)
    except Refused as refusal:
        return asking.answer(refusal, form, agreeing.of_term(form)) or _page(term=form)
    return see_other("savings.products")


@bp.post("/jenis/saldo-minimum")
@requires("savings.products")
def set_minimum() -> Response:
    """What must stay in the account."""
    form = _with_choices(MinimumForm.from_request())
    if not form.ok:
        return _page(minimum=form)
    try:
        with transaction():
            service.set_minimum(desk=desk(), product=form.product.data, minimum=form.minimum.data)
    except Refused as refusal:
        return asking.answer(refusal, form, agreeing.of_minimum(form)) or _page(minimum=form)
    return see_other("savings.products")


def _with_choices(form: FlaskForm) -> FlaskForm:
    known = queries.list_products(desk().cooperative_id)
    priced = not isinstance(form, MinimumForm)
    form.product.choices = [(p.key, p.name) for p in known if priced != p.withdrawable]
    return form


def _page(term: FlaskForm | None = None, minimum: FlaskForm | None = None) -> Response:
    here = desk()
    blamed = next((form for form in (term, minimum) if form is not None), None)
    return page(
        "savings/products.html",
        form=blamed,
        term=term or _with_choices(TermForm(formdata=None, product=WAJIB)),
        minimum=minimum or _with_choices(MinimumForm(formdata=None)),
        totals=queries.totals(here.cooperative_id, here.book_id),
        terms=queries.list_terms(here.cooperative_id),
        today=here.today,
    )
