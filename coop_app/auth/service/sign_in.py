"""Signing in and out: slow guessing, server-side sessions, the second factor."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from coop_app import db
from coop_app.auth import passwords, queries, rules
from coop_app.auth.models import AppUser, SignInAttempt, UserSession
from coop_app.auth.service.trail import Origin, came_from, record

_KEPT = timedelta(days=60)
_LONGEST_AGENT = 200


@dataclass(frozen=True, slots=True)
class Where:
    """From where somebody signs in."""

    address: str
    agent: str = ""
    #: a computer that others use as well
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Opened:
    """A session just begun: its token goes into the cookie, its hash stays here."""

    token: str
    session_id: int
    stage: str


def proves(name: str, *, password: str, now: datetime) -> bool:
    """Whether this password opens this name; an unknown name takes as long. Call it outside of a
    transaction: it is slow on purpose.
    """
    user = _account(name)
    stored = user.password_hash if user else passwords.nobodys()
    right = passwords.matches(stored, password)
    if not right or user is None or user.disabled_at is not None:
        return False
    return user.password_expires_at is None or user.password_expires_at > now


def check_wait(name: str, *, address: str, now: datetime) -> None:
    """Raise `TooManyTries` while this name or address must wait."""
    left = rules.wait(queries.tries(name_hash(name), address, now), now)
    if left:
        raise rules.TooManyTries(minutes=-(-left // timedelta(minutes=1)))


def sign_in(name: str, *, proven: bool, where: Where, now: datetime) -> Opened | None:
    """Write the try down and, when the password was right, begin a session.

    Raises `TooManyTries`. None answers alike for a wrong password, an unknown and a disabled name.
    """
    check_wait(name, address=where.address, now=now)
    user = _account(name)
    # While a second factor is owed the try stays open: only its success counts as a good one.
    owes_factor = user is not None and user.totp_confirmed_at is not None
    if not (proven and owes_factor):
        _count(name, user, where.address, now, passed=proven and user is not None)
    came_from(Origin(address=where.address))
    if user is None:
        return None
    if not proven:
        _note("auth.sign_in_refused", user)
        return None
    return _open(user, where, now, factor_shown=False)


def show_factor(*, session_id: int, shown: bool, where: Where, now: datetime) -> Opened | None:
    """After the password: a right code begins the real session, under a new token."""
    row = db.session.get_one(UserSession, session_id)
    user = db.session.get_one(AppUser, row.user_id)
    check_wait(user.name, address=where.address, now=now)
    _count(user.name, user, where.address, now, passed=shown)
    if not shown:
        _note("auth.factor_refused", user)
        return None
    row.ended_at = now
    return _open(user, where, now, factor_shown=True)


def advance(*, session_id: int, now: datetime) -> Opened:
    """Something owed was done (new password, enrolled): the session goes on under a new token."""
    row = db.session.get_one(UserSession, session_id)
    user = db.session.get_one(AppUser, row.user_id)
    row.ended_at = now
    where = Where(row.address, row.agent, row.is_shared)
    return _open(user, where, now, factor_shown=True, action="auth.session_renewed")


def sign_out(*, session_id: int, now: datetime) -> None:
    """End a session here, so that its cookie is worth nothing anywhere."""
    row = db.session.get_one(UserSession, session_id)
    if row.ended_at is None:
        row.ended_at = now
        _note("auth.sign_out", db.session.get_one(AppUser, row.user_id))


def end_own_session(*, session_id: int, user_id: int, now: datetime) -> bool:
    """End one of the person's own sessions, e.g. on a lost phone; False when it is not theirs."""
    row = db.session.get(UserSession, session_id)
    if row is None or row.user_id != user_id:
        return False
    row.ended_at = row.ended_at or now
    user = db.session.get_one(AppUser, user_id)
    _note("auth.session_ended", user, about=f"sign_in:{session_id}")
    return True


def confirm(*, session_id: int, proven: bool, where: Where, now: datetime) -> None:
    """The password was typed again; a wrong one counts as a try. Raises `TooManyTries`."""
    row = db.session.get_one(UserSession, session_id)
    user = db.session.get_one(AppUser, row.user_id)
    check_wait(user.name, address=where.address, now=now)
    if proven:
        row.confirmed_at = now
    else:
        _count(user.name, user, where.address, now, passed=False)
        _note("auth.sign_in_refused", user)


def touch(*, session_id: int, now: datetime) -> None:
    """The session did something."""
    db.session.get_one(UserSession, session_id).last_act_at = now


def name_hash(name: str) -> str:
    """What attempts are counted under: people type passwords into the wrong field."""
    return hashlib.sha256(name.strip().casefold().encode()).hexdigest()


def token_hash(token: str) -> str:
    """What the database keeps of a session token."""
    return hashlib.sha256(token.encode()).hexdigest()


def _account(name: str) -> AppUser | None:
    return db.session.scalar(sa.select(AppUser).where(AppUser.name == name.strip().casefold()))


def _count(name: str, user: AppUser | None, address: str, now: datetime, *, passed: bool) -> None:
    coop = user.cooperative_id if user else None
    attempt = SignInAttempt(
        cooperative_id=coop, name_hash=name_hash(name), address=address, at=now, passed=passed
    )
    db.session.add(attempt)
    if passed:
        db.session.execute(sa.delete(SignInAttempt).where(SignInAttempt.at < now - _KEPT))
    db.session.flush()


def _open(
    user: AppUser, where: Where, now: datetime, *, factor_shown: bool, action: str = "auth.sign_in"
) -> Opened:
    token = secrets.token_urlsafe(32)
    stage = rules.stage_after(queries.account_of(user), factor_shown=factor_shown, now=now)
    row = UserSession(
        cooperative_id=user.cooperative_id,
        user_id=user.id,
        token_hash=token_hash(token),
        stage=stage,
        is_shared=where.shared,
        created_at=now,
        last_act_at=now,
        confirmed_at=now,
        address=where.address,
        agent=where.agent[:_LONGEST_AGENT],
    )
    db.session.add(row)
    db.session.flush()
    came_from(Origin(row.id, where.address))
    if stage != "factor":
        _note(action, user)
    return Opened(token, row.id, stage)


def _note(action: str, user: AppUser, about: str = "") -> None:
    db.session.flush()
    record(
        action, cooperative_id=user.cooperative_id, by=user.id, object=about or f"user:{user.id}"
    )
