"""A receipt, a payment or a later bill that was entered wrong: ask why, put it before a second person."""

from collections.abc import Callable
from typing import Any

from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import ledger
from coop_app.auth.views import asking
from coop_app.db import transaction
from coop_app.purchasing.forms.receiving.correcting import UndoForm
from coop_app.purchasing.queries.receiving.corrections import LATER, PAYMENT, RECEIPT, get_later
from coop_app.purchasing.queries.receiving.payables import get_payment
from coop_app.purchasing.queries.receiving.receipts import get_receipt
from coop_app.purchasing.rules.receiving.undoing import Undoing
from coop_app.purchasing.views.blueprint import bp
from coop_app.purchasing.views.receiving import seconds
from coop_app.purchasing.views.receiving.counter import desk, signed
from coop_app.refusal import Refused
from coop_app.web.access import requires, signed_in
from coop_app.web.pages import link, page, see_other

#: the word in the address → the ledger's name, how it is found, its page and that page's key
_PAPERS: dict[str, tuple[str, Callable[[int, int], Any], str, str]] = {
    "terima": (RECEIPT, get_receipt, "purchasing.receipt", "receipt_id"),
    "bayar": (PAYMENT, get_payment, "purchasing.payment", "payment_id"),
    "susulan": (LATER, get_later, "purchasing.later", "bill_id"),
}


@bp.get("/batal/<any(terima, bayar, susulan):what>/<int:key>")
@requires("purchasing.receive")
def undo_form(what: str, key: int) -> Response:
    """Why is it taken back?"""
    return _page(what, key, UndoForm(formdata=None, on=desk().today))


@bp.post("/batal/<any(terima, bayar, susulan):what>/<int:key>")
@requires("purchasing.receive")
def undo(what: str, key: int) -> Response:
    """Put it before a second person."""
    form, (name, find, endpoint, argument) = UndoForm.from_request(), _PAPERS[what]
    find(signed_in().cooperative_id, key)
    if not form.ok:
        return _page(what, key, form)
    asked = Undoing(f"{name}:{key}", form.facts["on"], form.facts["why"])
    try:
        with transaction():
            seconds.do(seconds.UNDO, desk(), asked, form.request_id.data or "")
    except Refused as refusal:
        to_ask = seconds.to_ask(seconds.UNDO, form, asked, asked.source, reason=asked.why)
        return asking.answer(refusal, form, to_ask) or _page(what, key, form)
    return see_other(endpoint, **{argument: key})


def _page(what: str, key: int, form: UndoForm) -> Response:
    _name, find, endpoint, argument = _PAPERS[what]
    found = find(signed_in().cooperative_id, key)
    entry = ledger.entry_page(book_id=found.book_id, seq=found.entry_seq)
    titles = {
        "terima": _("Goods receipt"), "bayar": _("Payment to a supplier"),
        "susulan": _("Later bill"),
    }  # fmt: skip
    return page(
        "purchasing/undo_form.html", form=form, what=what, key=key, title=titles[what],
        back=link(endpoint, **{argument: key}), entry=entry,
        amount=sum(int(line.amount) for line in entry.lines if line.amount > 0),
        signed=signed(found.entry_seq, [found.made_by, found.approved_by]),
    )  # fmt: skip
