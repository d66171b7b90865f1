"""Ordering: recorded here first, then the buyer opens WhatsApp; no account, no money."""

from flask import request
from werkzeug.wrappers import Response

from coop_app import clock
from coop_app.db import transaction
from coop_app.refusal import Refused
from coop_app.sales.forms.window import OrderForm, counts_in
from coop_app.sales.queries import window as queries
from coop_app.sales.service import window as service
from coop_app.sales.views.blueprint import bp
from coop_app.sales.views.window.looking import READING, open_window
from coop_app.sales.views.window.presenting import (
    kept_days,
    line_text,
    shown_goods,
    to_seller,
    total_text,
)
from coop_app.web.access import pace, public
from coop_app.web.pages import page, see_other

#: a family behind one address; a program is slowed down
_ORDERING = "6 per minute;40 per hour"


@bp.get("/warung/<slug>/pesan")
@public
@pace.limit(READING)
def order_form(slug: str, form: OrderForm | None = None) -> Response:
    """Everything that can be ordered, a number for each; `?barang=` begins with one of it."""
    card = open_window(slug)
    sent = counts_in(request.form)
    asked = request.args.get("barang", type=int)
    counts = sent or ({asked: 1} if asked else {})
    return page(
        "sales/order_form.html", card=card, goods=shown_goods(card, clock.today()), counts=counts,
        form=form or OrderForm(formdata=None), days=kept_days(card),
    )  # fmt: skip


@bp.post("/warung/<slug>/pesan")
@public
@pace.limit(_ORDERING)
def place_order(slug: str) -> Response:
    """Keep the order, once however often the button is tapped."""
    card = open_window(slug)
    form = OrderForm.from_request()
    if not form.ok:
        return order_form(slug, form)
    if form.is_trap_filled:
        return see_other("sales.window", slug=slug)
    try:
        with transaction():
            order = service.place_order(
                card=card, buyer=form.buyer, counts=counts_in(request.form),
                request_id=form.facts["request_id"], on=clock.today(),
            )  # fmt: skip
    except Refused as refusal:
        return order_form(slug, form.blame(refusal))
    return see_other("sales.order_placed", slug=slug, token=order.token)


@bp.get("/warung/<slug>/pesanan/<token>")
@public
@pace.limit(READING)
def order_placed(slug: str, token: str) -> Response:
    """The buyer's own page of the order, with the link that opens WhatsApp."""
    card = open_window(slug)
    order = queries.find_by_token(card.id, token[:60])
    return page(
        "sales/order_placed.html", card=card, order=order, link=to_seller(card, order),
        lines=[line_text(line) for line in order.lines], total=total_text(order),
    )  # fmt: skip
