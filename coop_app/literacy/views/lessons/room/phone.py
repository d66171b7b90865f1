"""A phone in the room: the question on the wall with large answers, the open test, the promise."""

from flask import jsonify
from werkzeug.wrappers import Response

from coop_app.db import transaction
from coop_app.literacy.forms.lessons import AnswerForm
from coop_app.literacy.queries import lessons as queries
from coop_app.literacy.queries.lessons import Scene
from coop_app.literacy.queries.sessions import SessionRow
from coop_app.literacy.rules.lessons import items, rounds
from coop_app.literacy.rules.lessons.items import PHASES
from coop_app.literacy.rules.lessons.slides import Kind
from coop_app.literacy.service import lessons as service
from coop_app.literacy.views.blueprint import bp
from coop_app.literacy.views.lessons.room.showing import right_text, value_text
from coop_app.literacy.views.lessons.shared import (
    ROOM,
    TAPS,
    bare_page,
    person_here,
    session_by_code,
)
from coop_app.refusal import Refused
from coop_app.web.access import pace, public
from coop_app.web.pages import see_other


@bp.get("/ikut/<code>/kelas")
@public
@pace.limit(ROOM)
def class_phone(code: str, form: AnswerForm | None = None) -> Response:
    """What this person can do now; whoever has not joined yet is sent to do so."""
    over = session_by_code(code)
    person = person_here(over)
    if person is None:
        return see_other("literacy.join_form", code=over.join_code)
    scene = queries.scene(over.id)
    asked, exercise = scene.round, scene.exercise
    given = queries.answer_of(asked.id, person) if asked else None
    return bare_page(
        "literacy/class_phone.html", over=over, scene=scene, given=given,
        given_text=_said(scene, given), tests=_open_tests(over, person),
        typed=exercise is not None and rounds.takes_numbers(exercise),
        solution=right_text(exercise) if exercise and scene.slide.kind is Kind.ANSWER else "",
        promising=scene.slide.kind in {Kind.PROMISE, Kind.END}, phases=PHASES,
        form=form or AnswerForm(formdata=None), at=_at(over, person),
    )  # fmt: skip


def _said(scene: Scene, given: int | None) -> str:
    exercise = scene.exercise
    if exercise is None or given is None:
        return ""
    if not exercise.choices:
        return value_text(exercise, given)
    return exercise.choices[given] if given < len(exercise.choices) else ""


def _open_tests(over: SessionRow, person: int) -> list[tuple[str, int]]:
    """The open tests, and how many questions this person has left."""
    most = len(items.items())
    found = []
    for row in queries.phases_of(over.id):
        sitting = queries.find_sitting(over.cooperative_id, over.id, row.phase, person)
        if row.is_open:
            found.append((row.phase, most - len(sitting.answers) if sitting else most))
    return found


def _at(over: SessionRow, person: int) -> str:
    """Changes when this phone has something else to show."""
    scene = queries.scene(over.id)
    asked = f"{scene.round.id}{scene.round.is_open:d}" if scene.round else "0"
    tests = "".join(f"{phase}{left > 0:d}" for phase, left in _open_tests(over, person))
    return f"{scene.slide.key}.{asked}.{tests}"


@bp.get("/ikut/<code>/kelas/keadaan")
@public
@pace.limit(ROOM)
def class_state(code: str) -> Response:
    """Whether the page on this phone is old."""
    over = session_by_code(code)
    person = person_here(over)
    return jsonify(at=_at(over, person) if person is not None else "", live="")


@bp.post("/ikut/<code>/jawab/<int:round_id>")
@public
@pace.limit(TAPS)
def answer_round(code: str, round_id: int) -> Response:
    """Keep this person's answer to the open question."""
    over = session_by_code(code)
    person = person_here(over)
    if person is None:
        return see_other("literacy.join_form", code=over.join_code)
    form = AnswerForm.from_request()
    if not form.ok:
        return class_phone(code, form)
    try:
        with transaction():
            service.answer(
                cooperative_id=over.cooperative_id, round_id=round_id, participant_id=person,
                value=form.value, request_id=form.facts["request_id"],
            )  # fmt: skip
    except Refused as refusal:
        return class_phone(code, form.blame(refusal))
    return see_other("literacy.class_phone", code=over.join_code)
