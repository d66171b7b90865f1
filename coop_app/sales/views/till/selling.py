"""The till: tap or type what is bought, see the total, take the money, hand over the note."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace

from flask import request
from markupsafe import Markup
from werkzeug.wrappers import Response

from coop_app import ledger
from coop_app.auth.views import asking
from coop_app.db import transaction
from coop_app.ledger.accounts import EntryPage
from coop_app.products.queries import Point
from coop_app.refusal import Refused
from coop_app.sales.forms.till.selling import TillForm, Typing, basket_errors, read_basket
from coop_app.sales.queries import till as queries
from coop_app.sales.queries.till import Code, NoteLine, Sold
from coop_app.sales.rules.till.acts import Selling, Way
from coop_app.sales.service import till as service
from coop_app.sales.views.blueprint import bp
from coop_app.sales.views.till import seconds
from coop_app.sales.views.till.counter import (
    buyer_list,
    buyer_of,
    buyer_text,
    desk,
    journal_of,
    own_point,
    own_points,
)
from coop_app.sales.views.till.shelf import sellable, shelf
from coop_app.web.access import requires, signed_in
from coop_app.web.pages import page, see_other
from coop_app.web.papers import code as qr

#: with so few points there is nothing to choose
_ONE = 1


class _EnoughError(Exception):
    """What was rehearsed is not kept."""


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """The note and the entry as saving will make them."""

    sold: Sold
    lines: list[NoteLine]
    entry: EntryPage
    code: Code | None


@bp.get("/penjualan/kasir")
@requires("sales.sell")
def tills() -> Response:
    """Choose where to sell; with one point there is nothing to choose."""
    points = own_points()
    if len(points) == _ONE:
        return see_other("sales.till", point_id=points[0].id)
    here, today = signed_in().book_id, desk().today
    taken = {point.id: queries.takings(point.id, until=today) for point in points}
    places = {point.id: queries.places_of(here, point.id) for point in points}
    return page("sales/tills.html", points=points, taken=taken, places=places)


@bp.get("/penjualan/kasir/<int:point_id>")
@requires("sales.sell")
def till(point_id: int) -> Response:
    """An empty basket."""
    point = own_point(point_id)
    text = request.args.get("cari", "")[:60]
    return _counter(point, TillForm(formdata=None, on=desk().today), Typing(), text=text)


@bp.post("/penjualan/kasir/<int:point_id>")
@requires("sales.sell")
def sell(point_id: int) -> Response:
    """Show the note and its journal first, or save; a QRIS payment always shows its code first."""
    point = own_point(point_id)
    form, typing = TillForm.from_request(), read_basket(request.form, sellable(point))
    step = request.form.get("step", "preview")
    if step == "search" or not form.ok or typing.errors:
        return _again(point, form, typing)
    try:
        asked = _asked(point, form, typing, step)
    except Refused as refusal:
        return _counter(point, form.blame(refusal), typing)
    try:
        if _must_look(asked, step) and not asking.pressed():
            return _counter(point, form, typing, shown=rehearse(_act(form, asked)))
        with transaction():
            sold = _act(form, asked)()
    except Refused as refusal:
        to_ask = seconds.to_sell(form, asked)
        return asking.answer(refusal, form, to_ask) or _counter(point, form, typing)
    return see_other("sales.sale", sale_id=sold.id)


def _asked(point: Point, form: TillForm, typing: Typing, step: str) -> Selling:
    """What is to be sold to whom; who was found by name stands in the form with number from now on.

    What is only looked at has no total yet that the buyer was told.
    """
    buyer = buyer_of(form.buyer.data or "")
    asked = form.selling(point.id, buyer, typing.wishes)
    if buyer.subject is not None:
        form.buyer.data = buyer_text(buyer)
    return replace(asked, seen_total=None) if step == "preview" else asked


def _act(form: TillForm, asked: Selling) -> Callable[[], Sold]:
    return lambda: service.sell(desk=desk(), selling=asked, request_id=form.request_id.data or "")


def _must_look(asked: Selling, step: str) -> bool:
    return step == "preview" or (asked.way is Way.QRIS and asked.seen_total is None)


def _again(point: Point, form: TillForm, typing: Typing) -> Response:
    """The page as it was typed: a search, or something that cannot be read."""
    text = request.form.get("cari", "")[:60]
    if request.form.get("step") == "search":
        form = TillForm.from_request()
        return _counter(point, form, typing, text=text)
    form.blamed = True
    form.form_errors.extend(basket_errors(typing, sellable(point)))
    return _counter(point, form, typing, text=text)


def rehearse(act: Callable[[], Sold]) -> Rehearsed:
    """Do it in full, look at it, and undo it: what is shown is what saving will do."""
    found: list[Rehearsed] = []
    with suppress(_EnoughError), transaction():
        sold = act()
        code = queries.code_on(sold.cooperative_id, sold.sold_on) if sold.way is Way.QRIS else None
        entry = ledger.entry_page(book_id=sold.book_id, seq=sold.entry_seq)
        found.append(Rehearsed(sold, queries.lines_of(sold), entry, code))
        raise _EnoughError
    return found[0]


def _counter(
    point: Point, form: TillForm, typing: Typing, *, text: str = "", shown: Rehearsed | None = None
) -> Response:
    on = form.on.data or desk().today
    return page(
        "sales/till.html", point=point, form=form, rows=shelf(point, on, typing, text), text=text,
        buyers=buyer_list(), shown=shown, picture=picture(shown.code) if shown else None,
        preview=journal_of(shown.entry.lines) if shown else None, points=own_points(),
        fresh=request.method == "GET",
        who=buyer_text(shown.sold.buyer) if shown else "",
    )  # fmt: skip


def picture(code: Code | None) -> Markup | None:
    """The QRIS code, drawn."""
    return None if code is None else qr.on_page(code.payload, border=3)
