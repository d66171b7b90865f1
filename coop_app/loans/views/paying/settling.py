"""Early settlement: what it costs on a day, with the arithmetic; then the loan is closed."""

from datetime import date

from flask import request
from werkzeug.wrappers import Response

from coop_app import ledger
from coop_app.auth.views import asking
from coop_app.dates import parse_date
from coop_app.db import transaction
from coop_app.loans import queries, service
from coop_app.loans.forms.paying import RefundForm, SettlementForm
from coop_app.loans.forms.words import SETTLEMENTS
from coop_app.loans.rules.paying import Refund, Settlement
from coop_app.loans.service import Document, Offer
from coop_app.loans.views.blueprint import bp
from coop_app.loans.views.lending.counter import desk
from coop_app.loans.views.paying import seconds
from coop_app.loans.views.paying.papers import quote as quote_paper
from coop_app.loans.views.paying.showing import journal_of, offer_places, shown_of
from coop_app.refusal import Refused
from coop_app.web.access import letterhead, requires, signed_in
from coop_app.web.pages import page, see_other, send_pdf


@bp.get("/<int:loan_id>/pelunasan")
@requires("loans.read")
def settle_form(loan_id: int) -> Response:
    """What closes the loan on a day: today, or the one asked for."""
    made = _offer(loan_id, _day_asked())
    form = SettlementForm(formdata=None, on=made.quote.day, total=made.quote.total)
    return _form(made, form)


@bp.get("/<int:loan_id>/pelunasan/cetak")
@requires("loans.read")
def settlement_quote(loan_id: int) -> Response:
    """The quote on paper, with the arithmetic."""
    made, shown = _offer(loan_id, _day_asked()), shown_of(loan_id)
    paper = quote_paper.quote_paper(made, shown.member, letterhead())
    return send_pdf(paper, name=f"pelunasan-{made.placed.loan.label}.pdf")


@bp.post("/<int:loan_id>/pelunasan")
@requires("loans.repay")
def settle(loan_id: int) -> Response:
    """Show the journal first, or settle."""
    form = SettlementForm.from_request()
    offer_places(form)
    if not form.ok:
        return _form(_offer(loan_id, desk().today), form)
    asked = form.settlement(loan_id)
    try:
        if request.form.get("step") == "preview" and not asking.pressed():
            return _preview(form, asked)
        with transaction():
            act = service.settle(desk=desk(), settlement=asked, request_id=form.request_id.data)
    except Refused as refusal:
        answered = asking.answer(refusal, form, seconds.to_settle(form, asked))
        return answered or _form(_offer(loan_id, asked.paid_on), form)
    return see_other("loans.payment", payment_id=act.id)


def _day_asked() -> date:
    try:
        asked = parse_date(request.args.get("tanggal", ""))
    except Refused:
        return desk().today
    return max(asked, desk().today)


def _offer(loan_id: int, day: date) -> Offer:
    placed = queries.position_of(signed_in().cooperative_id, loan_id, on=day)
    return service.offer(placed=placed)


def _preview(form: SettlementForm, asked: Settlement) -> Response:
    document = service.decide_settlement(desk=desk(), settlement=asked)
    return _form(_offer(asked.loan_id, asked.paid_on), form, document)


def _form(made: Offer, form: SettlementForm, document: Document | None = None) -> Response:
    offer_places(form)
    entry = service.entry_of(document=document) if document else None
    return page(
        "loans/settle_form.html", form=form, offer=made, quote=made.quote,
        shown=shown_of(made.placed.loan.id), rule=SETTLEMENTS[made.quote.rule],
        preview=journal_of(entry) if entry else None, today=desk().today,
        explained=quote_paper.explained(made),
    )  # fmt: skip


@bp.get("/<int:loan_id>/titipan")
@requires("loans.repay")
def refund_form(loan_id: int) -> Response:
    """How much is held, and where it goes."""
    shown = shown_of(loan_id)
    form = RefundForm(formdata=None, on=desk().today, amount=shown.held or None)
    return _refund_page(loan_id, form)


@bp.post("/<int:loan_id>/titipan")
@requires("loans.repay")
def refund(loan_id: int) -> Response:
    """Show the journal first, or give back."""
    form = RefundForm.from_request()
    offer_places(form)
    queries.get_loan(signed_in().cooperative_id, loan_id)
    if not form.ok:
        return _refund_page(loan_id, form)
    asked = form.refund(loan_id)
    try:
        if request.form.get("step") == "preview" and not asking.pressed():
            return _refund_page(loan_id, form, asked)
        act = _give_back(asked, form.request_id.data or "")
    except Refused as refusal:
        answered = asking.answer(refusal, form, seconds.to_refund(form, asked))
        return answered or _refund_page(loan_id, form)
    return see_other("loans.payment", payment_id=act.id)


def _give_back(asked: Refund, request_id: str) -> queries.Paid:
    with transaction():
        act = service.refund(desk=desk(), given=asked, request_id=request_id)
        ledger.refuse_short(book_id=act.book_id, seq=act.entry_seq)
    return act


def _refund_page(loan_id: int, form: RefundForm, asked: Refund | None = None) -> Response:
    offer_places(form)
    document = service.decide_refund(desk=desk(), given=asked) if asked else None
    entry = service.entry_of(document=document) if document else None
    return page(
        "loans/refund_form.html", form=form, shown=shown_of(loan_id),
        preview=journal_of(entry) if entry else None,
    )  # fmt: skip
