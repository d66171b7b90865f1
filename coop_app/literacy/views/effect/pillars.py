"""The pillars of programmes: their names, what belongs to them, what was done in each."""

from flask import flash, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import clock
from coop_app.db import transaction
from coop_app.literacy.forms.effect import ButtonForm, PillarForm
from coop_app.literacy.queries import effect as queries
from coop_app.literacy.queries import sessions as training
from coop_app.literacy.rules.effect.refusals import NameMissing, StruckOut
from coop_app.literacy.service import effect as service
from coop_app.literacy.views.blueprint import bp
from coop_app.literacy.views.effect.pillar_tables import pillar_table
from coop_app.literacy.views.effect.shared import choices, desk_here, year_asked
from coop_app.members import queries as members
from coop_app.refusal import NotFound, Refused
from coop_app.web.access import requires, signed_in
from coop_app.web.forms import say
from coop_app.web.installed.addresses import LARGEST_KEY
from coop_app.web.pages import page, see_other
from coop_app.web.tables import respond


@bp.get("/dampak/pilar")
@requires("literacy.effect")
def pillars() -> Response:
    """Each pillar with what was done in it in a year."""
    coop = signed_in().cooperative_id
    known = queries.years_of_pillars(coop, clock.today())
    year = year_asked(known)
    done = queries.done_in(coop, year)
    table = pillar_table(done)
    for row, one in zip(table.rows, done, strict=True):
        row["_url"] = url_for("literacy.pillar", pillar_id=one.pillar.id, tahun=year)
    return respond(
        table, "literacy/pillars.html", year=year, years=known,
        form=ButtonForm(formdata=None), programmes=members.list_programmes(coop),
    )  # fmt: skip


@bp.get("/dampak/pilar/<int:pillar_id>")
@requires("literacy.effect")
def pillar(pillar_id: int) -> Response:
    """One pillar: its sessions, grants, visits and other activities of a year."""
    coop = signed_in().cooperative_id
    year = year_asked(queries.years_of_pillars(coop, clock.today()))
    one = queries.get_pillar(coop, pillar_id)
    done = next(row for row in queries.done_in(coop, year) if row.pillar.id == pillar_id)
    return page("literacy/pillar.html", pillar=one, done=done, year=year)


@bp.post("/dampak/pilar/empat")
@requires("literacy.grants")
def usual_pillars() -> Response:
    """Put the four pillars of Desmigratif under a programme."""
    form = ButtonForm.from_request()
    try:
        with transaction():
            service.add_usual_pillars(
                desk=desk_here(), programme_id=request.form.get("programme_id", 0, type=int),
                request_id=form.facts["request_id"],
            )  # fmt: skip
    except Refused as refusal:
        flash(say(refusal), "error")
    return see_other("literacy.pillars")


@bp.get("/dampak/pilar/baru")
@bp.get("/dampak/pilar/<int:pillar_id>/ubah")
@requires("literacy.grants")
def pillar_form(pillar_id: int | None = None, form: PillarForm | None = None) -> Response:
    """A new pillar, or one to be renamed."""
    known = queries.get_pillar(signed_in().cooperative_id, pillar_id) if pillar_id else None
    if form is None:
        form = PillarForm(
            formdata=None, obj=known, valid_from=known.valid_from if known else clock.today()
        )
        form.offer(programme_id=choices()["programme_id"][1:])
    return page("literacy/pillar_form.html", form=form, pillar=known)


@bp.post("/dampak/pilar/baru")
@bp.post("/dampak/pilar/<int:pillar_id>/ubah")
@requires("literacy.grants")
def keep_pillar(pillar_id: int | None = None) -> Response:
    """Keep it."""
    form = PillarForm.from_request()
    form.offer(programme_id=choices()["programme_id"][1:])
    if not form.ok:
        return pillar_form(pillar_id, form)
    try:
        with transaction():
            _keep(form, pillar_id)
    except Refused as refusal:
        return pillar_form(pillar_id, form.blame(refusal))
    return see_other("literacy.pillars")


def _keep(form: PillarForm, pillar_id: int | None) -> None:
    desk = desk_here()
    if not form.facts["programme_id"]:
        raise NameMissing(field="programme_id")
    if pillar_id is None:
        service.add_pillar(desk=desk, facts=form.pillar_facts, request_id=form.facts["request_id"])
    else:
        service.change_pillar(desk=desk, pillar_id=pillar_id, facts=form.pillar_facts)


@bp.get("/pelatihan/<int:session_id>/pilar")
@requires("literacy.grants")
def session_pillars_form(session_id: int) -> Response:
    """The pillars a session belongs to."""
    coop = signed_in().cooperative_id
    return page(
        "literacy/session_pillars_form.html", session=training.get_session(coop, session_id),
        pillars=queries.list_pillars(coop), form=ButtonForm(formdata=None),
        chosen=queries.pillars_of_session(coop, session_id),
    )  # fmt: skip


@bp.post("/pelatihan/<int:session_id>/pilar")
@requires("literacy.grants")
def session_pillars(session_id: int) -> Response:
    """Keep them."""
    wanted = _pillars_sent()
    with transaction():
        service.tag_session(desk=desk_here(), session_id=session_id, pillar_ids=wanted)
    flash(_("Saved."))
    return see_other("literacy.session", session_id=session_id)


def _pillars_sent() -> list[int]:
    """The pillars of a form. Raises `NotFound` for a number that is nobody's key."""
    sent = request.form.getlist("pillar_id", type=int)
    if any(not 0 < key <= LARGEST_KEY for key in sent):
        raise NotFound
    return sent


@bp.post("/dampak/pilar/isi/<any(grant, visit, activity):thing>/<int:key>")
@requires("literacy.grants")
def move_to_pillar(thing: str, key: int) -> Response:
    """Put a grant, visit or activity into a pillar."""
    (pillar_id,) = _pillars_sent()[:1] or [0]
    try:
        with transaction():
            service.move_to_pillar(desk=desk_here(), thing=thing, key=key, pillar_id=pillar_id)
        flash(_("Saved."))
    except StruckOut as refusal:
        flash(say(refusal), "error")
    return see_other(f"literacy.{thing}", **{f"{thing}_id": key})
