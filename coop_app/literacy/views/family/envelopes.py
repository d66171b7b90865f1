"""The family's envelopes: suggestions to tick, own ones, other names, put away."""

from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import clock
from coop_app.db import transaction
from coop_app.literacy.forms.family.households import PressForm
from coop_app.literacy.forms.family.planning import EnvelopeForm
from coop_app.literacy.queries.family import cooperative
from coop_app.literacy.queries.family.envelopes import envelopes_of, get_envelope
from coop_app.literacy.queries.family.households import links_of
from coop_app.literacy.rules.family.envelopes import BUFFER_SUGGESTION, KINDS, SUGGESTIONS
from coop_app.literacy.service.family import envelopes as service
from coop_app.literacy.views.blueprint import bp
from coop_app.literacy.views.family.here import Here, needed
from coop_app.literacy.views.family.home import READING
from coop_app.refusal import NotFound, Refused
from coop_app.web.access import pace, public
from coop_app.web.pages import page, see_other

_SUGGESTED = {one.key: one for one in (*SUGGESTIONS, BUFFER_SUGGESTION)}


def _goals(here: Here) -> list[tuple[int, str]]:
    links = links_of(here.household_id)
    if not any(link.goals for link in links):
        return []
    found = cooperative.goals_of(here.home, links, clock.today())
    return [(one.id, one.progress.wish.name) for one in found]


@bp.get("/keluarga/amplop")
@public
@pace.limit(READING)
def family_envelopes(form: EnvelopeForm | None = None) -> Response:
    """All of them, those many families have, and a form for an own one."""
    here = needed()
    used = envelopes_of(here.household_id)
    names = {one.name.casefold() for one in used}
    missing = [one for one in _SUGGESTED.values() if _(one.name).casefold() not in names]
    return page(
        "literacy/family_envelopes.html", here=here, used=used, missing=missing, kinds=KINDS,
        press=PressForm(formdata=None),
        form=form or EnvelopeForm(formdata=None).offer(_goals(here)),
    )  # fmt: skip


@bp.post("/keluarga/amplop")
@public
@pace.limit(READING)
def add_envelope() -> Response:
    """One more."""
    here = needed()
    form = EnvelopeForm.from_request().offer(_goals(here))
    if not form.ok:
        return family_envelopes(form)
    try:
        with transaction():
            service.add_envelope(
                keeper=here.keeper, wanted=form.wanted(), request_id=form.request_id.data or ""
            )
    except Refused as refusal:
        return family_envelopes(form.blame(refusal))
    return see_other("literacy.family_envelopes")


@bp.post("/keluarga/amplop/usul/<key>")
@public
@pace.limit(READING)
def add_suggestion(key: str) -> Response:
    """One of the suggestions."""
    here, form = needed(), PressForm.from_request()
    if key not in _SUGGESTED:
        raise NotFound
    if form.ok:
        one = _SUGGESTED[key]
        with transaction():
            service.add_suggested(
                keeper=here.keeper,
                chosen=[(one, _(one.name))],
                request_id=form.request_id.data or "",
            )
    return see_other("literacy.family_envelopes")


@bp.get("/keluarga/amplop/<int:envelope_id>")
@public
@pace.limit(READING)
def envelope_form(envelope_id: int, form: EnvelopeForm | None = None) -> Response:
    """Change one, or put it away."""
    here = needed()
    one = get_envelope(here.household_id, envelope_id)
    usual = {
        "name": one.name, "kind": one.kind, "carries": one.carries, "months": one.months,
        "goal_id": str(one.goal_id or ""),
    }  # fmt: skip
    shown = form or EnvelopeForm(formdata=None, data=usual).offer(_goals(here))
    return page(
        "literacy/envelope_form.html", here=here, envelope=one, form=shown,
        press=PressForm(formdata=None),
    )  # fmt: skip


@bp.post("/keluarga/amplop/<int:envelope_id>")
@public
@pace.limit(READING)
def change_envelope(envelope_id: int) -> Response:
    """Keep the change."""
    here = needed()
    one = get_envelope(here.household_id, envelope_id)
    form = EnvelopeForm.from_request().offer(_goals(here))
    if not form.ok:
        return envelope_form(envelope_id, form)
    try:
        with transaction():
            wanted = form.wanted(one.key, one.source)
            service.change_envelope(keeper=here.keeper, envelope_id=one.id, wanted=wanted)
    except Refused as refusal:
        return envelope_form(envelope_id, form.blame(refusal))
    return see_other("literacy.family_envelopes")


@bp.post("/keluarga/amplop/<int:envelope_id>/simpan-dulu")
@public
@pace.limit(READING)
def put_envelope_away(envelope_id: int) -> Response:
    """Use it no longer; what was noted stays."""
    here = needed()
    get_envelope(here.household_id, envelope_id)
    if PressForm.from_request().ok:
        with transaction():
            service.put_away(keeper=here.keeper, envelope_id=envelope_id)
    return see_other("literacy.family_envelopes")
