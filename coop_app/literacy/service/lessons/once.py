"""A form of a lesson that is sent twice is carried out once; and who takes part in a session."""

import sqlalchemy as sa

from coop_app import clock
from coop_app.db import session
from coop_app.fingerprint import fingerprint
from coop_app.literacy.models.lessons import LessonRequest
from coop_app.literacy.models.sessions import Attendance, Participant
from coop_app.refusal import NotFound, RequestReused


def done_before(*, cooperative_id: int, request_id: str, act: str, facts: object) -> bool:
    """Whether this very form was carried out already; otherwise it is noted now.

    Ask only while a lock is held that the same form would wait for. Raises `RequestReused`.
    """
    mark = fingerprint((act, facts))
    known = session.scalar(
        sa.select(LessonRequest.fingerprint).where(
            LessonRequest.cooperative_id == cooperative_id, LessonRequest.request_id == request_id
        )
    )
    if known is not None and known != mark:
        raise RequestReused
    if known is None:
        session.add(
            LessonRequest(
                cooperative_id=cooperative_id, request_id=request_id, act=act, fingerprint=mark,
                made_at=clock.now(),
            )
        )  # fmt: skip
    return known is not None


def check_takes_part(*, cooperative_id: int, session_id: int, participant_id: int) -> None:
    """Raises `NotFound` for somebody who is not on this session's list."""
    root = sa.func.coalesce(Participant.merged_into, Participant.id)
    found = session.scalar(
        sa.select(Attendance.participant_id)
        .join(Participant, Participant.id == Attendance.participant_id)
        .where(
            Attendance.cooperative_id == cooperative_id,
            Attendance.session_id == session_id,
            sa.or_(Attendance.participant_id == participant_id, root == participant_id),
        )
        .limit(1)
    )
    if found is None:
        raise NotFound
