"""Handing goods to a member: what is fetched, five ways to pay, the invoice; wrong deliveries come back."""

from typing import Any

from flask import request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app.auth.views import asking
from coop_app.db import transaction
from coop_app.members.queries import MemberCard
from coop_app.products import queries as products
from coop_app.purchasing.forms.receiving import lines
from coop_app.purchasing.forms.receiving.handing import BackForm, HandOverForm
from coop_app.purchasing.forms.receiving.lines import Row
from coop_app.purchasing.queries.receiving.deliveries import (
    Delivery,
    get_delivery,
    list_deliveries,
)
from coop_app.purchasing.queries.receiving.sharings import sharings_of
from coop_app.purchasing.queries.rounds import Round
from coop_app.purchasing.rules.receiving import ways as paying
from coop_app.purchasing.rules.receiving.acts import GoodsBack, HandOver
from coop_app.purchasing.rules.receiving.ways import Ways
from coop_app.purchasing.service.receiving import delivering, preview, returning
from coop_app.purchasing.service.receiving.delivering import Basket
from coop_app.purchasing.service.receiving.sharing import HANDS_OUT
from coop_app.purchasing.views.blueprint import bp
from coop_app.purchasing.views.receiving import seconds
from coop_app.purchasing.views.receiving.counter import (
    desk,
    journal_of,
    place_choices,
    point_choices,
    round_of,
    visible_member,
)
from coop_app.refusal import Refused
from coop_app.web.access import requires, signed_in
from coop_app.web.forms import CoopForm
from coop_app.web.pages import page, see_other


@bp.get("/ronde/<int:round_id>/serahkan/<int:member_id>")
@requires("purchasing.receive")
def hand_over_form(round_id: int, member_id: int) -> Response:
    """Everything the member still gets, paid by the advance and the rest in cash."""
    shown, card, here = round_of(round_id), visible_member(member_id), desk()
    form = HandOverForm(formdata=None, on=here.today)
    rows = _rows(shown, member_id, fill=True)
    form.point.data = _usual_point(shown, card)
    if rows and shown.state in HANDS_OUT:
        basket = delivering.decide(desk=here, handed=_asked(shown, card, form, rows))
        form.propose(paying.usual(basket.total, delivering.means_of(here, member_id)))
        return _form(shown, card, form, rows, basket=basket)
    return _form(shown, card, form, rows)


@bp.post("/ronde/<int:round_id>/serahkan/<int:member_id>")
@requires("purchasing.receive")
def hand_over(round_id: int, member_id: int) -> Response:
    """Work the price out, show the journal, or hand over."""
    shown, card = round_of(round_id), visible_member(member_id)
    form, rows = _with_choices(HandOverForm.from_request()), _rows(shown, member_id)
    step = request.form.get("step", "")
    asked = _asked(shown, card, form, rows) if form.ok else None
    if asked is None or _unreadable(form, rows):
        return _form(shown, card, form, rows)
    try:
        if step in {"price", "preview"} and not asking.pressed():
            return _look(shown, card, (form, rows), asked)
        with transaction():
            key = seconds.do(seconds.DELIVER, desk(), asked, form.request_id.data or "")
    except Refused as refusal:
        to_ask = seconds.to_ask(seconds.DELIVER, form, asked, f"member:{member_id}")
        return asking.answer(refusal, form, to_ask) or _form(shown, card, form, rows)
    return see_other("purchasing.delivery", delivery_id=key)


def _unreadable(form: CoopForm, rows: list[Row]) -> bool:
    """Whether a quantity cannot be read; then nothing moves."""
    form.blamed = form.blamed or lines.blame(rows)
    return lines.blame(rows)


def _look(
    shown: Round, card: MemberCard, typed: tuple[HandOverForm, list[Row]], asked: HandOver
) -> Response:
    """The price of what is fetched, with a proposal how to pay, or the journal."""
    here, (form, rows) = desk(), typed
    basket = delivering.decide(desk=here, handed=asked)
    means = delivering.means_of(here, card.id)
    if request.form.get("step") == "price":
        form.propose(paying.usual(basket.total, means))
        return _form(shown, card, form, rows, basket=basket)
    delivering.check_ways(here, asked, basket.total, means)
    entry = preview.of_delivery(here, basket, asked.ways, asked.place_id)
    return _form(shown, card, form, rows, basket=basket, preview=journal_of(entry))


def _asked(shown: Round, card: MemberCard, form: HandOverForm, rows: list[Row]) -> HandOver:
    goods = {str(one.item.id): one.product for one in sharings_of(shown)}
    sent = request.form if request.method == "POST" else _filled(rows)
    return HandOver(
        round_id=shown.id, member_id=card.id, point_id=form.point.data or 0,
        on=form.on.data or desk().today, lines=lines.read_quantities(rows, sent, goods),
        ways=form.ways, place_id=form.place.data or None,
    )  # fmt: skip


def _filled(rows: list[Row]) -> dict[str, str]:
    return {row.name("quantity"): row.text("quantity") for row in rows}


def _rows(shown: Round, member_id: int, *, fill: bool = False) -> list[Row]:
    rows = []
    for one in sharings_of(shown):
        share = one.of(member_id)
        if share is None or not share.open:
            continue
        row = Row(str(one.item.id), one.product)
        row.hint = _("Still to fetch: %(quantity)s", quantity=one.text(share.open))
        if fill:
            row.typed["quantity"] = one.text(share.open)
        rows.append(row)
    return rows


def _usual_point(shown: Round, card: MemberCard) -> int:
    """The village's own point where goods of the round lie there, else the office."""
    points = products.list_points(shown.book_id)
    mine = next((one.id for one in points if one.group_id == card.group_id), None)
    goods = {one.item.item_id for one in sharings_of(shown)}
    if mine and any(products.quantity_at(shown.book_id, key, mine) for key in goods):
        return mine
    return next((one.id for one in points), 0)


def _with_choices(form: HandOverForm) -> HandOverForm:
    form.point.choices, form.place.choices = point_choices(), place_choices()
    return form


def _form(
    shown: Round, card: MemberCard, form: HandOverForm, rows: list[Row], **context: Any
) -> Response:
    known: dict[str, Any] = {"basket": None, "preview": None} | context
    return page(
        "purchasing/hand_over_form.html", round=shown, card=card, form=_with_choices(form),
        rows=rows, means=delivering.means_of(desk(), card.id), hands_out=shown.state in HANDS_OUT,
        benefit=_benefit(known["basket"]), **known,
    )  # fmt: skip


def _benefit(basket: Basket | None) -> int | None:
    """What is saved against the market, where the market is known."""
    if basket is None or any(piece.market is None for piece in basket.pieces):
        return None
    return sum(int(piece.market or 0) - int(piece.amount) for piece in basket.pieces)


@bp.get("/serahan/<int:delivery_id>/retur")
@requires("purchasing.receive")
def return_form(delivery_id: int) -> Response:
    """What comes back of a delivery."""
    delivery = get_delivery(signed_in().cooperative_id, delivery_id)
    return _back(
        delivery, BackForm(formdata=None, on=desk().today), _back_rows(delivery, fill=True)
    )


@bp.post("/serahan/<int:delivery_id>/retur")
@requires("purchasing.receive")
def take_back(delivery_id: int) -> Response:
    """Show how it is given back, or save."""
    delivery = get_delivery(signed_in().cooperative_id, delivery_id)
    form, rows = BackForm.from_request(), _back_rows(delivery)
    form.place.choices = place_choices()
    if not form.ok:
        return _back(delivery, form, rows)
    asked = _asked_back(delivery_id, form, rows)
    if _unreadable(form, rows):
        return _back(delivery, form, rows)
    try:
        if request.form.get("step") == "preview" and not asking.pressed():
            given = returning.decide_back(desk=desk(), back=asked).ways
            return _back(delivery, form, rows, given)
        with transaction():
            key = seconds.do(seconds.RETURN, desk(), asked, form.request_id.data or "")
    except Refused as refusal:
        to_ask = seconds.to_ask(seconds.RETURN, form, asked, f"member:{delivery.member_id}")
        return asking.answer(refusal, form, to_ask) or _back(delivery, form, rows)
    return see_other("purchasing.delivery", delivery_id=key)


def _asked_back(delivery_id: int, form: BackForm, rows: list[Row]) -> GoodsBack:
    goods = {row.key: row.item for row in rows if row.item}
    return GoodsBack(
        delivery_id=delivery_id, on=form.facts["on"], why=form.why.data or "",
        lines=lines.read_quantities(rows, request.form, goods), place_id=form.place.data or None,
    )  # fmt: skip


def _back_rows(delivery: Delivery, *, fill: bool = False) -> list[Row]:
    goods = {one.item.id: one for one in sharings_of(round_of(delivery.round_id))}
    earlier = list_deliveries(signed_in().cooperative_id, of_delivery_id=delivery.id)
    rows = []
    for line in delivery.lines:
        gone = sum(
            one.quantity
            for back in earlier
            for one in back.lines
            if one.round_item_id == line.round_item_id
        )
        shared = goods[line.round_item_id]
        row = Row(str(line.round_item_id), shared.product)
        row.hint = _("At most %(quantity)s", quantity=shared.text(line.quantity - gone))
        if fill:
            row.typed["quantity"] = ""
        rows.append(row)
    return rows


def _back(
    delivery: Delivery, form: BackForm, rows: list[Row], given: Ways | None = None
) -> Response:
    form.place.choices = place_choices()
    return page(
        "purchasing/return_form.html", form=form, rows=rows, delivery=delivery, given=given,
        card=visible_member(delivery.member_id), round=round_of(delivery.round_id),
    )  # fmt: skip
