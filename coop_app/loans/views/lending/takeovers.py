"""Taking over a loan that ran before this book began: always by two people."""

from typing import Any

from flask import request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import auth
from coop_app.auth.views import asking
from coop_app.db import transaction
from coop_app.loans import queries, service
from coop_app.loans.forms.takeover import TakeoverForm
from coop_app.loans.rules.lending.takeover import Takeover
from coop_app.loans.rules.schedule import Instalment
from coop_app.loans.views.blueprint import bp
from coop_app.loans.views.lending.counter import (
    desk,
    journal_of,
    member_key,
    member_list,
    product_choices,
)
from coop_app.members import queries as members
from coop_app.refusal import N_, Refused
from coop_app.web.access import requires, signed_in
from coop_app.web.filters import long_day, rupiah_text
from coop_app.web.pages import page, see_other

TAKEOVER = "loan.takeover"


@bp.get("/berjalan")
@requires("ledger.opening")
def takeover_form() -> Response:
    """The old card, empty."""
    return _form(TakeoverForm(formdata=None, on=desk().today))


@bp.post("/berjalan")
@requires("ledger.opening")
def take_over() -> Response:
    """Show what would run on first, then ask the second person."""
    here, form = desk(), _choices(TakeoverForm.from_request())
    if not form.ok:
        return _form(form)
    takeover = None
    try:
        takeover = form.takeover(member_key(form.member.data or ""))
        if request.form.get("step") == "preview" and not asking.pressed():
            return _form(form, takeover)
        with transaction():
            request_id = form.request_id.data or ""
            loan_id = service.take_over(desk=here, takeover=takeover, request_id=request_id)
    except Refused as refusal:
        return _refused(refusal, form, takeover)
    return see_other("loans.loan", loan_id=loan_id)


def _refused(refusal: Refused, form: TakeoverForm, takeover: Takeover | None) -> Response:
    if takeover is None:
        return _form(form.blame(refusal))
    content = {
        "book_id": signed_in().book_id, "takeover": auth.packed(takeover),
        "request_id": form.request_id.data,
    }  # fmt: skip
    asked = auth.Asked(TAKEOVER, subject=f"member:{takeover.member_id}", content=content)
    return asking.answer(refusal, form, asked) or _form(form)


def describe(cooperative_id: int, content: dict[str, Any]) -> list[tuple[str, str]]:
    """The old card in words, for whoever agrees."""
    old = auth.unpacked(Takeover, content["takeover"])
    paid = _("%(paid)s of %(months)s", paid=old.paid_instalments, months=old.months)
    return [
        (_("Borrower"), members.get_member(cooperative_id, old.member_id).label),
        (_("Kind of loan"), queries.get_product(cooperative_id, old.product_id).name),
        (_("Number of the old agreement"), old.old_number),
        (_("Amount as it was lent"), rupiah_text(old.principal)),
        (_("Paid out on"), long_day(old.disbursed_on)),
        (_("First instalment on"), long_day(old.first_due)),
        (_("Instalments paid in full"), paid),
        (_("Principal left, by the old card"), rupiah_text(old.left)),
        (_("Taken over on"), long_day(old.on)),
    ]


def execute(agreed: auth.Agreed) -> None:
    """Take over as it was shown."""
    takeover = auth.unpacked(Takeover, agreed.content["takeover"])
    service.take_over(desk=agreed.desk, takeover=takeover, request_id=agreed.content["request_id"])


auth.register_kind(auth.Kind(TAKEOVER, N_("Take over a running loan"), describe, execute))


def _choices(form: TakeoverForm) -> TakeoverForm:
    form.product_id.choices = product_choices()
    return form


def _form(form: TakeoverForm, takeover: Takeover | None = None) -> Response:
    here, journal = desk(), []
    rows: tuple[Instalment, ...] = ()
    if takeover is not None:
        rows = service.decide_takeover(desk=here, takeover=takeover)
        member = members.get_member(here.cooperative_id, takeover.member_id)
        entry = service.takeover_entry(takeover=takeover, member=member, rows=rows)
        journal = journal_of(entry)
    return page(
        "loans/takeover_form.html", form=_choices(form), rows=rows, journal=journal,
        people=member_list(),
    )  # fmt: skip
