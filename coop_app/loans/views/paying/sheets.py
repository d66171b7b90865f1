"""The meeting sheet of instalments: a group's running loans in one table."""

from typing import Any

from flask import request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import auth
from coop_app.auth.views import asking
from coop_app.db import transaction
from coop_app.loans import queries, service
from coop_app.loans.forms.paying import Cells, InstalmentSheetForm, read_cells
from coop_app.loans.queries import Placed, Wanted
from coop_app.loans.rules.paying import InstalmentsWrong, Payment
from coop_app.loans.rules.stages import DISBURSED
from coop_app.loans.views.blueprint import bp
from coop_app.loans.views.lending.counter import desk
from coop_app.loans.views.paying.showing import cash_places
from coop_app.members import queries as members
from coop_app.money import Money
from coop_app.refusal import N_, Refused
from coop_app.web.access import requires, signed_in
from coop_app.web.filters import long_day, rupiah_text
from coop_app.web.forms import say
from coop_app.web.pages import found_or_404, page, see_other

SHEET = "loan.sheet"


@bp.get("/angsuran/rapat")
@requires("loans.repay")
def instalment_sheet_form() -> Response:
    """Choose the group, then the table to fill in."""
    group_id = request.args.get("kelompok", type=int)
    groups = members.list_groups(signed_in().cooperative_id)
    if group_id is None:
        return page("loans/instalment_sheet_form.html", groups=groups, group_id=None)
    form = InstalmentSheetForm(formdata=None, on=desk().today)
    return _table(group_id, form, Cells({}, {}, {}))


@bp.post("/angsuran/rapat/<int:group_id>")
@requires("loans.repay")
def instalment_sheet(group_id: int) -> Response:
    """Save all rows or none; what cannot be saved is said at its cell."""
    form = InstalmentSheetForm.from_request()
    form.place.choices = cash_places()
    cells = read_cells(request.form, [one.loan.id for one in _rows(group_id)])
    if not form.ok or cells.errors:
        form.blamed = True
        return _table(group_id, form, cells)
    rows, batch = form.payments(cells), form.request_id.data or ""
    try:
        with transaction():
            service.instalment_sheet(desk=desk(), rows=rows, request_id=batch)
    except Refused as refusal:
        answered = asking.answer(refusal, form, _to_ask(form, rows))
        return answered or _table(group_id, form, _with_refusals(cells, refusal))
    return see_other("loans.instalment_sheet_done", batch=batch)


@bp.get("/angsuran/rapat/selesai/<batch>")
@requires("loans.repay")
def instalment_sheet_done(batch: str) -> Response:
    """The receipts of a sheet that was saved."""
    cooperative_id = signed_in().cooperative_id
    acts = found_or_404(queries.list_payment_batch(cooperative_id, batch) or None)
    loans = queries.found_loans(cooperative_id, Wanted(ids=[act.loan_id for act in acts]))
    names = {loan.id: f"{loan.label} {name}" for loan, name in loans}
    total = Money(sum(act.amount for act in acts))
    return page("loans/instalment_sheet_done.html", acts=acts, names=names, total=total)


def _rows(group_id: int) -> list[Placed]:
    here = desk()
    members.get_group(here.cooperative_id, group_id)
    wanted = Wanted(stages=(DISBURSED,), group_id=group_id)
    return queries.positions(here.cooperative_id, on=here.today, wanted=wanted)[::-1]


def _table(group_id: int, form: InstalmentSheetForm, cells: Cells) -> Response:
    form.place.choices = cash_places()
    rows, cooperative_id = _rows(group_id), signed_in().cooperative_id
    names = members.names(cooperative_id, [one.loan.member_id for one in rows])
    return page(
        "loans/instalment_sheet_form.html", form=form, cells=cells, rows=rows, names=names,
        group_id=group_id, groups=members.list_groups(cooperative_id),
    )  # fmt: skip


def _with_refusals(cells: Cells, refusal: Refused) -> Cells:
    if not isinstance(refusal, InstalmentsWrong):
        return cells
    return Cells(cells.typed, cells.amounts, {key: say(why) for key, why in refusal.rows.items()})


def _to_ask(form: InstalmentSheetForm, rows: list[Payment]) -> auth.Asked:
    content = {
        "book_id": signed_in().book_id, "rows": [auth.packed(row) for row in rows],
        "request_id": form.request_id.data,
    }  # fmt: skip
    return auth.Asked(SHEET, content=content)


def describe(cooperative_id: int, content: dict[str, Any]) -> list[tuple[str, str]]:
    """The sheet in words, for whoever agrees."""
    rows = [auth.unpacked(Payment, row) for row in content["rows"]]
    loans = queries.found_loans(cooperative_id, Wanted(ids=[row.loan_id for row in rows]))
    names = {loan.id: f"{loan.label} {name}" for loan, name in loans}
    found = [(names.get(row.loan_id, ""), rupiah_text(row.amount)) for row in rows]
    return [(_("Date"), long_day(rows[0].paid_on)), *found]


def execute(agreed: auth.Agreed) -> None:
    """Record the sheet as it was shown."""
    rows = [auth.unpacked(Payment, row) for row in agreed.content["rows"]]
    service.instalment_sheet(desk=agreed.desk, rows=rows, request_id=agreed.content["request_id"])


auth.register_kind(auth.Kind(SHEET, N_("Instalment sheet of an old date"), describe, execute))
