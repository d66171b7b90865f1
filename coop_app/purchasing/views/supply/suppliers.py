"""Suppliers: their list, their page with offers and rounds, and what is written about them."""

from flask import request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app.db import transaction
from coop_app.members.rules.phones import shown as phone_text
from coop_app.products import queries as products
from coop_app.purchasing.forms.rounds import OfferForm, SupplierForm
from coop_app.purchasing.queries import rounds as queries
from coop_app.purchasing.service import rounds as service
from coop_app.purchasing.views.blueprint import bp
from coop_app.purchasing.views.rounds import words
from coop_app.purchasing.views.rounds.counter import desk
from coop_app.refusal import Refused
from coop_app.web.access import requires, signed_in
from coop_app.web.pages import page, see_other
from coop_app.web.tables import Column, Table, respond


@bp.get("/pemasok")
@requires("purchasing.read")
def suppliers() -> Response:
    """All suppliers."""
    text = request.args.get("cari", "")[:80]
    columns = [
        Column("name", _("Supplier"), width=24),
        Column("contact", _("Whom to ask for"), width=16, minor=True),
        Column("phone", _("Telephone"), width=14),
        Column("days", _("Days to pay"), "count", 8),
        Column("state", _("State"), width=10, minor=True),
    ]
    rows = [
        {
            "name": card.name, "contact": card.facts.contact, "phone": phone_text(card.facts.phone),
            "days": card.facts.terms_days, "state": _("ended") if card.ended_on else "",
            "_url": url_for("purchasing.supplier", supplier_id=card.id),
        }
        for card in queries.list_suppliers(signed_in().cooperative_id, text)
    ]  # fmt: skip
    table = Table(_("Suppliers"), columns, rows, name="pemasok")
    return respond(table, "purchasing/suppliers.html", text=text)


@bp.get("/pemasok/<int:supplier_id>")
@requires("purchasing.read")
def supplier(supplier_id: int) -> Response:
    """One supplier: how to reach it, what it offers, the rounds with it."""
    here = desk()
    card = queries.get_supplier(here.cooperative_id, supplier_id)
    history = queries.offer_history(here.cooperative_id, here.book_id, supplier_id)
    return page(
        "purchasing/supplier.html", supplier=card, phone=phone_text(card.facts.phone),
        offers=queries.offers_on(here.cooperative_id, here.book_id, supplier_id, here.today),
        history=history, rounds=queries.list_rounds(here.cooperative_id, supplier_id=supplier_id),
        states=words.STATES, words=words,
    )  # fmt: skip


@bp.get("/pemasok/baru")
@requires("purchasing.manage")
def supplier_form() -> Response:
    """A new supplier."""
    return page("purchasing/supplier_form.html", form=SupplierForm(formdata=None), supplier=None)


@bp.post("/pemasok/baru")
@requires("purchasing.manage")
def add_supplier() -> Response:
    """Write the supplier down."""
    form = SupplierForm.from_request()
    if form.ok:
        try:
            with transaction():
                key = service.add_supplier(desk=desk(), facts=form.supplier)
            return see_other("purchasing.supplier", supplier_id=key)
        except Refused as refusal:
            form.blame(refusal)
    return page("purchasing/supplier_form.html", form=form, supplier=None)


@bp.get("/pemasok/<int:supplier_id>/ubah")
@requires("purchasing.manage")
def change_supplier_form(supplier_id: int) -> Response:
    """What is written down about a supplier."""
    card = queries.get_supplier(signed_in().cooperative_id, supplier_id)
    known = {name: getattr(card.facts, name) for name in card.facts.__slots__}
    form = SupplierForm(formdata=None, **known | {"phone": phone_text(card.facts.phone)})
    return page("purchasing/supplier_form.html", form=form, supplier=card)


@bp.post("/pemasok/<int:supplier_id>/ubah")
@requires("purchasing.manage")
def change_supplier(supplier_id: int) -> Response:
    """Correct it."""
    card = queries.get_supplier(signed_in().cooperative_id, supplier_id)
    form = SupplierForm.from_request()
    if form.ok:
        try:
            with transaction():
                service.change_supplier(desk=desk(), supplier_id=card.id, facts=form.supplier)
            return see_other("purchasing.supplier", supplier_id=card.id)
        except Refused as refusal:
            form.blame(refusal)
    return page("purchasing/supplier_form.html", form=form, supplier=card)


@bp.post("/pemasok/<int:supplier_id>/berhenti")
@requires("purchasing.manage")
def end_supplier(supplier_id: int) -> Response:
    """Buy there no longer, or again."""
    here = desk()
    card = queries.get_supplier(here.cooperative_id, supplier_id)
    with transaction():
        service.end_supplier(
            desk=here, supplier_id=card.id, on=None if card.ended_on else here.today
        )
    return see_other("purchasing.supplier", supplier_id=card.id)


@bp.get("/pemasok/<int:supplier_id>/tawaran")
@requires("purchasing.manage")
def offer_form(supplier_id: int) -> Response:
    """A new offer, or a new price for what is offered already."""
    form = OfferForm(formdata=None, valid_from=desk().today, order_unit="kg", pack_unit="karung")
    return _offer_page(supplier_id, form)


@bp.post("/pemasok/<int:supplier_id>/tawaran")
@requires("purchasing.manage")
def add_offer(supplier_id: int) -> Response:
    """Write the offer down."""
    form = OfferForm.from_request()
    form.item_id.choices = _items()
    if form.ok:
        try:
            with transaction():
                service.add_offer(desk=desk(), supplier_id=supplier_id, facts=form.offer)
            return see_other("purchasing.supplier", supplier_id=supplier_id)
        except Refused as refusal:
            form.blame(refusal)
    return _offer_page(supplier_id, form)


def _items() -> list[tuple[int, str]]:
    every = products.list_items(desk().book_id)
    return [(item.id, item.name) for item in every if not item.consigned]


def _offer_page(supplier_id: int, form: OfferForm) -> Response:
    card = queries.get_supplier(signed_in().cooperative_id, supplier_id)
    form.item_id.choices = _items()
    return page("purchasing/offer_form.html", form=form, supplier=card, rows=(1, 2, 3, 4))
