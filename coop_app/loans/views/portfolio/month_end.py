"""A month's end for loans: every loan with its class and why, what will be posted, and the button."""

from typing import Any

from flask import flash, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app.dates import Month
from coop_app.db import transaction
from coop_app.ledger.entry import Entry, Line
from coop_app.loans import queries, service
from coop_app.loans.forms.risk import RunMonthForm
from coop_app.loans.queries import MonthLine, MonthPlan
from coop_app.loans.views.blueprint import bp
from coop_app.loans.views.lending.counter import desk
from coop_app.loans.views.portfolio import presenting
from coop_app.loans.views.portfolio.comparing import month_of
from coop_app.loans.views.portfolio.presenting import preview_of
from coop_app.members import queries as members
from coop_app.money import ZERO, Money
from coop_app.refusal import Refused
from coop_app.web.access import requires, signed_in
from coop_app.web.checklists import Point
from coop_app.web.filters import month_name
from coop_app.web.pages import see_other
from coop_app.web.tables import Column, Table, respond, total_row

_SUMS = ["principal", "held", "target", "change", "due_held", "due_target", "due_change"]


@bp.get("/akhir-bulan")
@requires("loans.read")
def month_ends() -> Response:
    """The last month that is over."""
    return see_other("loans.month_end", month=str(Month.of(desk().today).plus(-1)))


@bp.get("/akhir-bulan/<month>")
@requires("loans.read")
def month_end(month: str) -> Response:
    """Every loan at a month's end and why; nothing is written."""
    return _page(month_of(month), RunMonthForm())


@bp.post("/akhir-bulan/<month>")
@requires("loans.manage")
def run_month(month: str) -> Response:
    """Judge the loans and post the differences; what was done already is not done again."""
    form, wanted = RunMonthForm.from_request(), month_of(month)
    if not form.ok:
        return _page(wanted, form)
    try:
        with transaction():
            done = service.run_month(desk=desk(), month=wanted)
    except Refused as refusal:
        return _page(wanted, form.blame(refusal))
    flash(_("Done.") if done.is_new else _("This was done before; nothing was posted again."))
    return see_other("loans.month_end", month=str(wanted))


def _page(month: Month, form: RunMonthForm) -> Response:
    here = desk()
    plan = queries.month_plan(here.cooperative_id, here.book_id, month)
    is_over = month.last <= here.today
    entries = service.month_entries(plan).values() if is_over else ()
    return respond(
        _table(plan), "loans/month_end.html", form=form, plan=plan, month=month, is_over=is_over,
        journals=[(entry.memo, preview_of(summed(entry))) for entry in entries],
        previous=month.plus(-1), next=month.next() if month.next().last <= here.today else None,
    )  # fmt: skip


def summed(entry: Entry) -> Entry:
    """The entry with one debit and one credit for each account: two hundred loans are read by sums."""
    sums: dict[tuple[str | int, bool], Money] = {}
    for line in entry.lines:
        key = (line.account, line.amount > 0)
        sums[key] = sums.get(key, ZERO) + line.amount
    lines = tuple(Line(account, amount) for (account, _side), amount in sums.items())
    return Entry(entry.on, entry.memo, entry.source, lines)


def _table(plan: MonthPlan) -> Table:
    columns = [
        Column("loan", _("Loan"), width=9),
        Column("member", _("Member"), width=14),
        Column("class", _("Class"), width=9),
        Column("why", _("Why"), width=20),
        Column("principal", _("Principal left"), "money", 10),
        Column("held", _("Set aside"), "money", 9, minor=True),
        Column("target", _("Should be"), "money", 9),
        Column("change", _("Difference"), "money", 9),
        Column("due_held", _("Interest due"), "money", 9, minor=True),
        Column("due_target", _("Should be"), "money", 9),
        Column("due_change", _("Difference"), "money", 9),
    ]
    lost = [line for line in plan.lines if line.judged is None]
    names = _names(lost) if lost else {}
    cells = [_row(line, names) for line in plan.lines]
    if cells:
        cells.append(total_row("member", _("Total"), cells, _SUMS))
    title = _("Loans at the end of %(month)s", month=month_name(plan.month))
    name = f"pinjaman-akhir-{plan.month}"
    return Table(title, columns, cells, notes=[], name=name, landscape=True)


def _names(lines: list[MonthLine]) -> dict[int, tuple[str, str]]:
    """Loans of which nothing is left but what the books hold."""
    cooperative_id = signed_in().cooperative_id
    wanted = queries.Wanted(ids=[line.borrower.loan_id for line in lines])
    loans = queries.list_loans(cooperative_id, wanted)
    known = members.names(cooperative_id, [loan.member_id for loan in loans])
    return {loan.id: (loan.label, known.get(loan.member_id, "")) for loan in loans}


def _row(line: MonthLine, names: dict[int, tuple[str, str]]) -> dict[str, Any]:
    one = line.judged
    label, member = (one.loan.label, one.member.label) if one else names[line.borrower.loan_id]
    return {
        "loan": label,
        "member": member,
        "class": presenting.class_name(one.loan_class) if one else "",
        "why": presenting.said(one.judgement.why) if one else _("Nothing is left of this loan."),
        "principal": one.principal if one else None,
        "held": line.allowance.held,
        "target": line.allowance.target,
        "change": line.allowance.difference,
        "due_held": line.accrual.held,
        "due_target": line.accrual.target,
        "due_change": line.accrual.difference,
        "_url": presenting.loan_url(line.borrower.loan_id),
    }


def points(cooperative_id: int, book_id: int, month: Month) -> list[Point]:
    """For the checklist before a month is closed: whether its loans were judged as they stand now."""
    plan = queries.month_plan(cooperative_id, book_id, month)
    if not plan.lines and plan.run is None:
        return []
    why = (
        ""
        if plan.is_done
        else _("Run the month's end of loans, so that classes and provisions are kept.")
    )
    url = url_for("loans.month_end", month=str(month))
    return [Point(_("The loans are judged at the month's end"), plan.is_done, why, url)]
