"""A phone in the room answers the question on the wall: one answer each, the last tap counts."""

from coop_app import clock
from coop_app.db import session
from coop_app.literacy.models.lessons import LessonAnswer
from coop_app.literacy.rules.lessons import rounds
from coop_app.literacy.service.lessons.once import check_takes_part, done_before
from coop_app.literacy.service.lessons.stage import exercise_here, locked_round


def answer(
    *, cooperative_id: int, round_id: int, participant_id: int, value: int | None, request_id: str
) -> None:
    """Keep one person's answer; a repeated tap does not double it, a later one replaces it.

    Raises `AnswerUnclear`, `RoundClosed`, `RequestReused`, `NotFound`.
    """
    row = locked_round(cooperative_id, round_id)
    check_takes_part(
        cooperative_id=cooperative_id, session_id=row.session_id, participant_id=participant_id
    )
    facts = (round_id, participant_id, value)
    if done_before(cooperative_id=cooperative_id, request_id=request_id, act="answer", facts=facts):
        return
    if row.closed_at is not None:
        raise rounds.RoundClosed
    checked = rounds.check_answer(exercise_here(row), value)
    kept = session.get(LessonAnswer, (round_id, participant_id))
    if kept is None:
        kept = LessonAnswer(
            round_id=round_id, participant_id=participant_id, cooperative_id=cooperative_id
        )
        session.add(kept)
    kept.value, kept.answered_at = checked, clock.now()
    session.flush()
