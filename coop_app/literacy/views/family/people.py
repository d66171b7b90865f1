"""Who writes in this budget: the link for the second person, taking somebody out, this phone."""

from flask import session, url_for
from werkzeug.wrappers import Response

from coop_app import clock
from coop_app.db import transaction
from coop_app.literacy.forms.family.households import PressForm, SettingsForm
from coop_app.literacy.queries.family.households import find_invite, invites_of, persons_of
from coop_app.literacy.rules.family.keeping import MOST_PERSONS, hashed
from coop_app.literacy.service.family import joining
from coop_app.literacy.views.blueprint import bp
from coop_app.literacy.views.family.here import KEY, PHONE, Here, let_go, needed
from coop_app.literacy.views.family.home import READING
from coop_app.refusal import NotFound, Refused
from coop_app.web.access import actor, pace, public, signed_in
from coop_app.web.pages import page, see_other
from coop_app.web.papers import code as qr

#: the phone that made a link can show it again until somebody used it
_INVITE = "household_invite"


@bp.get("/keluarga/orang")
@public
@pace.limit(READING)
def family_people(form: SettingsForm | None = None, press: PressForm | None = None) -> Response:
    """Who writes, the open link, the household's name."""
    here = needed()
    usual = {"name": here.name, "person": here.person, "rhythm": here.home.rhythm}
    link = _open_link(here)
    return page(
        "literacy/family_people.html", here=here, persons=persons_of(here.household_id), link=link,
        code=qr.on_page(link, scale=5) if link else "", invites=invites_of(here.household_id, clock.today()),
        form=form or SettingsForm(formdata=None, data=usual), most=MOST_PERSONS,
        press=press or PressForm(formdata=None), by_phone=here.by == PHONE, known=actor(),
        status=422 if press else 200,
    )  # fmt: skip


def _open_link(here: Here) -> str:
    """The link this phone made, as long as it lets somebody in."""
    key = str(session.get(_INVITE, ""))
    invite = find_invite(hashed(key), clock.today()) if key else None
    if invite is None or invite.household_id != here.household_id:
        return ""
    return url_for("literacy.family_join_form", key=key, _external=True)


@bp.post("/keluarga/orang")
@public
@pace.limit(READING)
def save_family() -> Response:
    """Other names, another rhythm."""
    here, form = needed(), SettingsForm.from_request()
    if not form.ok:
        return family_people(form)
    try:
        with transaction():
            joining.rename(
                keeper=here.keeper, name=form.name.data or "", rhythm=form.rhythm.data,
                person=form.person.data or "",
            )  # fmt: skip
    except Refused as refusal:
        return family_people(form.blame(refusal))
    return see_other("literacy.family_people")


@bp.post("/keluarga/orang/undang")
@public
@pace.limit(READING)
def invite_person() -> Response:
    """A link for one more person; it works once."""
    here, form = needed(), PressForm.from_request()
    if not form.ok:
        return see_other("literacy.family_people")
    try:
        with transaction():
            key = joining.invite(keeper=here.keeper, request_id=form.request_id.data or "")
    except Refused as refusal:
        return family_people(press=form.blame(refusal))
    session[_INVITE] = key
    return see_other("literacy.family_people", _anchor="tautan")


@bp.post("/keluarga/orang/undang/<int:invite_id>/batal")
@public
@pace.limit(READING)
def take_invite_back(invite_id: int) -> Response:
    """The link lets nobody in any more."""
    here = needed()
    if invite_id not in {one.id for one in invites_of(here.household_id, clock.today())}:
        raise NotFound
    if PressForm.from_request().ok:
        with transaction():
            joining.take_invite_back(keeper=here.keeper, invite_id=invite_id)
        session.pop(_INVITE, None)
    return see_other("literacy.family_people")


@bp.post("/keluarga/orang/<int:person_id>/keluar")
@public
@pace.limit(READING)
def take_person_out(person_id: int) -> Response:
    """Their phone opens this budget no more; who takes out herself leaves."""
    here, form = needed(), PressForm.from_request()
    if person_id not in {one.id for one in persons_of(here.household_id) if one.writes}:
        raise NotFound
    try:
        if form.ok:
            with transaction():
                joining.take_out(keeper=here.keeper, person_id=person_id)
    except Refused as refusal:
        return family_people(press=form.blame(refusal))
    if person_id == here.person_id:
        let_go()
        return see_other("literacy.family_start")
    return see_other("literacy.family_people")


@bp.post("/keluarga/orang/akun")
@public
@pace.limit(READING)
def tie_to_account() -> Response:
    """The budget of this phone goes to the account that is signed in."""
    here, form, person = needed(), PressForm.from_request(), signed_in()
    if here.by != PHONE or KEY not in session:
        raise NotFound
    try:
        if form.ok:
            with transaction():
                joining.tie_to_account(keeper=here.keeper, user_id=person.user_id)
            let_go()
    except Refused as refusal:
        return family_people(press=form.blame(refusal))
    return see_other("literacy.family_people")
