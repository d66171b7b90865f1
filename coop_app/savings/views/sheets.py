"""The meeting sheet: a group's deposits in one table."""

from flask import request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app.auth.views import asking
from coop_app.db import transaction
from coop_app.refusal import Refused
from coop_app.savings import queries, service
from coop_app.savings.forms import SHEET_KINDS, SheetForm, SheetRows, read_cells
from coop_app.savings.rules.payments import SheetHasErrors
from coop_app.savings.views import agreeing, bp
from coop_app.savings.views.counter import chosen_group, desk, groups, places
from coop_app.web.access import requires, signed_in
from coop_app.web.forms import say
from coop_app.web.pages import found_or_404, page, see_other

_EMPTY = SheetRows({}, {}, {})


@bp.get("/rapat")
@requires("savings.group")
def sheet_form() -> Response:
    """Choose the group, then the table to fill in."""
    group_id = chosen_group(request.args.get("kelompok", type=int))
    if group_id is None:
        return page("savings/sheet_form.html", groups=groups(), group_id=None)
    form = SheetForm(on=desk().today)
    form.place.choices = places()
    return _table(group_id, form, _EMPTY)


@bp.post("/rapat/<int:group_id>")
@requires("savings.group")
def sheet(group_id: int) -> Response:
    """Save all rows or none; what cannot be saved is said at its cell."""
    found_or_404(group_id if chosen_group(group_id) == group_id else None)
    form = SheetForm.from_request()
    form.place.choices = places()
    cards = queries.payers(signed_in().cooperative_id, group_id)
    rows = read_cells(request.form, [card.id for card in cards])
    if not form.ok or rows.errors:
        form.blamed = True
        return _table(group_id, form, rows)
    payments, batch = form.payments(rows), form.request_id.data
    try:
        with transaction():
            service.group_sheet(desk=desk(), group_id=group_id, rows=payments, request_id=batch)
    except Refused as refusal:
        answer = asking.answer(refusal, form, agreeing.of_sheet(form, group_id, payments))
        return answer or _table(group_id, form, _with_refusals(rows, refusal))
    return see_other("savings.sheet_done", batch=batch)


@bp.get("/rapat/selesai/<batch>")
@requires("savings.group")
def sheet_done(batch: str) -> Response:
    """The receipts of a sheet that was saved."""
    person = signed_in()
    acts = sorted(queries.list_batch(person.cooperative_id, batch), key=lambda act: act.id)
    found_or_404(acts or None)
    cards = {card.id: card for card in queries.payers(person.cooperative_id, chosen_group(None))}
    seen = [act for act in acts if act.member_id in cards]
    found_or_404(seen or None)
    return page("savings/sheet_done.html", acts=seen, cards=cards, total=queries.sum_of(seen))


def _with_refusals(rows: SheetRows, refusal: Refused) -> SheetRows:
    if not isinstance(refusal, SheetHasErrors):
        return rows
    errors = {
        f"{why.field if why.field in SHEET_KINDS else SHEET_KINDS[0]}-{member_id}": say(why)
        for member_id, why in refusal.rows.items()
    }
    return SheetRows(rows.typed, rows.amounts, errors)


def _table(group_id: int, form: SheetForm, rows: SheetRows) -> Response:
    today = desk().today
    grid = queries.grid(signed_in().cooperative_id, year=today.year, on=today, group_id=group_id)
    names = {p.key: p.name for p in queries.list_products(signed_in().cooperative_id)}
    return page(
        "savings/sheet_form.html",
        groups=groups(),
        group_id=group_id,
        form=form,
        grid=grid,
        rows=rows,
        kinds=[(kind, names.get(kind, _("Savings"))) for kind in SHEET_KINDS],
    )
