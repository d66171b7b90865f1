"""A bill that comes after its goods: the form with the journal first, and the paper."""

from flask import request
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from coop_app.auth.views import asking
from coop_app.db import transaction
from coop_app.purchasing.forms.receiving.correcting import KINDS, PLACE, SUPPLIER, LaterForm
from coop_app.purchasing.queries import rounds
from coop_app.purchasing.queries.receiving.corrections import find_undone, get_later
from coop_app.purchasing.queries.receiving.receipts import Receipt, get_receipt
from coop_app.purchasing.rules.receiving.later import Kind, Later
from coop_app.purchasing.service.correcting import later as service
from coop_app.purchasing.views.blueprint import bp
from coop_app.purchasing.views.receiving import seconds
from coop_app.purchasing.views.receiving.counter import (
    desk,
    entry_link,
    journal_of,
    place_choices,
    place_name,
    signed,
    supplier_choices,
)
from coop_app.refusal import Refused
from coop_app.web.access import requires, signed_in
from coop_app.web.pages import page, see_other


@bp.get("/terima/<int:receipt_id>/susulan")
@requires("purchasing.receive")
def later_form(receipt_id: int) -> Response:
    """What came later for these goods."""
    receipt = _receipt(receipt_id)
    owed = f"{SUPPLIER}:{receipt.supplier_id}"
    return _form(receipt, LaterForm(formdata=None, on=desk().today, owed_to=owed))


@bp.post("/terima/<int:receipt_id>/susulan")
@requires("purchasing.receive")
def add_later(receipt_id: int) -> Response:
    """Show the journal first, or save."""
    receipt, form = _receipt(receipt_id), _with_choices(LaterForm.from_request())
    if not form.ok:
        return _form(receipt, form)
    asked = form.later(receipt_id)
    try:
        if request.form.get("step") == "preview" and not asking.pressed():
            return _form(receipt, form, asked)
        with transaction():
            key = seconds.do(seconds.LATER, desk(), asked, form.request_id.data or "")
    except Refused as refusal:
        to_ask = seconds.to_ask(seconds.LATER, form, asked, receipt.source)
        return asking.answer(refusal, form, to_ask) or _form(receipt, form)
    return see_other("purchasing.later", bill_id=key)


def _receipt(receipt_id: int) -> Receipt:
    return get_receipt(signed_in().cooperative_id, receipt_id)


def _with_choices(form: LaterForm) -> LaterForm:
    form.owed_to.choices = [
        *(SelectChoice(f"{SUPPLIER}:{one.value}", _("owed to %(name)s", name=one.label))
          for one in supplier_choices()),
        *(SelectChoice(f"{PLACE}:{one.value}", _("paid from %(place)s", place=one.label))
          for one in place_choices()),
    ]  # fmt: skip
    return form


def _form(receipt: Receipt, form: LaterForm, asked: Later | None = None) -> Response:
    here = desk()
    decided = service.decide(desk=here, later=asked) if asked else None
    entry = service.preview(desk=here, decided=decided) if decided else None
    return page(
        "purchasing/later_form.html", form=_with_choices(form), receipt=receipt, decided=decided,
        supplier=rounds.get_supplier(here.cooperative_id, receipt.supplier_id),
        preview=journal_of(entry) if entry else None,
    )  # fmt: skip


@bp.get("/susulan/<int:bill_id>")
@requires("purchasing.read")
def later(bill_id: int) -> Response:
    """One later bill: what it changed, its entry."""
    person = signed_in()
    shown = get_later(person.cooperative_id, bill_id)
    owed = shown.supplier_id
    return page(
        "purchasing/later.html", shown=shown, kind=KINDS[Kind(shown.kind)],
        receipt=_receipt(shown.receipt_id), place=place_name(shown.place_id),
        owed_to=rounds.get_supplier(person.cooperative_id, owed) if owed else None,
        entry=entry_link(shown.entry_seq), undone=find_undone(shown.book_id, shown.source),
        signed=signed(shown.entry_seq, [shown.made_by, shown.approved_by]),
    )  # fmt: skip
