"""Other activities in a pillar: written down, looked at, struck out when they were a mistake."""

from flask import request
from werkzeug.wrappers import Response

from coop_app import clock
from coop_app.db import transaction
from coop_app.literacy.forms.effect import ActivityForm, ReasonForm
from coop_app.literacy.queries import effect as queries
from coop_app.literacy.service import effect as service
from coop_app.literacy.views.blueprint import bp
from coop_app.literacy.views.effect.shared import (
    choices,
    desk_here,
    pillar_named,
    pillars_to_choose,
)
from coop_app.refusal import Refused
from coop_app.web.access import requires, signed_in
from coop_app.web.pages import page, see_other


@bp.get("/dampak/kegiatan/baru")
@requires("literacy.grants")
def activity_form(form: ActivityForm | None = None) -> Response:
    """Something else that was done in a pillar."""
    if form is None:
        form = ActivityForm(
            formdata=None, held_on=clock.today(), pillar_id=request.args.get("pilar", "")
        )
        form.offer(**choices())
    return page("literacy/activity_form.html", form=form)


@bp.post("/dampak/kegiatan/baru")
@requires("literacy.grants")
def record_activity() -> Response:
    """Keep it."""
    form = ActivityForm.from_request()
    form.offer(**choices())
    if not form.ok:
        return activity_form(form)
    try:
        with transaction():
            key = service.record_activity(
                desk=desk_here(), facts=form.activity, pillar_id=form.pillar or 0,
                request_id=form.facts["request_id"],
            )  # fmt: skip
    except Refused as refusal:
        return activity_form(form.blame(refusal))
    return see_other("literacy.activity", activity_id=key)


@bp.get("/dampak/kegiatan/<int:activity_id>")
@requires("literacy.grants")
def activity(activity_id: int, form: ReasonForm | None = None) -> Response:
    """What was done, where, with how many, and the money behind it."""
    one = queries.get_activity(signed_in().cooperative_id, activity_id)
    return page(
        "literacy/activity.html", activity=one, pillar=pillar_named(one.pillar_id),
        form=form or ReasonForm(formdata=None), **pillars_to_choose(),
    )  # fmt: skip


@bp.post("/dampak/kegiatan/<int:activity_id>/coret")
@requires("literacy.grants")
def strike_out_activity(activity_id: int) -> Response:
    """It was a mistake; it stays with the reason."""
    queries.get_activity(signed_in().cooperative_id, activity_id)
    form = ReasonForm.from_request()
    if not form.ok:
        return activity(activity_id, form)
    try:
        with transaction():
            service.strike_out_activity(
                desk=desk_here(), activity_id=activity_id, reason=form.facts["reason"]
            )
    except Refused as refusal:
        return activity(activity_id, form.blame(refusal))
    return see_other("literacy.activity", activity_id=activity_id)
