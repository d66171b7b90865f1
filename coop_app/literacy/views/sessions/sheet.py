"""Who is there, in one table: ticking names, typing the paper list; all of it stays when a row is refused."""

from flask import flash, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app.db import transaction
from coop_app.literacy.forms.sessions.sheet import (
    EMPTY_ROWS,
    MOST_ROWS,
    SHOWN,
    Sheet,
    SheetForm,
    read_sheet,
    stood,
)
from coop_app.literacy.queries import sessions as queries
from coop_app.literacy.queries.sessions import AttendanceRow, SessionRow
from coop_app.literacy.rules.sessions.listing import ListHasErrors
from coop_app.literacy.rules.sessions.people import BAND_NAMES, SEXES, STATUSES
from coop_app.literacy.rules.sessions.planning import SessionOver, is_over
from coop_app.literacy.service import sessions as service
from coop_app.literacy.views.blueprint import bp
from coop_app.literacy.views.sessions.shared import desk_here, session_here
from coop_app.refusal import Refused
from coop_app.web.access import requires
from coop_app.web.pages import page, see_other


@bp.get("/pelatihan/<int:session_id>/hadir")
@requires("literacy.people")
def attendance_form(session_id: int) -> Response:
    """Everybody who is invited or there, with empty rows for the paper list."""
    one = session_here(session_id)
    if is_over(one.state):
        return see_other("literacy.people_here", session_id=session_id)
    rows = queries.attendances(session_id)
    return _table(one, rows, SheetForm(formdata=None), Sheet())


@bp.post("/pelatihan/<int:session_id>/hadir")
@requires("literacy.people")
def save_attendance(session_id: int) -> Response:
    """Save all rows or none; what cannot be saved is said at its cell."""
    one, form = session_here(session_id), SheetForm.from_request()
    rows = queries.attendances(session_id)
    sheet = read_sheet(request.form, [row.participant_id for row in rows], one.held_on)
    if not form.ok or sheet.errors:
        form.blamed = True
        return _table(one, rows, form, sheet)
    try:
        with transaction():
            service.save_list(
                desk=desk_here(), session_id=session_id, lines=sheet.lines,
                request_id=form.facts["request_id"],
            )  # fmt: skip
    except Refused as refusal:
        return _table(one, rows, _blamed(form, sheet, refusal), sheet)
    flash(_("Saved."))
    return see_other("literacy.attendance_form", session_id=session_id)


def _blamed(form: SheetForm, sheet: Sheet, refusal: Refused) -> SheetForm:
    if isinstance(refusal, ListHasErrors):
        sheet.refuse(refusal)
    if isinstance(refusal, SessionOver):
        sheet.errors.clear()
    return form.blame(refusal)


def _as_noted(one: SessionRow, rows: list[AttendanceRow]) -> Sheet:
    """The table as it stands: whoever is on the paper list was there; consent is never assumed."""
    sheet = Sheet()
    for row in rows:
        key = f"e{row.participant_id}"
        sheet.typed[f"hadir-{key}"] = "1" if row.present else ""
        sheet.typed[f"menit-{key}"] = str(row.minutes or "")
        sheet.typed[f"setuju-{key}"] = "1" if row.consented else ""
        sheet.typed[f"{SHOWN}-{key}"] = stood(present=row.present, minutes=row.minutes)
    for place in range(MOST_ROWS):
        sheet.typed[f"hadir-n{place}"] = "1"
        sheet.typed[f"desa-n{place}"] = one.village
    return sheet


def _table(one: SessionRow, rows: list[AttendanceRow], form: SheetForm, sheet: Sheet) -> Response:
    sheet.typed = _as_noted(one, rows).typed | sheet.typed
    known = queries.people_of(
        one.cooperative_id, {key for keys in sheet.doubles.values() for key in keys}
    )
    used = [int(line.key[1:]) for line in sheet.lines if line.key.startswith("n")]
    count = min(max([EMPTY_ROWS, *(place + 4 for place in used)]), MOST_ROWS)
    pairs = queries.doubles(one.cooperative_id, [row.participant_id for row in rows])
    return page(
        "literacy/attendance_form.html", session=one, rows=rows, form=form, sheet=sheet,
        empty=range(count), known=known, villages=queries.villages(one.cooperative_id),
        sexes=SEXES, statuses=STATUSES, bands=BAND_NAMES, doubles=pairs,
    )  # fmt: skip
