"""Money for a loan that was given up."""

from flask import request
from werkzeug.wrappers import Response

from coop_app import auth
from coop_app.auth.views import asking
from coop_app.db import transaction
from coop_app.loans import queries, service
from coop_app.loans.forms.risk import RecoveryForm
from coop_app.loans.rules.portfolio.losses import Recovery
from coop_app.loans.views.blueprint import bp
from coop_app.loans.views.lending.counter import desk, place_choices
from coop_app.loans.views.portfolio import presenting
from coop_app.refusal import Refused
from coop_app.web.access import requires, signed_in
from coop_app.web.pages import page, see_other

RECOVER = "loans.recover"


@bp.get("/<int:loan_id>/pemulihan")
@requires("loans.repay")
def recover_form(loan_id: int) -> Response:
    """What is still claimed, and the form."""
    return _counter(loan_id, RecoveryForm(formdata=None, on=desk().today))


@bp.post("/<int:loan_id>/pemulihan")
@requires("loans.repay")
def recover(loan_id: int) -> Response:
    """Show the journal first, or save."""
    form = RecoveryForm.from_request()
    form.place.choices = place_choices()
    if not form.ok:
        return _counter(loan_id, form)
    asked = form.recovery(loan_id)
    try:
        if request.form.get("step") == "preview" and not asking.pressed():
            return _counter(loan_id, form, asked)
        with transaction():
            act = service.recover(desk=desk(), recovery=asked, request_id=form.request_id.data)
    except Refused as refusal:
        return asking.answer(refusal, form, _to_ask(form, asked)) or _counter(loan_id, form)
    return see_other("loans.payment", payment_id=act.id)


def _to_ask(form: RecoveryForm, asked: Recovery) -> auth.Asked:
    content = {
        "book_id": signed_in().book_id, "recovery": auth.packed(asked),
        "request_id": form.request_id.data,
    }  # fmt: skip
    subject = f"loan:{asked.loan_id}"
    return auth.Asked(kind=RECOVER, subject=subject, content=content, reason="", request_id="")


def _counter(loan_id: int, form: RecoveryForm, asked: Recovery | None = None) -> Response:
    here = desk()
    form.place.choices = place_choices()
    lost = queries.lost_of(here.cooperative_id, here.book_id, loan_id)
    placed = queries.position_of(here.cooperative_id, loan_id, on=here.today)
    journal = None
    if asked is not None:
        document = service.decide_recovery(desk=here, recovery=asked)
        journal = presenting.preview_of(service.entry_of(document=document))
    claim = queries.claim_of(lost, placed.position)
    return page("loans/recover_form.html", form=form, lost=lost, claim=claim, journal=journal)
