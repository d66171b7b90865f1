"""Planning a session, changing it, opening its door, giving it up."""

from flask import flash, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import clock
from coop_app.db import transaction
from coop_app.literacy.forms.sessions.planning import CancelForm, PlanForm, StepForm
from coop_app.literacy.rules.sessions.planning import is_over
from coop_app.literacy.service import sessions as service
from coop_app.literacy.views.blueprint import bp
from coop_app.literacy.views.sessions.shared import (
    choices,
    desk_here,
    module_minutes,
    session_here,
)
from coop_app.refusal import NotFound, Refused
from coop_app.web.access import requires, signed_in
from coop_app.web.forms import say
from coop_app.web.pages import page, see_other


@bp.get("/pelatihan/baru")
@requires("literacy.teach")
def plan_session_form(form: PlanForm | None = None) -> Response:
    """A new session; `?modul=` begins with a module, `?desa=` with a village."""
    person, module = signed_in(), request.args.get("modul", "")
    known = choices(person.cooperative_id)
    if form is None:
        form = PlanForm(
            formdata=None, held_on=clock.today(), trainer_id=str(person.user_id), module=module,
            minutes=module_minutes().get(module, 60), kind="edukasi",
            village_group_id=request.args.get("desa", ""),
        ).offer(**known)  # fmt: skip
    return page("literacy/plan_session_form.html", form=form, session=None)


@bp.post("/pelatihan/baru")
@requires("literacy.teach")
def plan_session() -> Response:
    """Keep the plan."""
    form = PlanForm.from_request().offer(**choices(signed_in().cooperative_id))
    if not form.ok:
        return plan_session_form(form)
    try:
        with transaction():
            key = service.plan_session(
                desk=desk_here(), plan=form.plan, request_id=form.facts["request_id"]
            )
    except Refused as refusal:
        return plan_session_form(form.blame(refusal))
    return see_other("literacy.session", session_id=key)


@bp.get("/pelatihan/<int:session_id>/ubah")
@requires("literacy.teach")
def change_session_form(session_id: int, form: PlanForm | None = None) -> Response:
    """The plan as it is, to be changed."""
    one = session_here(session_id)
    if is_over(one.state):
        raise NotFound
    if form is None:
        known = {
            name: getattr(one, name) for name in PlanForm(formdata=None).data if hasattr(one, name)
        }
        for name in ("programme_id", "village_group_id", "trainer_id"):
            known[name] = str(known[name] or "")
        form = PlanForm(formdata=None, **known).offer(**choices(one.cooperative_id))
    return page("literacy/plan_session_form.html", form=form, session=one)


@bp.post("/pelatihan/<int:session_id>/ubah")
@requires("literacy.teach")
def change_session(session_id: int) -> Response:
    """Keep the changed plan."""
    one = session_here(session_id)
    form = PlanForm.from_request().offer(**choices(one.cooperative_id))
    if not form.ok:
        return change_session_form(session_id, form)
    try:
        with transaction():
            service.change_session(desk=desk_here(), session_id=session_id, plan=form.plan)
    except Refused as refusal:
        return change_session_form(session_id, form.blame(refusal))
    return see_other("literacy.session", session_id=session_id)


@bp.post("/pelatihan/<int:session_id>/buka")
@requires("literacy.teach")
def open_session(session_id: int) -> Response:
    """From now on people can join."""
    session_here(session_id)
    form = StepForm.from_request()
    try:
        with transaction():
            service.open_session(
                desk=desk_here(), session_id=session_id, request_id=form.facts["request_id"]
            )
    except Refused as refusal:
        flash(say(refusal), "error")
    return see_other("literacy.session", session_id=session_id)


@bp.get("/pelatihan/<int:session_id>/batal")
@requires("literacy.teach")
def cancel_session_form(session_id: int, form: CancelForm | None = None) -> Response:
    """Why it is not held."""
    one = session_here(session_id)
    return page(
        "literacy/cancel_session_form.html", session=one, form=form or CancelForm(formdata=None)
    )


@bp.post("/pelatihan/<int:session_id>/batal")
@requires("literacy.teach")
def cancel_session(session_id: int) -> Response:
    """Give it up."""
    session_here(session_id)
    form = CancelForm.from_request()
    if not form.ok:
        return cancel_session_form(session_id, form)
    typed = {"reason": form.reason.data or "", "request_id": form.facts["request_id"]}
    try:
        with transaction():
            service.cancel_session(desk=desk_here(), session_id=session_id, **typed)
    except Refused as refusal:
        return cancel_session_form(session_id, form.blame(refusal))
    flash(_("Saved."))
    return see_other("literacy.session", session_id=session_id)
