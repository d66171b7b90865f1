"""What one person may do alone, and asking another to change it."""

from flask import url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from coop_app import clock
from coop_app.auth import queries, service
from coop_app.auth.forms import LimitForm
from coop_app.auth.rules.limits import LIMITS
from coop_app.auth.views import asking
from coop_app.auth.views.blueprint import bp
from coop_app.refusal import N_, Refused
from coop_app.web import notable
from coop_app.web.access import requires, signed_in
from coop_app.web.filters import rupiah_text
from coop_app.web.notable import Notable, Section, Span
from coop_app.web.pages import page


def value_text(name: str, value: int) -> str:
    """`Rp5.000.000`, `3 hari`, `1 orang`."""
    units = {
        "rupiah": rupiah_text(value),
        "days": gettext("%(n)s days", n=value),
        "months": gettext("%(n)s months", n=value),
        "persons": gettext("%(n)s persons", n=value),
        "percent": f"{value}%",
    }
    return str(units[LIMITS[name].unit])


@bp.get("/pengaturan/batas")
@requires("settings.limits")
def limits(form: LimitForm | None = None) -> Response:
    """The limits that hold today, what they were, and the form that asks for another value."""
    coop, today = signed_in().cooperative_id, clock.today()
    history = queries.settings_of(coop, LIMITS)
    now = {name: service.limit(name, cooperative_id=coop, on=today) for name in LIMITS}
    return page(
        "auth/limits.html", form=form or LimitForm(formdata=None, valid_from=today), now=now,
        limits=LIMITS, history=history, text=value_text,
        people=queries.names_of(coop, [row.set_by for row in history]),
    )  # fmt: skip


@bp.post("/pengaturan/batas")
@requires("settings.limits")
def change_limit() -> Response:
    """Put another value before a second person."""
    form = LimitForm.from_request()
    if not form.ok:
        return limits(form)
    facts = form.facts
    try:
        asked = service.change_limit(
            facts["name"], value=int(facts["value"]), valid_from=facts["valid_from"], today=clock.today()
        )  # fmt: skip
    except Refused as refusal:
        return limits(form.blame(refusal))
    return asking.ask(form, asked, reason=facts["reason"]) or limits(form)


def _changes(span: Span) -> list[Notable]:
    rows = queries.settings_of(span.cooperative_id, LIMITS)
    mine = [row for row in reversed(rows) if span.start <= row.set_at < span.end]
    people = queries.names_of(span.cooperative_id, [row.set_by for row in mine])
    return [
        Notable(
            row.set_at,
            f"{gettext(LIMITS[row.name].label)}: {value_text(row.name, int(row.value))}",
            people.get(row.set_by or 0, ""), why=row.reason, url=url_for("auth.limits"),
        )
        for row in mine
    ]  # fmt: skip


notable.register(Section("limits", N_("Limits changed"), _changes, 80))
