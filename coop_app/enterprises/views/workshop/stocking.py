"""Buying, counting, spoiling: one small form each."""

from collections.abc import Callable
from datetime import date

from flask import request
from werkzeug.wrappers import Response

from coop_app import clock
from coop_app.db import transaction
from coop_app.enterprises import queries
from coop_app.enterprises.forms.workshop.making import BuyForm, CountForm, HadForm, SpoilForm
from coop_app.enterprises.queries import Enterprise
from coop_app.enterprises.queries.workshop.stock import Act
from coop_app.enterprises.rules.books.acts import Way
from coop_app.enterprises.rules.workshop.goods import Bought, Counted, Had, Spoiled
from coop_app.enterprises.service import workshop as service
from coop_app.enterprises.views.blueprint import bp
from coop_app.enterprises.views.books.own import business_page, desk_of, owned
from coop_app.enterprises.views.workshop import showing
from coop_app.enterprises.views.workshop.showing import MATERIALS
from coop_app.products import queries as products
from coop_app.refusal import Refused
from coop_app.web.forms import CoopForm
from coop_app.web.pages import see_other

Small = HadForm | SpoilForm | CountForm
_FORMS: dict[str, type[Small]] = {"awal": HadForm, "rusak": SpoilForm, "hitung": CountForm}


@bp.get("/<int:enterprise_id>/barang/beli")
@owned
def buy_material_form(business: Enterprise, form: BuyForm | None = None) -> Response:
    """What was bought, how much, for how much, how paid."""
    form = form or BuyForm(
        formdata=None, on=clock.today(), item=request.args.get("barang", type=int)
    )
    found = showing.items(business)
    form.item.choices = [(key, f"{one.name} ({one.shown_unit.name})") for key, one in found.items()]
    materials = [one for one in found.values() if one.kind in MATERIALS]
    return business_page(
        business, "enterprises/buy_material_form.html", active="goods", form=form, items=found,
        materials=materials, parties=queries.parties(business),
    )  # fmt: skip


@bp.post("/<int:enterprise_id>/barang/beli")
@owned
def buy_material(business: Enterprise) -> Response:
    """Into the stock and into the book."""
    form = BuyForm.from_request()
    form.item.choices = [(key, "") for key in showing.items(business)]
    if not form.ok:
        return buy_material_form(business.id, form=form)

    def act() -> Act:
        typed, item = form.facts, products.get_item(business.book_id, form.item.data)
        new = Bought(
            item.id, form.quantity.base_of(item), typed["amount"], Way(typed["way"]), typed["on"],
            typed["seller"] or "",
        )  # fmt: skip
        return service.buy(
            desk=desk_of(business), business=business, new=new, request_id=typed["request_id"]
        )

    return _record(business, form, act, lambda: buy_material_form(business.id, form=form))


@bp.get("/<int:enterprise_id>/barang/<int:item_id>/<any(awal, rusak, hitung):what>")
@owned
def stock_form(
    business: Enterprise, item_id: int, what: str, form: Small | None = None
) -> Response:
    """There before the book, spoiled, or counted."""
    item = products.get_item(business.book_id, item_id)
    there = [one for one in products.on_hand(business.book_id) if one.item.id == item_id]
    return business_page(
        business, "enterprises/stock_form.html", active="goods", what=what, item=item,
        there=there[0] if there else None,
        form=form or _FORMS[what](formdata=None, on=clock.today()),
    )  # fmt: skip


@bp.post("/<int:enterprise_id>/barang/<int:item_id>/<any(awal, rusak, hitung):what>")
@owned
def record_stock(business: Enterprise, item_id: int, what: str) -> Response:
    """Into the stock and into the book."""
    form = _FORMS[what].from_request()

    def again() -> Response:
        return stock_form(business.id, item_id=item_id, what=what, form=form)

    if not form.ok:
        return again()
    return _record(business, form, lambda: _small(business, item_id, form), again)


def _small(business: Enterprise, item_id: int, form: Small) -> Act:
    item, typed = products.get_item(business.book_id, item_id), form.facts
    desk, request_id, on = desk_of(business), str(typed["request_id"]), _day(form)
    quantity = form.quantity.base_of(item)
    if isinstance(form, HadForm):
        had = Had(item_id, quantity, typed["amount"], on)
        return service.had(desk=desk, business=business, new=had, request_id=request_id)
    if isinstance(form, SpoilForm):
        gone = Spoiled(item_id, quantity, typed["reason"] or "", on)
        return service.spoil(desk=desk, business=business, new=gone, request_id=request_id)
    found = Counted(item_id, quantity, on)
    return service.count(desk=desk, business=business, new=found, request_id=request_id)


def _day(form: Small) -> date:
    on: date = form.facts["on"]
    return on


def _record(
    business: Enterprise, form: CoopForm, act: Callable[[], Act], again: Callable[[], Response]
) -> Response:
    try:
        with transaction():
            done = act()
    except Refused as refusal:
        form.blame(refusal)
        return again()
    return see_other("enterprises.stock_act", enterprise_id=business.id, act_id=done.id, baru=1)
