"""Mentoring visits: the list with what is due, one visit, its photo, the reminder on the home page."""

from flask import request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import auth, clock, filing
from coop_app.db import transaction
from coop_app.literacy.forms.effect import ReasonForm, VisitForm
from coop_app.literacy.queries import effect as queries
from coop_app.literacy.service import effect as service
from coop_app.literacy.views.blueprint import bp
from coop_app.literacy.views.effect.shared import (
    choices,
    desk_here,
    files_folder,
    pillar_named,
    pillars_to_choose,
    upload,
)
from coop_app.refusal import Refused
from coop_app.web.access import actor, requires, signed_in
from coop_app.web.filters import day
from coop_app.web.installed.addresses import LARGEST_KEY
from coop_app.web.pages import found_or_404, page, see_other, send_lasting
from coop_app.web.reminders import Reminder
from coop_app.web.tables import Column, Table, respond


@bp.get("/dampak/kunjungan")
@requires("literacy.grants")
def visits() -> Response:
    """All of them, the newest first; above them whose next step is due."""
    coop = signed_in().cooperative_id
    found = queries.list_visits(coop)
    names = auth.names_of(coop, [one.visitor_id for one in found])
    rows = [
        {"visited_on": one.visited_on, "who": one.whom.name, "village": one.whom.village,
         "purpose": _("struck out") if one.voided_on else one.purpose, "next_on": one.next_on,
         "next_step": one.next_step, "visitor": names.get(one.visitor_id, ""),
         "_url": url_for("literacy.visit", visit_id=one.id)}
        for one in found
    ]  # fmt: skip
    table = Table(_("Mentoring visits"), _columns(), rows, name="kunjungan", landscape=True)
    return respond(table, "literacy/visits.html", due=queries.due_steps(coop, clock.today()))


def _columns() -> list[Column]:
    return [
        Column("visited_on", _("Day"), "date", width=10), Column("who", _("Who was visited"), width=22),
        Column("village", _("Village"), width=12, minor=True), Column("purpose", _("Why"), width=20, minor=True),
        Column("next_step", _("Next step"), width=20), Column("next_on", _("When"), "date", width=10),
        Column("visitor", _("Visited by"), width=16, minor=True),
    ]  # fmt: skip


@bp.get("/dampak/kunjungan/baru")
@requires("literacy.grants")
def visit_form(form: VisitForm | None = None) -> Response:
    """A visit; `?setelah=` follows another one."""
    if form is None:
        follows = request.args.get("setelah", 0, type=int)
        form = VisitForm(formdata=None, visited_on=clock.today(), follows_id=str(follows or ""))
        if 0 < follows <= LARGEST_KEY:
            before = queries.get_visit(signed_in().cooperative_id, follows)
            form.who.data, form.purpose.data = before.whom.key, before.next_step
        form.offer(**choices())
    return page("literacy/visit_form.html", form=form)


@bp.post("/dampak/kunjungan/baru")
@requires("literacy.grants")
def record_visit() -> Response:
    """Keep it, with its photo."""
    form = VisitForm.from_request()
    form.offer(**choices())
    if not form.ok:
        return visit_form(form)
    sent = upload()
    photo = service.Photo(sent, files_folder()) if sent else None
    try:
        with transaction():
            key = service.record_visit(
                desk=desk_here(), facts=form.visit, pillar_id=form.pillar, photo=photo,
                request_id=form.facts["request_id"],
            )  # fmt: skip
    except Refused as refusal:
        return visit_form(form.blame(refusal))
    return see_other("literacy.visit", visit_id=key)


@bp.get("/dampak/kunjungan/<int:visit_id>")
@requires("literacy.grants")
def visit(
    visit_id: int, done_form: ReasonForm | None = None, strike_form: ReasonForm | None = None
) -> Response:
    """One visit: why, what was found, what was agreed."""
    one = queries.get_visit(signed_in().cooperative_id, visit_id)
    sent = done_form or strike_form
    return page(
        "literacy/visit.html", visit=one, today=clock.today(), pillar=pillar_named(one.pillar_id),
        visitor=auth.names_of(signed_in().cooperative_id, [one.visitor_id]).get(one.visitor_id, ""),
        done_form=done_form or ReasonForm(formdata=None),
        strike_form=strike_form or ReasonForm(formdata=None),
        status=422 if sent and sent.blamed else 200, **pillars_to_choose(),
    )  # fmt: skip


@bp.get("/dampak/kunjungan/<int:visit_id>/foto")
@requires("literacy.grants")
def visit_photo(visit_id: int) -> Response:
    """Its photo."""
    one = queries.get_visit(signed_in().cooperative_id, visit_id)
    key = found_or_404(one.file_key)
    return send_lasting(filing.file_content(folder=files_folder(), file_key=key), kind="image/jpeg")


@bp.post("/dampak/kunjungan/<int:visit_id>/selesai")
@requires("literacy.grants")
def finish_step(visit_id: int) -> Response:
    """The agreed step was done without another visit."""
    queries.get_visit(signed_in().cooperative_id, visit_id)
    form = ReasonForm.from_request()
    if not form.ok:
        return visit(visit_id, done_form=form)
    try:
        with transaction():
            service.finish_step(desk=desk_here(), visit_id=visit_id, note=form.facts["reason"])
    except Refused as refusal:
        return visit(visit_id, done_form=form.blame(refusal))
    return see_other("literacy.visits")


@bp.post("/dampak/kunjungan/<int:visit_id>/coret")
@requires("literacy.grants")
def strike_out_visit(visit_id: int) -> Response:
    """It was a mistake; it stays with the reason."""
    queries.get_visit(signed_in().cooperative_id, visit_id)
    form = ReasonForm.from_request()
    if not form.ok:
        return visit(visit_id, strike_form=form)
    try:
        with transaction():
            service.strike_out_visit(
                desk=desk_here(), visit_id=visit_id, reason=form.facts["reason"]
            )
    except Refused as refusal:
        return visit(visit_id, strike_form=form.blame(refusal))
    return see_other("literacy.visit", visit_id=visit_id)


def reminders() -> list[Reminder]:
    """Next steps that are due, for those who visit."""
    person = actor()
    if person is None or not person.may("literacy.grants"):
        return []
    count, first = queries.first_due(person.cooperative_id, clock.today())
    if first is None:
        return []
    text = _("Next steps of visits that are due: %(n)s. The first: %(who)s, %(day)s.", n=count,
             who=first.name, day=day(first.next_on))  # fmt: skip
    return [Reminder(text, url_for("literacy.visits"), late=True)]
