"""The test on the own phone: one question at a time, large buttons, back and forth until it is closed."""

from typing import Any

from flask import request
from werkzeug.wrappers import Response

from coop_app.db import transaction
from coop_app.literacy.forms.lessons import ChoiceForm
from coop_app.literacy.queries import lessons as queries
from coop_app.literacy.queries.sessions import SessionRow
from coop_app.literacy.rules.lessons import items
from coop_app.literacy.rules.lessons.items import PHASES
from coop_app.literacy.rules.lessons.testing import Manner, Taking
from coop_app.literacy.service import lessons as service
from coop_app.literacy.views.blueprint import bp
from coop_app.literacy.views.lessons.shared import (
    ROOM,
    TAPS,
    bare_page,
    person_here,
    phase_or_404,
    session_by_code,
)
from coop_app.refusal import Refused
from coop_app.web.access import pace, public
from coop_app.web.pages import see_other


def place_of(answers: dict[str, int]) -> int:
    """The question to show, from 1: the asked one, else the first without an answer; 0 when all are done."""
    known = items.items()
    asked = request.args.get("no", type=int)
    if asked is not None:
        return min(max(asked, 1), len(known))
    left = [n for n, item in enumerate(known, 1) if item.key not in answers]
    return left[0] if left else 0


@bp.get("/ikut/<code>/uji/<phase>")
@public
@pace.limit(ROOM)
def take_test(code: str, phase: str, form: ChoiceForm | None = None) -> Response:
    """The next question, or thanks when all are answered."""
    over = session_by_code(code)
    person = person_here(over)
    if person is None:
        return see_other("literacy.join_form", code=over.join_code)
    known = {row.phase: row for row in queries.phases_of(over.id)}
    row = known.get(phase_or_404(phase))
    sitting = queries.find_sitting(over.cooperative_id, over.id, phase, person)
    answers = sitting.answers if sitting else {}
    number = place_of(answers)
    return bare_page(
        "literacy/take_test.html", over=over, phase=phase, title=PHASES[phase], answers=answers,
        is_open=row is not None and row.is_open, number=number, most=len(items.items()),
        item=items.items()[number - 1] if number else None, every=items.items(),
        unknown=items.UNKNOWN,
        form=form or ChoiceForm(formdata=None),
    )  # fmt: skip


@bp.post("/ikut/<code>/uji/<phase>")
@public
@pace.limit(TAPS)
def answer_item(code: str, phase: str) -> Response:
    """Keep one answer and go on to the next question."""
    over = session_by_code(code)
    person = person_here(over)
    if person is None:
        return see_other("literacy.join_form", code=over.join_code)
    form = ChoiceForm.from_request()
    if not form.ok:
        return take_test(code, phase, form)
    try:
        with transaction():
            service.take(taking=_taking(over, phase, person), **tapped(form))
    except Refused as refusal:
        return take_test(code, phase, form.blame(refusal))
    return see_other("literacy.take_test", code=over.join_code, phase=phase)


def tapped(form: ChoiceForm) -> dict[str, Any]:
    """What a tap says, as the service wants it."""
    return {
        "item": form.item.data, "choice": form.choice.data, "request_id": form.facts["request_id"],
    }  # fmt: skip


def _taking(over: SessionRow, phase: str, person: int) -> Taking:
    return Taking(
        cooperative_id=over.cooperative_id, session_id=over.id, phase=phase_or_404(phase),
        participant_id=person, manner=Manner.PHONE,
    )  # fmt: skip
