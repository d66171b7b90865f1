"""Shops of others: what lies there, what they keep, and their reports."""

from flask import abort, request
from werkzeug.wrappers import Response

from coop_app.auth.views import asking
from coop_app.db import transaction
from coop_app.refusal import Refused
from coop_app.sales.forms.trade.goods import ReportForm, ShopChangeForm, ShopForm, with_rows
from coop_app.sales.queries.trade import acts, customers, debts, lying
from coop_app.sales.queries.trade.lying import Lying, Shop
from coop_app.sales.rules.trade.consignment import ShopReport
from coop_app.sales.service import trade
from coop_app.sales.service.trade import reporting
from coop_app.sales.views.blueprint import bp
from coop_app.sales.views.trade import second
from coop_app.sales.views.trade.shared import (
    cash_places,
    desk,
    journal_of,
    mille_text,
    points,
)
from coop_app.web.access import requires, signed_in
from coop_app.web.pages import page, see_other


@bp.get("/titip-jual/toko")
@requires("sales.outlets")
def consignment_shops() -> Response:
    """Every shop: how much lies there, what its keeper owes."""
    person = signed_in()
    shops = lying.list_shops(person.cooperative_id, person.book_id)
    worth: dict[int, int] = {}
    for one in lying.lying(person.book_id):
        worth[one.point_id] = worth.get(one.point_id, 0) + int(one.worth)
    owed = {
        shop.point_id: debts.owed(person.book_id, f"customer:{shop.customer_id}") for shop in shops
    }
    keepers = customers.names(person.cooperative_id, [shop.customer_id for shop in shops])
    return page(
        "sales/consignment_shops.html", shops=shops, worth=worth, owed=owed, keepers=keepers,
        mille=mille_text,
    )  # fmt: skip


@bp.get("/titip-jual/toko/baru")
@requires("sales.consign")
def consignment_shop_form() -> Response:
    """A shop of somebody else."""
    return _shop_page(ShopForm(formdata=None))


@bp.post("/titip-jual/toko/baru")
@requires("sales.consign")
def add_consignment_shop() -> Response:
    """Write a shop down."""
    form = ShopForm.from_request()
    form.keeper.choices = _keepers()
    if not form.ok:
        return _shop_page(form)
    try:
        with transaction():
            trade.add_shop(
                desk=desk(), name=form.name.data or "", customer_id=form.keeper.data,
                share_mille=form.mille, request_id=form.request_id.data,
            )  # fmt: skip
    except Refused as refusal:
        return _shop_page(form.blame(refusal))
    return see_other("sales.consignment_shops")


@bp.post("/titip-jual/toko/<int:point_id>")
@requires("sales.consign")
def change_consignment_shop(point_id: int) -> Response:
    """What the shop keeps from now on."""
    form = ShopChangeForm.from_request()
    shop = _shop(point_id)
    if not form.ok:
        return _report_page(shop, _blank(shop), change=form)
    try:
        with transaction():
            trade.change_shop(
                desk=desk(), point_id=point_id, share_mille=form.mille,
                active=bool(form.active.data),
            )  # fmt: skip
    except Refused as refusal:
        return _report_page(shop, _blank(shop), change=form.blame(refusal))
    return see_other("sales.shop_report_form", point_id=point_id)


@bp.get("/titip-jual/toko/<int:point_id>")
@requires("sales.consign")
def shop_report_form(point_id: int) -> Response:
    """What lies at the shop, and the form for its report."""
    shop = _shop(point_id)
    return _report_page(shop, _blank(shop))


@bp.post("/titip-jual/toko/<int:point_id>/lapor")
@requires("sales.consign")
def shop_report(point_id: int) -> Response:
    """Show what comes out first, or record the report."""
    shop = _shop(point_id)
    form = _offered(shop, _form(shop).from_request())
    if not form.ok:
        return _report_page(shop, form)
    try:
        asked = form.report(point_id, [one.item for one in _goods(shop)])
    except Refused as refusal:
        return _report_page(shop, form.blame(refusal))
    try:
        if request.form.get("step") == "preview" and not asking.pressed():
            return _report_page(shop, form, asked=asked)
        with transaction():
            act = trade.report(desk=desk(), asked=asked, request_id=form.request_id.data)
    except Refused as refusal:
        to_ask = second.asked(second.REPORT, form, asked, subject=f"customer:{shop.customer_id}")
        return asking.answer(refusal, form, to_ask) or _report_page(shop, form)
    return see_other("sales.consignment_act", act_id=act.id)


def _shop(point_id: int) -> Shop:
    person = signed_in()
    found = lying.find_shop(person.cooperative_id, person.book_id, point_id)
    return found or abort(404)


def _goods(shop: Shop) -> list[Lying]:
    return lying.lying(signed_in().book_id, point_id=shop.point_id)


def _form(shop: Shop) -> type[ReportForm]:
    return with_rows(ReportForm, [one.item for one in _goods(shop)], "laku", "balik", "rusak")


def _blank(shop: Shop) -> ReportForm:
    return _form(shop)(formdata=None, on=desk().today)


def _offered(shop: Shop, form: ReportForm) -> ReportForm:
    form.place.choices, form.back_to.choices = cash_places(), points(but=shop.point_id)
    return form


def _keepers() -> list[tuple[int, str]]:
    known = customers.list_customers(signed_in().cooperative_id)
    return [(card.id, card.label) for card in known]


def _shop_page(form: ShopForm) -> Response:
    form.keeper.choices = _keepers()
    return page("sales/consignment_shop_form.html", form=form)


def _report_page(
    shop: Shop,
    form: ReportForm,
    *,
    asked: ShopReport | None = None,
    change: ShopChangeForm | None = None,
) -> Response:
    person = signed_in()
    worked = reporting.decide_report(desk=desk(), asked=asked) if asked else None
    entry = reporting.report_entry(worked=worked) if worked and worked.gross else None
    kept = ShopChangeForm(formdata=None, active=shop.is_active)
    kept.share.typed = mille_text(shop.share_mille).removesuffix("%")
    return page(
        "sales/shop_report_form.html", form=_offered(shop, form), shop=shop, goods=_goods(shop),
        keeper=customers.get_customer(person.cooperative_id, shop.customer_id),
        owed=debts.owed(person.book_id, f"customer:{shop.customer_id}"),
        worked=worked, preview=journal_of(entry) if entry else None, change=change or kept,
        papers=[one for one in acts.list_acts(person.book_id, kinds=("report",)) if one.point_id == shop.point_id][:10],
        mille=mille_text, status=422 if change and change.blamed else 200,
    )  # fmt: skip
