"""What members had saved before this book: a list in Excel, agreed to by a second person."""

from flask import request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app.auth.views import asking
from coop_app.db import transaction
from coop_app.members import queries as members
from coop_app.refusal import NotFound, Refused
from coop_app.savings import queries, service
from coop_app.savings.forms import OpeningForm
from coop_app.savings.rules import openings
from coop_app.savings.rules.openings import FileHasErrors, Known, Wrong
from coop_app.savings.rules.payments import Payment, SheetHasErrors
from coop_app.savings.views import agreeing, bp
from coop_app.savings.views.counter import desk
from coop_app.web.access import requires, signed_in
from coop_app.web.forms import say
from coop_app.web.pages import page, see_other
from coop_app.web.tables import FORMATS, Column, Table, respond


@bp.get("/saldo-awal")
@requires("ledger.opening")
def opening_form() -> Response:
    """Choose the list; or, as a file, the list of members to fill in."""
    if request.args.get("format") in FORMATS:
        return respond(_empty_list(), "savings/opening_form.html")
    return _page(OpeningForm())


@bp.post("/saldo-awal")
@requires("ledger.opening")
def open_savings() -> Response:
    """Read the list; what cannot be read is said row by row, else a second person is asked."""
    form, wrong, rows = OpeningForm.from_request(), list[Wrong](), list[Payment]()
    if not form.ok:
        return _page(form)
    try:
        rows, wrong = openings.payments_of(
            form.rows, _known(), on=form.day, place_id=_opening_place()
        )
        if wrong:
            raise FileHasErrors
        with transaction():
            batch = form.request_id.data
            service.opening_sheet(desk=desk(), rows=rows, request_id=batch)
    except SheetHasErrors as refused:
        return _page(form.blame(FileHasErrors()), _named(refused))
    except Refused as refusal:
        answer = asking.answer(refusal, form, agreeing.of_openings(form, rows))
        return answer or _page(form, wrong)
    return see_other("savings.sheet_done", batch=batch)


def _opening_place() -> int:
    """The counterpart of what was saved before. Raises `NotFound` where the chart has none."""
    cash = {key for key, _name in queries.place_choices(signed_in().book_id)}
    every = {key for key, _name in queries.place_choices(signed_in().book_id, opening="x")}
    for key in every - cash:
        return key
    raise NotFound


def _known() -> list[Known]:
    cards = members.all_cards(signed_in().cooperative_id)
    return [Known(card.id, card.number, card.name) for card in cards]


def _named(refused: SheetHasErrors) -> list[Wrong]:
    names = members.names(signed_in().cooperative_id, list(refused.rows))
    return [Wrong(0, names.get(key, ""), why) for key, why in refused.rows.items()]


def _empty_list() -> Table:
    columns = [
        Column("number", "No. anggota", width=12),
        Column("name", "Nama", width=30),
        Column("pokok", "Simpanan pokok", "money", width=16),
        Column("wajib", "Simpanan wajib", "money", width=16),
        Column("sukarela", "Simpanan sukarela", "money", width=18),
    ]
    rows: list[dict[str, object]] = [
        {"number": known.number, "name": known.name} for known in _known()
    ]
    return Table(_("Savings from before this book"), columns, rows, name="saldo-awal-simpanan")


def _page(form: OpeningForm, wrong: list[Wrong] | None = None) -> Response:
    shown = [(row.line, row.label, say(row.why)) for row in wrong or ()]
    return page("savings/opening_form.html", form=form, wrong=shown)
