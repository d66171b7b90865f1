"""Money for an owner: a cost paid for the owner, and the settlement."""

from flask import request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app.auth.views import asking
from coop_app.db import transaction
from coop_app.refusal import Refused
from coop_app.sales.forms.trade.goods import SAVINGS, OwnerCostForm, SettlementForm
from coop_app.sales.rules.trade import settling as rules
from coop_app.sales.rules.trade.consignment import OwnerCost
from coop_app.sales.rules.trade.settling import Settlement
from coop_app.sales.service import trade
from coop_app.sales.service.trade import settling
from coop_app.sales.views.blueprint import bp
from coop_app.sales.views.trade import second
from coop_app.sales.views.trade.goods.owners import owner_of
from coop_app.sales.views.trade.shared import cash_places, desk, journal_of, visible_member
from coop_app.web.access import requires
from coop_app.web.pages import page, see_other


@bp.get("/titip-jual/biaya/<int:member_id>")
@requires("sales.consign")
def owner_cost_form(member_id: int) -> Response:
    """Something is paid for an owner."""
    return _cost_page(member_id, OwnerCostForm(formdata=None, on=desk().today))


@bp.post("/titip-jual/biaya/<int:member_id>")
@requires("sales.consign")
def owner_cost(member_id: int) -> Response:
    """Show the journal first, or record it."""
    form = OwnerCostForm.from_request()
    form.place.choices = cash_places()
    if not form.ok:
        return _cost_page(member_id, form)
    asked = form.cost(member_id)
    try:
        if request.form.get("step") == "preview" and not asking.pressed():
            return _cost_page(member_id, form, asked)
        with transaction():
            trade.pay_cost(desk=desk(), asked=asked, request_id=form.request_id.data)
    except Refused as refusal:
        to_ask = second.asked(second.COST, form, asked)
        return asking.answer(refusal, form, to_ask) or _cost_page(member_id, form)
    return see_other("sales.consignment_owner", member_id=member_id)


@bp.get("/titip-jual/bayar/<int:member_id>")
@requires("sales.consign")
def settle_form(member_id: int) -> Response:
    """What is due, with all of it proposed."""
    standing = owner_of(visible_member(member_id)).standing
    set_off, paid = rules.proposal(due=standing.due.due, debt=standing.debt)
    form = SettlementForm(
        formdata=None, on=desk().today, set_off=set_off or None, paid=paid or None
    )
    return _settle_page(member_id, form)


@bp.post("/titip-jual/bayar/<int:member_id>")
@requires("sales.consign")
def settle(member_id: int) -> Response:
    """Show the journal first, or pay."""
    form = _with_places(SettlementForm.from_request())
    if not form.ok:
        return _settle_page(member_id, form)
    asked = form.settlement(member_id)
    try:
        if request.form.get("step") == "preview" and not asking.pressed():
            return _settle_page(member_id, form, asked)
        with transaction():
            act = trade.settle(desk=desk(), asked=asked, request_id=form.request_id.data)
    except Refused as refusal:
        to_ask = second.asked(second.SETTLE, form, asked)
        return asking.answer(refusal, form, to_ask) or _settle_page(member_id, form)
    return see_other("sales.consignment_act", act_id=act.id)


def _with_places(form: SettlementForm) -> SettlementForm:
    places = [(str(key), name) for key, name in cash_places()]
    form.place.choices = [*places, (SAVINGS, str(_("simpanan sukarela of the member")))]
    return form


def _cost_page(member_id: int, form: OwnerCostForm, asked: OwnerCost | None = None) -> Response:
    preview = None
    form.place.choices = cash_places()
    if asked is not None:
        settling.check_cost(desk=desk(), asked=asked)
        preview = journal_of(settling.cost_entry(desk=desk(), asked=asked))
    return page(
        "sales/owner_cost_form.html", form=form, member=visible_member(member_id), preview=preview
    )


def _settle_page(member_id: int, form: SettlementForm, asked: Settlement | None = None) -> Response:
    preview = worked = None
    if asked is not None:
        worked = settling.decide_settlement(desk=desk(), asked=asked)
        preview = journal_of(settling.settlement_entry(desk=desk(), asked=asked))
    return page(
        "sales/settle_form.html", form=_with_places(form), preview=preview, worked=worked,
        owner=owner_of(visible_member(member_id)),
    )  # fmt: skip
