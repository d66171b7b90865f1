"""Customers: list, write one down, correct one."""

from flask import request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import ledger
from coop_app.db import transaction
from coop_app.members.rules.phones import shown as phone_text
from coop_app.money import ZERO
from coop_app.refusal import Refused
from coop_app.sales.forms.trade.owing import CustomerForm
from coop_app.sales.queries.trade import customers as reads
from coop_app.sales.service import trade
from coop_app.sales.views.blueprint import bp
from coop_app.sales.views.trade.shared import desk
from coop_app.web.access import requires, signed_in
from coop_app.web.pages import page, see_other
from coop_app.web.tables import Column, Table, respond


@bp.get("/pelanggan")
@requires("sales.collect")
def customers() -> Response:
    """Every customer with what is owed."""
    person, text = signed_in(), request.args.get("q", "")[:80]
    known = reads.list_customers(person.cooperative_id, text, active_only=False)
    owed = ledger.subject_balances(book_id=person.book_id, account="nonmember_receivable")
    rows = [
        {
            "name": card.name, "village": card.village, "phone": phone_text(card.phone),
            "limit": card.credit_limit, "owed": owed.get(card.subject, ZERO),
            "state": "" if card.is_active else _("switched off"),
            "_url": url_for("sales.debtor", side="pelanggan", key=card.id),
        }
        for card in known
    ]  # fmt: skip
    table = Table(_("Customers"), _columns(), rows, name="pelanggan")
    return respond(table, "sales/customers.html", text=text)


def _columns() -> list[Column]:
    return [
        Column("name", _("Name"), width=24), Column("village", _("Village"), width=18),
        Column("phone", _("Phone"), width=16), Column("limit", _("May owe"), "money", 14, minor=True),
        Column("owed", _("Owes"), "money", 14), Column("state", _("State"), width=10, minor=True),
    ]  # fmt: skip


@bp.get("/pelanggan/baru")
@requires("sales.collect")
def customer_form() -> Response:
    """A new customer."""
    return page("sales/customer_form.html", form=CustomerForm(formdata=None), customer=None)


@bp.post("/pelanggan/baru")
@requires("sales.collect")
def add_customer() -> Response:
    """Write a customer down."""
    form = CustomerForm.from_request()
    if not form.ok:
        return page("sales/customer_form.html", form=form, customer=None)
    try:
        with transaction():
            card = trade.add_customer(
                desk=desk(), facts=form.customer, request_id=form.request_id.data
            )
    except Refused as refusal:
        return page("sales/customer_form.html", form=form.blame(refusal), customer=None)
    return see_other("sales.debtor", side="pelanggan", key=card.id)


@bp.get("/pelanggan/<int:customer_id>")
@requires("sales.collect")
def edit_customer_form(customer_id: int) -> Response:
    """Correct a customer."""
    card = reads.get_customer(signed_in().cooperative_id, customer_id)
    form = CustomerForm(
        formdata=None, name=card.name, phone=phone_text(card.phone), village=card.village,
        credit_limit=card.credit_limit, active=card.is_active,
    )  # fmt: skip
    return page("sales/customer_form.html", form=form, customer=card)


@bp.post("/pelanggan/<int:customer_id>")
@requires("sales.collect")
def change_customer(customer_id: int) -> Response:
    """Keep the correction."""
    card = reads.get_customer(signed_in().cooperative_id, customer_id)
    form = CustomerForm.from_request()
    if not form.ok:
        return page("sales/customer_form.html", form=form, customer=card)
    try:
        with transaction():
            trade.change_customer(
                desk=desk(), customer_id=customer_id, facts=form.customer,
                active=bool(form.active.data),
            )  # fmt: skip
    except Refused as refusal:
        return page("sales/customer_form.html", form=form.blame(refusal), customer=card)
    return see_other("sales.debtor", side="pelanggan", key=customer_id)
