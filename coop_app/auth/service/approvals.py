"""Two people for one act: what one makes another must agree to, exactly as it was made."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from coop_app import db
from coop_app.auth import rules
from coop_app.auth.models import Approval, AppUser
from coop_app.auth.sealing import plain
from coop_app.auth.service.trail import record
from coop_app.refusal import N_, NotFound, Refused, RequestReused


class SamePerson(Refused):
    """Maker and checker are persons, not accounts."""

    message = N_("Another person must decide this: it was made by you.")


class AlreadyDecided(Refused):
    """Somebody was faster, or it was withdrawn."""

    message = N_("This was already decided or withdrawn.")


class ContentsDiffer(Refused):
    """What is decided must be what was made and what was shown."""

    message = N_(
        "The contents are not those that were shown. Open the page anew and read it again."
    )


class MayNotDecide(Refused):
    """The role does not decide acts of this kind."""

    message = N_("Your role does not decide this.")


class ReasonMissing(Refused):
    """Whoever decides later must know why."""

    message = N_("Write in a few words why.")
    field = "reason"


@dataclass(frozen=True, slots=True)
class Agreed:
    """An act that two people agreed to, for the executor of its kind."""

    approval_id: int
    cooperative_id: int
    subject: str
    content: dict[str, Any]
    reason: str
    made_by: int
    decided_by: int
    now: datetime


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of act for two people; features register theirs when the program starts."""

    name: str
    #: what it is called on the screen (English message id)
    title: str
    #: the content in words: (label, value) pairs
    describe: Callable[[int, dict[str, Any]], list[tuple[str, str]]]
    #: does it, inside the deciding transaction; a text it returns is shown once to who decided
    execute: Callable[[Agreed], object]
    #: who may decide
    permission: str = "approvals.decide"


@dataclass(frozen=True, slots=True)
class Asked:
    """What one person asks another to agree to."""

    kind: str
    request_id: str
    reason: str
    subject: str = ""
    content: dict[str, Any] = field(default_factory=dict)


_KINDS: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Make a kind known; the same name again replaces it (each application registers all)."""
    _KINDS[kind.name] = kind


def kind_of(name: str) -> Kind:
    """The registered kind. Raises `NotFound`."""
    if name not in _KINDS:
        raise NotFound
    return _KINDS[name]


def _fingerprint(kind: str, subject: str, content: str) -> str:
    """What an approval binds: kind, subject and contents together."""
    return hashlib.sha256(plain([kind, subject, content]).encode()).hexdigest()


def ask(asked: Asked, *, cooperative_id: int, by: int, now: datetime) -> int:
    """Put an act before a second person; returns the approval's key.

    Raises `ReasonMissing`, and `RequestReused` for a known request id with other contents.
    """
    kind_of(asked.kind)
    if not asked.reason.strip():
        raise ReasonMissing
    content = plain(asked.content)
    mark = _fingerprint(asked.kind, asked.subject, content)
    if earlier := _earlier(cooperative_id, asked.request_id):
        if earlier.fingerprint != mark or earlier.made_by != by:
            raise RequestReused
        return earlier.id
    kept = asdict(asked) | {"content": content, "reason": asked.reason.strip()}
    row = Approval(
        **kept, cooperative_id=cooperative_id, fingerprint=mark, state="waiting", note=""
    )
    row.made_by, row.made_at = by, now
    row.made_person = _person(by, cooperative_id).person_key
    db.session.add(row)
    _note("approvals.asked", row, by=by)
    return row.id


@dataclass(frozen=True, slots=True)
class Decision:
    """What the second person decided. `shown` is the fingerprint of what was read."""

    agree: bool
    shown: str
    note: str = ""


def decide(
    approval_id: int, *, decision: Decision, cooperative_id: int, by: int, now: datetime
) -> str:
    """Agree, and the act is done at once; or refuse. Returns what the act has to say, once.

    Raises `NotFound`, `AlreadyDecided`, `MayNotDecide`, `SamePerson`, `ContentsDiffer`, and what the
    act itself refuses: then nothing is decided.
    """
    row = _waiting(approval_id, cooperative_id)
    checker = _checker(row, by)
    if not decision.shown == row.fingerprint == _fingerprint(row.kind, row.subject, row.content):
        raise ContentsDiffer
    row.state = "approved" if decision.agree else "refused"
    row.decided_by, row.decided_person = by, checker.person_key
    row.decided_at, row.note = now, decision.note.strip()
    _note(f"approvals.{row.state}", row, by=by)
    if not decision.agree:
        return ""
    said = kind_of(row.kind).execute(_agreed(row, by, now))
    row.state = "used"
    db.session.flush()
    return said if isinstance(said, str) else ""


def _checker(row: Approval, by: int) -> AppUser:
    checker = _person(by, row.cooperative_id)
    if by == row.made_by or checker.person_key == row.made_person:
        raise SamePerson
    if not rules.may(checker.role, kind_of(row.kind).permission):
        raise MayNotDecide
    return checker


def withdraw(approval_id: int, *, cooperative_id: int, by: int) -> None:
    """The maker changes their mind. Raises `NotFound`, `AlreadyDecided`."""
    row = _waiting(approval_id, cooperative_id)
    if row.made_by != by:
        raise MayNotDecide
    row.state = "withdrawn"
    _note("approvals.withdrawn", row, by=by)


def _earlier(cooperative_id: int, request_id: str) -> Approval | None:
    same = sa.select(Approval).where(
        Approval.cooperative_id == cooperative_id, Approval.request_id == request_id
    )
    return db.session.scalar(same)


def _waiting(approval_id: int, cooperative_id: int) -> Approval:
    row = db.session.get(Approval, approval_id, with_for_update=True, populate_existing=True)
    if row is None or row.cooperative_id != cooperative_id:
        raise NotFound
    if row.state != "waiting":
        raise AlreadyDecided
    return row


def _agreed(row: Approval, by: int, now: datetime) -> Agreed:
    return Agreed(
        approval_id=row.id,
        cooperative_id=row.cooperative_id,
        subject=row.subject,
        content=json.loads(row.content),
        reason=row.reason,
        made_by=row.made_by,
        decided_by=by,
        now=now,
    )


def _person(user_id: int, cooperative_id: int) -> AppUser:
    user = db.session.get(AppUser, user_id)
    if user is None or user.cooperative_id != cooperative_id or user.disabled_at is not None:
        raise NotFound
    return user


def _note(action: str, row: Approval, *, by: int) -> None:
    db.session.flush()
    record(
        action,
        cooperative_id=row.cooperative_id,
        by=by,
        object=f"approval:{row.id}",
        after={"kind": row.kind, "subject": row.subject, "fingerprint": row.fingerprint},
        reason=row.reason if row.state == "waiting" else row.note,
    )
