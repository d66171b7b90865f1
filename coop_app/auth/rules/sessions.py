"""How long a session lives and what a sign-in still owes."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from coop_app.auth.rules.permissions import ASK_AGAIN, OFFICERS, permissions_of

#: ASVS 7.3, integrity.md 6
IDLE_SHARED = timedelta(minutes=10)
IDLE_OWN = timedelta(hours=8)
LONGEST = timedelta(hours=12)
#: how long a typed password counts for acts that ask for it again
CONFIRMED = timedelta(minutes=10)
#: how long an officer may put off the second factor
GRACE = timedelta(days=7)
#: how long a printed one-time password works
FIRST_PASSWORD = timedelta(days=7)


def must_confirm(permission: str, *, confirmed_at: datetime, now: datetime, sending: bool) -> bool:
    """Whether the password is to be typed again first; a form once open may still be sent."""
    patience = CONFIRMED * 3 if sending else CONFIRMED
    return permission in ASK_AGAIN and now - confirmed_at > patience


def is_over(*, began: datetime, last_seen: datetime, now: datetime, shared: bool) -> bool:
    """Whether a session has lived its longest or lain idle too long, or began in what is now the future."""
    idle = IDLE_SHARED if shared else IDLE_OWN
    # a clock that was ahead and is right again would keep the session open until then
    return now - began > LONGEST or now - last_seen > idle or began - now > IDLE_SHARED


#: what an unfinished sign-in may do until it is finished
STAGES = {
    "factor": frozenset({"auth.second_factor"}),
    "password": frozenset({"auth.password"}),
    "enrol": frozenset({"auth.enrol"}),
}


@dataclass(frozen=True, slots=True)
class Account:
    """What decides how far a sign-in has come."""

    role: str
    has_factor: bool
    must_change_password: bool
    created_at: datetime
    is_demo: bool


def owes_second_factor(account: Account) -> bool:
    """Officers sign in with something they have, besides what they know."""
    return account.role in OFFICERS and not account.has_factor and not account.is_demo


def stage_after(account: Account, *, factor_shown: bool, now: datetime) -> str:
    """What a sign-in still owes: 'factor', 'password', 'enrol', or nothing ('full')."""
    if account.has_factor and not factor_shown:
        return "factor"
    if account.must_change_password:
        return "password"
    if owes_second_factor(account) and now - account.created_at > GRACE:
        return "enrol"
    return "full"


def permissions_at(stage: str, role: str) -> frozenset[str]:
    """Everything a session may do."""
    return STAGES[stage] if stage in STAGES else permissions_of(role)
