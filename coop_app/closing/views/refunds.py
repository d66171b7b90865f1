"""Paying out after a settlement: the form, the receipt, taking it back."""

from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from coop_app import auth, ledger
from coop_app.auth.views import asking
from coop_app.closing import queries, service
from coop_app.closing.forms import MEMBER, OTHER, RefundForm, ReversalForm
from coop_app.closing.rules.refunds import DOCUMENTS
from coop_app.closing.views import agreeing, papers
from coop_app.closing.views.blueprint import bp, desk
from coop_app.db import transaction
from coop_app.members import queries as members
from coop_app.members.rules.standing import DECEASED
from coop_app.refusal import Refused
from coop_app.savings import queries as savings
from coop_app.savings.rules import terms
from coop_app.web.access import letterhead, requires, signed_in
from coop_app.web.pages import page, see_other, send_pdf


@bp.get("/keluar/<int:member_id>/bayar")
@requires("closing.exit")
def refund_form(member_id: int) -> Response:
    """What is left, who may receive it, and the form."""
    here = desk()
    owed = queries.owed_to(here.cooperative_id, here.book_id, member_id)
    return _form_page(member_id, RefundForm(on=here.today, amount=owed.left))


@bp.post("/keluar/<int:member_id>/bayar")
@requires("closing.exit")
def refund(member_id: int) -> Response:
    """Pay out, or ask the second person to."""
    form, here = _with_choices(member_id, RefundForm.from_request()), desk()
    if not form.ok:
        return _form_page(member_id, form)
    try:
        asked = form.refund(member_id, _heirs(member_id))
        with transaction():
            paid = service.pay_refund(desk=here, refund=asked, request_id=form.request_id.data)
            ledger.refuse_short(book_id=here.book_id, seq=paid.entry_seq)
    except Refused as refusal:
        to_ask = agreeing.of_refund(form, member_id, _heirs(member_id))
        return asking.answer(refusal, form, to_ask) or _form_page(member_id, form)
    return see_other("closing.refund_receipt", payment_id=paid.id)


def _heirs(member_id: int) -> list[tuple[str, str]]:
    file = members.get_file(desk().cooperative_id, member_id)
    return [(heir.name, heir.relation) for heir in file.heirs]


def _with_choices(member_id: int, form: RefundForm) -> RefundForm:
    here = desk()
    owed = queries.owed_to(here.cooperative_id, here.book_id, member_id)
    card = members.get_member(here.cooperative_id, member_id)
    own = [] if owed.status == DECEASED else [SelectChoice(MEMBER, card.name)]
    unnamed = _("heir")
    heirs = [
        SelectChoice(str(i), f"{name} ({relation or unnamed})")
        for i, (name, relation) in enumerate(_heirs(member_id))
    ]
    form.receiver.choices = [*own, *heirs, SelectChoice(OTHER, _("Somebody else"))]
    form.place.choices = [SelectChoice(*place) for place in savings.place_choices(here.book_id)]
    return form


def _form_page(member_id: int, form: RefundForm) -> Response:
    here = desk()
    return page(
        "closing/refund_form.html", form=_with_choices(member_id, form),
        card=members.get_member(here.cooperative_id, member_id),
        owed=queries.owed_to(here.cooperative_id, here.book_id, member_id),
        payments=queries.list_payments(here.cooperative_id, member_id),
        settled=queries.list_settlements(here.cooperative_id, member_id)[0],
    )  # fmt: skip


@bp.get("/keluar/pembayaran/<int:payment_id>")
@requires("closing.read")
def refund_receipt(payment_id: int) -> Response:
    """What was paid to whom, with everything to hand over."""
    person = signed_in()
    paid = queries.get_payment(person.cooperative_id, payment_id)
    return page(
        "closing/refund_receipt.html", paid=paid,
        card=members.get_member(person.cooperative_id, paid.member_id),
        entry=ledger.entry_page(book_id=paid.book_id, seq=paid.entry_seq),
        place=ledger.account(book_id=paid.book_id, id=paid.place_id).name,
        left=queries.payable_of(paid.book_id, paid.member_id), documents=DOCUMENTS,
        settled=queries.list_settlements(person.cooperative_id, paid.member_id)[0],
        people=auth.names_of(person.cooperative_id, [paid.made_by, paid.approved_by]),
        stamp_duty=_needs_stamp(paid),
    )  # fmt: skip


def _needs_stamp(paid: queries.Payment) -> bool:
    """Receipts of more than Rp5.000.000 carry meterai (UU 10/2020 art. 3); the limit is a setting."""
    cooperative_id = signed_in().cooperative_id
    kept = auth.setting(terms.STAMP_SETTING, cooperative_id=cooperative_id, on=paid.paid_on)
    return terms.needs_stamp(paid.amount, kept)


@bp.get("/keluar/pembayaran/<int:payment_id>/cetak")
@requires("closing.read")
def refund_paper(payment_id: int) -> Response:
    """The receipt to be signed by who takes the money."""
    person = signed_in()
    paid = queries.get_payment(person.cooperative_id, payment_id)
    card = members.get_member(person.cooperative_id, paid.member_id)
    people = auth.names_of(person.cooperative_id, [paid.made_by])
    entry = ledger.entry_page(book_id=paid.book_id, seq=paid.entry_seq)
    cashier, stamp = people.get(paid.made_by, ""), _needs_stamp(paid)
    shown = papers.RefundPaper(paid, card, entry.voucher, cashier, stamp_duty=stamp)
    content = papers.refund(shown, letterhead())
    return send_pdf(content, name=f"kuitansi-keluar-{card.number_text}-{paid.id}.pdf")


@bp.get("/keluar/pembayaran/<int:payment_id>/batal")
@requires("closing.exit")
def reverse_refund_form(payment_id: int) -> Response:
    """Ask why a payment is taken back."""
    return _reversal(payment_id, ReversalForm(on=desk().today))


@bp.post("/keluar/pembayaran/<int:payment_id>/batal")
@requires("closing.exit")
def reverse_refund(payment_id: int) -> Response:
    """Take a payment back, or ask the second person to."""
    queries.get_payment(desk().cooperative_id, payment_id)
    form = ReversalForm.from_request()
    if not form.ok:
        return _reversal(payment_id, form)
    try:
        with transaction():
            facts = form.facts
            service.reverse_refund(
                desk=desk(), payment_id=payment_id, on=facts["on"], why=facts["why"]
            )
    except Refused as refusal:
        to_ask = agreeing.of_reversal(form, payment_id)
        return asking.answer(refusal, form, to_ask) or _reversal(payment_id, form)
    return see_other("closing.refund_receipt", payment_id=payment_id)


def _reversal(payment_id: int, form: ReversalForm) -> Response:
    cooperative_id = signed_in().cooperative_id
    paid = queries.get_payment(cooperative_id, payment_id)
    card = members.get_member(cooperative_id, paid.member_id)
    return page("closing/reverse_refund_form.html", form=form, paid=paid, card=card)
