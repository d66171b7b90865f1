"""What waits for a second person, and what was decided."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from coop_app.auth.models import Approval, ApprovalEntry, ApprovalHold, ApprovalVote, AppUser
from coop_app.db import session
from coop_app.money import Money

_MAKER = aliased(AppUser)
_CHECKER = aliased(AppUser)


@dataclass(frozen=True, slots=True)
class ApprovalRow:
    """One act for two people."""

    id: int
    kind: str
    subject: str
    content: dict[str, Any]
    fingerprint: str
    reason: str
    made_by: int
    maker: str
    made_at: datetime
    state: str
    checker: str
    decided_at: datetime | None
    note: str
    quorum: int

    @property
    def journal(self) -> list[dict[str, Any]]:
        """The entries it would write, as the rehearsal wrote them."""
        written = self.content.get("journal", [])
        return [entry | {"on": date.fromisoformat(entry["on"])} for entry in written]


def _found(*these: sa.ColumnElement[bool], limit: int) -> list[ApprovalRow]:
    rows = session.execute(
        sa.select(Approval, _MAKER.display_name, _CHECKER.display_name)
        .join(_MAKER, _MAKER.id == Approval.made_by)
        .outerjoin(_CHECKER, _CHECKER.id == Approval.decided_by)
        .where(*these)
        .order_by(Approval.id.desc())
        .limit(limit)
    )
    return [_row(*row) for row in rows]


def _row(row: Approval, maker: str, checker: str | None) -> ApprovalRow:
    return ApprovalRow(
        id=row.id,
        kind=row.kind,
        subject=row.subject,
        content=json.loads(row.content),
        fingerprint=row.fingerprint,
        reason=row.reason,
        made_by=row.made_by,
        maker=maker,
        made_at=row.made_at,
        state=row.state,
        checker=checker or "",
        decided_at=row.decided_at,
        note=row.note,
        quorum=row.quorum,
    )


def approvals(cooperative_id: int, *, waiting: bool, limit: int = 100) -> list[ApprovalRow]:
    """Waiting ones, or those that are done with; newest first."""
    state = Approval.state == "waiting" if waiting else Approval.state != "waiting"
    return _found(Approval.cooperative_id == cooperative_id, state, limit=limit)


def find_approval(approval_id: int, cooperative_id: int) -> ApprovalRow | None:
    """One of this cooperative."""
    found = _found(Approval.cooperative_id == cooperative_id, Approval.id == approval_id, limit=1)
    return found[0] if found else None


def count_waiting(cooperative_id: int) -> int:
    """How many wait."""
    counted = sa.select(sa.func.count()).where(
        Approval.cooperative_id == cooperative_id, Approval.state == "waiting"
    )
    return session.scalar(counted) or 0


def held(*, book_id: int, account_id: int, subject: str = "") -> Money:
    """What waiting approvals have reserved of a cash place, or of somebody's savings."""
    total = (
        sa.select(sa.func.coalesce(sa.func.sum(ApprovalHold.amount), 0))
        .join(Approval, Approval.id == ApprovalHold.approval_id)
        .where(
            ApprovalHold.book_id == book_id, ApprovalHold.account_id == account_id,
            ApprovalHold.subject == subject, Approval.state == "waiting",
        )
    )  # fmt: skip
    return Money(int(session.scalar(total) or 0))


@dataclass(frozen=True, slots=True)
class VoteRow:
    """What one person said."""

    user_id: int
    name: str
    person_key: str
    agrees: bool
    note: str
    voted_at: datetime


def votes(approval_id: int) -> list[VoteRow]:
    """The votes so far, oldest first."""
    rows = session.execute(
        sa.select(ApprovalVote, AppUser.display_name)
        .join(AppUser, AppUser.id == ApprovalVote.user_id)
        .where(ApprovalVote.approval_id == approval_id)
        .order_by(ApprovalVote.number)
    )
    return [
        VoteRow(vote.user_id, name, vote.person_key, vote.agrees, vote.note, vote.voted_at)
        for vote, name in rows
    ]


def reserved_by(approval_id: int) -> Money:
    """How much one approval keeps back in the cash places while it waits."""
    mine = sa.select(sa.func.coalesce(sa.func.sum(ApprovalHold.amount), 0)).where(
        ApprovalHold.approval_id == approval_id, ApprovalHold.subject == ""
    )
    return Money(int(session.scalar(mine) or 0))


def entries_of(*approval_ids: int) -> dict[int, list[tuple[int, int]]]:
    """Approval → book and number of each entry that the agreed act wrote."""
    mine = sa.select(ApprovalEntry).where(ApprovalEntry.approval_id.in_(approval_ids))
    found: dict[int, list[tuple[int, int]]] = {key: [] for key in approval_ids}
    for row in session.scalars(mine.order_by(ApprovalEntry.seq)):
        found[row.approval_id].append((row.book_id, row.seq))
    return found


def approvals_between(cooperative_id: int, start: datetime, end: datetime) -> list[ApprovalRow]:
    """Those asked for or decided in this time, and all that still wait."""
    during = sa.or_(
        Approval.made_at.between(start, end),
        Approval.decided_at.between(start, end),
        Approval.state == "waiting",
    )
    return _found(Approval.cooperative_id == cooperative_id, during, limit=10_000)
