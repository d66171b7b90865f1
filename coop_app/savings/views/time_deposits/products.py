"""Time deposits on offer, their dated rates, and a new decision for two people."""

from typing import Any

from flask_babel import gettext as _
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from coop_app import auth
from coop_app.auth.views import asking
from coop_app.db import transaction
from coop_app.refusal import Refused
from coop_app.savings.forms.time_deposits import BREAKS, DepositProductForm, DepositRateForm
from coop_app.savings.queries import interest
from coop_app.savings.queries import time_deposits as queries
from coop_app.savings.rules.deposits import counting_words
from coop_app.savings.rules.interest import terms
from coop_app.savings.service import time_deposits as service
from coop_app.savings.views import bp
from coop_app.savings.views.counter import desk
from coop_app.savings.views.time_deposits import words
from coop_app.web.access import requires, signed_in
from coop_app.web.forms import CoopForm
from coop_app.web.pages import page, see_other

RATE = "savings.deposit_rate"


@bp.get("/berjangka/produk")
@requires("savings.read")
def deposit_products() -> Response:
    """What is offered, at which rate, since when."""
    return _page()


@bp.post("/berjangka/produk")
@requires("savings.products")
def add_deposit_product() -> Response:
    """A new time deposit to offer."""
    form = DepositProductForm.from_request()
    if not form.ok:
        return _page(product=form)
    try:
        with transaction():
            service.add_product(desk=desk(), new=form.product, request_id=form.request_id.data)
    except Refused as refusal:
        return _page(product=form.blame(refusal))
    return see_other("savings.deposit_products")


@bp.post("/berjangka/produk/suku")
@requires("savings.products")
def set_deposit_rate() -> Response:
    """A newly decided rate: it holds when a second person has agreed."""
    form = _with_choices(DepositRateForm.from_request())
    if not form.ok:
        return _page(rate=form)
    try:
        with transaction():
            service.set_rate(desk=desk(), new=form.rate, request_id=form.request_id.data)
    except Refused as refusal:
        return asking.answer(refusal, form, _asked(form)) or _page(rate=form)
    return see_other("savings.deposit_products")


@bp.post("/berjangka/produk/<int:product_id>/tawarkan")
@requires("savings.products")
def offer_deposit_product(product_id: int) -> Response:
    """Take a product off the list, or put it back."""
    if CoopForm.from_request().ok:
        with transaction():
            now = queries.get_product(desk().cooperative_id, product_id).is_active
            service.offer(desk=desk(), product_id=product_id, active=not now)
    return see_other("savings.deposit_products")


def _asked(form: DepositRateForm) -> auth.Asked:
    content: dict[str, Any] = {
        "book_id": signed_in().book_id, "rate": auth.packed(form.rate),
        "request_id": form.request_id.data,
    }  # fmt: skip
    subject, reason = f"deposit_product:{form.rate.product_id}", form.decided_by.data or ""
    return auth.Asked(kind=RATE, subject=subject, content=content, reason=reason)


def _with_choices(form: DepositRateForm) -> DepositRateForm:
    every = queries.list_products(desk().cooperative_id)
    form.product.choices = [(product.id, product.name) for product in every]
    return form


def _page(product: FlaskForm | None = None, rate: FlaskForm | None = None) -> Response:
    here = desk()
    cap = interest.cap_on(here.cooperative_id, here.today)
    blamed = next((form for form in (product, rate) if form is not None), None)
    return page(
        "savings/deposit_products.html", form=blamed, today=here.today, words=words, breaks=BREAKS,
        product=product or DepositProductForm(formdata=None), offer=CoopForm(formdata=None),
        rate=rate or _with_choices(DepositRateForm(formdata=None, valid_from=here.today)),
        products=queries.list_products(here.cooperative_id), counting_words=counting_words,
        rates=queries.list_rates(here.cooperative_id), cap=terms.percent_text(cap),
        above=lambda mille: terms.above_cap(mille, cap), label=_("Interest rates"),
    )  # fmt: skip
