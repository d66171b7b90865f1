"""Pay an instalment: find the borrower, see what is owed, see the split and the journal, save."""

from flask import request
from werkzeug.wrappers import Response

from coop_app.auth.views import asking
from coop_app.db import transaction
from coop_app.loans import queries, service
from coop_app.loans.forms.paying import PaymentForm
from coop_app.loans.forms.words import PARTS
from coop_app.loans.queries import Wanted
from coop_app.loans.rules.paying import Payment
from coop_app.loans.rules.repayment import Part
from coop_app.loans.rules.stages import DISBURSED
from coop_app.loans.views.blueprint import bp
from coop_app.loans.views.lending.counter import desk
from coop_app.loans.views.paying import seconds
from coop_app.loans.views.paying.showing import journal_of, offer_places, shown_of
from coop_app.members import queries as members
from coop_app.money import ZERO, Money
from coop_app.refusal import Refused
from coop_app.web.access import requires, signed_in
from coop_app.web.pages import page, see_other

_MOST = 30


@bp.get("/angsuran")
@requires("loans.repay")
def pay_search() -> Response:
    """Look for the borrower who pays; what each owes stands beside the name."""
    person, text = signed_in(), request.args.get("q", "")[:80]
    running = Wanted(stages=(DISBURSED,))
    found = queries.found_loans(person.cooperative_id, running, text)
    shown = found[:_MOST]
    names = {loan.id: name for loan, name in shown}
    latest = queries.latest_payments(person.cooperative_id)
    return page(
        "loans/pay_search.html", text=text, more=len(found) - len(shown), names=names,
        placed=queries.place([loan for loan, _name in shown], on=desk().today), latest=latest,
        borrowers=_borrowers(person.cooperative_id, [act.loan_id for act in latest]),
    )  # fmt: skip


def _borrowers(cooperative_id: int, loan_ids: list[int]) -> dict[int, str]:
    loans = queries.list_loans(cooperative_id, Wanted(ids=loan_ids))
    names = members.names(cooperative_id, [loan.member_id for loan in loans])
    return {loan.id: f"{loan.label} {names.get(loan.member_id, '')}" for loan in loans}


@bp.get("/<int:loan_id>/angsuran")
@requires("loans.repay")
def pay_form(loan_id: int) -> Response:
    """What is owed today, and the form with the whole of it."""
    shown = shown_of(loan_id)
    used = Money(min(shown.held, shown.position.total_owed))
    amount = shown.position.total_owed or None
    form = PaymentForm(formdata=None, on=desk().today, amount=amount, from_held=used or None)
    return _counter(loan_id, form)


@bp.post("/<int:loan_id>/angsuran")
@requires("loans.repay")
def pay(loan_id: int) -> Response:
    """Show the split and the journal first, or save."""
    form = _offered(loan_id, PaymentForm.from_request())
    if not form.ok:
        return _counter(loan_id, form)
    asked = form.payment(loan_id)
    try:
        if request.form.get("step") == "preview" and not asking.pressed():
            return _counter(loan_id, form, asked)
        with transaction():
            act = service.repay(desk=desk(), payment=asked, request_id=form.request_id.data)
    except Refused as refusal:
        to_ask = seconds.to_repay(form, asked)
        return asking.answer(refusal, form, to_ask) or _counter(loan_id, form)
    return see_other("loans.payment", payment_id=act.id)


def _offered(loan_id: int, form: PaymentForm) -> PaymentForm:
    loan = queries.get_loan(signed_in().cooperative_id, loan_id)
    offer_places(form)
    form.offer(loan.terms.overpayment)
    return form


def _counter(loan_id: int, form: PaymentForm, asked: Payment | None = None) -> Response:
    _offered(loan_id, form)
    document = service.decide(desk=desk(), payment=asked) if asked else None
    entry = service.entry_of(document=document) if document else None
    return page(
        "loans/pay_form.html", form=form, shown=shown_of(loan_id), document=document, parts=PARTS,
        preview=journal_of(entry) if entry else None, order=list(Part), zero=ZERO,
        placed=document.placed if document else None,
    )  # fmt: skip
