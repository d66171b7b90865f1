"""Who has an account."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from coop_app.auth.models import AppUser, UserSession
from coop_app.db import session


@dataclass(frozen=True, slots=True)
class UserRow:
    """One account as the list of people shows it."""

    id: int
    name: str
    display_name: str
    role: str
    person_key: str
    must_change_password: bool
    totp_confirmed_at: datetime | None
    created_at: datetime
    disabled_at: datetime | None
    member_id: int | None
    last_seen_at: datetime | None


def _rows(*these: sa.ColumnElement[bool]) -> list[UserRow]:
    seen = (
        sa.select(sa.func.max(UserSession.last_act_at))
        .where(UserSession.user_id == AppUser.id)
        .correlate(AppUser)
        .scalar_subquery()
    )
    found = session.execute(
        sa.select(AppUser, seen).where(*these).order_by(AppUser.disabled_at, AppUser.name)
    )
    names = [name for name in UserRow.__dataclass_fields__ if name != "last_seen_at"]
    return [
        UserRow(**{name: getattr(user, name) for name in names}, last_seen_at=last)
        for user, last in found
    ]


def users(cooperative_id: int) -> list[UserRow]:
    """All accounts of a cooperative, resting ones last."""
    found = _rows(AppUser.cooperative_id == cooperative_id)
    return sorted(found, key=lambda user: (user.disabled_at is not None, user.name))


def find_user(user_id: int, cooperative_id: int) -> UserRow | None:
    """One account of this cooperative."""
    found = _rows(AppUser.cooperative_id == cooperative_id, AppUser.id == user_id)
    return found[0] if found else None


def names_of(cooperative_id: int, user_ids: Iterable[int | None]) -> dict[int, str]:
    """What people are called."""
    wanted = {user_id for user_id in user_ids if user_id is not None}
    found = session.execute(
        sa.select(AppUser.id, AppUser.display_name).where(
            AppUser.cooperative_id == cooperative_id, AppUser.id.in_(wanted)
        )
    )
    return {row.id: row.display_name for row in found}
