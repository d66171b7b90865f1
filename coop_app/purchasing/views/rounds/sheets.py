"""One table for a group: a coordinator or the treasurer writes down what members order."""

from flask import request
from werkzeug.wrappers import Response

from coop_app import clock
from coop_app.db import transaction
from coop_app.members import queries as members
from coop_app.purchasing.forms.rounds import SheetForm, SheetRows, read_cells
from coop_app.purchasing.forms.rounds.orders import cell, was_text
from coop_app.purchasing.queries import rounds as queries
from coop_app.purchasing.rules.rounds import life
from coop_app.purchasing.service import rounds as service
from coop_app.purchasing.views.blueprint import bp
from coop_app.purchasing.views.rounds import words
from coop_app.purchasing.views.rounds.counter import (
    active_members,
    chosen_group,
    desk,
    groups,
    round_of,
)
from coop_app.refusal import Refused
from coop_app.web.access import requires, signed_in
from coop_app.web.pages import page, see_other


@bp.get("/ronde/<int:round_id>/kelompok")
@requires("purchasing.order")
def order_sheet(round_id: int) -> Response:
    """The group's table, with what stands there now."""
    offered = groups()
    wanted = chosen_group(request.args.get("kelompok", type=int))
    group_id = wanted or (offered[0].id if offered else 0)
    return _sheet(round_id, group_id, SheetForm(formdata=None))


@bp.post("/ronde/<int:round_id>/kelompok/<int:group_id>")
@requires("purchasing.order")
def order_for_group(round_id: int, group_id: int) -> Response:
    """Write down what has changed in the table."""
    group = chosen_group(group_id) or 0
    form = SheetForm.from_request()
    rows = _rows(round_id, group)
    if form.ok and not rows.errors:
        tap = service.Tap(round_id, tuple(rows.orders), on_behalf=True)
        try:
            with transaction():
                service.order(desk=desk(), tap=tap, request_id=form.request_id.data, at=clock.now())
            return see_other("purchasing.round_page", round_id=round_id)
        except Refused as refusal:
            _blame(form, rows, refusal)
    form.blamed = True
    return _sheet(round_id, group, form, rows)


def _rows(round_id: int, group_id: int) -> SheetRows:
    shown = round_of(round_id)
    keys = [card.id for card in active_members(group_id)]
    return read_cells(request.form, keys, [item.id for item in queries.items_of(shown)])


def _blame(form: SheetForm, rows: SheetRows, refusal: Refused) -> None:
    """Beside the cell it is about, and above the table with the member's name."""
    form.blame(refusal)
    member_id, item_id = refusal.facts.get("member_id"), refusal.facts.get("round_item_id")
    if isinstance(member_id, int) and isinstance(item_id, int):
        name = members.names(signed_in().cooperative_id, [member_id]).get(member_id, "")
        rows.errors[cell(refusal.field or "quantity", member_id, item_id)] = name
        form.form_errors[-1:] = [f"{name}: {form.form_errors[-1]}"]


def _sheet(
    round_id: int, group_id: int, form: SheetForm, rows: SheetRows | None = None
) -> Response:
    shown = round_of(round_id)
    if shown.state not in life.TAKES_ORDERS:
        return see_other("purchasing.round_page", round_id=round_id)
    standings = queries.standings(shown)
    cards = active_members(group_id) if group_id else []
    was = {
        cell("was", card.id, each.item.id): was_text(each.of(card.id))
        for card in cards
        for each in standings
    }
    typed = rows.typed if rows else {}
    sent = {name: request.form.get(name, text) for name, text in was.items()} if rows else was
    return page(
        "purchasing/order_sheet.html", form=form, round=shown, standings=standings, cards=cards,
        groups=groups(), group_id=group_id, typed=typed, errors_at=rows.errors if rows else {},
        was=sent, cell=cell, words=words,
    )  # fmt: skip
