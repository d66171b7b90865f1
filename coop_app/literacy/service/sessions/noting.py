"""What the verbs of sessions share: the session's row alone until commit, its acts."""

import sqlalchemy as sa

from coop_app import clock
from coop_app.auth.rules.desk import Desk
from coop_app.db import session
from coop_app.literacy.models.sessions import SessionAct, TrainingSession
from coop_app.literacy.queries import sessions as queries
from coop_app.refusal import NotFound, RequestReused


def locked(cooperative_id: int, session_id: int) -> TrainingSession:
    """The row of a session, waited for. Raises `NotFound`."""
    row = session.scalar(
        sa.select(TrainingSession)
        .where(TrainingSession.id == session_id, TrainingSession.cooperative_id == cooperative_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if row is None:
        raise NotFound
    return row


def done_before(desk: Desk, request_id: str, mark: str) -> bool:
    """Whether this very form was carried out already. Raises `RequestReused`."""
    earlier = queries.find_act(desk.cooperative_id, request_id)
    if earlier is None:
        return False
    if earlier[2] != mark:
        raise RequestReused
    return True


def note_act(
    desk: Desk, row: TrainingSession, act: str, *, request: tuple[str, str], reason: str = ""
) -> None:
    """Write down that a form was carried out; `request` is its id and mark."""
    session.add(
        SessionAct(
            cooperative_id=desk.cooperative_id, session_id=row.id, act=act, reason=reason,
            request_id=request[0], fingerprint=request[1], made_by=desk.user_id,
            made_at=clock.now(),
        )
    )  # fmt: skip
    session.flush()
