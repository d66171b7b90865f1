"""Surat jalan: goods of a round on their way to a village."""

from flask import request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app.auth.views import asking
from coop_app.db import transaction
from coop_app.members import queries as members
from coop_app.products import queries as products
from coop_app.purchasing.forms.receiving import lines
from coop_app.purchasing.forms.receiving.handing import DispatchForm
from coop_app.purchasing.forms.receiving.lines import Row
from coop_app.purchasing.queries.receiving.deliveries import Dispatch, list_dispatches
from coop_app.purchasing.queries.receiving.sharings import Shared, sharings_of
from coop_app.purchasing.queries.rounds import Round
from coop_app.purchasing.rules.receiving.acts import Sending
from coop_app.purchasing.views.blueprint import bp
from coop_app.purchasing.views.receiving import seconds
from coop_app.purchasing.views.receiving.counter import desk, point_choices, round_of
from coop_app.purchasing.views.receiving.papers import dispatch as paper
from coop_app.refusal import Refused
from coop_app.web.access import letterhead, requires, signed_in
from coop_app.web.pages import found_or_404, page, see_other, send_pdf


@bp.get("/ronde/<int:round_id>/surat-jalan")
@requires("purchasing.receive")
def dispatch_form(round_id: int) -> Response:
    """What a village still gets, from the office to its point."""
    shown, form = round_of(round_id), DispatchForm(formdata=None, on=desk().today)
    points = products.list_points(shown.book_id)
    wanted = request.args.get("ke", type=int)
    to = next((one for one in points if one.id == wanted), None) or next(
        (one for one in points if one.group_id), None
    )
    form.from_point.data = points[0].id if points else 0
    form.to_point.data = to.id if to else 0
    return _form(shown, form, _rows(shown, to.group_id if to else None))


@bp.post("/ronde/<int:round_id>/surat-jalan")
@requires("purchasing.receive")
def dispatch(round_id: int) -> Response:
    """Send it."""
    shown, form = round_of(round_id), DispatchForm.from_request()
    form.from_point.choices = form.to_point.choices = point_choices()
    rows, found = _read(shown)
    if not form.ok or lines.blame(rows):
        form.blamed = True
        return _form(shown, form, rows)
    asked = Sending(
        round_id=round_id, from_point_id=form.from_point.data, to_point_id=form.to_point.data,
        on=form.facts["on"], lines=found, carrier=form.carrier.data or "",
    )  # fmt: skip
    try:
        with transaction():
            key = seconds.do(seconds.DISPATCH, desk(), asked, form.request_id.data or "")
    except Refused as refusal:
        to_ask = seconds.to_ask(seconds.DISPATCH, form, asked, f"round:{round_id}")
        return asking.answer(refusal, form, to_ask) or _form(shown, form, rows)
    return see_other("purchasing.dispatched", dispatch_id=key)


def _read(shown: Round) -> tuple[list[Row], tuple[tuple[int, int], ...]]:
    """The rows as they were sent, with what could be read."""
    goods = {str(one.item.id): one.product for one in sharings_of(shown)}
    rows = [Row(key, item) for key, item in goods.items()]
    return rows, lines.read_quantities(rows, request.form, goods)


def _rows(shown: Round, group_id: int | None) -> list[Row]:
    cards = members.members_of_group(shown.cooperative_id, group_id) if group_id else []
    mine = {card.id for card in cards}
    rows = []
    for one in sharings_of(shown):
        still = sum(share.open for share in one.shares if share.member_id in mine)
        row = Row(str(one.item.id), one.product)
        if still:
            row.typed["quantity"] = one.text(still)
            row.hint = _("Its members still get %(quantity)s", quantity=one.text(still))
        rows.append(row)
    return rows


def _form(shown: Round, form: DispatchForm, rows: list[Row]) -> Response:
    form.from_point.choices = form.to_point.choices = point_choices()
    names = {one.id: one.name for one in products.list_points(shown.book_id, active_only=False)}
    return page(
        "purchasing/dispatch_form.html", round=shown, form=form, rows=rows, names=names,
        points=products.list_points(shown.book_id),
        earlier=list_dispatches(shown.cooperative_id, round_id=shown.id),
    )  # fmt: skip


def _one(dispatch_id: int) -> tuple[Dispatch, Round, dict[int, Shared]]:
    found = list_dispatches(signed_in().cooperative_id, ids=[dispatch_id])
    one = found_or_404(found[0] if found else None)
    shown = round_of(one.round_id)
    return one, shown, {each.item.id: each for each in sharings_of(shown)}


@bp.get("/surat-jalan/<int:dispatch_id>")
@requires("purchasing.read")
def dispatched(dispatch_id: int) -> Response:
    """One surat jalan."""
    one, shown, goods = _one(dispatch_id)
    names = {each.id: each.name for each in products.list_points(one.book_id, active_only=False)}
    return page("purchasing/dispatched.html", one=one, round=shown, goods=goods, names=names)


@bp.get("/surat-jalan/<int:dispatch_id>.pdf")
@requires("purchasing.read")
def dispatch_pdf(dispatch_id: int) -> Response:
    """The paper that goes with the goods."""
    one, shown, goods = _one(dispatch_id)
    names = {each.id: each.name for each in products.list_points(one.book_id, active_only=False)}
    facts = paper.Facts(one, shown.label, goods, names)
    return send_pdf(paper.note(facts, letterhead()), name=f"surat-jalan-{dispatch_id}.pdf")
