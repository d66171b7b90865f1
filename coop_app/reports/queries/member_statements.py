"""The statements that were offered: what members said about them, and what was answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from coop_app import ledger
from coop_app.dates import Month
from coop_app.db import session
from coop_app.refusal import NotFound
from coop_app.reports.models import MemberStatement, StatementAnswer, StatementReply
from coop_app.reports.queries import pots
from coop_app.reports.rules.member_statement import Pot, State, fingerprint


@dataclass(frozen=True, slots=True)
class Answer:
    """What a member said, and what was found out if it was a dispute."""

    id: int
    verdict: str
    words: str
    given_on: date
    on_paper: bool
    made_by: int
    made_at: datetime
    reply: str | None = None
    replied_by: int | None = None
    replied_at: datetime | None = None

    def age(self, today: date) -> int:
        """Days between the word and its answer, or today."""
        until = self.replied_at.date() if self.replied_at else today
        return max((until - self.given_on).days, 0)


@dataclass(frozen=True, slots=True)
class Offered:
    """One statement and the newest word about it."""

    id: int
    book_id: int
    member_id: int
    month: Month
    edition: int
    fingerprint: str
    prior: str
    head_seq: int
    head_hash: str
    offered_at: datetime
    answer: Answer | None

    @property
    def state(self) -> State:
        """How far it is."""
        if self.answer is None:
            return State.OFFERED
        if self.answer.verdict == State.CONFIRMED:
            return State.CONFIRMED
        return State.ANSWERED if self.answer.reply is not None else State.DISPUTED

    def fits(self, now: Sequence[Pot]) -> bool:
        """Whether the figures recorded now are still those that were offered."""
        return self.fingerprint == fingerprint(self.member_id, self.month, now, self.prior)


_S, _A, _R = MemberStatement, StatementAnswer, StatementReply
_newest_answer = (
    sa.select(sa.func.max(_A.n)).where(_A.statement_id == _S.id).correlate(_S).scalar_subquery()
)
_later = sa.orm.aliased(_S)
_IS_NEWEST = ~sa.exists().where(
    _later.cooperative_id == _S.cooperative_id,
    _later.member_id == _S.member_id,
    _later.month == _S.month,
    _later.edition > _S.edition,
)
_ROWS = (
    sa.select(
        _S.id, _S.book_id, _S.member_id, _S.month, _S.edition, _S.fingerprint, _S.prior,
        _S.head_seq, _S.head_hash, _S.offered_at,
        _A.id.label("answer_id"), _A.verdict, _A.words, _A.given_on, _A.on_paper, _A.made_by,
        _A.made_at, _R.words.label("reply"), _R.made_by.label("replied_by"),
        _R.made_at.label("replied_at"),
    )
    .outerjoin(_A, (_A.statement_id == _S.id) & (_A.n == _newest_answer))
    .outerjoin(_R, _R.answer_id == _A.id)
)  # fmt: skip


def _fetch(*these: sa.ColumnElement[bool], newest: bool = True) -> list[Offered]:
    query = _ROWS.where(*these, *([_IS_NEWEST] if newest else []))
    ordered = query.order_by(_S.month.desc(), _S.member_id, _S.edition.desc())
    return [_offered(row) for row in session.execute(ordered)]


def _offered(row: Any) -> Offered:
    answer = None
    if row.answer_id is not None:
        answer = Answer(
            row.answer_id, row.verdict, row.words, row.given_on, row.on_paper, row.made_by,
            row.made_at, row.reply, row.replied_by, row.replied_at,
        )  # fmt: skip
    return Offered(
        row.id, row.book_id, row.member_id, Month.parse(row.month), row.edition, row.fingerprint,
        row.prior, row.head_seq, row.head_hash, row.offered_at, answer,
    )  # fmt: skip


def get_offered(cooperative_id: int, statement_id: int) -> Offered:
    """One statement. Raises `NotFound`, also for another cooperative's."""
    found = _fetch(_S.cooperative_id == cooperative_id, _S.id == statement_id, newest=False)
    if not found:
        raise NotFound
    return found[0]


def get_disputed(cooperative_id: int, answer_id: int) -> Offered:
    """The statement that a dispute is about, the dispute its answer. Raises `NotFound`."""
    found = _fetch(
        _S.cooperative_id == cooperative_id,
        _A.id == answer_id,
        _A.verdict == State.DISPUTED,
        newest=False,
    )
    if not found:
        raise NotFound
    return found[0]


def of_month(cooperative_id: int, month: Month) -> list[Offered]:
    """The newest edition of everybody's statement of a month, by member."""
    return _fetch(_S.cooperative_id == cooperative_id, _S.month == str(month))


def of_months(cooperative_id: int, first: Month, last: Month) -> list[Offered]:
    """The newest editions of all months between two."""
    between = _S.month.between(str(first), str(last))
    return _fetch(_S.cooperative_id == cooperative_id, between)


def of_member(cooperative_id: int, member_id: int, *, limit: int | None = None) -> list[Offered]:
    """A member's statements, newest month first."""
    return _fetch(_S.cooperative_id == cooperative_id, _S.member_id == member_id)[:limit]


def all_of_book(cooperative_id: int, book_id: int) -> list[Offered]:
    """Every edition of every statement of a book."""
    return _fetch(_S.cooperative_id == cooperative_id, _S.book_id == book_id, newest=False)


def is_newest(offered: Offered, cooperative_id: int) -> bool:
    """Whether no later edition replaced it."""
    return bool(_fetch(_S.cooperative_id == cooperative_id, _S.id == offered.id))


def months_offered(cooperative_id: int, *, limit: int = 24) -> list[Month]:
    """Months with statements, newest first."""
    query = (
        sa.select(_S.month)
        .where(_S.cooperative_id == cooperative_id)
        .distinct()
        .order_by(_S.month.desc())
        .limit(limit)
    )
    return [Month.parse(month) for month in session.scalars(query)]


def disputes(cooperative_id: int) -> list[Offered]:
    """Every statement whose newest word is a dispute, the open ones first, the oldest on top."""
    found = _fetch(_S.cooperative_id == cooperative_id, _A.verdict == State.DISPUTED, newest=False)
    return sorted(
        found, key=lambda row: (row.state is State.ANSWERED, row.answer and row.answer.given_on)
    )


def count_open(cooperative_id: int) -> int:
    """How many disputes nobody has answered yet."""
    return sum(1 for row in disputes(cooperative_id) if row.state is State.DISPUTED)


def head(book_id: int) -> tuple[int, str] | None:
    """The newest entry of a book and its hash; None while nothing is recorded."""
    newest = ledger.journal(book_id=book_id, limit=1).rows
    return (newest[0].seq, newest[0].hash) if newest else None


def recorded(cooperative_id: int, offered: Offered) -> tuple[Pot, ...]:
    """What stood in the books when it was offered, from the ledger."""
    return pots.of_member(
        cooperative_id, offered.book_id, offered.member_id, offered.month, head=offered.head_seq
    )


def recorded_now(cooperative_id: int, offered: Offered) -> tuple[Pot, ...]:
    """What stands in the books now for the same month."""
    return pots.of_member(cooperative_id, offered.book_id, offered.member_id, offered.month)
