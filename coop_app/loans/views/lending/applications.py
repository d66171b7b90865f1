"""Applying for a loan, and writing the application anew until it is recommended."""

from typing import Any

from flask import request
from werkzeug.wrappers import Response

from coop_app.db import transaction
from coop_app.loans import queries, service
from coop_app.loans.forms.acts import WithdrawalForm
from coop_app.loans.forms.applications import ApplicationForm, filled
from coop_app.loans.rules import stages
from coop_app.loans.rules.lending.affordability import Verdict, judge
from coop_app.loans.rules.lending.application import Application
from coop_app.loans.rules.lending.offer import Offer, Wish, offer_of
from coop_app.loans.views.blueprint import bp
from coop_app.loans.views.lending.counter import (
    desk,
    member_key,
    member_list,
    percent_text,
    product_choices,
    rate_text,
)
from coop_app.loans.views.lending.household import (
    fill_from_family,
    household_facts,
    read_for,
    source_of,
)
from coop_app.loans.views.lending.loans import loan_view
from coop_app.members import queries as members
from coop_app.refusal import Refused
from coop_app.web.access import requires, signed_in
from coop_app.web.pages import page, see_other


@bp.get("/ajukan")
@requires("loans.apply")
def apply_form() -> Response:
    """An empty application, or one that starts from a simulation or a member."""
    facts: dict[str, Any] = {
        name: request.args.get(name, type=int) for name in ("product_id", "principal", "months")
    }
    key = request.args.get("anggota", type=int)
    known = members.names(signed_in().cooperative_id, [key]) if key else {}
    facts["member"] = known.get(key or 0, "")
    facts |= household_facts(read_for(key if facts["member"] else None))
    return _form(_choices(filled({k: v for k, v in facts.items() if v}, on=desk().today)))


@bp.post("/ajukan")
@requires("loans.apply")
def apply() -> Response:
    """Look at the cost and the household first, or write it down."""
    form = _choices(ApplicationForm.from_request())
    if request.form.get("step") == "family":
        return _from_family(form)
    if not form.ok:
        return _form(form)
    try:
        application = _application(form)
        if request.form.get("step") == "preview":
            return _form(form, application)
        with transaction():
            loan_id = service.apply(
                desk=desk(), application=application, request_id=form.request_id.data
            )
    except Refused as refusal:
        return _form(_blame(form, refusal))
    return see_other("loans.loan", loan_id=loan_id)


@bp.get("/<int:loan_id>/ubah")
@requires("loans.apply")
def edit_form(loan_id: int) -> Response:
    """The application as it stands, to be changed."""
    shown = queries.loan_page(signed_in().cooperative_id, loan_id, on=desk().today)
    stages.after(shown.loan.stage, "edit")
    return _form(_choices(filled(_facts(shown), on=shown.loan.applied_on)), loan_id=loan_id)


@bp.post("/<int:loan_id>/ubah")
@requires("loans.apply")
def edit(loan_id: int) -> Response:
    """Write the application anew."""
    queries.get_loan(signed_in().cooperative_id, loan_id)
    form = _choices(ApplicationForm.from_request())
    if request.form.get("step") == "family":
        return _from_family(form, loan_id)
    if not form.ok:
        return _form(form, loan_id=loan_id)
    try:
        application = _application(form)
        if request.form.get("step") == "preview":
            return _form(form, application, loan_id)
        with transaction():
            service.edit(desk=desk(), loan_id=loan_id, application=application)
    except Refused as refusal:
        return _form(_blame(form, refusal), loan_id=loan_id)
    return see_other("loans.loan", loan_id=loan_id)


@bp.post("/<int:loan_id>/batalkan")
@requires("loans.apply")
def withdraw(loan_id: int) -> Response:
    """The member no longer wants it."""
    queries.get_loan(signed_in().cooperative_id, loan_id)
    form = WithdrawalForm.from_request()
    if not form.ok:
        return loan_view(loan_id, form=form, withdrawal=form)
    try:
        with transaction():
            service.withdraw(desk=desk(), loan_id=loan_id, why=form.why.data or "")
    except Refused as refusal:
        return loan_view(loan_id, form=form.blame(refusal), withdrawal=form)
    return see_other("loans.loan", loan_id=loan_id)


def _from_family(form: ApplicationForm, loan_id: int | None = None) -> Response:
    try:
        return _form(fill_from_family(form), loan_id=loan_id)
    except Refused as refusal:
        return _form(_blame(form, refusal), loan_id=loan_id)


def _choices(form: ApplicationForm) -> ApplicationForm:
    form.product_id.choices = product_choices()
    return form


def _application(form: ApplicationForm) -> Application:
    keys = {text: member_key(text, field="guarantors") for text in form.named}
    return form.application(member_key(form.member.data or ""), keys)


def _blame(form: ApplicationForm, refusal: Refused) -> ApplicationForm:
    """A guarantor or a line of the budget is blamed above the form, where the sentence names it."""
    if refusal.field in {"guarantors", "budget"}:
        refusal.field = None
    form.blame(refusal)
    return form


def _facts(shown: queries.LoanPage) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "member": shown.member.label, "product_id": shown.loan.product_id,
        "principal": shown.loan.principal, "months": shown.loan.months,
        "purpose": shown.loan.purpose, "documents": list(shown.details.documents),
        "household": {line.label: line.amount for line in shown.details.budget},
        "from_family": "1" if shown.details.source else "",
    }  # fmt: skip
    own = [
        each
        for each in shown.details.pledges
        if each.amount or not shown.loan.terms.group_liability
    ]
    for number, pledge in enumerate(own[:3], 1):
        name = shown.names.get(pledge.member_id, "")
        facts[f"guarantor_{number}"] = {"member": name, "amount": pledge.amount or None}
    return facts


def _form(
    form: ApplicationForm, application: Application | None = None, loan_id: int | None = None
) -> Response:
    offer, verdict = _weighed(application) if application else (None, None)
    return page(
        "loans/apply_form.html", form=form, members=member_list(), offer=offer, verdict=verdict,
        loan_id=loan_id, source=source_of(form, loan_id), percent=percent_text, rate=rate_text(offer.terms.rate) if offer else "",
    )  # fmt: skip


def _weighed(application: Application) -> tuple[Offer | None, Verdict | None]:
    """What the loan costs and whether the household carries it. Raises what `offer_of` refuses."""
    here = desk()
    dated = queries.terms_on(here.cooperative_id, application.applied_on)
    if application.product_id not in dated:
        return None, None
    figures = queries.parameters(here.cooperative_id, application.applied_on)
    wish = Wish(
        principal=application.principal, months=application.months,
        disbursed_on=application.applied_on,
    )  # fmt: skip
    offer = offer_of(dated[application.product_id].terms, wish, ceiling=figures.ceiling)
    return offer, judge(application.budget, offer.largest, share=figures.share)
