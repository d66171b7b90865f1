"""Tests that were filled in with a pencil, typed by the trainer: one row of letters for each person."""

from flask import request
from werkzeug.wrappers import Response

from coop_app.db import transaction
from coop_app.literacy.forms.lessons import PaperForm, letters_in
from coop_app.literacy.queries import lessons as queries
from coop_app.literacy.queries import sessions as training
from coop_app.literacy.queries.sessions import SessionRow
from coop_app.literacy.rules.lessons import items
from coop_app.literacy.rules.lessons.items import PHASES
from coop_app.literacy.rules.lessons.testing import MANNERS, Manner, Taking
from coop_app.literacy.service import lessons as service
from coop_app.literacy.views.blueprint import bp
from coop_app.literacy.views.lessons.shared import desk_here, phase_or_404, session_here
from coop_app.refusal import Refused
from coop_app.web.access import requires
from coop_app.web.forms import say
from coop_app.web.pages import page, see_other


@bp.get("/pelatihan/<int:session_id>/uji/<phase>/kertas")
@requires("literacy.people")
def paper_answers(
    session_id: int, phase: str, form: PaperForm | None = None, wrong: dict[int, str] | None = None
) -> Response:
    """Everybody on the list with a place for ten letters."""
    over = session_here(session_id)
    sittings = queries.sittings_of(over.cooperative_id, [over.id], phase_or_404(phase))
    taken = {row.participant_id: row for row in sittings}
    form = form or PaperForm(formdata=None)
    form.blamed = form.blamed or bool(wrong)
    return page(
        "literacy/paper_answers.html", over=over, phase=phase, title=PHASES[phase],
        people=training.attendances(over.id), taken=taken, letters=items.as_letters,
        typed=letters_in(request.form)[2], wrong=wrong or {}, count=len(items.items()),
        manners=MANNERS, form=form,
    )  # fmt: skip


@bp.post("/pelatihan/<int:session_id>/uji/<phase>/kertas")
@requires("literacy.people")
def write_paper(session_id: int, phase: str) -> Response:
    """Keep every row, or none while one of them cannot be read."""
    over, form = session_here(session_id), PaperForm.from_request()
    phase_or_404(phase)
    read, wrong, _typed = letters_in(request.form)
    if not form.ok or wrong:
        return paper_answers(session_id, phase, form, {k: say(one) for k, one in wrong.items()})
    person = 0
    try:
        with transaction():
            for person, answers in _changed(over, phase, read).items():
                service.write_paper(
                    taking=taking_of(over, phase, person, Manner.PAPER), answers=answers,
                    request_id=f"{form.facts['request_id']}:{person}",
                )  # fmt: skip
    except Refused as refusal:
        return paper_answers(session_id, phase, form, {person: say(refusal)})
    return see_other("literacy.session_tests", session_id=session_id)


def _changed(
    over: SessionRow, phase: str, read: dict[int, dict[str, int]]
) -> dict[int, dict[str, int]]:
    """The rows that say something new."""
    sittings = queries.sittings_of(over.cooperative_id, [over.id], phase)
    known = {row.participant_id: row.answers for row in sittings}
    return {person: answers for person, answers in read.items() if known.get(person) != answers}


def taking_of(over: SessionRow, phase: str, participant_id: int, manner: Manner) -> Taking:
    """A test that the trainer types or taps."""
    return Taking(
        cooperative_id=over.cooperative_id, session_id=over.id, phase=phase,
        participant_id=participant_id, manner=manner, made_by=desk_here().user_id,
    )  # fmt: skip
