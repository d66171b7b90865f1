"""Reads: whose session this is, who there is, what was tried, done, looked at and asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import sqlalchemy as sa

from coop_app.auth import rules
from coop_app.auth.models import AppUser, Cooperative, Setting, SignInAttempt, UserSession
from coop_app.db import session

_AN_HOUR = timedelta(hours=1)
_KNOWN = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class CooperativeFacts:
    """A cooperative as its letterhead shows it."""

    id: int
    name: str
    short_name: str
    legal_number: str
    address: str
    phone: str
    zone: str
    language: str
    book_year_start_month: int
    is_demo: bool


@dataclass(frozen=True, slots=True)
class Signed:
    """A living session, its person and the person's cooperative."""

    session_id: int
    stage: str
    is_shared: bool
    began: datetime
    last_act_at: datetime
    confirmed_at: datetime
    user_id: int
    sign_in_name: str
    name: str
    role: str
    member_id: int | None
    group_id: int | None
    has_factor: bool
    must_change_password: bool
    cooperative: CooperativeFacts


def find_signed(token_hash: str) -> Signed | None:
    """The session behind a token unless it was ended or its person disabled."""
    row = session.execute(
        sa.select(UserSession, AppUser, Cooperative)
        .join(AppUser, AppUser.id == UserSession.user_id)
        .join(Cooperative, Cooperative.id == UserSession.cooperative_id)
        .where(
            UserSession.token_hash == token_hash,
            UserSession.ended_at.is_(None),
            AppUser.disabled_at.is_(None),
        )
    ).first()
    if row is None:
        return None
    kept, user, cooperative = row
    return Signed(
        session_id=kept.id, stage=kept.stage, is_shared=kept.is_shared, began=kept.created_at,
        last_act_at=kept.last_act_at, confirmed_at=kept.confirmed_at, user_id=user.id, sign_in_name=user.name,
        name=user.display_name, role=user.role, member_id=user.member_id, group_id=user.group_id,
        has_factor=user.totp_confirmed_at is not None,
        must_change_password=user.must_change_password, cooperative=_facts(cooperative),
    )  # fmt: skip


def _facts(row: Cooperative) -> CooperativeFacts:
    names = CooperativeFacts.__dataclass_fields__
    return CooperativeFacts(**{name: getattr(row, name) for name in names})


def cooperative(cooperative_id: int) -> CooperativeFacts:
    """The cooperative with this key."""
    return _facts(session.get_one(Cooperative, cooperative_id))


def cooperatives() -> list[CooperativeFacts]:
    """Every cooperative of this installation, for commands that look after all of them."""
    rows = session.scalars(sa.select(Cooperative).order_by(Cooperative.id))
    return [_facts(row) for row in rows]


def only_cooperative() -> CooperativeFacts | None:
    """The installation's cooperative when there is exactly one."""
    rows = session.scalars(sa.select(Cooperative).order_by(Cooperative.id).limit(2)).all()
    return _facts(rows[0]) if len(rows) == 1 else None


def any_cooperative() -> bool:
    """Whether the first start is done."""
    return session.scalar(sa.select(Cooperative.id).limit(1)) is not None


def account_of(user: AppUser) -> rules.Account:
    """What decides how far a sign-in has come."""
    return rules.Account(
        role=user.role,
        has_factor=user.totp_confirmed_at is not None,
        must_change_password=user.must_change_password,
        created_at=user.created_at,
        is_demo=cooperative(user.cooperative_id).is_demo,
    )


def tries(name_hash: str, address: str, now: datetime) -> rules.Tries:
    """What is remembered about this name and address."""
    of_name = SignInAttempt.name_hash == name_hash
    at_address = SignInAttempt.address == address
    known = sa.select(SignInAttempt.id).where(
        of_name, at_address, SignInAttempt.passed, SignInAttempt.at > now - _KNOWN
    )
    return rules.Tries(
        pair=_failures(now - rules.REMEMBERED, of_name, at_address),
        name=_failures(now - rules.REMEMBERED, of_name),
        address=_failures(now - _AN_HOUR, at_address, reset=False),
        all=_failures(now - _AN_HOUR, reset=False),
        known_address=session.scalar(known.limit(1)) is not None,
    )


def _failures(
    since: datetime, *these: sa.ColumnElement[bool], reset: bool = True
) -> rules.Failures:
    """Failed tries since then, or since the last good one where a good one makes up for them."""
    if reset:
        good = sa.select(sa.func.max(SignInAttempt.at)).where(SignInAttempt.passed, *these)
        since = max(since, session.scalar(good) or since)
    failed = sa.select(sa.func.count(), sa.func.max(SignInAttempt.at)).where(
        *these, SignInAttempt.passed.is_(False), SignInAttempt.at > since
    )
    count, latest = session.execute(failed).one()
    return rules.Failures(count, latest)


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One living session of a person."""

    id: int
    created_at: datetime
    last_act_at: datetime
    is_shared: bool
    address: str
    agent: str


def sessions_of(user_id: int, now: datetime) -> list[SessionRow]:
    """The person's sessions that still live, newest first."""
    living = (
        sa.select(UserSession)
        .where(
            UserSession.user_id == user_id,
            UserSession.ended_at.is_(None),
            UserSession.created_at > now - rules.LONGEST,
        )
        .order_by(UserSession.id.desc())
    )
    names = SessionRow.__dataclass_fields__
    rows = session.scalars(living)
    return [SessionRow(**{name: getattr(row, name) for name in names}) for row in rows]


@dataclass(frozen=True, slots=True)
class SettingRow:
    """One value of a setting and since when it holds."""

    name: str
    valid_from: date
    value: str
    reason: str
    set_by: int | None
    set_at: datetime


def settings_of(cooperative_id: int, names: Iterable[str]) -> list[SettingRow]:
    """Every value these settings ever had, newest first."""
    rows = session.scalars(
        sa.select(Setting)
        .where(Setting.cooperative_id == cooperative_id, Setting.name.in_(list(names)))
        .order_by(Setting.valid_from.desc(), Setting.name)
    )
    fields = SettingRow.__dataclass_fields__
    return [SettingRow(**{name: getattr(row, name) for name in fields}) for row in rows]


def setting(name: str, *, cooperative_id: int, on: date) -> str | None:
    """The value that holds on a day."""
    newest = (
        sa.select(Setting.value)
        .where(
            Setting.cooperative_id == cooperative_id,
            Setting.name == name,
            Setting.valid_from <= on,
        )
        .order_by(Setting.valid_from.desc())
    )
    return session.scalar(newest.limit(1))
