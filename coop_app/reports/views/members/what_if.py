"""The calculator: what if I pay more, each month or at once."""

from dataclasses import dataclass

from flask import request, url_for
from werkzeug.wrappers import Response

from coop_app import clock
from coop_app.loans import queries as loans
from coop_app.loans.queries import Placed
from coop_app.loans.rules.rate import Method
from coop_app.loans.rules.settlement import Rule
from coop_app.loans.rules.what_if import Outcome, Plan, new_schedule, set_aside
from coop_app.money import ZERO
from coop_app.refusal import NotFound, Refused
from coop_app.reports.forms import WhatIfForm
from coop_app.reports.queries import own as read
from coop_app.reports.views import bp
from coop_app.reports.views.members.own import own_member
from coop_app.web.access import requires, signed_in
from coop_app.web.pages import page


@dataclass(frozen=True, slots=True)
class Answers:
    """What each way of paying more comes to."""

    aside: Outcome
    shorter: Outcome | None


@bp.get("/saya/pinjaman/<int:loan_id>/hitung")
@requires("own.read")
def what_if(loan_id: int) -> Response:
    """For the borrower's own loan."""
    placed = _placed(loan_id)
    if placed.loan.member_id != own_member():
        raise NotFound
    return _calculator(placed, back=url_for("reports.own"))


@bp.get("/pinjaman/<int:loan_id>/hitung")
@requires("loans.read")
def member_what_if(loan_id: int) -> Response:
    """The same in the office, when a borrower asks."""
    placed = _placed(loan_id)
    back = url_for("reports.member_summary", member_id=placed.loan.member_id)
    return _calculator(placed, back=back)


def _placed(loan_id: int) -> Placed:
    return loans.position_of(signed_in().cooperative_id, loan_id, on=clock.today())


def _calculator(placed: Placed, *, back: str) -> Response:
    form = WhatIfForm.asked()
    found = None
    if not form.blamed and (request.args.get("extra") or request.args.get("lump")):
        try:
            found = _answers(placed, form)
        except Refused as refusal:
            form.blame(refusal)
    terms = placed.loan.terms
    return page(
        "reports/what_if.html", form=form, found=found, back=back,
        loan=read.loan_of(placed), is_flat=read.rate_of(placed).method is Method.FLAT,
        all_interest=terms.settlement is Rule.ALL_INTEREST, late=placed.position.arrears,
    )  # fmt: skip


def _answers(placed: Placed, form: WhatIfForm) -> Answers:
    terms, position = placed.loan.terms, placed.position
    plan = Plan(extra=form.extra.data or ZERO, lump=form.lump.data or ZERO)
    shorter = None
    if terms.settlement is not Rule.ALL_INTEREST:
        shorter = new_schedule(position, read.rate_of(placed), terms.rounding_unit, plan)
    return Answers(set_aside(position, terms.settlement, plan), shorter)
