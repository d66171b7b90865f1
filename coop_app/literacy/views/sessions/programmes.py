"""Programmes: what they are called, who carries them with us, who pays, and until when."""

from flask import flash
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import clock
from coop_app.db import transaction
from coop_app.literacy.forms.sessions.planning import ProgrammeForm
from coop_app.literacy.queries import sessions as queries
from coop_app.literacy.queries.sessions import SessionFilter
from coop_app.literacy.views.blueprint import bp
from coop_app.members import queries as members
from coop_app.members import service
from coop_app.refusal import NotFound, Refused
from coop_app.web.access import requires, signed_in
from coop_app.web.pages import page, see_other


@bp.get("/pelatihan/program")
@requires("literacy.read")
def training_programmes() -> Response:
    """All programmes and how many sessions each has."""
    coop = signed_in().cooperative_id
    found = members.list_programmes(coop)
    count = {
        one.id: len(queries.list_sessions(coop, SessionFilter(programme_id=one.id)))
        for one in found
    }
    return page("literacy/training_programmes.html", programmes=found, count=count)


@bp.get("/pelatihan/program/baru")
@bp.get("/pelatihan/program/<int:programme_id>")
@requires("literacy.teach")
def programme_form(programme_id: int | None = None, form: ProgrammeForm | None = None) -> Response:
    """A new programme, or a known one to be changed."""
    known = _known(programme_id)
    if form is None:
        form = ProgrammeForm(
            formdata=None, obj=known, **({} if known else {"valid_from": clock.today()})
        )
    return page("literacy/programme_form.html", form=form, programme=known)


@bp.post("/pelatihan/program/baru")
@bp.post("/pelatihan/program/<int:programme_id>")
@requires("literacy.teach")
def save_programme(programme_id: int | None = None) -> Response:
    """Keep it."""
    _known(programme_id)
    form = ProgrammeForm.from_request()
    if not form.ok:
        return programme_form(programme_id, form)
    person = signed_in()
    try:
        with transaction():
            service.save_programme(
                form.typed, programme_id=programme_id, cooperative_id=person.cooperative_id,
                by=person.user_id,
            )  # fmt: skip
    except Refused as refusal:
        return programme_form(programme_id, form.blame(refusal))
    flash(_("Saved."))
    return see_other("literacy.training_programmes")


def _known(programme_id: int | None) -> members.ProgrammeCard | None:
    if programme_id is None:
        return None
    found = {one.id: one for one in members.list_programmes(signed_in().cooperative_id)}
    if programme_id not in found:
        raise NotFound
    return found[programme_id]
