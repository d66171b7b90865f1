"""Who may do what, how long a session lives, how slow guessing becomes."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta

from coop_app.refusal import N_, Refused

BENDAHARA = "bendahara"
KETUA = "ketua"
PENGAWAS = "pengawas"
PELATIH = "pelatih"
ANGGOTA = "anggota"
KOORDINATOR = "koordinator"
ADMIN = "admin"

#: role → its name on the screen (English message id)
ROLES = {
    BENDAHARA: N_("Treasurer"),
    KETUA: N_("Chairperson"),
    PENGAWAS: N_("Supervisor"),
    PELATIH: N_("Trainer"),
    ANGGOTA: N_("Member"),
    KOORDINATOR: N_("Group coordinator"),
    ADMIN: N_("Operator"),
}
OFFICERS = frozenset({BENDAHARA, KETUA, PENGAWAS, ADMIN})

_BOOKS = (BENDAHARA, KETUA, PENGAWAS)
_ALL = tuple(ROLES)

#: permission → roles. One row per permission; what is not in this table nobody may do.
PERMISSIONS: dict[str, tuple[str, ...]] = {
    "home": _ALL,
    "own.read": (ANGGOTA, KOORDINATOR),
    "auth.password": _ALL,
    "auth.enrol": _ALL,
    "auth.sessions": _ALL,
    "auth.users": (ADMIN, KETUA, BENDAHARA),
    "auth.audit": (KETUA, PENGAWAS),
    "approvals.read": (*_BOOKS, ADMIN),
    "approvals.decide": (KETUA, PENGAWAS),
    "settings.write": (KETUA, ADMIN, BENDAHARA),
    "ledger.read": _BOOKS,
    "ledger.post": (BENDAHARA,),
    "ledger.reverse": (BENDAHARA,),
    "ledger.chart": (BENDAHARA,),
    "ledger.opening": (BENDAHARA,),
    "ledger.close": (BENDAHARA, PENGAWAS),
    "ledger.reopen": (BENDAHARA, PENGAWAS),
    "ledger.audit": (*_BOOKS, ADMIN),
    "members.read": (*_BOOKS, KOORDINATOR),
    "members.write": (BENDAHARA, KETUA),
    "members.identity": (BENDAHARA, KETUA),
    "members.import": (BENDAHARA,),
    "members.export": (BENDAHARA, KETUA, PENGAWAS),
    "savings.read": (*_BOOKS, KOORDINATOR),
    "savings.deposit": (BENDAHARA,),
    "savings.withdraw": (BENDAHARA,),
    "savings.reverse": (BENDAHARA,),
    "savings.products": (BENDAHARA, KETUA),
    "savings.group": (BENDAHARA, KOORDINATOR),
    "cashbook.read": _BOOKS,
    "cashbook.record": (BENDAHARA,),
    "cashbook.count": (BENDAHARA,),
    "cashbook.import": (BENDAHARA,),
    "reports.read": _BOOKS,
    "reports.export": _BOOKS,
}

#: looking at a page with one of these permissions is written into the audit trail
WATCHED = frozenset(
    {
        "members.read", "members.identity", "members.export", "savings.read", "own.read",
        "reports.export", "auth.users", "auth.audit",
    }
)  # fmt: skip


#: pages with one of these permissions ask for the password again (ASVS 7.5.3)
ASK_AGAIN = frozenset({"auth.users", "ledger.reopen", "members.export"})


def permissions_of(role: str) -> frozenset[str]:
    """Everything the table gives a role."""
    return frozenset(name for name, roles in PERMISSIONS.items() if role in roles)


def may(role: str, permission: str) -> bool:
    """Whether the table gives a role this act."""
    return role in PERMISSIONS.get(permission, ())


# ── names ────────────────────────────────────────────────────────────────────────────────────
class NameUnusable(Refused):
    """A sign-in name must survive being dictated over the phone."""

    message = N_("Use 3 to 40 letters, digits, dots or dashes for the sign-in name.")
    field = "name"


class UnknownRole(Refused):
    """There is no such role."""

    message = N_("Choose one of the roles.")
    field = "role"


def sign_in_name(text: str) -> str:
    """The name as it is stored and compared. Raises `NameUnusable`."""
    folded = unicodedata.normalize("NFKC", text).strip().casefold()
    if not re.fullmatch(r"[a-z0-9][a-z0-9.\-_]{2,39}", folded):
        raise NameUnusable
    return folded


def person_key(display_name: str) -> str:
    """What two accounts of one person have in common: the letters of the person's name."""
    plain = unicodedata.normalize("NFKD", display_name).casefold()
    return "".join(c for c in plain if c.isalnum())


# ── sessions ─────────────────────────────────────────────────────────────────────────────────

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
    """Whether a session has lived its longest or lain idle too long."""
    idle = IDLE_SHARED if shared else IDLE_OWN
    return now - began > LONGEST or now - last_seen > idle


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


# ── guessing ─────────────────────────────────────────────────────────────────────────────────

#: failures that are looked at, and for how long
REMEMBERED = timedelta(hours=24)
_FIRST_WAIT = 15
_LONGEST_WAIT = 900


@dataclass(frozen=True, slots=True)
class Failures:
    """Failed tries since the last good one: so many, the latest of them."""

    count: int
    latest: datetime | None


@dataclass(frozen=True, slots=True)
class Tries:
    """What is remembered about one try to sign in."""

    #: this name from this address
    pair: Failures
    #: this name from anywhere
    name: Failures
    #: any name from this address
    address: Failures
    #: anything from anywhere, in the last hour
    all: Failures
    #: this name has signed in from this address before
    known_address: bool


class TooManyTries(Refused):
    """Guessing is made slow, never impossible: nobody can lock another out for good."""

    message = N_("Too many wrong tries. Wait %(minutes)s minutes, then try again.")


def wait(tries: Tries, now: datetime) -> timedelta:
    """How long this one must still wait.

    An address from which the name has signed in before answers only for its own tries, so that a
    stranger elsewhere cannot keep the treasurer out.
    """
    waits = [_left(tries.pair, 5, now)]
    if not tries.known_address:
        waits += [
            _left(tries.name, 20, now),
            _left(tries.address, 30, now),
            _left(tries.all, 300, now),
        ]
    return max(waits)


def _left(failures: Failures, free: int, now: datetime) -> timedelta:
    if failures.latest is None or failures.count < free:
        return timedelta(0)
    doubled = min(failures.count - free, 10)
    seconds = min(_FIRST_WAIT * 2**doubled, _LONGEST_WAIT)
    return max(failures.latest + timedelta(seconds=seconds) - now, timedelta(0))
