"""Reads of a handover: notes, minutes, tests, habits in the journal, and what a test asks about."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from coop_app import auth, ledger
from coop_app.auth import queries as access
from coop_app.auth.rules import limits, permissions
from coop_app.dates import Month
from coop_app.db import session
from coop_app.literacy.models.practice import Handover, HandoverNote, HandoverTest
from coop_app.literacy.rules.practice import questions as rules
from coop_app.literacy.rules.practice.habits import Habit, Noted, found
from coop_app.literacy.rules.practice.questions import Known, Marked, Question
from coop_app.loans import queries as loans
from coop_app.money import Money
from coop_app.refusal import NotFound
from coop_app.savings import queries as savings
from coop_app.savings.rules.products import POKOK, WAJIB

_BACK = 6
#: bookings that a person makes by hand
_BY_HAND = "cashbook.act:"


@dataclass(frozen=True, slots=True)
class Note:
    """A note of the old treasurer."""

    id: int
    topic: str
    body: str
    by: str
    written_at: datetime


@dataclass(frozen=True, slots=True)
class Sitting:
    """A test as kept: the questions, and the answers once they were given."""

    id: int
    user_id: int
    name: str
    questions: list[Question]
    marked: list[Marked]
    asked: int
    right: int | None
    begun_at: datetime
    finished_at: datetime | None

    @property
    def passed(self) -> bool:
        """Whether enough was right."""
        return self.right is not None and rules.passes(self.right, self.asked)


def notes(cooperative_id: int) -> list[Note]:
    """The notes that still hold, oldest first."""
    query = sa.select(HandoverNote).where(
        HandoverNote.cooperative_id == cooperative_id, HandoverNote.crossed_at.is_(None)
    )
    rows = list(session.scalars(query.order_by(HandoverNote.id)))
    names = auth.names_of(cooperative_id, [row.written_by for row in rows])
    return [
        Note(row.id, row.topic, row.body, names.get(row.written_by, ""), row.written_at)
        for row in rows
    ]


def handovers(cooperative_id: int) -> list[Handover]:
    """All minutes, newest first."""
    query = sa.select(Handover).where(Handover.cooperative_id == cooperative_id)
    return list(session.scalars(query.order_by(Handover.id.desc())))


def get_handover(cooperative_id: int, handover_id: int) -> Handover:
    """One. Raises `NotFound`, also for another cooperative's."""
    row = session.get(Handover, handover_id)
    if row is None or row.cooperative_id != cooperative_id:
        raise NotFound
    return row


def sittings(cooperative_id: int, user_id: int | None = None) -> list[Sitting]:
    """Tests, newest first; of one person or of all."""
    query = sa.select(HandoverTest).where(HandoverTest.cooperative_id == cooperative_id)
    if user_id is not None:
        query = query.where(HandoverTest.user_id == user_id)
    rows = list(session.scalars(query.order_by(HandoverTest.id.desc())))
    names = auth.names_of(cooperative_id, [row.user_id for row in rows])
    return [_test(row, names.get(row.user_id, "")) for row in rows]


def get_test(cooperative_id: int, user_id: int, test_id: int) -> Sitting:
    """One's own test. Raises `NotFound`."""
    for one in sittings(cooperative_id, user_id):
        if one.id == test_id:
            return one
    raise NotFound


def _test(row: HandoverTest, name: str) -> Sitting:
    asked = rules.unpacked(json.loads(row.questions))
    answers: dict[str, Any] = json.loads(row.answers) if row.answers else {}
    return Sitting(
        row.id, row.user_id, name, asked, rules.marked(asked, answers) if row.answers else [],
        row.asked, row.right_answers, row.begun_at, row.finished_at,
    )  # fmt: skip


def habits(book_id: int, on: date) -> list[Habit]:
    """What came back in the cash book in the six months before a day."""
    start = Month.of(on).plus(-_BACK).first
    noted: list[Noted] = []
    for moved in ledger.movements(book_id=book_id, start=start, end=on):
        account = moved.account
        if account.kind in {"income", "expense"} and (moved.debit or moved.credit):
            noted += _noted(book_id, account, start, on)
    return found(noted)


def _noted(book_id: int, account: ledger.Account, start: date, end: date) -> list[Noted]:
    rows = ledger.statement(book_id=book_id, account=account.id, start=start, end=end).rows
    undone = {row.reverses for row in rows if row.reverses}
    return [
        Noted(row.on, account.id, account.name, Money(abs(row.amount)), row.entry_memo)
        for row in rows
        if row.source.startswith(_BY_HAND) and row.seq not in undone
    ]


def known(cooperative_id: int, book_id: int, on: date) -> Known:
    """What the new treasurer's test asks about, from the books and settings of a day."""
    held = {
        role: int(ledger.balance(book_id=book_id, account=role, on=on))
        for role in ("cash_on_hand", "bank", "voluntary_savings", "suspense")
    }
    month = ledger.next_to_close(book_id=book_id)
    late = [one for one in loans.loan_book(cooperative_id, book_id).on(on) if one.position.arrears]
    deciders = permissions.PERMISSIONS["approvals.decide"]
    return Known(
        cash=held["cash_on_hand"], bank=held["bank"], voluntary=-held["voluntary_savings"],
        principal=int(savings.amount_on(cooperative_id, POKOK, on)),
        dues=int(savings.amount_on(cooperative_id, WAJIB, on)),
        limit=auth.limit(limits.WITHDRAWAL, cooperative_id=cooperative_id, on=on), back_days=auth.limit(limits.BACK_DATING, cooperative_id=cooperative_id, on=on),
        next_month=str(month or ""), waiting=access.count_waiting(cooperative_id),
        late_loans=len(late), suspense=abs(held["suspense"]),
        deciders=tuple(
            one.display_name
            for one in access.users(cooperative_id)
            if one.role in deciders and one.disabled_at is None
        ),
    )  # fmt: skip
