"""A family begins, and the second person comes in by a link."""

from flask import abort
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import clock
from coop_app.db import transaction
from coop_app.literacy.forms.family.households import JoinForm, StartForm
from coop_app.literacy.queries.family.households import (
    Home,
    Invite,
    find_invite,
    invited_to,
)
from coop_app.literacy.rules.family.envelopes import SUGGESTIONS
from coop_app.literacy.rules.family.keeping import KeyUnknown, hashed
from coop_app.literacy.service.family import joining, planning
from coop_app.literacy.service.family.envelopes import add_suggested
from coop_app.literacy.views.blueprint import bp
from coop_app.literacy.views.family.here import (
    Here,
    come_in,
    house,
    household_here,
    open_here,
)
from coop_app.literacy.views.family.home import READING
from coop_app.refusal import Refused
from coop_app.web.access import actor, pace, public
from coop_app.web.pages import page, see_other

BEGINNING = "30 per hour"


@bp.get("/keluarga/mulai")
@public
@pace.limit(READING)
def family_start(form: StartForm | None = None) -> Response:
    """What a family budget is, and the two names it takes to begin."""
    if form is None and household_here():
        return see_other("literacy.family_home")
    known = actor()
    usual = {"person": known.name if known else ""}
    shown = form or StartForm(formdata=None, data=usual | {"envelopes": _usual()})
    return page("literacy/family_start.html", form=shown, can_keep=house() is not None)


def _usual() -> list[str]:
    return [one.key for one in SUGGESTIONS]


@bp.post("/keluarga/mulai")
@public
@pace.limit(BEGINNING)
def family_open() -> Response:
    """Open the household with its first envelopes; the plan comes next."""
    form = StartForm.from_request()
    if not form.ok:
        return family_start(form)
    if form.is_trap_filled:
        abort(400)
    try:
        here = open_here(
            form.name.data or "",
            request_id=form.request_id.data or "",
            person=form.person.data or "",
        )
        period_id = first_month(here, form.envelopes.data or [], form.request_id.data or "")
    except Refused as refusal:
        return family_start(form.blame(refusal))
    return see_other("literacy.plan_form", period_id=period_id)


def first_month(here: Here, keys: list[str], request_id: str) -> int:
    """The envelopes that were ticked, and this month, ready to be planned."""
    chosen = [(one, _(one.name)) for one in SUGGESTIONS if one.key in keys]
    with transaction():
        add_suggested(keeper=here.keeper, chosen=chosen, request_id=request_id)
        return planning.period_for(keeper=here.keeper, on=clock.today()).id


@bp.get("/keluarga/gabung/<key>")
@public
@pace.limit(BEGINNING)
def family_join_form(key: str, form: JoinForm | None = None) -> Response:
    """Who comes in by this link, and into which family; 404 once it lets nobody in."""
    home = _home_of(find_invite(hashed(key), clock.today()))
    here, known = household_here(), actor()
    usual = {"name": known.name if known else ""}
    return page(
        "literacy/family_join_form.html", form=form or JoinForm(formdata=None, data=usual), key=key,
        family=home.name, other=here if here and here.household_id != home.id else None,
        inside=bool(here and here.household_id == home.id),
    )  # fmt: skip


def _home_of(invite: Invite | None) -> Home:
    """The family of a link; an account belongs to families of its own cooperative only."""
    home, known = invited_to(invite) if invite else None, actor()
    if home is None or (known and known.cooperative_id != home.cooperative_id):
        abort(404)
    return home


@bp.post("/keluarga/gabung/<key>")
@public
@pace.limit(BEGINNING)
def family_join(key: str) -> Response:
    """Come in; from now on this phone writes in the same budget."""
    form, known = JoinForm.from_request(), actor()
    if not form.ok:
        return family_join_form(key, form)
    if form.is_trap_filled:
        abort(400)
    try:
        with transaction():
            opened = joining.join(
                key=key, name=form.name.data or "", request_id=form.request_id.data or "",
                today=clock.today(), user_id=known.user_id if known else None,
            )  # fmt: skip
    except KeyUnknown:
        abort(404)
    except Refused as refusal:
        return family_join_form(key, form.blame(refusal))
    come_in(opened)
    return see_other("literacy.family_home")
