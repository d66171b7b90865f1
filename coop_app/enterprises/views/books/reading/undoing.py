"""Taking back a document of the workshop from whichever page shows it."""

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import ledger
from coop_app.db import transaction
from coop_app.enterprises.forms.books import UndoForm
from coop_app.enterprises.queries import Enterprise
from coop_app.enterprises.queries.workshop.unposted import find_unposted
from coop_app.enterprises.service import workshop as service
from coop_app.enterprises.views.blueprint import bp
from coop_app.enterprises.views.books import naming
from coop_app.enterprises.views.books.own import desk_of, owned
from coop_app.enterprises.views.workshop import showing
from coop_app.refusal import Refused
from coop_app.web.forms import say
from coop_app.web.pages import found_or_404


@bp.post("/<int:enterprise_id>/buku/<int:seq>/batal")
@owned
def take_out(business: Enterprise, seq: int) -> Response:
    """Take it back; on the day it was written one tap is enough, later with a reason."""
    page = ledger.entry_page(book_id=business.book_id, seq=seq)
    typed = UndoForm.from_request().why.data or ""
    why = typed or ("Salah catat" if showing.made_today(page) else "")
    try:
        with transaction():
            service.take_out(desk=desk_of(business), business=business, seq=seq, why=why)
    except Refused as refusal:
        flash(say(refusal), "error")
    else:
        flash(_("Taken back. The book is as if it had not happened."))
    return _back_to(business, page.source)


@bp.post("/<int:enterprise_id>/buku/tanpa-jurnal/batal")
@owned
def take_out_unposted(business: Enterprise) -> Response:
    """Take back what moved nothing of worth and so made no entry."""
    source = request.form.get("source", "")
    found_or_404(find_unposted(business.cooperative_id, business.id, source))
    try:
        with transaction():
            service.take_out_unposted(desk=desk_of(business), business=business, source=source)
    except Refused as refusal:
        flash(say(refusal), "error")
    else:
        flash(_("Taken back. The book is as if it had not happened."))
    return _back_to(business, source)


def _back_to(business: Enterprise, source: str) -> Response:
    here = naming.url_of(business, source)
    home = url_for("enterprises.diary", enterprise_id=business.id)
    return redirect(here or home, code=303)
