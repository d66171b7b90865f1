"""Notes: money that went, money that came, money moved; each says who wrote it."""

from flask import request
from werkzeug.wrappers import Response

from coop_app import clock
from coop_app.db import transaction
from coop_app.literacy.forms.family.households import PressForm
from coop_app.literacy.forms.family.writing import IncomeForm, MoveForm, NoteForm
from coop_app.literacy.queries.family.envelopes import envelopes_of
from coop_app.literacy.queries.family.notes import get_note
from coop_app.literacy.rules.family.envelopes import Envelope
from coop_app.literacy.rules.family.income import SENT, SOURCES
from coop_app.literacy.rules.family.notes import AlreadyUndone, Note
from coop_app.literacy.service.family import writing
from coop_app.literacy.views.blueprint import bp
from coop_app.literacy.views.family.here import household_here, needed, start
from coop_app.literacy.views.family.home import READING
from coop_app.refusal import Refused
from coop_app.web.access import pace, public
from coop_app.web.pages import page, see_other


def _envelopes(household_id: int) -> list[Envelope]:
    return envelopes_of(household_id)


@bp.get("/keluarga/catat")
@public
@pace.limit(READING)
def note_form(form: NoteForm | None = None) -> Response:
    """Envelope, amount, save: the page a phone keeps for the time without a signal."""
    here = household_here()
    if here is None:
        return start()
    envelopes = _envelopes(here.household_id)
    usual = {"envelope_id": request.args.get("amplop", ""), "on": clock.today()}
    shown = form or NoteForm(formdata=None, data=usual).offer(envelopes)
    return page("literacy/note_form.html", form=shown, here=here, envelopes=envelopes)


@bp.post("/keluarga/catat")
@public
@pace.limit(READING)
def record_note() -> Response:
    """Keep the note; sent twice it is kept once."""
    here = needed()
    form = NoteForm.from_request().offer(_envelopes(here.household_id))
    if not form.ok:
        return note_form(form)
    try:
        _keep(form.note(clock.today()), form.request_id.data or "")
    except Refused as refusal:
        return note_form(form.blame(refusal))
    return see_other("literacy.family_home", _anchor="catatan")


def _keep(note: Note, request_id: str) -> None:
    with transaction():
        writing.write(keeper=needed().keeper, note=note, request_id=request_id)


@bp.get("/keluarga/uang-masuk")
@public
@pace.limit(READING)
def income_form(form: IncomeForm | None = None) -> Response:
    """Money came in; what arrived counts, not what was sent."""
    here = household_here()
    if here is None:
        return start()
    asked = request.args.get("dari", "")
    usual = {
        "source": asked if asked in SOURCES else SENT, "on": clock.today(),
        "amount": request.args.get("rupiah", type=int), "words": request.args.get("kata", "")[:120],
    }  # fmt: skip
    return page(
        "literacy/income_form.html", form=form or IncomeForm(formdata=None, data=usual), here=here
    )


@bp.post("/keluarga/uang-masuk")
@public
@pace.limit(READING)
def record_income() -> Response:
    """Keep the income."""
    needed()
    form = IncomeForm.from_request()
    if not form.ok:
        return income_form(form)
    try:
        _keep(form.note(clock.today()), form.request_id.data or "")
    except Refused as refusal:
        return income_form(form.blame(refusal))
    return see_other("literacy.family_home")


@bp.get("/keluarga/pindah")
@public
@pace.limit(READING)
def move_form(form: MoveForm | None = None) -> Response:
    """From one envelope into another."""
    here = household_here()
    if here is None:
        return start()
    usual = {"to_envelope_id": request.args.get("ke", type=int), "on": clock.today()}
    shown = form or MoveForm(formdata=None, data=usual).offer(_envelopes(here.household_id))
    return page("literacy/move_form.html", form=shown, here=here)


@bp.post("/keluarga/pindah")
@public
@pace.limit(READING)
def record_move() -> Response:
    """Keep the move."""
    here = needed()
    form = MoveForm.from_request().offer(_envelopes(here.household_id))
    if not form.ok:
        return move_form(form)
    try:
        _keep(form.note(clock.today()), form.request_id.data or "")
    except Refused as refusal:
        return move_form(form.blame(refusal))
    return see_other("literacy.family_home")


@bp.post("/keluarga/catatan/<int:note_id>/coret")
@public
@pace.limit(READING)
def strike_note(note_id: int) -> Response:
    """Strike it through: it counts no longer and stays readable."""
    here = needed()
    get_note(here.household_id, note_id)
    if PressForm.from_request().ok:
        try:
            with transaction():
                writing.strike(keeper=here.keeper, note_id=note_id)
        except AlreadyUndone:
            pass
    return see_other("literacy.family_notes")
