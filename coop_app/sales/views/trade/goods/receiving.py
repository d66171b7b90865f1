"""Goods come: choose the owner, write how much of what at which price, print the slip."""

from collections.abc import Sequence

from flask import request
from werkzeug.wrappers import Response

from coop_app.auth.views import asking
from coop_app.db import transaction
from coop_app.products.queries import Item
from coop_app.refusal import Refused
from coop_app.sales.forms.trade.goods import DeliveryForm, with_rows
from coop_app.sales.queries.trade import due, lying
from coop_app.sales.rules.trade import consignment as rules
from coop_app.sales.service import trade
from coop_app.sales.views.blueprint import bp
from coop_app.sales.views.trade import second
from coop_app.sales.views.trade.shared import (
    desk,
    found_members,
    mille_text,
    points,
    visible_member,
)
from coop_app.web.access import requires, signed_in
from coop_app.web.pages import page, see_other


@bp.get("/titip-jual/terima")
@requires("sales.consign")
def receive_goods_pick() -> Response:
    """Whose goods?"""
    person, text = signed_in(), request.args.get("q", "")[:80]
    owners = {item.owner_member_id for item in lying.consigned_items(person.book_id)}
    return page(
        "sales/receive_goods_pick.html", text=text, found=found_members(text), owners=owners,
        due=due.owners(person.book_id),
    )  # fmt: skip


@bp.get("/titip-jual/terima/<int:member_id>")
@requires("sales.consign")
def receive_goods_form(member_id: int) -> Response:
    """The goods of this owner, with the prices agreed last."""
    items = _items(member_id)
    form = _form(items)(formdata=None, on=desk().today)
    for item in items:
        agreed = lying.agreed_price(signed_in().book_id, item.id)
        if agreed and agreed.unit == item.shown_unit.name:
            form.cell("harga", item).data = agreed.price
    return _page(member_id, items, form)


@bp.post("/titip-jual/terima/<int:member_id>")
@requires("sales.consign")
def receive_goods(member_id: int) -> Response:
    """Write the goods down."""
    items = _items(member_id)
    form = _offered(_form(items).from_request())
    if not form.ok:
        return _page(member_id, items, form)
    try:
        asked = form.delivery(member_id, items)
    except Refused as refusal:
        return _page(member_id, items, form.blame(refusal))
    try:
        with transaction():
            act = trade.receive(desk=desk(), delivery=asked, request_id=form.request_id.data)
    except Refused as refusal:
        to_ask = second.asked(second.RECEIVE, form, asked)
        return asking.answer(refusal, form, to_ask) or _page(member_id, items, form)
    return see_other("sales.consignment_act", act_id=act.id)


def _items(member_id: int) -> list[Item]:
    visible_member(member_id)
    known = lying.consigned_items(signed_in().book_id, member_id=member_id)
    return [item for item in known if item.active]


def _form(items: Sequence[Item]) -> type[DeliveryForm]:
    return with_rows(DeliveryForm, items, "jumlah", "harga")


def _offered(form: DeliveryForm) -> DeliveryForm:
    form.point.choices = points()
    return form


def _page(member_id: int, items: Sequence[Item], form: DeliveryForm) -> Response:
    here = desk()
    known = lying.rates(here.cooperative_id)
    commissions = {
        item.id: rules.rate_for(known, member_id=member_id, item_id=item.id, on=here.today)
        for item in items
    }
    return page(
        "sales/receive_goods_form.html", form=_offered(form), items=items,
        member=visible_member(member_id), commissions=commissions, mille=mille_text,
    )  # fmt: skip
