"""The shelf of tools, and what a family keeps of them."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qs, urlencode

from flask import current_app, flash, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import clock
from coop_app.db import transaction
from coop_app.literacy.forms.calculators.services import KeepForm
from coop_app.literacy.queries.calculators import KeptRow
from coop_app.literacy.queries.calculators import shelf as kept_queries
from coop_app.literacy.rules.calculators.keeping import LONGEST, MOST_FIELDS
from coop_app.literacy.rules.calculators.shelf import KEPT, TOOLS
from coop_app.literacy.service.calculators import keeping
from coop_app.literacy.views.blueprint import bp
from coop_app.literacy.views.calculators.house import READING
from coop_app.literacy.views.family.here import household_here, needed, open_here
from coop_app.refusal import Refused
from coop_app.web.access import pace, public
from coop_app.web.forms import CoopForm
from coop_app.web.pages import page, see_other

_KEEPING = "20 per minute;200 per hour"


@dataclass(frozen=True, slots=True)
class Kept:
    """A kept calculation as a link."""

    id: int
    title: str
    url: str
    kept_on: date


@bp.get("/belajar")
@public
@pace.limit(READING)
def tools(form: KeepForm | None = None) -> Response:
    """All tools, with pictures; below them what the family keeps."""
    shown = [tool for tool in TOOLS if tool.endpoint in current_app.view_functions]
    here = household_here()
    mine = [_link(one) for one in kept_queries.kept(here.household_id)] if here else []
    return page("literacy/tools.html", shown=shown, kept=mine, form=form)


@bp.app_template_global()
def keep_form() -> KeepForm:
    """A fresh form with its one-time request id."""
    return KeepForm(formdata=None)


@bp.post("/belajar/simpan")
@public
@pace.limit(_KEEPING)
def keep_calculation() -> Response:
    """Keep it for the household of this person or phone; one is opened where there is none."""
    form = KeepForm.from_request()
    if not form.ok:
        return tools(form)
    facts = form.facts
    inputs = parse_qs(facts["query"][:LONGEST], max_num_fields=MOST_FIELDS)
    try:
        here = household_here() or open_here(_("Our family"), request_id=facts["request_id"])
        with transaction():
            keeping.keep(
                cooperative_id=here.cooperative_id, household_id=here.household_id,
                tool=facts["tool"], inputs=inputs, request_id=facts["request_id"],
                today=clock.today(), title=facts["title"],
            )  # fmt: skip
    except Refused as refusal:
        return tools(form.blame(refusal))
    flash(_("Kept. You find it here again."), "success")
    return see_other("literacy.tools")


@bp.post("/belajar/simpan/<int:kept_id>/buang")
@public
@pace.limit(_KEEPING)
def forget_calculation(kept_id: int) -> Response:
    """Throw a calculation of the own family away."""
    here = needed()
    if CoopForm.from_request().ok:
        with transaction():
            keeping.forget(
                cooperative_id=here.cooperative_id, household_id=here.household_id, kept_id=kept_id
            )
    return see_other("literacy.tools")


def _link(one: KeptRow) -> Kept:
    tool = KEPT[one.tool]
    address = url_for(tool.endpoint) + "?" + urlencode(one.inputs, doseq=True)
    return Kept(one.id, one.title or _(tool.label), address, one.kept_on)
