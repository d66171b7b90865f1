"""A round goes on: closed with a look at what it comes to, given more time, or cancelled."""

from datetime import timedelta

from flask import request
from werkzeug.wrappers import Response

from coop_app import clock
from coop_app.db import transaction
from coop_app.members import queries as members
from coop_app.purchasing.forms.rounds import CancelForm, CloseForm, ExtendForm
from coop_app.purchasing.queries import rounds as queries
from coop_app.purchasing.rules.rounds import life
from coop_app.purchasing.rules.rounds.closing import NOTHING, REASONS
from coop_app.purchasing.service import rounds as service
from coop_app.purchasing.views.blueprint import bp
from coop_app.purchasing.views.rounds import words
from coop_app.purchasing.views.rounds.counter import desk, round_of
from coop_app.refusal import Refused
from coop_app.web.access import requires, signed_in
from coop_app.web.pages import page, see_other

_SOME_DAYS = timedelta(days=3)


@bp.get("/ronde/<int:round_id>/tutup")
@requires("purchasing.manage")
def close_form(round_id: int) -> Response:
    """What the round would come to, before anything is written."""
    return _close_page(round_id, CloseForm(formdata=None), _zero(request.args.getlist("nol")))


@bp.post("/ronde/<int:round_id>/tutup")
@requires("purchasing.manage")
def close(round_id: int) -> Response:
    """Close for members and keep the result."""
    form = CloseForm.from_request()
    zero = _zero(request.form.getlist("nol"))
    if form.ok:
        try:
            with transaction():
                service.close(
                    desk=desk(),
                    round_id=round_id,
                    at=clock.now(),
                    zero=zero,
                    why=form.why.data or "",
                )
            return see_other("purchasing.round_page", round_id=round_id)
        except Refused as refusal:
            form.blame(refusal)
    return _close_page(round_id, form, zero)


def _zero(keys: list[str]) -> frozenset[int]:
    return frozenset(int(key) for key in keys if key.isdecimal())


def _close_page(round_id: int, form: CloseForm, zero: frozenset[int]) -> Response:
    shown = round_of(round_id)
    life.after(shown.state, "close")
    result = queries.outcome(shown, zero)
    items = {item.id: item for item in queries.items_of(shown)}
    keys = {int(share.member) for found in result.items.values() for share in found.shares}
    return page(
        "purchasing/close_form.html", form=form, round=shown, result=result, items=items, zero=zero,
        names=members.names(signed_in().cooperative_id, sorted(keys)), reasons=REASONS,
        nothing=NOTHING, over=shown.times.over(clock.now()), words=words,
    )  # fmt: skip


@bp.get("/ronde/<int:round_id>/perpanjang")
@requires("purchasing.manage")
def extend_form(round_id: int) -> Response:
    """Until when, and why."""
    shown = round_of(round_id)
    later = max(shown.times.closes_at, clock.now()) + _SOME_DAYS
    form = ExtendForm(formdata=None, closes_at=later)
    return page("purchasing/extend_form.html", form=form, round=shown)


@bp.post("/ronde/<int:round_id>/perpanjang")
@requires("purchasing.manage")
def extend(round_id: int) -> Response:
    """Give members more time."""
    form = ExtendForm.from_request()
    if form.ok:
        try:
            with transaction():
                service.extend(
                    desk=desk(), round_id=round_id, closes_at=form.closes_at.data,
                    fill_from=form.fill_from.data, why=form.why.data, at=clock.now(),
                )  # fmt: skip
            return see_other("purchasing.round_page", round_id=round_id)
        except Refused as refusal:
            form.blame(refusal)
    return page("purchasing/extend_form.html", form=form, round=round_of(round_id))


@bp.get("/ronde/<int:round_id>/batal")
@requires("purchasing.manage")
def cancel_form(round_id: int) -> Response:
    """Why."""
    return page(
        "purchasing/cancel_form.html", form=CancelForm(formdata=None), round=round_of(round_id)
    )


@bp.post("/ronde/<int:round_id>/batal")
@requires("purchasing.manage")
def cancel(round_id: int) -> Response:
    """Give the round up."""
    form = CancelForm.from_request()
    if form.ok:
        try:
            with transaction():
                service.cancel(desk=desk(), round_id=round_id, why=form.why.data, at=clock.now())
            return see_other("purchasing.round_page", round_id=round_id)
        except Refused as refusal:
            form.blame(refusal)
    return page("purchasing/cancel_form.html", form=form, round=round_of(round_id))
