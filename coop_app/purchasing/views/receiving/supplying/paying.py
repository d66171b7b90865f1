"""Suppliers are paid; advances to suppliers; the payment voucher."""

from dataclasses import dataclass

from flask import request
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from coop_app.auth.views import asking
from coop_app.db import transaction
from coop_app.money import ZERO, Money, grouped
from coop_app.purchasing.forms.receiving.supplying import PaymentForm, SupplierAdvanceForm
from coop_app.purchasing.queries import rounds
from coop_app.purchasing.queries.receiving.payables import get_payment, payable_to
from coop_app.purchasing.queries.receiving.receipts import Receipt, Wanted, list_receipts
from coop_app.purchasing.rules.receiving.acts import SupplierMoney
from coop_app.purchasing.service.receiving import paying
from coop_app.purchasing.views.blueprint import bp
from coop_app.purchasing.views.receiving import seconds
from coop_app.purchasing.views.receiving.counter import (
    desk,
    entry_link,
    journal_of,
    place_choices,
    place_name,
    signed,
)
from coop_app.purchasing.views.receiving.papers import payment as paper
from coop_app.refusal import Refused
from coop_app.web.access import letterhead, requires, signed_in
from coop_app.web.pages import page, see_other, send_pdf


@dataclass(frozen=True, slots=True)
class OpenBill:
    """A bill with what is left of it."""

    receipt: Receipt
    left: Money
    ticked: bool


@bp.get("/utang/<int:supplier_id>/bayar")
@requires("purchasing.pay")
def pay_form(supplier_id: int) -> Response:
    """Which bills, how much, from where."""
    form = PaymentForm(formdata=None, on=desk().today)
    return _form(supplier_id, form, ticked=None)


@bp.post("/utang/<int:supplier_id>/bayar")
@requires("purchasing.pay")
def pay(supplier_id: int) -> Response:
    """Show the journal first, or pay."""
    form = _with_places(PaymentForm.from_request())
    ticked = [int(key) for key in request.form.getlist("faktur") if key.isdecimal()]
    if not form.ok:
        return _form(supplier_id, form, ticked=ticked)
    asked = _spread(form.money(supplier_id, paying.PAYMENT, ()), _open(supplier_id, ticked))
    try:
        if request.form.get("step") == "preview" and not asking.pressed():
            return _form(supplier_id, form, ticked=ticked, asked=asked)
        with transaction():
            key = seconds.do(seconds.PAY, desk(), asked, form.request_id.data or "")
    except Refused as refusal:
        to_ask = seconds.to_ask(seconds.PAY, form, asked, f"supplier:{supplier_id}")
        return asking.answer(refusal, form, to_ask) or _form(supplier_id, form, ticked=ticked)
    return see_other("purchasing.payment", payment_id=key)


def _open(supplier_id: int, ticked: list[int] | None) -> list[OpenBill]:
    person = signed_in()
    left = {
        item.debt.key: item.left
        for item in payable_to(person.book_id, supplier_id, desk().today).items
    }
    bills = list_receipts(person.cooperative_id, Wanted(supplier_id=supplier_id))
    return [
        OpenBill(one, left[one.source], ticked is None or one.id in ticked)
        for one in sorted(bills, key=lambda one: (one.due_on, one.id))
        if one.source in left
    ]


def _spread(money: SupplierMoney, bills: list[OpenBill]) -> SupplierMoney:
    """The ticked bills are paid in the order in which they are due, as far as the money goes."""
    rest = int(money.cash) + int(money.from_advance) + int(money.discount)
    parts = []
    for bill in bills:
        part = min(rest, int(bill.left)) if bill.ticked else 0
        if part > 0:
            parts.append((bill.receipt.id, Money(part)))
            rest -= part
    known = {name: getattr(money, name) for name in SupplierMoney.__slots__}
    # what goes beyond the ticked bills stays unnamed, and the service says what is owed
    return SupplierMoney(**known | {"bills": () if rest else tuple(parts)})


def _with_places(form: PaymentForm) -> PaymentForm:
    form.place.choices = place_choices()
    return form


def _form(
    supplier_id: int,
    form: PaymentForm,
    *,
    ticked: list[int] | None,
    asked: SupplierMoney | None = None,
) -> Response:
    here, bills = desk(), _open(supplier_id, ticked)
    payable = payable_to(here.book_id, supplier_id, here.today)
    if ticked is None:
        form.amount.data = payable.owed if payable.owed > 0 else None
    preview = None
    if asked is not None:
        paying.decide_payment(desk=here, money=asked)
        preview = journal_of(paying.payment_entry(here, asked))
    return page(
        "purchasing/pay_form.html", form=_with_places(form), bills=bills, preview=preview,
        supplier=rounds.get_supplier(here.cooperative_id, supplier_id),
        payable=payable, advance=paying.advance_at(here, supplier_id),
        others=[one for one in payable.items if one.debt.key not in {b.receipt.source for b in bills}],
    )  # fmt: skip


@bp.get("/utang/<int:supplier_id>/uang-muka")
@requires("purchasing.pay")
def supplier_advance_form(supplier_id: int) -> Response:
    """Money before the goods, or back."""
    form = SupplierAdvanceForm(formdata=None, on=desk().today)
    return _advance_form(supplier_id, form)


@bp.post("/utang/<int:supplier_id>/uang-muka")
@requires("purchasing.pay")
def supplier_advance(supplier_id: int) -> Response:
    """Pay in advance, or take an advance back."""
    form = SupplierAdvanceForm.from_request()
    form.place.choices = place_choices()
    if not form.ok:
        return _advance_form(supplier_id, form)
    kind = paying.ADVANCE_BACK if form.back.data else paying.ADVANCE
    asked = SupplierMoney(
        supplier_id=supplier_id, kind=kind, on=form.facts["on"], place_id=form.place.data,
        cash=form.amount.data or ZERO, memo=form.memo.data or "",
    )  # fmt: skip
    try:
        if request.form.get("step") == "preview" and not asking.pressed():
            return _advance_form(supplier_id, form, asked)
        with transaction():
            key = seconds.do(seconds.PAY, desk(), asked, form.request_id.data or "")
    except Refused as refusal:
        to_ask = seconds.to_ask(seconds.PAY, form, asked, f"supplier:{supplier_id}")
        return asking.answer(refusal, form, to_ask) or _advance_form(supplier_id, form)
    return see_other("purchasing.payment", payment_id=key)


def _advance_form(
    supplier_id: int, form: SupplierAdvanceForm, asked: SupplierMoney | None = None
) -> Response:
    here = desk()
    form.place.choices = [SelectChoice(one.value, one.label) for one in place_choices()]
    preview = None
    if asked is not None:
        paying.decide_payment(desk=here, money=asked)
        preview = journal_of(paying.payment_entry(here, asked))
    return page(
        "purchasing/supplier_advance_form.html", form=form, preview=preview,
        supplier=rounds.get_supplier(here.cooperative_id, supplier_id),
        advance=paying.advance_at(here, supplier_id),
    )  # fmt: skip


@bp.get("/bayar/<int:payment_id>")
@requires("purchasing.read")
def payment(payment_id: int) -> Response:
    """One payment with its voucher."""
    person = signed_in()
    shown = get_payment(person.cooperative_id, payment_id)
    bills = list_receipts(person.cooperative_id, Wanted(ids=[key for key, _part in shown.bills]))
    return page(
        "purchasing/payment.html", shown=shown, bills={one.id: one for one in bills},
        supplier=rounds.get_supplier(person.cooperative_id, shown.supplier_id),
        place=place_name(shown.place_id), entry=entry_link(shown.entry_seq),
        signed=signed(shown.entry_seq, [shown.made_by, shown.approved_by]),
    )  # fmt: skip


@bp.get("/bayar/<int:payment_id>.pdf")
@requires("purchasing.read")
def payment_pdf(payment_id: int) -> Response:
    """The voucher that the supplier signs."""
    person = signed_in()
    shown = get_payment(person.cooperative_id, payment_id)
    bills = list_receipts(person.cooperative_id, Wanted(ids=[key for key, _part in shown.bills]))
    numbers = {one.id: one.bill_number for one in bills}
    lines = [
        (_("Bill %(number)s", number=numbers[key]), grouped(part)) for key, part in shown.bills
    ]
    facts = paper.Facts(
        shown, rounds.get_supplier(person.cooperative_id, shown.supplier_id).name,
        place_name(shown.place_id), lines,
        signed(shown.entry_seq, [shown.made_by, shown.approved_by]),
    )  # fmt: skip
    return send_pdf(paper.voucher(facts, letterhead()), name=f"bukti-bayar-{shown.id}.pdf")
