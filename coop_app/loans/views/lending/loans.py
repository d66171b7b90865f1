"""The list of loans, and one loan with all its parts."""

from collections.abc import Callable
from typing import Any

from flask import request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import auth, clock
from coop_app.auth import queries as people
from coop_app.loans import queries
from coop_app.loans.forms.acts import RecommendationForm, WithdrawalForm
from coop_app.loans.forms.words import COLLATERALS, NEXT, STAGES, STEPS
from coop_app.loans.queries import Loan, Wanted
from coop_app.loans.rules import stages
from coop_app.loans.rules.lending.affordability import KINDS
from coop_app.loans.rules.lending.application import DOCUMENTS
from coop_app.loans.rules.lending.household import LINES
from coop_app.loans.views.blueprint import bp
from coop_app.loans.views.lending.counter import percent_text, rate_text
from coop_app.members import queries as members
from coop_app.money import ZERO
from coop_app.web import tables
from coop_app.web.access import requires, signed_in
from coop_app.web.pages import link, page
from coop_app.web.tables import Column, Table

#: what other pages add to the page of a loan: a loan → names for the template
Part = Callable[[Loan], dict[str, Any]]
_PARTS: list[Part] = []
_OPEN = (*stages.BEFORE_PAYOUT, *stages.RUNNING)


def add_part(part: Part) -> None:
    """Let payments show themselves on the page of a loan."""
    if part not in _PARTS:
        _PARTS.append(part)


@bp.get("/")
@requires("loans.read")
def loans() -> Response:
    """Loans by stage, village, officer and text."""
    return tables.respond(_table(), "loans/loans.html", **_filters())


def _chosen() -> tuple[Wanted, str]:
    args = request.args
    stage = args.get("stage", "")
    picked = _OPEN if not stage else None if stage == "all" else (stage,)
    group, officer = args.get("group", type=int), args.get("officer", type=int)
    return Wanted(stages=picked, group_id=group, officer_id=officer), args.get("q", "")[:80]


def _filters() -> dict[str, Any]:
    coop = signed_in().cooperative_id
    officers = sorted({loan.officer_id for loan in queries.list_loans(coop)})
    return {
        "stages": STAGES, "groups": members.list_groups(coop), "args": request.args,
        "officers": people.names_of(coop, officers),
    }  # fmt: skip


def _table() -> Table:
    person = signed_in()
    wanted, text = _chosen()
    owed = queries.owed_by(person.book_id)
    groups = {group.id: group.name for group in members.list_groups(person.cooperative_id)}
    rows: list[dict[str, Any]] = [
        {
            "number": loan.label, "member": name, "group": groups.get(loan.group_id or 0, ""),
            "product": loan.product, "principal": loan.principal, "months": loan.months,
            "since": loan.disbursed_on or loan.applied_on, "owed": owed.get(loan.id, ZERO),
            "stage": str(STAGES[loan.stage]), "_url": url_for("loans.loan", loan_id=loan.id),
        }
        for loan, name in queries.found_loans(person.cooperative_id, wanted, text)
    ]  # fmt: skip
    if rows:
        rows.append(tables.total_row("number", _("Total"), rows, ["principal", "owed"]))
    columns = [
        Column("number", _("No."), width=8),
        Column("member", _("Member"), width=24),
        Column("group", _("Village"), width=14, minor=True),
        Column("product", _("Kind of loan"), width=18, minor=True),
        Column("since", _("Since"), "date", width=12, minor=True),
        Column("principal", _("Loan"), "money", width=14, minor=True),
        Column("months", _("Months"), "count", width=8, minor=True),
        Column("owed", _("Principal owed"), "money", width=14),
        Column("stage", _("Stage"), width=14),
    ]
    return Table(_("Loans"), columns, rows, name="pinjaman", landscape=True)


@bp.get("/<int:loan_id>")
@requires("loans.read")
def loan(loan_id: int) -> Response:
    """Facts, household, collateral, payments, schedule and history."""
    return loan_view(loan_id)


def loan_view(loan_id: int, **context: Any) -> Response:
    """The page of a loan, with the forms that were refused."""
    person = signed_in()
    shown = queries.loan_page(person.cooperative_id, loan_id, on=clock.today())
    who = [shown.loan.officer_id, *(step.made_by for step in shown.steps)]
    who += [step.approved_by for step in shown.steps if step.approved_by]
    for part in _PARTS:
        context = part(shown.loan) | context
    context = _forms() | context
    return page(
        "loans/loan.html", shown=shown, people=auth.names_of(person.cooperative_id, who),
        stages=STAGES, next_words=NEXT, steps=STEPS, lines=LINES, kinds=KINDS, documents=DOCUMENTS,
        collaterals=COLLATERALS, percent=percent_text, rate=rate_text(shown.loan.terms.rate),
        may_act=lambda act: stages.may(shown.loan.stage, act), waiting=_waiting(shown.loan),
        was_paid_out=any(step.step == "disburse" for step in shown.steps),
        entry=shown.loan.entry_seq and link("ledger.entry", seq=shown.loan.entry_seq),
        **context,
    )  # fmt: skip


def _forms() -> dict[str, Any]:
    return {
        "form": None, "recommendation": RecommendationForm(formdata=None), "withdrawal": WithdrawalForm(formdata=None),
    }  # fmt: skip


def _waiting(shown: Loan) -> list[tuple[int, str]]:
    """What waits for a second person about this loan."""
    rows = people.approvals(shown.cooperative_id, waiting=True)
    return [(row.id, row.kind) for row in rows if row.subject == shown.subject]
