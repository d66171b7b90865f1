"""Accounts: add, one-time password, password, role, disable."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from coop_app import db
from coop_app.auth import passwords, rules
from coop_app.auth.models import AppUser, Cooperative, RecoveryCode, UserSession
from coop_app.auth.service.trail import record
from coop_app.refusal import N_, NotFound, Refused


class NameTaken(Refused):
    """Another account signs in with this name."""

    message = N_("This sign-in name is already in use. Choose another one.")
    field = "name"


class WrongPassword(Refused):
    """The current password was not this one."""

    message = N_("The current password is not right.")
    field = "current"


class LastOfficer(Refused):
    """Nobody could add people any more."""

    message = N_("Somebody must remain who can add people. Add another officer first.")


@dataclass(frozen=True, slots=True)
class NewUser:
    """What an account begins with."""

    name: str
    role: str
    display_name: str = ""
    member_id: int | None = None
    group_id: int | None = None


def add_user(
    new: NewUser, *, cooperative_id: int, by: int | None, now: datetime, password: str | None = None
) -> tuple[int, str]:
    """Add an account; returns its key and the password, one-time unless one was chosen.

    Raises `NameUnusable`, `NameTaken`, `UnknownRole` and what `check_password` refuses.
    """
    name = rules.sign_in_name(new.name)
    if new.role not in rules.ROLES:
        raise rules.UnknownRole
    if db.session.scalar(sa.select(AppUser.id).where(AppUser.name == name)):
        raise NameTaken
    shown = new.display_name.strip() or new.name.strip()
    if password:
        _check(password, role=new.role, cooperative_id=cooperative_id, names=(name, shown))
    chosen = password or passwords.one_time_password()
    user = AppUser(
        **asdict(new) | {"name": name, "display_name": shown},
        cooperative_id=cooperative_id,
        person_key=rules.person_key(shown),
        password_hash=passwords.hashed(chosen),
        must_change_password=password is None,
        password_expires_at=None if password else now + rules.FIRST_PASSWORD,
        created_at=now,
        created_by=by,
    )
    db.session.add(user)
    db.session.flush()
    _note("auth.user_added", user, by=by, after={"name": name, "role": new.role})
    return user.id, chosen


def reset_password(*, user_id: int, cooperative_id: int, by: int, now: datetime) -> str:
    """A new one-time password; the second factor stays, all sessions end."""
    user = get_user(user_id, cooperative_id)
    chosen = passwords.one_time_password()
    user.password_hash = passwords.hashed(chosen)
    user.must_change_password = True
    user.password_expires_at = now + rules.FIRST_PASSWORD
    end_sessions(user_id=user_id, now=now)
    _note("auth.password_reset", user, by=by)
    return chosen


def reset_factor(*, user_id: int, cooperative_id: int, by: int, now: datetime) -> None:
    """The phone is lost and the envelope too: the person enrols anew at the next sign-in."""
    user = get_user(user_id, cooperative_id)
    user.totp_secret = user.totp_confirmed_at = user.totp_last_step = None
    db.session.execute(sa.delete(RecoveryCode).where(RecoveryCode.user_id == user_id))
    end_sessions(user_id=user_id, now=now)
    _note("auth.factor_reset", user, by=by)


def change_password(
    *, user_id: int, current: str | None, password: str, session_id: int, now: datetime
) -> None:
    """The person's own new password; all other sessions end.

    `current` is None where a one-time password has just been typed. Raises `WrongPassword` and what
    `check_password` refuses.
    """
    user = db.session.get_one(AppUser, user_id)
    if current is not None and not passwords.matches(user.password_hash, current):
        raise WrongPassword
    names = (user.name, user.display_name)
    _check(password, role=user.role, cooperative_id=user.cooperative_id, names=names)
    user.password_hash = passwords.hashed(password)
    user.must_change_password = False
    user.password_expires_at = None
    end_sessions(user_id=user_id, now=now, but=session_id)
    _note("auth.password_changed", user, by=user_id)


def set_role(*, user_id: int, cooperative_id: int, role: str, by: int) -> None:
    """Give another role; it counts from the next click on. Raises `UnknownRole`, `LastOfficer`."""
    user = get_user(user_id, cooperative_id)
    if role not in rules.ROLES:
        raise rules.UnknownRole
    if not rules.may(role, "auth.users"):
        _keep_one(user)
    before, user.role = user.role, role
    _note("auth.role_changed", user, by=by, before={"role": before}, after={"role": role})


def disable(*, user_id: int, cooperative_id: int, by: int, now: datetime, reason: str) -> None:
    """Let an account rest; it loses every session at once. Raises `LastOfficer`."""
    user = get_user(user_id, cooperative_id)
    _keep_one(user)
    user.disabled_at = user.disabled_at or now
    end_sessions(user_id=user_id, now=now)
    _note("auth.user_disabled", user, by=by, reason=reason)


def enable(*, user_id: int, cooperative_id: int, by: int) -> None:
    """Wake a resting account; its old sessions stay ended."""
    user = get_user(user_id, cooperative_id)
    user.disabled_at = None
    _note("auth.user_enabled", user, by=by)


def get_user(user_id: int, cooperative_id: int) -> AppUser:
    """The account of this cooperative. Raises `NotFound`."""
    user = db.session.get(AppUser, user_id)
    if user is None or user.cooperative_id != cooperative_id:
        raise NotFound
    return user


def end_sessions(*, user_id: int, now: datetime, but: int = 0) -> None:
    """End all of a person's sessions except one."""
    db.session.flush()
    db.session.execute(
        sa.update(UserSession)
        .where(
            UserSession.user_id == user_id, UserSession.ended_at.is_(None), UserSession.id != but
        )
        .values(ended_at=now)
    )


def _keep_one(user: AppUser) -> None:
    others = sa.select(sa.func.count()).where(
        AppUser.cooperative_id == user.cooperative_id,
        AppUser.disabled_at.is_(None),
        AppUser.id != user.id,
        AppUser.role.in_(rules.PERMISSIONS["auth.users"]),
    )
    if rules.may(user.role, "auth.users") and not db.session.scalar(others):
        raise LastOfficer


def _check(password: str, *, role: str, cooperative_id: int, names: tuple[str, ...]) -> None:
    cooperative = db.session.get_one(Cooperative, cooperative_id)
    context = (*names, cooperative.name, cooperative.short_name)
    bad = passwords.bad_passwords()
    passwords.check_password(password, role=role, context=context, bad=bad)


def _note(action: str, user: AppUser, *, by: int | None, **facts: Any) -> None:
    db.session.flush()
    about = f"user:{user.id}"
    record(action, cooperative_id=user.cooperative_id, by=by, object=about, **facts)
