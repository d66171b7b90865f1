"""The people behind a figure, for those who may see names; each look is in the audit trail."""

from typing import Any

from flask import request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import clock
from coop_app.literacy.queries import effect as queries
from coop_app.literacy.queries import sessions as training
from coop_app.literacy.rules.effect.learners import DIMENSIONS, those_in
from coop_app.literacy.rules.effect.measures import BY_KEY, REACHED, Measure
from coop_app.literacy.views.blueprint import bp
from coop_app.literacy.views.effect.shared import year_asked
from coop_app.literacy.views.effect.words import part_name
from coop_app.refusal import NotFound
from coop_app.web.access import requires, signed_in
from coop_app.web.pages import page
from coop_app.web.tables import Column, Table


@bp.get("/dampak/orang")
@requires("literacy.people")
def effect_people() -> Response:
    """Their names; whoever gave no consent has none and is counted only."""
    years = queries.years(signed_in().cooperative_id) or [clock.today().year]
    year = year_asked(years)
    measure = BY_KEY.get(request.args.get("ukuran", ""), REACHED)
    by, part = request.args.get("menurut", ""), request.args.get("bagian", "")
    if by and by not in DIMENSIONS:
        raise NotFound
    rows = _rows(year, measure, by, part)
    columns = [
        Column("name", _("Name"), width=30), Column("village", _("Village"), width=20),
        Column("sessions", _("Sessions"), "count"), Column("minutes", _("Minutes"), "count"),
    ]  # fmt: skip
    notes = [_(measure.label) + (f", {part_name(by, part)}" if by else ""), str(year)]
    table = Table(_("People behind the figure"), columns, rows, notes=notes, name="orang")
    # no file: these names stay on the screen of whoever may see them
    return page("literacy/effect_people.html", table=table, year=year)


def _rows(year: int, measure: Measure, by: str, part: str) -> list[dict[str, Any]]:
    coop = signed_in().cooperative_id
    found = queries.learners_of(coop, year, clock.today()).people
    there = [one for one in (those_in(found, by, part) if by else found) if measure.holds(one)]
    known = training.people_of(coop, [one.id for one in there])
    return [
        {"name": known[one.id].name or _("without a name"), "village": one.village,
         "minutes": one.minutes, "sessions": len(one.came),
         "_url": url_for("literacy.participant", participant_id=one.id)}
        for one in there if one.id in known
    ]  # fmt: skip
