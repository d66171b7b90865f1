"""The receipts: who brought or took how much, for which kinds and months."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from coop_app.dates import Month
from coop_app.db import session
from coop_app.money import Money
from coop_app.refusal import NotFound
from coop_app.savings.models import DuesMonth, SavingsAct, SavingsActLine, SavingsPassbook
from coop_app.savings.rules.dues import Share
from coop_app.savings.rules.payments import WITHDRAWAL

_MOST_KEYS = 500


@dataclass(frozen=True, slots=True)
class Act:
    """One receipt as it was written."""

    id: int
    book_id: int
    member_id: int
    kind: str
    paid_on: date
    place_id: int
    amount: Money
    memo: str
    fingerprint: str
    made_by: int
    made_at: datetime
    entry_seq: int
    reversed_seq: int | None
    #: kind of savings → rupiah
    lines: dict[str, Money]
    shares: tuple[Share, ...]

    @property
    def months(self) -> tuple[Month, ...]:
        """The months it paid, in order."""
        return tuple(share.month for share in self.shares)


_COLUMNS = (
    SavingsAct.id, SavingsAct.book_id, SavingsAct.member_id, SavingsAct.kind, SavingsAct.paid_on,
    SavingsAct.place_id, SavingsAct.amount, SavingsAct.memo, SavingsAct.fingerprint,
    SavingsAct.made_by, SavingsAct.made_at, SavingsAct.entry_seq, SavingsAct.reversed_seq,
)  # fmt: skip
_REQUEST = sa.select(SavingsAct.id).where(
    SavingsAct.cooperative_id == sa.bindparam("cooperative_id"),
    SavingsAct.request_id == sa.bindparam("request_id"),
)


def fetch(condition: sa.ColumnElement[bool], *, limit: int | None = None) -> list[Act]:
    """The acts a condition picks, newest first."""
    query = sa.select(*_COLUMNS).where(condition).order_by(SavingsAct.id.desc()).limit(limit)
    rows = session.execute(query).all()
    keys = [row.id for row in rows]
    lines, shares = _lines(keys), _shares(keys)
    return [_act(row, lines[row.id], shares[row.id]) for row in rows]


def _act(row: Any, lines: dict[str, Money], shares: list[Share]) -> Act:
    facts = row._asdict() | {"amount": Money(row.amount), "entry_seq": row.entry_seq or 0}
    return Act(**facts, lines=lines, shares=tuple(sorted(shares, key=lambda share: share.month)))


def _chunks(keys: Sequence[int]) -> list[Sequence[int]]:
    return [keys[start : start + _MOST_KEYS] for start in range(0, len(keys), _MOST_KEYS)]


def _lines(keys: Sequence[int]) -> dict[int, dict[str, Money]]:
    found: dict[int, dict[str, Money]] = defaultdict(dict)
    for part in _chunks(keys):
        query = sa.select(SavingsActLine).where(SavingsActLine.act_id.in_(part))
        for line in session.scalars(query):
            found[line.act_id][line.product] = Money(line.amount)
    return found


def _shares(keys: Sequence[int]) -> dict[int, list[Share]]:
    found: dict[int, list[Share]] = defaultdict(list)
    for part in _chunks(keys):
        query = sa.select(DuesMonth.act_id, DuesMonth.month, DuesMonth.amount)
        for act_id, month, amount in session.execute(query.where(DuesMonth.act_id.in_(part))):
            found[act_id].append(Share(Month.parse(month), Money(amount)))
    return found


def get_act(cooperative_id: int, act_id: int) -> Act:
    """One receipt. Raises `NotFound`, also for another cooperative's."""
    found = fetch((SavingsAct.cooperative_id == cooperative_id) & (SavingsAct.id == act_id))
    if not found:
        raise NotFound
    return found[0]


def find_request(cooperative_id: int, request_id: str) -> Act | None:
    """The act a request made before."""
    values = {"cooperative_id": cooperative_id, "request_id": request_id}
    act_id = session.scalar(_REQUEST, values)
    return None if act_id is None else get_act(cooperative_id, act_id)


def is_settled(cooperative_id: int, act: Act) -> bool:
    """Whether the member has left since and these savings were settled."""
    settled = sa.select(SavingsPassbook.settled_act).where(
        SavingsPassbook.cooperative_id == cooperative_id, SavingsPassbook.member_id == act.member_id
    )
    return act.id <= (session.scalar(settled) or 0)


def list_batch(cooperative_id: int, batch: str) -> list[Act]:
    """The acts of one meeting sheet."""
    return fetch((SavingsAct.cooperative_id == cooperative_id) & (SavingsAct.batch == batch))


def list_acts(cooperative_id: int, member_id: int, *, limit: int | None = None) -> list[Act]:
    """A member's receipts, newest first."""
    mine = (SavingsAct.cooperative_id == cooperative_id) & (SavingsAct.member_id == member_id)
    return fetch(mine, limit=limit)


def latest_acts(cooperative_id: int, *, limit: int = 20) -> list[Act]:
    """The newest receipts of all members."""
    return fetch(SavingsAct.cooperative_id == cooperative_id, limit=limit)


def keys_of(cooperative_id: int, act_ids: Sequence[int]) -> dict[int, tuple[str, int]]:
    """Kind and member of acts, for naming references."""
    query = sa.select(SavingsAct.id, SavingsAct.kind, SavingsAct.member_id)
    found: dict[int, tuple[str, int]] = {}
    for part in _chunks(act_ids):
        mine = (SavingsAct.cooperative_id == cooperative_id) & SavingsAct.id.in_(part)
        found |= {row.id: (row.kind, row.member_id) for row in session.execute(query.where(mine))}
    return found


def withdrawn_on(cooperative_id: int, member_id: int, on: date) -> Money:
    """What a member took out on a day."""
    query = sa.select(sa.func.coalesce(sa.func.sum(SavingsAct.amount), 0)).where(
        SavingsAct.cooperative_id == cooperative_id, SavingsAct.member_id == member_id,
        SavingsAct.kind == WITHDRAWAL, SavingsAct.paid_on == on, SavingsAct.reversed_seq.is_(None),
    )  # fmt: skip
    return Money(int(session.scalar(query) or 0))


def sum_of(acts: Sequence[Act]) -> Money:
    """What several receipts come to."""
    return Money(sum(int(act.amount) for act in acts))
