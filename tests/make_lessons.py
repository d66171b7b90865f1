"""A class with phones, answers, tests, promises and certificates, for tests; made through the services."""

import itertools
from collections.abc import Mapping
from datetime import date
from typing import Any

from coop_app.auth.rules.desk import Desk
from coop_app.db import transaction
from coop_app.literacy.queries import lessons as queries
from coop_app.literacy.queries.lessons import RoundRow
from coop_app.literacy.queries.sessions import SessionRow
from coop_app.literacy.rules.lessons import items
from coop_app.literacy.rules.lessons.promises import Given, Heard
from coop_app.literacy.rules.lessons.slides import Kind, exercise_of
from coop_app.literacy.rules.lessons.testing import Manner, Taking
from coop_app.literacy.service import lessons as service
from tests.make_sessions import make_participant, make_session

_count = itertools.count(1)
#: a module whose first exercises have choices
MODULE = "kiriman"
RIGHT = {item.key: item.right for item in items.items()}


def request_id() -> str:
    """A fresh one."""
    return f"pelajaran-{next(_count)}"


def make_class(desk: Desk, people: int = 4, **facts: Any) -> tuple[SessionRow, list[int]]:
    """An open session of a module, and the participants on its list."""
    over = make_session(desk, **({"module": MODULE, "title": ""} | facts))
    names = [f"Peserta {n:02d}" for n in range(people)]
    return over, [make_participant(desk, over.id, name) for name in names]


def slide_of(over: SessionRow, kind: Kind, *, with_choices: bool = True) -> str:
    """The first slide of this kind; of an exercise: the first with choices (or without)."""
    scene = queries.scene(over.id)
    for slide in scene.slides:
        exercise = exercise_of(scene.module, slide)
        if slide.kind is kind and (exercise is None or bool(exercise.choices) is with_choices):
            return slide.key
    raise AssertionError(kind)


def show(desk: Desk, over: SessionRow, key: str, **facts: Any) -> None:
    """Put a slide on the wall."""
    with transaction():
        service.show(desk=desk, session_id=over.id, key=key, **facts)


def ask(desk: Desk, over: SessionRow, *, with_choices: bool = True) -> RoundRow:
    """Ask the first exercise of the module; returns its open round."""
    show(desk, over, slide_of(over, Kind.ASK, with_choices=with_choices))
    asked = queries.scene(over.id).round
    assert asked is not None
    return asked


def answer(over: SessionRow, asked: RoundRow, person: int, value: int, request: str = "") -> None:
    """A tap on a phone."""
    with transaction():
        service.answer(
            cooperative_id=over.cooperative_id, round_id=asked.id, participant_id=person,
            value=value, request_id=request or request_id(),
        )  # fmt: skip


def open_test(desk: Desk, over: SessionRow, phase: str = items.PRE) -> None:
    """Let the class take a test."""
    with transaction():
        service.open_phase(desk=desk, session_id=over.id, phase=phase)


def close_test(desk: Desk, over: SessionRow, phase: str = items.PRE) -> None:
    """Fix its answers."""
    with transaction():
        service.close_phase(desk=desk, session_id=over.id, phase=phase)


def taking(
    over: SessionRow, person: int, phase: str = items.PRE, manner: Manner = Manner.PHONE
) -> Taking:
    """Who takes which test."""
    return Taking(
        cooperative_id=over.cooperative_id, session_id=over.id, phase=phase, participant_id=person,
        manner=manner, made_by=None if manner is Manner.PHONE else 1,
    )  # fmt: skip


def write_test(
    over: SessionRow, person: int, answers: Mapping[str, int], phase: str = items.PRE
) -> None:
    """A whole test, typed from paper."""
    with transaction():
        service.write_paper(
            taking=taking(over, person, phase, Manner.PAPER), answers=answers,
            request_id=request_id(),
        )  # fmt: skip


def knowing(points: int) -> dict[str, int]:
    """Answers worth so many points: the first items right, the others not known."""
    return {
        item.key: item.right if place < points else items.UNKNOWN
        for place, item in enumerate(items.items())
    }


def make_promise(over: SessionRow, person: int, key: str = "tabung", on: date | None = None) -> int:
    """A promise; returns its key."""
    given = Given(
        cooperative_id=over.cooperative_id, session_id=over.id, participant_id=person,
        suggested=key, on=on or over.held_on,
    )  # fmt: skip
    with transaction():
        service.promise(given=given, request_id=request_id())
    made = queries.promises_of(over.cooperative_id, [over.id])
    return next(one.id for one in made if one.participant_id == person)


HEARD = Heard(
    way="visit", reached=True, kept_budget=True, saved="low", compared=False, promise_kept="yes"
)


def issue(desk: Desk, over: SessionRow) -> int:
    """Make the certificates."""
    with transaction():
        return service.issue(desk=desk, session_id=over.id, request_id=request_id())
