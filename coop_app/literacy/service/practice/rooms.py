"""The learner's practice cooperative: one at a time, a fresh one when asked for."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from coop_app import clock
from coop_app.auth.rules.desk import Desk
from coop_app.db import session
from coop_app.literacy.models.practice import PracticeRoom
from coop_app.literacy.service.practice.neighbours import RoomKeys
from coop_app.refusal import N_, Refused

MOST_A_DAY = 10


class TooManyRooms(Refused):
    """Each fresh room stays in the file."""

    message = N_("You have begun anew %(most)s times today. Go on with the room you have.")


@dataclass(frozen=True, slots=True)
class Room:
    """A learner's practice cooperative as kept in the real database."""

    id: int
    user_id: int
    keys: RoomKeys
    begun_at: datetime


def current(cooperative_id: int, user_id: int) -> Room | None:
    """The room a learner is in, or None."""
    query = sa.select(PracticeRoom).where(
        PracticeRoom.cooperative_id == cooperative_id,
        PracticeRoom.user_id == user_id,
        PracticeRoom.ended_at.is_(None),
    )
    row = session.scalar(query.order_by(PracticeRoom.id.desc()).limit(1))
    return None if row is None else _room(row)


def _room(row: PracticeRoom) -> Room:
    keys = RoomKeys(row.practice_cooperative, row.practice_book, row.treasurer, row.chair)
    return Room(row.id, row.user_id, keys, row.begun_at)


def check_room_left(cooperative_id: int, user_id: int, now: datetime) -> None:
    """Raises `TooManyRooms`."""
    query = sa.select(sa.func.count()).select_from(PracticeRoom)
    today = query.where(
        PracticeRoom.cooperative_id == cooperative_id,
        PracticeRoom.user_id == user_id,
        PracticeRoom.begun_at > now - timedelta(days=1),
    )
    if (session.scalar(today) or 0) >= MOST_A_DAY:
        raise TooManyRooms(most=MOST_A_DAY)


def find_by_request(cooperative_id: int, request_id: str) -> Room | None:
    """The room an earlier sending of the same form made."""
    query = sa.select(PracticeRoom).where(
        PracticeRoom.cooperative_id == cooperative_id, PracticeRoom.request_id == request_id
    )
    row = session.scalar(query)
    return None if row is None else _room(row)


def keep(*, desk: Desk, keys: RoomKeys, request_id: str) -> Room:
    """Write down the learner's new room; the old one is left."""
    if earlier := find_by_request(desk.cooperative_id, request_id):
        return earlier
    now = clock.now()
    session.execute(
        sa.update(PracticeRoom)
        .where(
            PracticeRoom.cooperative_id == desk.cooperative_id,
            PracticeRoom.user_id == desk.user_id,
            PracticeRoom.ended_at.is_(None),
        )
        .values(ended_at=now)
    )
    row = PracticeRoom(
        cooperative_id=desk.cooperative_id, user_id=desk.user_id, request_id=request_id,
        practice_cooperative=keys.cooperative_id, practice_book=keys.book_id,
        treasurer=keys.treasurer, chair=keys.chair, begun_at=now,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return _room(row)
