"""Money in, money out, transfer: ask, show what will be recorded, record."""

from typing import Any

from flask import jsonify, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from coop_app import clock
from coop_app.auth import SecondPersonNeeded
from coop_app.auth.views.asking import answer, pressed
from coop_app.cashbook import queries, service
from coop_app.cashbook.forms import RecordForm, TransferForm
from coop_app.cashbook.rules import recording as rules
from coop_app.cashbook.rules.recording import IN, OUT, TRANSFER, Move
from coop_app.cashbook.views import asking, second, wording
from coop_app.cashbook.views.blueprint import bp
from coop_app.db import transaction
from coop_app.refusal import Refused
from coop_app.web.access import requires, signed_in
from coop_app.web.pages import page, see_other

_ACTS = {IN: service.receive, OUT: service.spend}


@bp.get("/masuk")
@requires("cashbook.record")
def receive_form() -> Response:
    """Money in."""
    return record_form(_fresh(IN))


@bp.get("/keluar")
@requires("cashbook.record")
def spend_form() -> Response:
    """Money out."""
    return record_form(_fresh(OUT))


def _fresh(direction: str) -> RecordForm:
    places = queries.list_places(signed_in().book_id)
    chosen = request.args.get("place", type=int) or (places[0].id if places else 0)
    form = RecordForm(
        direction=direction,
        place_id=chosen,
        on=clock.today(),
        description=request.args.get("for", ""),
    )
    return _offered(form)


def _offered(form: RecordForm) -> RecordForm:
    if form.direction.data not in (IN, OUT):
        form.direction.data = IN
    form.place_id.choices = asking.place_choices()
    chosen = form.category.data
    offered = sorted(wording.cards(form.direction.data), key=lambda each: each.key != chosen)
    form.category.choices = [SelectChoice(each.key, each.label) for each in offered]
    form.group_id.choices = asking.group_choices()
    return form


@bp.get("/catat")
@requires("cashbook.record")
def record_form(form: RecordForm | None = None, preview: Any = None) -> Response:
    """The page with the choices, and the journal once it can be shown."""
    form = form or _fresh(IN)
    places = {place.id: place for place in queries.list_places(signed_in().book_id)}
    return page(
        "cashbook/record_form.html", form=form, preview=preview, places=places,
        coming=form.direction.data == IN, members=asking.member_list(), savings_page=asking.savings_page(),
        cards={each.key: each for each in wording.cards(form.direction.data)},
    )  # fmt: skip


@bp.post("/catat")
@requires("cashbook.record")
def record() -> Response:
    """Show what will be recorded, or record it."""
    form = _offered(RecordForm.from_request())
    if not form.ok:
        _suggest(form)
        return record_form(form)
    direction = form.direction.data
    try:
        move, category = _move(form), rules.chosen(form.category.data, direction)
        rules.checked(move, category)
        if request.form.get("step") != "save" and not pressed():
            return record_form(form, wording.record_preview(move, category))
        with transaction():
            seq = _ACTS[direction](move=move, **_words(form))
    except SecondPersonNeeded as needed:
        asked = second.moving(direction, move, _words(form))
        return answer(needed, form, asked) or record_form(form)
    except Refused as refusal:
        return record_form(form.blame(refusal))
    return see_other("cashbook.voucher", seq=seq, saved=1)


def _suggest(form: RecordForm) -> None:
    """Choose what the description says, so that one more tap is enough."""
    if not form.category.data:
        found = wording.proposal(form.description.data or "", form.direction.data)
        form.category.data = found.key if found else None


def _move(form: RecordForm) -> Move:
    facts = form.facts
    category = rules.chosen(facts["category"], facts["direction"])
    return Move(
        place_id=facts["place_id"], account=category.role, amount=facts["amount"], on=facts["on"],
        description=facts["description"], note=facts["note"] or "", group_id=facts["group_id"] or None,
        member_id=asking.member_id(facts["member"] or ""),
    )  # fmt: skip


def _words(form: RecordForm) -> dict[str, Any]:
    facts = form.facts
    words = {"party": facts["party"] or "", "evidence": facts["evidence"] or ""}
    return {
        "desk": asking.desk(), "request_id": facts["request_id"], "category": facts["category"], **words
    }  # fmt: skip


@bp.get("/usul")
@requires("cashbook.record")
def propose() -> Response:
    """What the typed description probably is, as JSON for the page."""
    found = wording.proposal(request.args.get("for", ""), request.args.get("direction", IN))
    if found is None:
        return jsonify(category="", sentence="")
    said = _("Proposal: %(category)s. %(meaning)s", category=found.label, meaning=found.meaning)
    return jsonify(category=found.key, sentence=said)


@bp.get("/pindah")
@requires("cashbook.record")
def transfer_form(form: TransferForm | None = None, preview: Any = None) -> Response:
    """Money from one place to another."""
    form = form or _places(
        TransferForm(on=clock.today(), place_id=request.args.get("place", type=int))
    )
    return page("cashbook/transfer_form.html", form=form, preview=preview)


def _places(form: TransferForm) -> TransferForm:
    form.place_id.choices = form.to_id.choices = asking.place_choices()
    return form


@bp.post("/pindah")
@requires("cashbook.record")
def transfer() -> Response:
    """Show what will be recorded, or record it."""
    form = _places(TransferForm.from_request())
    if not form.ok:
        return transfer_form(form)
    move = _transfer(form)
    facts = {"request_id": form.request_id.data, "evidence": form.evidence.data or ""}
    try:
        is_preview = request.form.get("step") != "save" and not pressed()
        if is_preview and move.account != move.place_id:
            return transfer_form(form, wording.transfer_preview(move))
        with transaction():
            seq = service.transfer(desk=asking.desk(), move=move, **facts)
    except Refused as refusal:
        return answer(refusal, form, second.moving(TRANSFER, move, facts)) or transfer_form(form)
    return see_other("cashbook.voucher", seq=seq, saved=1)


def _transfer(form: TransferForm) -> Move:
    facts = form.facts
    names = {choice.value: choice.label for choice in form.place_id.choices}
    said = _(
        "Transfer from %(place)s to %(into)s",
        place=names[facts["place_id"]],
        into=names[facts["to_id"]],
    )
    return Move(
        place_id=facts["place_id"], account=facts["to_id"], amount=facts["amount"], on=facts["on"],
        description=facts["description"] or said,
    )  # fmt: skip
