"""A member is paid for produce: money, simpanan sukarela, or cut for goods on credit."""

from flask import request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app.auth.views import asking
from coop_app.db import transaction
from coop_app.refusal import Refused
from coop_app.sales.forms.trade.owing import PaymentForm
from coop_app.sales.queries.trade import debts, produce
from coop_app.sales.rules.trade.owing import Payment, Way
from coop_app.sales.service import trade
from coop_app.sales.service.trade import paying
from coop_app.sales.views.blueprint import bp
from coop_app.sales.views.trade import second
from coop_app.sales.views.trade.shared import cash_places, desk, journal_of, visible_member
from coop_app.web.access import requires, signed_in
from coop_app.web.pages import page, see_other


@bp.get("/beli-putus/<int:member_id>/bayar")
@requires("sales.consign")
def pay_produce_form(member_id: int) -> Response:
    """What is owed to the member, and the form with all of it."""
    owed = produce.owed_for_produce(signed_in().book_id, member_id)
    form = PaymentForm(formdata=None, on=desk().today, amount=owed if owed > 0 else None)
    return _page(member_id, form)


@bp.post("/beli-putus/<int:member_id>/bayar")
@requires("sales.consign")
def pay_produce(member_id: int) -> Response:
    """Show the journal first, or pay."""
    form = _with_places(PaymentForm.from_request())
    if not form.ok:
        return _page(member_id, form)
    asked = form.payment(f"member:{member_id}")
    try:
        if request.form.get("step") == "preview" and not asking.pressed():
            return _page(member_id, form, asked)
        with transaction():
            paid = trade.pay_produce(desk=desk(), payment=asked, request_id=form.request_id.data)
    except Refused as refusal:
        to_ask = second.asked(second.PAY_PRODUCE, form, asked)
        return asking.answer(refusal, form, to_ask) or _page(member_id, form)
    return see_other("sales.trade_payment", payment_id=paid.id)


def _with_places(form: PaymentForm) -> PaymentForm:
    form.place.choices = [
        *((str(key), name) for key, name in cash_places()),
        (Way.SAVINGS.value, str(_("simpanan sukarela of the member"))),
        (Way.RECEIVABLE.value, str(_("cut for goods on credit"))),
    ]
    return form


def _page(member_id: int, form: PaymentForm, asked: Payment | None = None) -> Response:
    preview, book_id = None, signed_in().book_id
    if asked is not None:
        paying.check_produce(desk=desk(), payment=asked)
        preview = journal_of(paying.produce_entry(desk=desk(), payment=asked))
    return page(
        "sales/pay_produce_form.html", form=_with_places(form), preview=preview,
        member=visible_member(member_id), owed=produce.owed_for_produce(book_id, member_id),
        debt=debts.owed(book_id, f"member:{member_id}"),
    )  # fmt: skip
