"""Joining with a phone: the code on the wall, consent in plain words, a few questions; no account."""

import secrets

from flask import g, session, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from coop_app import auth, clock
from coop_app.db import transaction
from coop_app.literacy.forms.sessions.people import JoinCodeForm, JoinForm
from coop_app.literacy.forms.sessions.planning import StepForm
from coop_app.literacy.queries import sessions as queries
from coop_app.literacy.queries.sessions import Person, SessionRow
from coop_app.literacy.rules.sessions import codes
from coop_app.literacy.rules.sessions.consent import CURRENT, TEXTS
from coop_app.literacy.rules.sessions.joining import CodeUnknown
from coop_app.literacy.rules.sessions.marks import marked
from coop_app.literacy.service import sessions as service
from coop_app.literacy.views.blueprint import bp
from coop_app.literacy.views.family.here import Here, also_tell, household_here
from coop_app.literacy.views.sessions.people.pages import kept_of
from coop_app.literacy.views.sessions.shared import is_there
from coop_app.refusal import N_, NotFound, Refused
from coop_app.web.access import Letterhead, actor, pace, public
from coop_app.web.pages import page, see_other

#: where the signed cookie keeps the keys of those who joined with this phone, the present one first
KEY, KEYS = "participant_key", "participant_keys"
#: a room of people behind one address; a program that tries codes is slowed down
READING, JOINING = "240 per minute", "60 per minute;400 per hour"
_MOST_KEYS = 6
#: what somebody who is in can open on the phone
_ON_PHONES = (("literacy.class_phone", N_("Questions for my phone")),)


def participant_here(session_id: int) -> int | None:
    """Who of this session is at the screen, by the key that this phone got when it joined."""
    listed = {row.participant_id for row in queries.attendances(session_id)}
    found = [one.id for one in people_of_phone() if one.id in listed]
    return found[0] if found else None


def people_of_phone() -> list[Person]:
    """Everybody who joined with this phone and still has a name, the present one first."""
    marks = [marked(key) for key in _keys()]
    return [one for one in queries.find_by_device(marks) if one.name]


def _keys() -> list[str]:
    first = [session[KEY]] if KEY in session else []
    return list(dict.fromkeys([*first, *session.get(KEYS, [])]))[:_MOST_KEYS]


def _carry(key: str) -> None:
    """This phone carries a key, and the ones it had before behind it."""
    kept = [key, *(old for old in _keys() if old != key)][:_MOST_KEYS]
    session[KEY], session[KEYS] = key, kept
    session.permanent = actor() is None


def session_of(code: str) -> SessionRow:
    """The session of a code, with its cooperative's name above the page. Raises `NotFound`."""
    read = codes.read(code[:20])
    found = queries.find_by_code(read) if read else None
    if found is None:
        raise NotFound
    facts = auth.cooperative(found.cooperative_id)
    g.letterhead = Letterhead(facts.name, facts.short_name, is_demo=facts.is_demo)
    return found


@bp.get("/ikut")
@public
@pace.limit(READING)
def join_code_form(form: JoinCodeForm | None = None) -> Response:
    """Type the code on the wall."""
    return page("literacy/join_code_form.html", form=form or JoinCodeForm(formdata=None))


@bp.post("/ikut")
@public
@pace.limit(JOINING)
def join_by_code() -> Response:
    """To the session of that code."""
    form = JoinCodeForm.from_request()
    if not form.ok:
        return join_code_form(form)
    read = codes.read(form.code.data or "")
    if read is None or queries.find_by_code(read) is None:
        return join_code_form(form.blame(CodeUnknown()))
    return see_other("literacy.join_form", code=read)


@bp.get("/ikut/<code>")
@public
@pace.limit(READING)
def join_form(code: str, form: JoinForm | None = None) -> Response:
    """Consent first, then a few questions; whoever is in already is told so."""
    one = session_of(code)
    mine = people_of_phone()
    listed = {row.participant_id for row in queries.attendances(one.id) if row.present}
    known = [each for each in mine if each.cooperative_id == one.cooperative_id]
    return page(
        "literacy/join_form.html", session=one, consent=TEXTS[CURRENT],
        here=[each for each in known if each.id in listed],
        known=[each for each in known if each.id not in listed], step=StepForm(formdata=None),
        form=form or _prefilled(one), next=_next(one),
    )  # fmt: skip


def _next(one: SessionRow) -> list[tuple[str, str]]:
    """Pages of this session for the phones in the room, where this program has them."""
    return [
        (url_for(endpoint, code=one.join_code), gettext(label))
        for endpoint, label in _ON_PHONES
        if is_there(endpoint)
    ]


def _prefilled(one: SessionRow) -> JoinForm:
    """What the register knows of a member who is signed in need not be typed."""
    villages = queries.villages(one.cooperative_id)
    member_id = _member_id(one)
    if member_id is None:
        known = {"village": one.village} if one.village in villages else {}
        return JoinForm(formdata=None, **known).offer(villages)
    facts = queries.member_facts(one.cooperative_id, member_id)
    return JoinForm(formdata=None, obj=facts).offer(villages)


def _member_id(one: SessionRow) -> int | None:
    person = actor()
    return person.member_id if person and person.cooperative_id == one.cooperative_id else None


@bp.post("/ikut/<code>")
@public
@pace.limit(JOINING)
def join(code: str) -> Response:
    """Note somebody as present, once however often the button is tapped."""
    one = session_of(code)
    form = JoinForm.from_request().offer(queries.villages(one.cooperative_id))
    if not form.ok:
        return join_form(code, form)
    try:
        if not form.is_trap_filled:
            _join(one, form)
    except Refused as refusal:
        return join_form(code, form.blame(refusal))
    return see_other("literacy.join_form", code=one.join_code)


def _moved_in(here: Here) -> None:
    """Whose phone it is keeps this household's budget; a phone that several joined with says nothing of one."""
    mine = [one for one in people_of_phone() if one.cooperative_id == here.cooperative_id]
    if len(mine) != 1:
        return
    with transaction():
        service.moved_in(
            cooperative_id=here.cooperative_id, participant_id=mine[0].id,
            household_id=here.household_id, today=clock.today(),
        )  # fmt: skip


also_tell(_moved_in)


def _join(one: SessionRow, form: JoinForm) -> None:
    """Write the person down and let the phone carry the key."""
    key = secrets.token_urlsafe(24)
    here = household_here()
    house = here.household_id if here and here.cooperative_id == one.cooperative_id else None
    phone = service.Phone(device_mark=marked(key), household_id=house, today=clock.today())
    with transaction():
        service.join(
            cooperative_id=one.cooperative_id, session_id=one.id, phone=phone,
            facts=form.typed(_member_id(one)), agreed=bool(form.agree.data),
            request_id=form.facts["request_id"],
        )  # fmt: skip
    _carry(key)


@bp.post("/ikut/<code>/lagi/<int:participant_id>")
@public
@pace.limit(JOINING)
def join_again(code: str, participant_id: int) -> Response:
    """Somebody this phone knows is here too, or has the phone now."""
    one = session_of(code)
    keys = {each.id: key for key in _keys() for each in queries.find_by_device([marked(key)])}
    if participant_id not in keys:
        raise NotFound
    try:
        with transaction():
            service.join_again(
                cooperative_id=one.cooperative_id, session_id=one.id, participant_id=participant_id
            )
    except Refused as refusal:
        return join_form(code, JoinForm(formdata=None).offer([]).blame(refusal))
    _carry(keys[participant_id])
    return see_other("literacy.join_form", code=one.join_code)


@bp.get("/ikut/data-saya")
@public
@pace.limit(READING)
def own_data() -> Response:
    """What is kept about those who joined with this phone."""
    return page("literacy/own_data.html", people=[(one, kept_of(one)) for one in people_of_phone()])


@bp.post("/ikut/data-saya/<int:participant_id>/hapus")
@public
@pace.limit(JOINING)
def erase_own_data(participant_id: int) -> Response:
    """Take consent back: the name goes, the count stays."""
    mine = {one.id: one for one in people_of_phone()}
    if participant_id not in mine:
        raise NotFound
    with transaction():
        service.withdraw_here(
            cooperative_id=mine[participant_id].cooperative_id, participant_id=participant_id,
            today=clock.today(),
        )  # fmt: skip
    return see_other("literacy.own_data")
