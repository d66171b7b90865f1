"""A debt is paid or given up, the receipt, and taking a payment back."""

from flask import request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import ledger
from coop_app.auth.views import asking
from coop_app.db import transaction
from coop_app.refusal import Refused
from coop_app.sales.forms.trade.owing import LossForm, PaymentForm, TakeBackForm
from coop_app.sales.queries.trade import debts, due, payments
from coop_app.sales.queries.trade.payments import Paid
from coop_app.sales.rules.trade.owing import Payment, Way
from coop_app.sales.service import trade
from coop_app.sales.service.trade import paying
from coop_app.sales.views.blueprint import bp
from coop_app.sales.views.trade import second
from coop_app.sales.views.trade.owing.lists import side_of, subject_of
from coop_app.sales.views.trade.papers import receipt
from coop_app.sales.views.trade.shared import (
    cash_places,
    desk,
    journal_of,
    people,
    place_name,
    verify_link,
    visible_debtor,
)
from coop_app.web.access import letterhead, requires, signed_in
from coop_app.web.pages import page, see_other, send_pdf
from coop_app.web.papers import receipt as papers
from coop_app.web.whatsapp import link_to


@bp.get("/piutang/<any(anggota, pelanggan):side>/<int:key>/bayar")
@requires("sales.collect")
def pay_debt_form(side: str, key: int) -> Response:
    """What is owed, and the form with all of it."""
    owed = debts.owed(signed_in().book_id, subject_of(side, key))
    form = PaymentForm(formdata=None, on=desk().today, amount=owed if owed > 0 else None)
    return _page(subject_of(side, key), form)


@bp.post("/piutang/<any(anggota, pelanggan):side>/<int:key>/bayar")
@requires("sales.collect")
def pay_debt(side: str, key: int) -> Response:
    """Show the journal first, or save."""
    subject = subject_of(side, key)
    form = _with_places(subject, PaymentForm.from_request())
    if not form.ok:
        return _page(subject, form)
    asked = form.payment(subject)
    try:
        if request.form.get("step") == "preview" and not asking.pressed():
            return _page(subject, form, asked)
        with transaction():
            paid = trade.pay(desk=desk(), payment=asked, request_id=form.request_id.data)
    except Refused as refusal:
        to_ask = second.asked(second.PAY, form, asked)
        return asking.answer(refusal, form, to_ask) or _page(subject, form)
    return see_other("sales.trade_payment", payment_id=paid.id)


@bp.get("/piutang/<any(anggota, pelanggan):side>/<int:key>/hapus")
@requires("sales.collect")
def write_off_form(side: str, key: int) -> Response:
    """A debt that nobody expects any more."""
    owed = debts.owed(signed_in().book_id, subject_of(side, key))
    return _loss_page(subject_of(side, key), LossForm(formdata=None, on=desk().today, amount=owed))


@bp.post("/piutang/<any(anggota, pelanggan):side>/<int:key>/hapus")
@requires("sales.collect")
def write_off(side: str, key: int) -> Response:
    """Put it before a second person."""
    subject, form = subject_of(side, key), LossForm.from_request()
    if not form.ok:
        return _loss_page(subject, form)
    asked = form.given_up(subject)
    try:
        with transaction():
            paid = trade.write_off(desk=desk(), given_up=asked, request_id=form.request_id.data)
    except Refused as refusal:
        to_ask = second.asked(second.LOSS, form, asked)
        return asking.answer(refusal, form, to_ask) or _loss_page(subject, form)
    return see_other("sales.trade_payment", payment_id=paid.id)


@bp.get("/piutang/bukti/<int:payment_id>")
@requires("sales.read")
def trade_payment(payment_id: int) -> Response:
    """What was paid, and what is left."""
    paid = _visible(payment_id)
    debtor, entry = visible_debtor(paid.subject), _entry(paid)
    return page(
        "sales/trade_payment.html", paid=paid, debtor=debtor, entry=entry,
        side=side_of(paid.subject), place=place_name(paid.place_id, paid.way),
        people=people(paid.made_by, paid.approved_by), verify=verify_link(entry),
        code=papers.check_code(entry.hash), title=receipt.title(paid), whom=receipt.whom(paid),
        whatsapp=link_to(debtor.phone, receipt.message(paid, debtor, verify_link(entry))),
    )  # fmt: skip


@bp.get("/piutang/bukti/<int:payment_id>/cetak")
@requires("sales.read")
def trade_payment_paper(payment_id: int) -> Response:
    """The receipt as A5, or with `?ukuran=58` as a till slip."""
    paid = _visible(payment_id)
    paper = receipt.paper_of(paid, visible_debtor(paid.subject), _entry(paid))
    if request.args.get("ukuran") == "58":
        return send_pdf(papers.slip(paper, letterhead()), name=f"struk-piutang-{payment_id}.pdf")
    return send_pdf(papers.a5(paper, letterhead()), name=f"kuitansi-piutang-{payment_id}.pdf")


@bp.get("/piutang/bukti/<int:payment_id>/batal")
@requires("sales.collect")
def take_payment_back_form(payment_id: int) -> Response:
    """Why is it taken back?"""
    return _back_page(_visible(payment_id), TakeBackForm(formdata=None, on=desk().today))


@bp.post("/piutang/bukti/<int:payment_id>/batal")
@requires("sales.collect")
def take_payment_back(payment_id: int) -> Response:
    """Put it before a second person."""
    form, paid = TakeBackForm.from_request(), _visible(payment_id)
    if not form.ok:
        return _back_page(paid, form)
    facts = {"on": form.facts["on"], "why": form.facts["why"]}
    try:
        with transaction():
            trade.reverse_payment(desk=desk(), payment_id=payment_id, **facts)
    except Refused as refusal:
        return asking.answer(refusal, form, second.asked_back(form, paid)) or _back_page(paid, form)
    return see_other("sales.trade_payment", payment_id=payment_id)


def _visible(payment_id: int) -> Paid:
    paid = payments.get_payment(signed_in().cooperative_id, payment_id)
    visible_debtor(paid.subject)
    return paid


def _entry(paid: Paid) -> ledger.EntryPage:
    return ledger.entry_page(book_id=paid.book_id, seq=paid.entry_seq)


def _with_places(subject: str, form: PaymentForm) -> PaymentForm:
    """Cash places; for members also savings and what their goods earned."""
    choices = [(str(key), name) for key, name in cash_places()]
    if subject.startswith("member:"):
        choices.append((Way.SAVINGS.value, str(_("from simpanan sukarela"))))
        choices.append((Way.CONSIGNMENT.value, str(_("from what the member's goods earned"))))
    form.place.choices = choices
    return form


def _page(subject: str, form: PaymentForm, asked: Payment | None = None) -> Response:
    person, preview = signed_in(), None
    if asked is not None:
        preview = _previewed(asked)
    return page(
        "sales/pay_debt_form.html", form=_with_places(subject, form), preview=preview,
        owing=debts.owing_of(person.cooperative_id, person.book_id, subject, on=desk().today),
        debtor=visible_debtor(subject), side=side_of(subject),
        earned=-ledger.balance(book_id=person.book_id, account=due.PAYABLE, subject=subject),
    )  # fmt: skip


def _previewed(asked: Payment) -> object:
    """What it would record; whether savings are free is asked when it is recorded."""
    paying.check_payment(desk=desk(), payment=asked)
    return journal_of(paying.payment_entry(desk=desk(), payment=asked))


def _loss_page(subject: str, form: LossForm) -> Response:
    return page(
        "sales/write_off_form.html", form=form, debtor=visible_debtor(subject),
        owed=debts.owed(signed_in().book_id, subject), side=side_of(subject),
        allowance=debts.allowance(signed_in().book_id),
    )  # fmt: skip


def _back_page(paid: Paid, form: TakeBackForm) -> Response:
    return page(
        "sales/take_payment_back_form.html", form=form, paid=paid,
        debtor=visible_debtor(paid.subject),
    )  # fmt: skip
