"""Standing instructions, what they would pay on a day, and what runs did."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from coop_app.closing.models import StandingInstruction, StandingItem, StandingRun
from coop_app.closing.rules.standing_orders import DueNow, due_now
from coop_app.db import session
from coop_app.loans import queries as loans
from coop_app.loans.queries import Loan
from coop_app.loans.rules.stages import DISBURSED
from coop_app.money import Money
from coop_app.refusal import NotFound


@dataclass(frozen=True, slots=True)
class Instruction:
    """One instruction as it was given."""

    id: int
    member_id: int
    loan_id: int
    in_part: bool
    valid_from: date
    until: date | None
    note: str
    fingerprint: str
    made_by: int
    made_at: datetime
    revoked_on: date | None
    revoked_by: int | None
    revoked_why: str

    def holds_on(self, day: date) -> bool:
        """Whether a run on this day may take from the savings."""
        begun = self.valid_from <= day and (self.until is None or day <= self.until)
        return begun and self.revoked_on is None


@dataclass(frozen=True, slots=True)
class Planned:
    """What an instruction asks for on a day."""

    instruction: Instruction
    loan: Loan
    due: DueNow


@dataclass(frozen=True, slots=True)
class Item:
    """What a run did about one instruction."""

    run_id: int
    instruction_id: int
    number: int
    due_on: date
    owed: Money
    paid: Money
    why: str
    entry_seq: int | None


@dataclass(frozen=True, slots=True)
class Run:
    """One run and what it did."""

    id: int
    run_on: date
    made_by: int
    made_at: datetime
    items: tuple[Item, ...]

    @property
    def paid(self) -> Money:
        """Taken from savings altogether."""
        return Money(sum(item.paid for item in self.items))

    @property
    def short(self) -> tuple[Item, ...]:
        """What was not paid in full."""
        return tuple(item for item in self.items if item.paid < item.owed)


_COLUMNS = tuple(getattr(StandingInstruction, name) for name in Instruction.__dataclass_fields__)
_ITEMS = tuple(getattr(StandingItem, name) for name in Item.__dataclass_fields__)


def _instructions(*conditions: sa.ColumnElement[bool]) -> list[Instruction]:
    query = sa.select(*_COLUMNS).where(*conditions).order_by(StandingInstruction.id)
    return [Instruction(*row) for row in session.execute(query)]


def list_instructions(cooperative_id: int, member_id: int | None = None) -> list[Instruction]:
    """All instructions, ended ones too; of everybody or of one member."""
    own = [StandingInstruction.cooperative_id == cooperative_id]
    if member_id is not None:
        own.append(StandingInstruction.member_id == member_id)
    return _instructions(*own)


def get_instruction(cooperative_id: int, instruction_id: int) -> Instruction:
    """One instruction. Raises `NotFound`, also for another cooperative's."""
    own = StandingInstruction.cooperative_id == cooperative_id
    found = _instructions(own, StandingInstruction.id == instruction_id)
    if not found:
        raise NotFound
    return found[0]


def find_instruction(cooperative_id: int, request_id: str) -> Instruction | None:
    """The instruction a request gave before."""
    own = StandingInstruction.cooperative_id == cooperative_id
    found = _instructions(own, StandingInstruction.request_id == request_id)
    return found[0] if found else None


def running_loans(cooperative_id: int, member_id: int) -> list[Loan]:
    """The loans of a member whose instalments can be paid."""
    wanted = loans.Wanted(stages=(DISBURSED,), member_id=member_id)
    return loans.list_loans(cooperative_id, wanted)


def plan(cooperative_id: int, day: date) -> list[Planned]:
    """What all instructions ask for on a day; those with nothing due are left out."""
    known = {one.loan_id: one for one in list_instructions(cooperative_id) if one.holds_on(day)}
    if not known:
        return []
    wanted = loans.Wanted(stages=(DISBURSED,), ids=tuple(known))
    placed = loans.positions(cooperative_id, on=day, wanted=wanted)
    found = [(known[one.loan.id], one.loan, due_now(one.position)) for one in placed]
    return [Planned(order, loan, due) for order, loan, due in found if due is not None]


def list_runs(cooperative_id: int, limit: int = 12) -> list[Run]:
    """The newest runs."""
    own = StandingRun.cooperative_id == cooperative_id
    return _runs(sa.select(StandingRun).where(own).order_by(StandingRun.id.desc()).limit(limit))


def get_run(cooperative_id: int, run_id: int) -> Run:
    """One run. Raises `NotFound`, also for another cooperative's."""
    own = (StandingRun.cooperative_id == cooperative_id, StandingRun.id == run_id)
    found = _runs(sa.select(StandingRun).where(*own))
    if not found:
        raise NotFound
    return found[0]


def find_run(cooperative_id: int, request_id: str) -> int | None:
    """The run a request began before."""
    own = (StandingRun.cooperative_id == cooperative_id, StandingRun.request_id == request_id)
    return session.scalar(sa.select(StandingRun.id).where(*own))


def _runs(query: Any) -> list[Run]:
    rows = session.scalars(query).all()
    items = _items([row.id for row in rows])
    return [
        Run(row.id, row.run_on, row.made_by, row.made_at, tuple(items.get(row.id, ())))
        for row in rows
    ]


def _items(run_ids: Sequence[int]) -> dict[int, list[Item]]:
    query = sa.select(*_ITEMS).where(StandingItem.run_id.in_(run_ids))
    found: dict[int, list[Item]] = {}
    for row in session.execute(query.order_by(StandingItem.instruction_id)) if run_ids else ():
        money = {"owed": Money(row.owed), "paid": Money(row.paid)}
        found.setdefault(row.run_id, []).append(Item(**row._asdict() | money))
    return found
