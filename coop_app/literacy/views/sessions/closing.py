"""Closing a session, the fixed list, and its corrections."""

from typing import Any

from flask import flash, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app.auth import names_of
from coop_app.db import transaction
from coop_app.literacy.forms.sessions.planning import CorrectionForm, StepForm
from coop_app.literacy.queries import sessions as queries
from coop_app.literacy.queries.sessions import AttendanceRow, PeopleFilter, Person, SessionRow
from coop_app.literacy.rules.sessions.people import BAND_NAMES, SEXES, STATUSES
from coop_app.literacy.rules.sessions.planning import State
from coop_app.literacy.rules.sessions.presence import Presence
from coop_app.literacy.service import sessions as service
from coop_app.literacy.views.blueprint import bp
from coop_app.literacy.views.sessions.shared import (
    counted,
    desk_here,
    session_here,
    session_title,
)
from coop_app.refusal import NotFound, Refused
from coop_app.web.access import requires
from coop_app.web.filters import long_day
from coop_app.web.pages import page, see_other
from coop_app.web.tables import Column, Table, respond


@bp.get("/pelatihan/<int:session_id>/tutup")
@requires("literacy.teach")
def close_session_form(session_id: int, form: StepForm | None = None) -> Response:
    """What will be fixed: how many, and who has not agreed that the name is kept."""
    one = session_here(session_id)
    rows = [row for row in queries.attendances(session_id) if row.present]
    unsigned = [row for row in rows if row.name and not row.consented and row.member_id is None]
    return page(
        "literacy/close_session_form.html", session=one, count=counted(rows, one),
        unsigned=len(unsigned), form=form or StepForm(formdata=None),
    )  # fmt: skip


@bp.post("/pelatihan/<int:session_id>/tutup")
@requires("literacy.teach")
def close_session(session_id: int) -> Response:
    """Fix the list."""
    session_here(session_id)
    form = StepForm.from_request()
    if not form.ok:
        return close_session_form(session_id, form)
    try:
        with transaction():
            service.close_session(
                desk=desk_here(), session_id=session_id, request_id=form.facts["request_id"]
            )
    except Refused as refusal:
        return close_session_form(session_id, form.blame(refusal))
    flash(_("The session is closed. The list is fixed."))
    return see_other("literacy.session", session_id=session_id)


@bp.get("/pelatihan/<int:session_id>/peserta")
@requires("literacy.people")
def people_here(session_id: int) -> Response:
    """Who was invited and who came, with names; also as a file."""
    one = session_here(session_id)
    rows = queries.attendances(session_id)
    title = _("Who was there: %(title)s", title=session_title(one))
    notes = [f"{long_day(one.held_on)}, {one.where}"]
    table = Table(
        title, _columns(), [_row(row) for row in rows], name="peserta", notes=notes, landscape=True
    )
    said = queries.corrections_of(one.cooperative_id, session_id)
    return respond(
        table, "literacy/people_here.html", session=one, people=rows, corrections=said,
        names={row.participant_id: row.name for row in rows}, bands=BAND_NAMES, sexes=SEXES,
        statuses=STATUSES, who=names_of(one.cooperative_id, [each.made_by for each in said]),
        closed=one.state == State.CLOSED, found=_forgotten(one, rows),
    )  # fmt: skip


def _forgotten(one: SessionRow, rows: list[AttendanceRow]) -> list[Person]:
    """People of the searched name who are not on the list."""
    text = request.args.get("cari", "").strip()[:60]
    if not text or one.state != State.CLOSED:
        return []
    listed = {row.participant_id for row in rows}
    found = queries.list_people(one.cooperative_id, PeopleFilter(text=text), limit=20)
    return [each for each in found if each.id not in listed]


def _columns() -> list[Column]:
    return [
        Column("name", _("Name"), width=22), Column("sex", _("Sex"), width=9, minor=True),
        Column("age", _("Age"), width=10, minor=True), Column("village", _("Village"), width=14, minor=True),
        Column("status", _("Work abroad"), width=18, minor=True),
        Column("country", _("Country"), width=12, minor=True),
        Column("invited", _("Invited"), width=9, minor=True), Column("present", _("Present"), width=9),
        Column("minutes", _("Minutes"), "count", width=8),
    ]  # fmt: skip


def _row(row: AttendanceRow) -> dict[str, Any]:
    yes = _("yes")
    return {
        "name": row.name or _("without a name"), "sex": _(SEXES[row.sex]) if row.sex else "",
        "age": _(BAND_NAMES[row.age_band]) if row.age_band else "", "village": row.village,
        "status": _(STATUSES[row.migrant_status]) if row.migrant_status else "",
        "country": row.country, "invited": yes if row.invited else "",
        "present": yes if row.present else "", "minutes": row.minutes,
    }  # fmt: skip


def _listed(one: SessionRow, participant_id: int) -> tuple[str, Presence | None]:
    """Name, and what the closed list says; None of somebody known who was forgotten on it."""
    if one.state != State.CLOSED:
        raise NotFound
    for row in queries.attendances(one.id):
        if row.participant_id == participant_id:
            return row.name, Presence(row.invited, row.present, row.minutes)
    person = queries.get_person(one.cooperative_id, participant_id)
    if person.merged_into is not None or not person.name:
        raise NotFound
    return person.name, None


@bp.get("/pelatihan/<int:session_id>/koreksi/<int:participant_id>")
@requires("literacy.people")
def correct_form(
    session_id: int, participant_id: int, form: CorrectionForm | None = None
) -> Response:
    """What the closed list says of somebody, to be corrected with a reason."""
    one = session_here(session_id)
    name, said = _listed(one, participant_id)
    here = said or Presence(present=True)
    form = form or CorrectionForm(formdata=None, present=here.present, minutes=here.minutes)
    return page("literacy/correct_form.html", session=one, name=name, said=said, form=form)


@bp.post("/pelatihan/<int:session_id>/koreksi/<int:participant_id>")
@requires("literacy.people")
def correct_attendance(session_id: int, participant_id: int) -> Response:
    """Keep the correction beside the list."""
    _listed(session_here(session_id), participant_id)
    form = CorrectionForm.from_request()
    if not form.ok:
        return correct_form(session_id, participant_id, form)
    try:
        with transaction():
            service.correct(
                desk=desk_here(), session_id=session_id, participant_id=participant_id,
                now=form.now, reason=form.reason.data or "", request_id=form.facts["request_id"],
            )  # fmt: skip
    except Refused as refusal:
        return correct_form(session_id, participant_id, form.blame(refusal))
    return see_other("literacy.people_here", session_id=session_id)
