"""A promise for thirty days: on the own phone, or written down by the trainer; printed on a card."""

from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coop_app.db import transaction
from coop_app.literacy.forms.lessons import PromiseForm
from coop_app.literacy.queries import lessons as queries
from coop_app.literacy.queries import sessions as training
from coop_app.literacy.queries.sessions import SessionRow
from coop_app.literacy.rules.lessons import promises
from coop_app.literacy.rules.lessons.promises import Given
from coop_app.literacy.service import lessons as service
from coop_app.literacy.views.blueprint import bp
from coop_app.literacy.views.lessons.after.cards import promise_cards
from coop_app.literacy.views.lessons.shared import (
    ROOM,
    TAPS,
    desk_here,
    person_here,
    session_by_code,
    session_here,
)
from coop_app.refusal import NotFound, Refused
from coop_app.web.access import letterhead, pace, public, requires
from coop_app.web.pages import page, see_other, send_pdf


@bp.get("/ikut/<code>/janji")
@public
@pace.limit(ROOM)
def promise_form(code: str, form: PromiseForm | None = None) -> Response:
    """The list, one's own words, and what was promised already."""
    over = session_by_code(code)
    person = person_here(over)
    if person is None:
        return see_other("literacy.join_form", code=over.join_code)
    return page(
        "literacy/promise_form.html", over=over, kept=_of_person(over, person),
        suggested=promises.suggested(), own=promises.OWN, form=form or PromiseForm(formdata=None),
    )  # fmt: skip


@bp.post("/ikut/<code>/janji")
@public
@pace.limit(TAPS)
def make_promise(code: str) -> Response:
    """Keep this person's promise."""
    over = session_by_code(code)
    person = person_here(over)
    if person is None:
        return see_other("literacy.join_form", code=over.join_code)
    form = PromiseForm.from_request()
    if not form.ok:
        return promise_form(code, form)
    try:
        with transaction():
            service.promise(given=_given(over, person, form), request_id=form.facts["request_id"])
    except Refused as refusal:
        return promise_form(code, form.blame(refusal))
    return see_other("literacy.promise_form", code=over.join_code)


def _given(over: SessionRow, person: int, form: PromiseForm, by: int | None = None) -> Given:
    return Given(
        cooperative_id=over.cooperative_id, session_id=over.id, participant_id=person,
        suggested=form.suggested.data or "", own=form.own.data or "", by=by,
        on=over.held_on,
    )  # fmt: skip


def _of_person(over: SessionRow, person: int) -> queries.PromiseRow | None:
    made = queries.promises_of(over.cooperative_id, [over.id])
    return next((one for one in made if one.participant_id == person), None)


@bp.get("/pelatihan/<int:session_id>/janji")
@requires("literacy.people")
def session_promises(session_id: int) -> Response:
    """Who promised what; who has not yet."""
    over = session_here(session_id)
    made = {one.participant_id: one for one in queries.promises_of(over.cooperative_id, [over.id])}
    people = [row for row in training.attendances(over.id) if row.present]
    return page("literacy/session_promises.html", over=over, people=people, made=made)


@bp.get("/pelatihan/<int:session_id>/janji/<int:participant_id>")
@requires("literacy.people")
def promise_for(session_id: int, participant_id: int, form: PromiseForm | None = None) -> Response:
    """Writing down the promise of somebody without a phone."""
    over = session_here(session_id)
    rows = training.attendances(over.id)
    person = next((row for row in rows if row.participant_id == participant_id), None)
    if person is None:
        raise NotFound
    return page(
        "literacy/promise_for.html", over=over, person=person, suggested=promises.suggested(),
        kept=_of_person(over, participant_id), own=promises.OWN,
        form=form or PromiseForm(formdata=None),
    )  # fmt: skip


@bp.post("/pelatihan/<int:session_id>/janji/<int:participant_id>")
@requires("literacy.people")
def write_promise(session_id: int, participant_id: int) -> Response:
    """Keep it."""
    over, form = session_here(session_id), PromiseForm.from_request()
    if not form.ok:
        return promise_for(session_id, participant_id, form)
    given = _given(over, participant_id, form, desk_here().user_id)
    try:
        with transaction():
            service.promise(given=given, request_id=form.facts["request_id"])
    except Refused as refusal:
        return promise_for(session_id, participant_id, form.blame(refusal))
    return see_other("literacy.session_promises", session_id=session_id)


@bp.get("/pelatihan/<int:session_id>/janji.pdf")
@requires("literacy.people")
def print_promises(session_id: int) -> Response:
    """A card for each promise, four on a page to cut."""
    over = session_here(session_id)
    names = {row.participant_id: row.name for row in training.attendances(over.id)}
    made = queries.promises_of(over.cooperative_id, [over.id])
    cards = [(names.get(one.participant_id) or "", one) for one in made]
    return send_pdf(promise_cards(cards, letterhead(), _("My promise")), name="janji.pdf")
