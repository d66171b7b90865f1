"""What suppliers have to make good: the list, and how one claim ends."""

from flask import request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app.auth.views import asking
from coop_app.db import transaction
from coop_app.products import queries as products
from coop_app.purchasing.forms.receiving.supplying import ClaimForm
from coop_app.purchasing.queries import rounds
from coop_app.purchasing.queries.receiving.claims import Claim, get_claim, list_claims
from coop_app.purchasing.queries.receiving.corrections import find_undone
from coop_app.purchasing.queries.receiving.receipts import get_receipt
from coop_app.purchasing.rules.receiving.acts import ClaimEnd
from coop_app.purchasing.service.receiving import claims
from coop_app.purchasing.views.blueprint import bp
from coop_app.purchasing.views.receiving import seconds
from coop_app.purchasing.views.receiving.counter import (
    desk,
    entry_link,
    journal_of,
    place_choices,
)
from coop_app.refusal import Refused
from coop_app.web import tables
from coop_app.web.access import requires, signed_in
from coop_app.web.pages import page, see_other
from coop_app.web.tables import Column, Table


@bp.get("/klaim")
@requires("purchasing.read")
def claims_list() -> Response:
    """Claims on suppliers: the open ones, or all."""
    every = bool(request.args.get("semua"))
    return tables.respond(_table(every=every), "purchasing/claims_list.html", every=every)


def _table(*, every: bool) -> Table:
    person = signed_in()
    found = list_claims(person.cooperative_id, open_only=not every)
    items = products.items_of(person.book_id, {one.item_id for one in found})
    names = rounds.supplier_names(person.cooperative_id, [one.supplier_id for one in found])
    rows = [
        {
            "on": one.made_on, "supplier": names[one.supplier_id], "item": items[one.item_id].name,
            "quantity": items[one.item_id].text(one.quantity), "amount": one.amount,
            "ended": one.settled_on, "_url": url_for("purchasing.claim_form", claim_id=one.id),
        }
        for one in found
    ]  # fmt: skip
    columns = [
        Column("on", _("Date"), "date", 11), Column("supplier", _("Supplier"), width=22),
        Column("item", _("Item"), width=20), Column("quantity", _("Quantity"), width=12),
        Column("amount", _("Amount"), "money", 13),
        Column("ended", _("Settled on"), "date", 11, minor=True),
    ]  # fmt: skip
    return Table(_("Claims on suppliers"), columns, rows, name="klaim-pemasok")


@bp.get("/klaim/<int:claim_id>")
@requires("purchasing.read")
def claim_form(claim_id: int) -> Response:
    """One claim; while it is open, how it ends."""
    form = ClaimForm(formdata=None, on=desk().today, how="credited")
    return _form(get_claim(signed_in().cooperative_id, claim_id), form)


@bp.post("/klaim/<int:claim_id>")
@requires("purchasing.receive")
def end_claim(claim_id: int) -> Response:
    """Show the journal first, or save."""
    claim = get_claim(signed_in().cooperative_id, claim_id)
    form = ClaimForm.from_request()
    form.place.choices = place_choices()
    if not form.ok:
        return _form(claim, form)
    asked = form.end(claim_id, claim.amount)
    try:
        if request.form.get("step") == "preview" and not asking.pressed():
            return _form(claim, form, asked)
        with transaction():
            seconds.do(seconds.CLAIM, desk(), asked, form.request_id.data or "")
    except Refused as refusal:
        to_ask = seconds.to_ask(seconds.CLAIM, form, asked, f"claim:{claim_id}")
        return asking.answer(refusal, form, to_ask) or _form(claim, form)
    return see_other("purchasing.claim_form", claim_id=claim_id)


def _form(claim: Claim, form: ClaimForm, asked: ClaimEnd | None = None) -> Response:
    here = desk()
    form.place.choices = place_choices()
    receipt, preview = get_receipt(here.cooperative_id, claim.receipt_id), None
    if asked is not None:
        claims.decide_end(desk=here, end=asked)
        preview = (
            ([_("The goods are shared and priced as if they had come at once.")], [])
            if asked.delivered
            else journal_of(claims.credit_entry(here, asked, claim))
        )
    return page(
        "purchasing/claim_form.html", form=form, claim=claim, preview=preview,
        item=products.get_item(here.book_id, claim.item_id), entry=entry_link(claim.entry_seq),
        supplier=rounds.get_supplier(here.cooperative_id, claim.supplier_id),
        receipt=receipt, undone=find_undone(here.book_id, receipt.source),
    )  # fmt: skip
