"""What the wall shows: the trainer moves from slide to slide; rounds of exercises open and close with them."""

from collections.abc import Mapping

import sqlalchemy as sa

from coop_app import clock
from coop_app.auth.rules.desk import Desk
from coop_app.db import session
from coop_app.literacy.models.lessons import LessonHands, LessonRound, LessonStage
from coop_app.literacy.queries import lessons as queries
from coop_app.literacy.rules.lessons import rounds, slides
from coop_app.literacy.rules.lessons.slides import Kind, Slide
from coop_app.literacy.rules.modules.shapes import Exercise, Module
from coop_app.literacy.service.lessons.once import done_before
from coop_app.literacy.service.sessions.noting import locked
from coop_app.refusal import NotFound


def show(*, desk: Desk, session_id: int, key: str, again: int = 0) -> None:
    """Put a slide on the wall; the same slide again changes nothing.

    The question of an exercise opens its round, the answer closes it, and so does any other slide.
    `again`: the number of a further round of the same question. Raises `NoSuchSlide`, `NotFound`.
    """
    over = locked(desk.cooperative_id, session_id)
    module = queries.module_of(over.module)
    slide = slides.get_slide(queries.slides_here(over.id, module), key)
    exercise = slides.exercise_of(module, slide)
    _close_rounds(session_id, exercise if slide.kind is not Kind.ANSWER else None)
    if exercise is not None and slide.kind is Kind.ASK:
        _ask(desk, session_id, exercise, again)
    _move(desk, session_id, slide)


def _ask(desk: Desk, session_id: int, exercise: Exercise, again: int) -> None:
    known = queries.last_round(session_id, exercise.key)
    number = known.number if known else 0
    if known is not None and again != number + 1:
        return
    if known is not None:
        _close_rounds(session_id, None)
    session.add(
        LessonRound(
            cooperative_id=desk.cooperative_id, session_id=session_id, exercise=exercise.key,
            number=number + 1, opened_by=desk.user_id, opened_at=clock.now(), closed_at=None,
        )
    )  # fmt: skip
    session.flush()


def _close_rounds(session_id: int, spared: Exercise | None) -> None:
    open_ones = session.scalars(
        sa.select(LessonRound)
        .where(LessonRound.session_id == session_id, LessonRound.closed_at.is_(None))
        .order_by(LessonRound.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    for row in open_ones:
        if spared is None or row.exercise != spared.key:
            row.closed_at = clock.now()
    session.flush()


def _move(desk: Desk, session_id: int, slide: Slide) -> None:
    stage = session.get(LessonStage, session_id)
    if stage is None:
        stage = LessonStage(session_id=session_id, cooperative_id=desk.cooperative_id, moves=0)
        session.add(stage)
    elif stage.slide == slide.key:
        return
    stage.slide, stage.moves = slide.key, stage.moves + 1
    stage.moved_by, stage.moved_at = desk.user_id, clock.now()
    session.flush()


def count_hands(*, desk: Desk, round_id: int, hands: Mapping[int, int], request_id: str) -> None:
    """Keep the hands or pebbles counted for each choice; counting again replaces them.

    Raises `HandsUnclear`, `RoundClosed`, `RequestReused`, `NotFound`.
    """
    row = locked_round(desk.cooperative_id, round_id)
    facts = (round_id, sorted(hands.items()))
    if done_before(
        cooperative_id=desk.cooperative_id, request_id=request_id, act="hands", facts=facts
    ):
        return
    if row.closed_at is not None:
        raise rounds.RoundClosed
    counted = rounds.check_hands(exercise_here(row), hands)
    session.execute(sa.delete(LessonHands).where(LessonHands.round_id == round_id))
    for choice, count in counted.items():
        session.add(
            LessonHands(
                round_id=round_id, choice=choice, cooperative_id=desk.cooperative_id, count=count,
                counted_by=desk.user_id, counted_at=clock.now(),
            )
        )  # fmt: skip
    session.flush()


def locked_round(cooperative_id: int, round_id: int) -> LessonRound:
    """A round; answers and its closing queue here until commit. Raises `NotFound`."""
    row = session.scalar(
        sa.select(LessonRound)
        .where(LessonRound.id == round_id, LessonRound.cooperative_id == cooperative_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if row is None:
        raise NotFound
    return row


def exercise_here(row: LessonRound) -> Exercise:
    """The exercise of a round. Raises `NotFound` when the module no longer has it."""
    module: Module | None = queries.module_of_session(row.session_id)
    found = next((e for e in module.exercises if e.key == row.exercise), None) if module else None
    if found is None:
        raise NotFound
    return found
