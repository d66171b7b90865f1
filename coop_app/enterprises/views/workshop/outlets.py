"""What lies where: at the cooperative and at shops; leaving goods, and what a shop reports."""

from typing import Any

from flask import flash, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import clock
from coop_app.db import transaction
from coop_app.enterprises.forms.workshop import fields
from coop_app.enterprises.forms.workshop.elsewhere import LeaveForm, OutletForm
from coop_app.enterprises.forms.workshop.fields import Quantities
from coop_app.enterprises.queries import Enterprise
from coop_app.enterprises.queries.workshop import outlets as queries
from coop_app.enterprises.queries.workshop.outlets import Lying, Outlet
from coop_app.enterprises.rules.workshop.outlets import Left, Went
from coop_app.enterprises.rules.workshop.recipes import Part
from coop_app.enterprises.service import workshop as service
from coop_app.enterprises.views.blueprint import bp
from coop_app.enterprises.views.books.own import business_page, business_table, desk_of, owned
from coop_app.enterprises.views.workshop import showing
from coop_app.enterprises.views.workshop.showing import SOLD
from coop_app.money import Money
from coop_app.products import queries as products
from coop_app.products.queries import Item
from coop_app.refusal import N_, Refused
from coop_app.web import tables
from coop_app.web.pages import see_other
from coop_app.web.tables import Column, Table

#: how goods come and go → its name on the screen (English message id)
MOVES = {
    Went.LEFT: N_("Left there"),
    Went.SOLD: N_("Sold"),
    Went.RETURNED: N_("Came back"),
    Went.SPOILED: N_("Spoiled"),
}


@bp.get("/<int:enterprise_id>/titipan")
@owned
def outlets(business: Enterprise) -> Response:
    """What lies where, with what it had cost and would sell for."""
    shops = queries.list_outlets(business.cooperative_id, business.id)
    lying = queries.lying(business.book_id, [shop.id for shop in shops])
    items = showing.all_items(business)
    prices = products.prices_on(business.book_id, "other", clock.today())
    expected = {
        one.stock_id: prices[one.item_id].for_quantity(one.quantity)
        for one in lying
        if one.item_id in prices
    }
    return business_table(
        business, _table(business, shops, lying, expected), "enterprises/outlets.html",
        active="goods", shops=shops, lying=lying, items=items, expected=expected,
        worth=sum((one.value for one in lying), Money(0)),
    )  # fmt: skip


def _table(
    business: Enterprise, shops: list[Outlet], lying: list[Lying], expected: dict[int, Money]
) -> Table:
    items, names = showing.all_items(business), {shop.id: shop.name for shop in shops}
    rows: list[dict[str, Any]] = [
        {"shop": names[one.outlet_id], "item": items[one.item_id].name,
         "quantity": items[one.item_id].text(one.quantity), "since": one.since,
         "value": one.value, "expected": expected.get(one.stock_id),
         "_url": url_for("enterprises.outlet", enterprise_id=business.id, outlet_id=one.outlet_id)}
        for one in lying
    ]  # fmt: skip
    if rows:
        rows.append(tables.total_row("shop", _("Total"), rows, ["value", "expected"]))
    columns = (
        Column("shop", _("Where"), width=18), Column("item", _("Product"), width=20),
        Column("quantity", _("Lies there")), Column("since", _("Last left on"), "date"),
        Column("value", _("It had cost"), "money"), Column("expected", _("It would sell for"), "money"),
    )  # fmt: skip
    return Table(_("What lies where"), columns, rows, name="titipan")


@bp.get("/<int:enterprise_id>/titipan/<int:outlet_id>")
@owned
def outlet(business: Enterprise, outlet_id: int) -> Response:
    """One shop: what lies there, what happened."""
    shop = queries.get_outlet(business.cooperative_id, business.id, outlet_id)
    acts = queries.list_acts(business.cooperative_id, business.id, shop.id)
    return business_page(
        business, "enterprises/outlet.html", active="goods", shop=shop, words=MOVES,
        lying=queries.lying(business.book_id, [shop.id]), items=showing.all_items(business),
        moves=queries.moves(shop.id),
        acts=acts, back=showing.taken_back(business, "enterprises.outlet", acts[:12]),
    )  # fmt: skip


@bp.get("/<int:enterprise_id>/titipan/catatan/<int:act_id>")
@owned
def outlet_act(business: Enterprise, act_id: int) -> Response:
    """What was left or reported, with its journal."""
    act = queries.get_act(business.cooperative_id, business.id, act_id)
    return business_page(
        business, "enterprises/outlet_act.html", active="goods", act=act,
        shop=queries.get_outlet(business.cooperative_id, business.id, act.outlet_id),
        shown=showing.journal_of(business, act.entry_seq, f"enterprises.outlet:{act.id}"),
        fresh="baru" in request.args,
    )  # fmt: skip


@bp.get("/<int:enterprise_id>/titipan/toko-baru")
@owned
def outlet_form(business: Enterprise, form: OutletForm | None = None) -> Response:
    """A new shop."""
    form = form or OutletForm(formdata=None)
    return business_page(business, "enterprises/outlet_form.html", active="goods", form=form)


@bp.post("/<int:enterprise_id>/titipan/toko-baru")
@owned
def add_outlet(business: Enterprise) -> Response:
    """Write it down."""
    form = OutletForm.from_request()
    if not form.ok:
        return outlet_form(business.id, form=form)
    try:
        with transaction():
            shop = service.add_outlet(
                desk=desk_of(business), business=business, new=form.outlet,
                request_id=str(form.request_id.data),
            )  # fmt: skip
    except Refused as refusal:
        return outlet_form(business.id, form=form.blame(refusal))
    flash(_("%(name)s is written down. Now leave goods there.", name=shop.name))
    return see_other("enterprises.outlet", enterprise_id=business.id, outlet_id=shop.id)


@bp.get("/<int:enterprise_id>/titipan/<int:outlet_id>/titip")
@owned
def leave_form(business: Enterprise, outlet_id: int) -> Response:
    """How many of each product she leaves there."""
    return _leaving(business, outlet_id, LeaveForm(formdata=None, on=clock.today()), Quantities())


@bp.post("/<int:enterprise_id>/titipan/<int:outlet_id>/titip")
@owned
def leave(business: Enterprise, outlet_id: int) -> Response:
    """From her stock to the shop."""
    form, items = LeaveForm.from_request(), _sellable(business)
    parts = fields.read_quantities(request.form, items.values())
    if not form.ok or parts.errors:
        form.blamed = True
        return _leaving(business, outlet_id, form, parts)
    goods = tuple(Part(key, quantity) for key, quantity in parts.base.items())
    try:
        with transaction():
            act = service.leave(
                desk=desk_of(business), business=business,
                new=Left(outlet_id, form.facts["on"], goods), request_id=form.facts["request_id"],
            )  # fmt: skip
    except Refused as refusal:
        return _leaving(business, outlet_id, form.blame(refusal), parts)
    return see_other("enterprises.outlet_act", enterprise_id=business.id, act_id=act.id, baru=1)


def _sellable(business: Enterprise) -> dict[int, Item]:
    return showing.items(business, kinds=SOLD)


def _leaving(business: Enterprise, outlet_id: int, form: LeaveForm, parts: Quantities) -> Response:
    shop = queries.get_outlet(business.cooperative_id, business.id, outlet_id)
    there = {one.item.id: one.quantity for one in products.on_hand(business.book_id)}
    return business_page(
        business, "enterprises/leave_form.html", active="goods", form=form, parts=parts, shop=shop,
        items=[one for one in _sellable(business).values() if there.get(one.id)], there=there,
    )  # fmt: skip
