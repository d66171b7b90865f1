"""The test for whoever reads slowly: the trainer reads it aloud and taps for the person."""

from typing import Any

from werkzeug.wrappers import Response

from coop_app.db import transaction
from coop_app.literacy.forms.lessons import ChoiceForm
from coop_app.literacy.queries import lessons as queries
from coop_app.literacy.queries import sessions as training
from coop_app.literacy.queries.sessions import AttendanceRow, SessionRow
from coop_app.literacy.rules.lessons import items
from coop_app.literacy.rules.lessons.items import PHASES
from coop_app.literacy.rules.lessons.testing import Manner
from coop_app.literacy.service import lessons as service
from coop_app.literacy.views.blueprint import bp
from coop_app.literacy.views.lessons.shared import bare_page, phase_or_404, session_here
from coop_app.literacy.views.lessons.tests.paper import taking_of
from coop_app.literacy.views.lessons.tests.taking import place_of, tapped
from coop_app.refusal import NotFound, Refused
from coop_app.web.access import requires
from coop_app.web.pages import page, see_other


@bp.get("/pelatihan/<int:session_id>/uji/<phase>/lisan")
@requires("literacy.people")
def listeners(session_id: int, phase: str) -> Response:
    """Whom to read to: everybody who has not finished in another way."""
    over = session_here(session_id)
    sittings = queries.sittings_of(over.cooperative_id, [over.id], phase_or_404(phase))
    taken = {row.participant_id: row for row in sittings}
    people = [
        row
        for row in training.attendances(over.id)
        if row.participant_id not in taken or taken[row.participant_id].manner == Manner.ORAL
    ]
    return page(
        "literacy/listeners.html", over=over, phase=phase, title=PHASES[phase], people=people,
        taken=taken, most=len(items.items()),
    )  # fmt: skip


@bp.get("/pelatihan/<int:session_id>/uji/<phase>/lisan/<int:participant_id>")
@requires("literacy.people")
def read_aloud(
    session_id: int, phase: str, participant_id: int, form: ChoiceForm | None = None
) -> Response:
    """One question to read aloud, with large buttons."""
    over = session_here(session_id)
    person = _listener(over, participant_id)
    sitting = queries.find_sitting(
        over.cooperative_id, over.id, phase_or_404(phase), participant_id
    )
    answers = sitting.answers if sitting else {}
    number = place_of(answers)
    return bare_page(
        "literacy/read_aloud.html", over=over, phase=phase, title=PHASES[phase], person=person,
        answers=answers, number=number, most=len(items.items()), letters=items.LETTERS,
        item=items.items()[number - 1] if number else None, unknown=items.UNKNOWN,
        form=form or ChoiceForm(formdata=None),
    )  # fmt: skip


@bp.post("/pelatihan/<int:session_id>/uji/<phase>/lisan/<int:participant_id>")
@requires("literacy.people")
def tap_for(session_id: int, phase: str, participant_id: int) -> Response:
    """Keep what the person said."""
    over, form = session_here(session_id), ChoiceForm.from_request()
    _listener(over, participant_id)
    here: dict[str, Any] = {
        "session_id": session_id,
        "phase": phase_or_404(phase),
        "participant_id": participant_id,
    }
    if not form.ok:
        return read_aloud(**here, form=form)
    try:
        with transaction():
            taking = taking_of(over, phase, participant_id, Manner.ORAL)
            service.take(taking=taking, **tapped(form))
    except Refused as refusal:
        return read_aloud(**here, form=form.blame(refusal))
    return see_other("literacy.read_aloud", **here)


def _listener(over: SessionRow, participant_id: int) -> AttendanceRow:
    rows = training.attendances(over.id)
    found = next((row for row in rows if row.participant_id == participant_id), None)
    if found is None:
        raise NotFound
    return found
