"""Taking a payout back: always by two people."""

from datetime import date
from typing import Any

from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import auth, clock, ledger
from coop_app.auth.views import asking
from coop_app.db import transaction
from coop_app.loans import queries, service
from coop_app.loans.forms.acts import CancelForm
from coop_app.loans.views.blueprint import bp
from coop_app.loans.views.lending.counter import desk
from coop_app.refusal import N_, Refused
from coop_app.web.access import requires, signed_in
from coop_app.web.filters import day, rupiah_text
from coop_app.web.pages import found_or_404, page, see_other

CANCEL = "loan.payout_cancel"


@bp.get("/<int:loan_id>/batal-cair")
@requires("loans.disburse")
def cancel_form(loan_id: int) -> Response:
    """Ask why a payout is taken back."""
    return _form(loan_id, CancelForm(formdata=None, on=desk().today))


@bp.post("/<int:loan_id>/batal-cair")
@requires("loans.disburse")
def cancel(loan_id: int) -> Response:
    """Put it before the second person."""
    here = desk()
    queries.get_loan(here.cooperative_id, loan_id)
    form = CancelForm.from_request()
    if not form.ok:
        return _form(loan_id, form)
    facts = {"loan_id": loan_id, "on": form.facts["on"], "why": form.why.data or ""}
    try:
        with transaction():
            _cancel(here, facts)
    except Refused as refusal:
        return asking.answer(refusal, form, _to_ask(form, loan_id)) or _form(loan_id, form)
    return see_other("loans.loan", loan_id=loan_id)


def _cancel(here: Any, facts: dict[str, Any]) -> None:
    seq = service.cancel_payout(desk=here, **facts)
    ledger.refuse_short(book_id=here.book_id, seq=seq)


def _to_ask(form: CancelForm, loan_id: int) -> auth.Asked:
    content = {
        "book_id": signed_in().book_id, "loan_id": loan_id, "on": form.facts["on"].isoformat(),
        "why": form.why.data,
    }  # fmt: skip
    return auth.Asked(
        CANCEL, reason=form.why.data or "", subject=f"loan:{loan_id}", content=content
    )


def describe(cooperative_id: int, content: dict[str, Any]) -> list[tuple[str, str]]:
    """What is taken back, for whoever agrees."""
    shown = queries.loan_page(cooperative_id, content["loan_id"], on=clock.today())
    return [
        (_("Loan"), f"{shown.loan.label} · {shown.member.label}"),
        (_("Paid out"), f"{rupiah_text(shown.loan.net)}, {day(shown.loan.disbursed_on)}"),
        (_("Date"), day(_day(content["on"]))),
    ]


def execute(agreed: auth.Agreed) -> None:
    """Take it back."""
    content = agreed.content
    facts = {"loan_id": content["loan_id"], "on": _day(content["on"]), "why": content["why"]}
    _cancel(agreed.desk, facts)


def _day(text: str) -> date:
    return auth.unpacked(date, text)


auth.register_kind(auth.Kind(CANCEL, N_("Take a payout back"), describe, execute))


def _form(loan_id: int, form: CancelForm) -> Response:
    shown = queries.loan_page(signed_in().cooperative_id, loan_id, on=clock.today())
    found_or_404(shown.loan.entry_seq)
    return page("loans/cancel_form.html", form=form, shown=shown)
