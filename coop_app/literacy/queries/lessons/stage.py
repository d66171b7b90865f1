"""What the wall shows now, and how the room answers."""

from dataclasses import dataclass

import sqlalchemy as sa

from coop_app.db import session
from coop_app.literacy.models.lessons import LessonAnswer, LessonHands, LessonRound, LessonStage
from coop_app.literacy.models.sessions import TrainingSession
from coop_app.literacy.queries.lessons.knowledge import phases_of
from coop_app.literacy.rules import modules
from coop_app.literacy.rules.lessons import slides
from coop_app.literacy.rules.lessons.slides import Slide
from coop_app.literacy.rules.modules.shapes import Exercise, Module


@dataclass(frozen=True, slots=True)
class RoundRow:
    """One asking of an exercise."""

    id: int
    session_id: int
    exercise: str
    number: int
    is_open: bool


@dataclass(frozen=True, slots=True)
class Scene:
    """Where a session stands."""

    module: Module | None
    slides: tuple[Slide, ...]
    slide: Slide
    #: counts every move of the trainer
    moves: int
    exercise: Exercise | None
    #: the newest round of the exercise on the wall
    round: RoundRow | None


def module_of(key: str) -> Module | None:
    """The module with this key; None for a session with a title of its own."""
    return modules.get_module(key)


def module_of_session(session_id: int) -> Module | None:
    """The module a session teaches."""
    query = sa.select(TrainingSession.module).where(TrainingSession.id == session_id)
    return module_of(session.scalar(query) or "")


def slides_here(session_id: int, module: Module | None) -> tuple[Slide, ...]:
    """The slides of a session: its module's, and a test that is open."""
    open_ones = tuple(row.phase for row in phases_of(session_id) if row.is_open)
    return slides.slides_of(module, open_ones)


def scene(session_id: int) -> Scene:
    """What a session shows now; whose session it is the caller has looked up before."""
    module = module_of_session(session_id)
    shown = slides_here(session_id, module)
    stage = session.get(LessonStage, session_id)
    slide = slides.slide_at(shown, stage.slide) if stage else shown[0]
    exercise = slides.exercise_of(module, slide)
    asked = last_round(session_id, exercise.key) if exercise else None
    return Scene(module, shown, slide, stage.moves if stage else 0, exercise, asked)


def last_round(session_id: int, exercise: str) -> RoundRow | None:
    """The newest round of an exercise."""
    row = session.scalar(
        sa.select(LessonRound)
        .where(LessonRound.session_id == session_id, LessonRound.exercise == exercise)
        .order_by(LessonRound.number.desc())
        .limit(1)
    )
    if row is None:
        return None
    return RoundRow(row.id, row.session_id, row.exercise, row.number, row.closed_at is None)


def counts(round_id: int) -> tuple[dict[int, int], dict[int, int]]:
    """Answers of phones by value, and counted hands by choice; never whose."""
    answers = session.execute(
        sa.select(LessonAnswer.value, sa.func.count())
        .where(LessonAnswer.round_id == round_id)
        .group_by(LessonAnswer.value)
    )
    hands = session.execute(
        sa.select(LessonHands.choice, LessonHands.count).where(LessonHands.round_id == round_id)
    )
    return {row[0]: row[1] for row in answers}, {row[0]: row[1] for row in hands}


def answer_of(round_id: int, participant_id: int) -> int | None:
    """What this person answered, for their own phone."""
    query = sa.select(LessonAnswer.value).where(
        LessonAnswer.round_id == round_id, LessonAnswer.participant_id == participant_id
    )
    return session.scalar(query)
