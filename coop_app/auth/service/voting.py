"""Who may decide an act, and what they said about it."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from coop_app import db
from coop_app.auth import rules
from coop_app.auth.models import Approval, ApprovalVote, AppUser
from coop_app.auth.rules.second_person import AlreadyVoted, MayNotDecide, SamePerson
from coop_app.auth.service.kinds import kind_of
from coop_app.refusal import NotFound, Refused


@dataclass(frozen=True, slots=True)
class Vote:
    """One yes or no."""

    agrees: bool
    note: str
    at: datetime


def get_person(user_id: int, cooperative_id: int) -> AppUser:
    """An account of this cooperative that is in use. Raises `NotFound`."""
    user = db.session.get(AppUser, user_id)
    if user is None or user.cooperative_id != cooperative_id or user.disabled_at is not None:
        raise NotFound
    return user


def checker_of(row: Approval, by: int) -> AppUser:
    """Whoever decides, if it is another person who may and takes no part in the act.

    Raises `SamePerson`, `MayNotDecide`, `AlreadyVoted`.
    """
    checker, kind = get_person(by, row.cooperative_id), kind_of(row.kind)
    if by == row.made_by or checker.person_key == row.made_person:
        raise SamePerson
    if not rules.may(checker.role, kind.permission):
        raise MayNotDecide
    taking_part = kind.barred(row.cooperative_id, json.loads(row.content))
    if checker.person_key in _persons(taking_part):
        raise MayNotDecide
    if any(vote.person_key == checker.person_key for vote in _votes(row.id)):
        raise AlreadyVoted
    return checker


def why_not(approval_id: int, *, cooperative_id: int, by: int) -> Refused | None:
    """Why this person cannot decide this act, None when they can. Raises `NotFound`."""
    row = db.session.get(Approval, approval_id)
    if row is None or row.cooperative_id != cooperative_id:
        raise NotFound
    try:
        checker_of(row, by)
    except Refused as refusal:
        return refusal
    return None


def cast(row: Approval, checker: AppUser, said: Vote) -> list[ApprovalVote]:
    """Keep what the checker said; all votes so far, oldest first."""
    before = _votes(row.id)
    vote = ApprovalVote(
        approval_id=row.id, number=len(before) + 1, user_id=checker.id, note=said.note,
        person_key=checker.person_key, agrees=said.agrees, voted_at=said.at,
    )  # fmt: skip
    db.session.add(vote)
    db.session.flush()
    return [*before, vote]


def _votes(approval_id: int) -> list[ApprovalVote]:
    mine = sa.select(ApprovalVote).where(ApprovalVote.approval_id == approval_id)
    return list(db.session.scalars(mine.order_by(ApprovalVote.number)))


def _persons(user_ids: Iterable[int]) -> set[str]:
    keys = sa.select(AppUser.person_key).where(AppUser.id.in_(list(user_ids)))
    return set(db.session.scalars(keys))
