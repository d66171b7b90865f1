"""Rescheduling: the new instalments before anybody agrees, then by two people; the addendum to sign."""

from typing import Any

from flask import request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import auth
from coop_app.auth.views import asking
from coop_app.dates import add_months
from coop_app.db import transaction
from coop_app.loans import queries, service
from coop_app.loans.forms.rescheduling import CARRIES, RescheduleForm
from coop_app.loans.rules.rescheduling import Rescheduling
from coop_app.loans.service import Proposal
from coop_app.loans.views.blueprint import bp
from coop_app.loans.views.lending.counter import desk, rate_text
from coop_app.loans.views.paying.papers import addendum as addendum_paper
from coop_app.loans.views.paying.showing import shown_of
from coop_app.members import queries as members
from coop_app.refusal import N_, NotFound, Refused
from coop_app.web.access import letterhead, requires, signed_in
from coop_app.web.filters import long_day, rupiah_text
from coop_app.web.pages import page, see_other, send_pdf

RESCHEDULE = "loan.reschedule"


@bp.get("/<int:loan_id>/jadwal-ulang")
@requires("loans.manage")
def reschedule_form(loan_id: int) -> Response:
    """The terms as they are, to be changed."""
    loan, today = shown_of(loan_id).loan, desk().today
    rate = loan.terms.rate
    form = RescheduleForm(
        formdata=None, on=today, months=loan.months, percent=rate.percent, per=rate.per.value,
        method=rate.method.value, first_due=add_months(today, 1),
    )  # fmt: skip
    return _form(loan_id, form)


@bp.post("/<int:loan_id>/jadwal-ulang")
@requires("loans.manage")
def reschedule(loan_id: int) -> Response:
    """Show the new instalments first, then ask the second person."""
    form, loan = RescheduleForm.from_request(), shown_of(loan_id).loan
    form.offer()
    if not form.ok:
        return _form(loan_id, form)
    asked = None
    try:
        asked = form.rescheduling(loan_id, loan.terms.rounding_unit)
        if request.form.get("step") == "preview" and not asking.pressed():
            return _form(loan_id, form, service.propose(desk=desk(), asked=asked))
        _change(desk(), asked, form.request_id.data or "")
    except Refused as refusal:
        return _refused(refusal, form, asked) or _form(loan_id, form)
    return see_other("loans.loan", loan_id=loan_id)


def _change(here: Any, asked: Rescheduling, request_id: str) -> None:
    with transaction():
        service.reschedule(desk=here, asked=asked, request_id=request_id)


def _refused(refusal: Refused, form: RescheduleForm, asked: Rescheduling | None) -> Response | None:
    if asked is None:
        form.blame(refusal)
        return None
    content = {
        "book_id": signed_in().book_id, "asked": auth.packed(asked),
        "request_id": form.request_id.data,
    }  # fmt: skip
    whole = auth.Asked(
        RESCHEDULE, subject=f"loan:{asked.loan_id}", content=content, reason=asked.reason
    )
    return asking.answer(refusal, form, whole)


def _form(loan_id: int, form: RescheduleForm, proposal: Proposal | None = None) -> Response:
    form.offer()
    shown = shown_of(loan_id)
    return page(
        "loans/reschedule_form.html", form=form, shown=shown, proposal=proposal,
        plan=proposal.plan if proposal else None, rate=rate_text(shown.loan.terms.rate),
    )  # fmt: skip


@bp.get("/<int:loan_id>/addendum")
@requires("loans.read")
def addendum(loan_id: int) -> Response:
    """What was agreed anew, to sign. 404 while the loan has its first schedule."""
    shown = shown_of(loan_id)
    version = shown.placed.version
    carried = queries.carried_of([loan_id]).get(version.id)
    if carried is None:
        raise NotFound
    paper = addendum_paper.addendum(shown, carried, letterhead())
    return send_pdf(paper, name=f"addendum-{shown.loan.label}-{version.version}.pdf")


def describe(cooperative_id: int, content: dict[str, Any]) -> list[tuple[str, str]]:
    """The change in words, for whoever agrees."""
    asked = auth.unpacked(Rescheduling, content["asked"])
    loan = queries.get_loan(cooperative_id, asked.loan_id)
    member = members.get_member(cooperative_id, loan.member_id)
    plan = service.propose(desk=desk(), asked=asked).plan
    first = plan.new_rows[0]
    return [
        (_("Loan"), f"{loan.label} · {loan.product}"),
        (_("Borrower"), f"{member.label}, {member.group_name}"),
        (_("Holds from"), long_day(asked.on)),
        (_("Principal left"), rupiah_text(plan.principal)),
        (_("Term"), _("%(count)s months", count=asked.months)),
        (_("Interest (jasa)"), rate_text(asked.rate)),
        (_("First instalment"), f"{rupiah_text(first.total)}, {long_day(first.due)}"),
        (
            _("Late interest carried over"),
            f"{rupiah_text(plan.interest)}, {CARRIES[asked.carry]}",
        ),
        (_("Penalty carried over"), rupiah_text(plan.penalty)),
        (_("Penalty let go"), rupiah_text(plan.waived_penalty)),
        (_("Reason"), asked.reason),
    ]


def execute(agreed: auth.Agreed) -> None:
    """Change the schedule as it was shown."""
    asked = auth.unpacked(Rescheduling, agreed.content["asked"])
    request_id = agreed.content["request_id"]
    service.reschedule(desk=agreed.desk, asked=asked, request_id=request_id)


auth.register_kind(auth.Kind(RESCHEDULE, N_("Reschedule a loan"), describe, execute))
