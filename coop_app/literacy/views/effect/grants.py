"""Productive equipment that was given: the list, one thing with how it was found, the minutes of the handover."""

from flask import flash, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import clock
from coop_app.db import transaction
from coop_app.literacy.forms.effect import ConditionForm, GrantForm, ReasonForm
from coop_app.literacy.queries import effect as queries
from coop_app.literacy.rules.effect.giving import CONDITIONS
from coop_app.literacy.service import effect as service
from coop_app.literacy.views.blueprint import bp
from coop_app.literacy.views.effect.minutes import handover
from coop_app.literacy.views.effect.shared import (
    choices,
    desk_here,
    pillar_named,
    pillars_to_choose,
)
from coop_app.refusal import Refused
from coop_app.web.access import letterhead, requires, signed_in
from coop_app.web.pages import page, see_other, send_pdf
from coop_app.web.tables import Column, Table, respond


@bp.get("/dampak/hibah")
@requires("literacy.grants")
def grants() -> Response:
    """All of them, the newest first."""
    found = queries.list_grants(signed_in().cooperative_id)
    rows = [
        {"handed_on": one.handed_on, "item": one.item, "quantity": one.quantity, "who": one.whom.name,
         "village": one.whom.village, "source": one.source, "value": one.value,
         "voucher": one.booked.voucher if one.booked else "",
         "state": _("struck out") if one.voided_on else _state(one.state),
         "_url": url_for("literacy.grant", grant_id=one.id)}
        for one in found
    ]  # fmt: skip
    return respond(
        Table(_("Equipment grants"), _columns(), rows, name="hibah-alat", landscape=True),
        "literacy/grants.html",
    )


def _columns() -> list[Column]:
    return [
        Column("handed_on", _("Day"), "date", width=10), Column("item", _("What"), width=22),
        Column("quantity", _("How many"), "count", width=7, minor=True), Column("who", _("Who received it"), width=22),
        Column("village", _("Village"), width=12, minor=True), Column("source", _("From whom"), width=16, minor=True),
        Column("value", _("Value"), "money", width=12, minor=True), Column("voucher", _("Voucher"), width=14, minor=True),
        Column("state", _("Last found"), width=14),
    ]  # fmt: skip


@bp.get("/dampak/hibah/baru")
@requires("literacy.grants")
def grant_form(form: GrantForm | None = None) -> Response:
    """What was handed over, to whom, by whom."""
    if form is None:
        form = GrantForm(formdata=None, handed_on=clock.today())
        form.offer(**choices())
    return page("literacy/grant_form.html", form=form)


@bp.post("/dampak/hibah/baru")
@requires("literacy.grants")
def record_grant() -> Response:
    """Keep it."""
    form = GrantForm.from_request()
    form.offer(**choices())
    if not form.ok:
        return grant_form(form)
    try:
        with transaction():
            key = service.record_grant(
                desk=desk_here(), facts=form.grant, pillar_id=form.pillar,
                request_id=form.facts["request_id"],
            )  # fmt: skip
    except Refused as refusal:
        return grant_form(form.blame(refusal))
    return see_other("literacy.grant", grant_id=key)


@bp.get("/dampak/hibah/<int:grant_id>")
@requires("literacy.grants")
def grant(
    grant_id: int, form: ConditionForm | None = None, strike_form: ReasonForm | None = None
) -> Response:
    """One thing: who has it, what it is worth, how it was found."""
    one = queries.get_grant(signed_in().cooperative_id, grant_id)
    return page(
        "literacy/grant.html", grant=one, states=CONDITIONS, pillar=pillar_named(one.pillar_id),
        form=form or ConditionForm(formdata=None, seen_on=clock.today()).offered(),
        strike_form=strike_form or ReasonForm(formdata=None),
        status=422 if strike_form and strike_form.blamed else 200, **pillars_to_choose(),
    )  # fmt: skip


@bp.get("/dampak/hibah/<int:grant_id>/berita-acara")
@requires("literacy.grants")
def grant_minutes(grant_id: int) -> Response:
    """The minutes of the handover, to be signed."""
    one = queries.get_grant(signed_in().cooperative_id, grant_id)
    return send_pdf(handover(one, letterhead()), name=f"serah-terima-{one.id}.pdf")


@bp.post("/dampak/hibah/<int:grant_id>/kondisi")
@requires("literacy.grants")
def note_condition(grant_id: int) -> Response:
    """How it was found today."""
    form = ConditionForm.from_request().offered()
    if not form.ok:
        return grant(grant_id, form)
    seen = service.Seen(**form.typed())
    try:
        with transaction():
            service.note_condition(
                desk=desk_here(), grant_id=grant_id, seen=seen, request_id=form.facts["request_id"]
            )
    except Refused as refusal:
        return grant(grant_id, form.blame(refusal))
    flash(_("Saved."))
    return see_other("literacy.grant", grant_id=grant_id)


@bp.post("/dampak/hibah/<int:grant_id>/coret")
@requires("literacy.grants")
def strike_out_grant(grant_id: int) -> Response:
    """It was a mistake; it stays with the reason."""
    queries.get_grant(signed_in().cooperative_id, grant_id)
    form = ReasonForm.from_request()
    if not form.ok:
        return grant(grant_id, strike_form=form)
    try:
        with transaction():
            service.strike_out_grant(
                desk=desk_here(), grant_id=grant_id, reason=form.facts["reason"]
            )
    except Refused as refusal:
        return grant(grant_id, strike_form=form.blame(refusal))
    return see_other("literacy.grant", grant_id=grant_id)


def _state(state: str) -> str:
    return str(_(CONDITIONS[state]) if state else _("Nobody has looked yet."))
