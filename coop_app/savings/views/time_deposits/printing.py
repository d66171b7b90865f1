"""The certificate (bilyet) of a deposit, and the paper of each act with its calculation."""

from flask import request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import ledger
from coop_app.auth import queries as people
from coop_app.savings import queries as savings
from coop_app.savings.queries import time_deposits as queries
from coop_app.savings.views import bp
from coop_app.savings.views.counter import desk, visible_member
from coop_app.savings.views.papers import deposit
from coop_app.savings.views.time_deposits import words
from coop_app.web.access import letterhead, requires
from coop_app.web.pages import link, page, send_pdf


@bp.get("/berjangka/<int:deposit_id>/bilyet")
@requires("savings.read")
def certificate(deposit_id: int) -> Response:
    """The certificate as it stands now, after extensions too."""
    here = desk()
    held = queries.get_deposit(here.cooperative_id, deposit_id)
    card = visible_member(held.member_id)
    entry = ledger.entry_page(book_id=held.book_id, seq=held.papers[0].entry_seq)
    shown = deposit.CertificatePaper(
        held, card, entry.voucher, words.payout(held), words.at_maturity(held),
        words.percent(held.term.mille),
        link("ledger.verify_receipt", token=entry.token, _external=True) or "",
    )  # fmt: skip
    return send_pdf(deposit.certificate(shown, letterhead()), name=f"bilyet-{held.number_text}.pdf")


@bp.get("/berjangka/bukti/<int:act_id>")
@requires("savings.read")
def deposit_paper(act_id: int) -> Response:
    """What an act paid and how it came about; with `?cetak` on paper."""
    here = desk()
    held, act = queries.get_paper(here.cooperative_id, act_id)
    card = visible_member(held.member_id)
    entry = ledger.entry_page(book_id=held.book_id, seq=act.entry_seq)
    lines = words.shown(words.lines_of(act.calculation), held, act.tax)
    place = dict(savings.place_choices(held.book_id)).get(act.place_id or 0, "")
    cashier = people.names_of(here.cooperative_id, [act.made_by]).get(act.made_by, "")
    title = str(_(words.TITLES[act.kind]))
    if "cetak" in request.args:
        shown = deposit.ActPaper(
            held, act, card, entry.voucher, title, tuple(lines), place, cashier
        )
        return send_pdf(deposit.act_paper(shown, letterhead()), name=f"bukti-{entry.voucher}.pdf")
    return page(
        "savings/deposit_paper.html", held=held, act=act, member=card, entry=entry, lines=lines,
        title=title, place=place, cashier=cashier,
    )  # fmt: skip
