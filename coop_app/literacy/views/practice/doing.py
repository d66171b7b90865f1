"""What a learner does: come in, begin an exercise, ask for a hint, let it be checked."""

from flask import flash, redirect
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app import clock
from coop_app.auth.rules.desk import Desk
from coop_app.db import transaction
from coop_app.literacy.forms.practice import AnswerForm, PressForm
from coop_app.literacy.service.practice import rooms, trying
from coop_app.literacy.service.practice.neighbours import books
from coop_app.literacy.views.blueprint import bp
from coop_app.literacy.views.practice.learning import exercise
from coop_app.refusal import Refused
from coop_app.web.access import requires, signed_in
from coop_app.web.forms import say
from coop_app.web.pages import see_other


def _desk() -> Desk:
    person = signed_in()
    return Desk(person.cooperative_id, person.book_id, person.user_id, clock.today())


@bp.post("/latihan/mulai")
@requires("literacy.practice")
def begin_room() -> Response:
    """A fresh practice cooperative; the one before is left behind."""
    form = PressForm.from_request()
    if form.ok:
        try:
            _fresh(_desk(), form.request_id.data or "")
        except Refused as refusal:
            flash(say(refusal), "error")
        else:
            flash(_("Your practice cooperative is ready."))
    return see_other("literacy.practice")


def _fresh(desk: Desk, request_id: str) -> rooms.Room:
    """Made in the practice database first, then written down here; sent twice it is made once."""
    if earlier := rooms.find_by_request(desk.cooperative_id, request_id):
        return earlier
    rooms.check_room_left(desk.cooperative_id, desk.user_id, clock.now())
    keys = books().open_room(desk.cooperative_id, desk.book_id, desk.today)
    with transaction():
        return rooms.keep(desk=desk, keys=keys, request_id=request_id)


def _room(desk: Desk, request_id: str) -> rooms.Room:
    return rooms.current(desk.cooperative_id, desk.user_id) or _fresh(desk, f"{request_id}:room")


@bp.post("/latihan/<key>/mulai")
@requires("literacy.practice")
def begin_exercise(key: str) -> Response:
    """What is booked counts from here on."""
    form, desk, one = PressForm.from_request(), _desk(), trying.exercise_of(key)
    if not form.ok:
        return exercise(key)
    request_id = form.request_id.data or ""
    try:
        if not trying.was_begun(desk.cooperative_id, request_id):
            room = _room(desk, request_id)
            begun = books().prepare(room.keys, one, desk.today)
            with transaction():
                trying.begin(desk=desk, room=room, exercise=one, begun=begun, request_id=request_id)
    except Refused as refusal:
        flash(say(refusal), "error")
    return see_other("literacy.exercise", key=key)


@bp.post("/latihan/<key>/buka")
@requires("literacy.practice")
def open_books(key: str) -> Response:
    """Over to the practice books, by a pass that opens once."""
    desk, one = _desk(), trying.exercise_of(key)
    if not PressForm.from_request().ok:
        return exercise(key)
    try:
        room, facts = trying.place_of(desk=desk, exercise=one)
    except Refused as refusal:
        flash(say(refusal), "error")
        return see_other("literacy.exercise", key=key)
    return redirect(books().issue_pass(room.keys, one, facts), code=303)


@bp.post("/latihan/<key>/petunjuk")
@requires("literacy.practice")
def ask_hint(key: str) -> Response:
    """One more hint."""
    one = trying.exercise_of(key)
    if PressForm.from_request().ok:
        try:
            with transaction():
                trying.ask_hint(desk=_desk(), exercise=one)
        except Refused as refusal:
            flash(say(refusal), "error")
    return see_other("literacy.exercise", key=key)


@bp.post("/latihan/<key>/periksa")
@requires("literacy.practice")
def check_exercise(key: str) -> Response:
    """Look at what was booked, and say what is right or different."""
    form, desk, one = AnswerForm.from_request(), _desk(), trying.exercise_of(key)
    if not form.ok:
        return exercise(key, form)
    answer = None if form.answer.data is None else int(form.answer.data)
    try:
        verdict = trying.judged(desk=desk, exercise=one, answer=answer)
        with transaction():
            trying.keep(
                desk=desk, exercise=one, verdict=verdict, request_id=form.request_id.data or ""
            )
    except Refused as refusal:
        flash(say(refusal), "error")
    return see_other("literacy.exercise", key=key)
