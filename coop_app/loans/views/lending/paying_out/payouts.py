"""Paying a loan out: always by two people; the money is kept back while it waits."""

from typing import Any

from flask import request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import auth, clock, ledger
from coop_app.auth.views import asking
from coop_app.dates import add_months
from coop_app.db import transaction
from coop_app.loans import queries, service
from coop_app.loans.forms.acts import PayoutForm
from coop_app.loans.rules.lending.payout import Payout
from coop_app.loans.views.blueprint import bp
from coop_app.loans.views.lending.counter import (
    desk,
    journal_of,
    percent_text,
    place_choices,
    rate_text,
)
from coop_app.refusal import N_, Refused
from coop_app.web.access import requires, signed_in
from coop_app.web.filters import long_day, rupiah_text
from coop_app.web.pages import page, see_other

PAYOUT = "loan.payout"


@bp.get("/<int:loan_id>/cairkan")
@requires("loans.disburse")
def payout_form(loan_id: int) -> Response:
    """From where, on which day, first instalment when."""
    today = desk().today
    form = PayoutForm(formdata=None, on=today, first_due=add_months(today, 1))
    return _form(loan_id, form)


@bp.post("/<int:loan_id>/cairkan")
@requires("loans.disburse")
def disburse(loan_id: int) -> Response:
    """Show the journal first, then ask the second person."""
    here = desk()
    queries.get_loan(here.cooperative_id, loan_id)
    form = _with_places(PayoutForm.from_request())
    if not form.ok:
        return _form(loan_id, form)
    asked = form.payout(loan_id)
    try:
        if request.form.get("step") == "preview" and not asking.pressed():
            return _form(loan_id, form, asked)
        with transaction():
            _pay(here, asked, form.request_id.data or "")
    except Refused as refusal:
        return asking.answer(refusal, form, _to_ask(form, asked)) or _form(loan_id, form)
    return see_other("loans.payout_receipt", loan_id=loan_id)


def _pay(here: Any, payout: Payout, request_id: str) -> None:
    seq = service.disburse(desk=here, payout=payout, request_id=request_id)
    ledger.refuse_short(book_id=here.book_id, seq=seq)


def _to_ask(form: PayoutForm, payout: Payout) -> auth.Asked:
    return auth.Asked(
        PAYOUT, subject=f"loan:{payout.loan_id}",
        content={
            "book_id": signed_in().book_id, "payout": auth.packed(payout),
            "request_id": form.request_id.data,
        },
    )  # fmt: skip


def describe(cooperative_id: int, content: dict[str, Any]) -> list[tuple[str, str]]:
    """The payout in words, for whoever agrees."""
    payout = auth.unpacked(Payout, content["payout"])
    shown = queries.loan_page(cooperative_id, payout.loan_id, on=clock.today())
    places = {str(choice.value): str(choice.label) for choice in place_choices()}
    offer = shown.offer
    return [
        (_("Loan"), f"{shown.loan.label} · {shown.loan.product}"),
        (_("Borrower"), f"{shown.member.label}, {shown.member.group_name}"),
        (_("Amount"), rupiah_text(shown.loan.principal)),
        (_("Cut from the payout"), rupiah_text(offer.fees) if offer else ""),
        (_("Into the borrower's hand"), rupiah_text(offer.net) if offer else ""),
        (_("Paid from"), places.get(str(payout.place_id), "")),
        (_("Paid out on"), long_day(payout.paid_on)),
        (_("First instalment on"), long_day(payout.due)),
        (_("Term"), _("%(count)s months", count=shown.loan.months)),
        (_("Interest (jasa)"), rate_text(shown.loan.terms.rate)),
        (_("Effective rate"), percent_text(offer.effective) if offer else ""),
    ]


def execute(agreed: auth.Agreed) -> None:
    """Pay out as it was shown."""
    payout = auth.unpacked(Payout, agreed.content["payout"])
    _pay(agreed.desk, payout, agreed.content["request_id"])


auth.register_kind(auth.Kind(PAYOUT, N_("Pay out a loan"), describe, execute))


def _with_places(form: PayoutForm) -> PayoutForm:
    form.place.choices = place_choices()
    return form


def _form(loan_id: int, form: PayoutForm, asked: Payout | None = None) -> Response:
    here = desk()
    shown = queries.loan_page(here.cooperative_id, loan_id, on=clock.today())
    paper = service.decide_payout(desk=here, payout=asked) if asked else None
    return page(
        "loans/payout_form.html", form=_with_places(form), shown=shown, offer=paper and paper.offer,
        journal=journal_of(paper.entry) if paper else [], percent=percent_text,
        rate=rate_text(shown.loan.terms.rate),
    )  # fmt: skip
