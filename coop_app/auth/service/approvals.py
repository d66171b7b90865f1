"""Two people for one act: what one makes another must agree to, exactly as it was made."""

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import datetime

import sqlalchemy as sa

from coop_app import clock, db
from coop_app.auth.models import Approval, ApprovalEntry, ApprovalHold
from coop_app.auth.rules.second_person import AlreadyDecided as AlreadyDecided
from coop_app.auth.rules.second_person import AlreadyVoted as AlreadyVoted
from coop_app.auth.rules.second_person import ContentsDiffer as ContentsDiffer
from coop_app.auth.rules.second_person import JournalDiffers as JournalDiffers
from coop_app.auth.rules.second_person import MayNotDecide as MayNotDecide
from coop_app.auth.rules.second_person import ReasonMissing as ReasonMissing
from coop_app.auth.rules.second_person import SamePerson as SamePerson
from coop_app.auth.rules.second_person import Tally
from coop_app.auth.sealing import plain
from coop_app.auth.service.kinds import Agreed as Agreed
from coop_app.auth.service.kinds import Asked as Asked
from coop_app.auth.service.kinds import Hold as Hold
from coop_app.auth.service.kinds import Kind as Kind
from coop_app.auth.service.kinds import kind_of as kind_of
from coop_app.auth.service.kinds import register as register
from coop_app.auth.service.rehearsal import rehearse, watched
from coop_app.auth.service.trail import record
from coop_app.auth.service.voting import Vote, cast, checker_of, get_person
from coop_app.refusal import NotFound, RequestReused

#: who is beside the maker while an act is rehearsed
_NOBODY_YET = 0


def _fingerprint(kind: str, subject: str, content: str) -> str:
    """What an approval binds: kind, subject and contents together."""
    return hashlib.sha256(plain([kind, subject, content]).encode()).hexdigest()


def ask(asked: Asked, *, cooperative_id: int, by: int, now: datetime) -> int:
    """Put an act before a second person; returns the approval's key.

    An act on a book is rehearsed: its journal becomes part of the contents, the money it moves is held.
    Raises `ReasonMissing`, `RequestReused` for a known request id with other contents, and what the act
    itself refuses.
    """
    kind = kind_of(asked.kind)
    if not asked.reason.strip():
        raise ReasonMissing
    if _earlier(cooperative_id, asked.request_id):
        if known := asked_before(asked, cooperative_id=cooperative_id, by=by):
            return known
        raise RequestReused
    maker = get_person(by, cooperative_id)
    content, holds = _rehearsed(asked, cooperative_id, by, now)
    row = Approval(
        cooperative_id=cooperative_id, request_id=asked.request_id, kind=asked.kind,
        subject=asked.subject, content=content, reason=asked.reason.strip(), state="waiting", note="",
        fingerprint=_fingerprint(asked.kind, asked.subject, content), made_by=by, made_at=now,
        made_person=maker.person_key,
        quorum=max(1, kind.voters_needed(cooperative_id, asked.content)),
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    _keep(row.id, holds)
    _note("approvals.asked", row, by=by)
    return row.id


def asked_before(asked: Asked, *, cooperative_id: int, by: int) -> int | None:
    """The approval that the same person asked for with the same form and contents, if there is one."""
    earlier = _earlier(cooperative_id, asked.request_id)
    is_mine = earlier is not None and earlier.made_by == by and _same(earlier, asked)
    return earlier.id if earlier is not None and is_mine else None


def _rehearsed(
    asked: Asked, cooperative_id: int, by: int, now: datetime
) -> tuple[str, tuple[Hold, ...]]:
    """The contents with the journal the act would write, and what that takes away."""
    if "book_id" not in asked.content:
        return plain(asked.content), asked.holds
    same = json.loads(plain(asked.content))  # as it will be read again
    agreed = Agreed(
        0, cooperative_id, asked.subject, same, asked.reason.strip(), by, _NOBODY_YET, now
    )
    written = rehearse(asked.kind, agreed)
    return plain(same | {"journal": written.journal}), asked.holds + written.holds


def _same(earlier: Approval, asked: Asked) -> bool:
    kept = json.loads(earlier.content)
    kept.pop("journal", None)
    mine = (earlier.kind, earlier.subject, plain(kept))
    return mine == (asked.kind, asked.subject, plain(asked.content))


def _keep(approval_id: int, holds: tuple[Hold, ...]) -> None:
    for number, hold in enumerate(holds, start=1):
        db.session.add(
            ApprovalHold(
                approval_id=approval_id, number=number, book_id=hold.book_id,
                account_id=hold.account_id, subject=hold.subject, amount=int(hold.amount),
            )
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Decision:
    """What a second person decided. `shown` is the fingerprint of what was read."""

    agree: bool
    shown: str
    note: str = ""


def decide(
    approval_id: int, *, decision: Decision, cooperative_id: int, by: int, now: datetime
) -> str:
    """Vote; with enough votes the act is done at once or refused. Returns what it has to say, once.

    Raises `NotFound`, `AlreadyDecided`, `MayNotDecide`, `SamePerson`, `AlreadyVoted`, `ContentsDiffer`, and
    what the act itself refuses: then nothing is decided.
    """
    row = _waiting(approval_id, cooperative_id)
    checker = checker_of(row, by)
    if not decision.shown == row.fingerprint == _fingerprint(row.kind, row.subject, row.content):
        raise ContentsDiffer
    votes = cast(row, checker, Vote(decision.agree, decision.note.strip(), now))
    yes = sum(vote.agrees for vote in votes)
    tally = Tally(yes, len(votes) - yes, row.quorum)
    if not tally.complete:
        _note("approvals.voted", row, by=by)
        return ""
    last = [vote for vote in votes if vote.agrees == tally.agreed][-1]
    row.state = "approved" if tally.agreed else "refused"
    row.decided_by, row.decided_person = last.user_id, last.person_key
    row.decided_at, row.note = now, decision.note.strip()
    _note(f"approvals.{row.state}", row, by=by)
    if tally.agreed:
        return _do(row, now)
    kind_of(row.kind).ended(replace(_agreed(row, now), reason=row.note), row.state)
    return ""


def _do(row: Approval, now: datetime) -> str:
    agreed = _agreed(row, now)
    said, written = watched(row.kind, agreed)
    if agreed.content.get("journal", written.journal) != json.loads(plain(written.journal)):
        raise JournalDiffers
    for book_id, seq in written.entries:
        db.session.add(ApprovalEntry(approval_id=row.id, book_id=book_id, seq=seq))
    db.session.flush()
    row.state = "used"
    db.session.flush()
    return said if isinstance(said, str) else ""


def withdraw(approval_id: int, *, cooperative_id: int, by: int) -> None:
    """The maker changes their mind. Raises `NotFound`, `AlreadyDecided`."""
    row = _waiting(approval_id, cooperative_id)
    if row.made_by != by:
        raise MayNotDecide
    row.state = "withdrawn"
    _note("approvals.withdrawn", row, by=by)
    kind_of(row.kind).ended(_agreed(row, clock.now()), row.state)


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


def _agreed(row: Approval, now: datetime) -> Agreed:
    return Agreed(
        approval_id=row.id,
        cooperative_id=row.cooperative_id,
        subject=row.subject,
        content=json.loads(row.content),
        reason=row.reason,
        made_by=row.made_by,
        decided_by=row.decided_by or _NOBODY_YET,
        now=now,
    )


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
