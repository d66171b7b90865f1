"""Payments as they were written: their split, the instalments they paid, and why."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from coop_app.db import session
from coop_app.loans.models import Loan, LoanAllocation, LoanPayment, LoanSchedule
from coop_app.loans.rules.repayment import Part
from coop_app.money import ZERO, Money
from coop_app.refusal import NotFound

WAIVED = "waived"
_MOST_KEYS = 500


@dataclass(frozen=True, slots=True)
class Paid:
    """One act on a loan after its payout."""

    id: int
    book_id: int
    loan_id: int
    kind: str
    paid_on: date
    source: str
    place_id: int | None
    amount: Money
    from_held: Money
    parts: Mapping[Part, Money]
    left_over: Money
    left_over_to: str
    accrued: Money
    why: Mapping[str, Any]
    memo: str
    batch: str | None
    fingerprint: str
    made_by: int
    approved_by: int | None
    made_at: datetime
    entry_seq: int
    reversed_seq: int | None
    #: (instalment, part or "waived", rupiah)
    shares: tuple[tuple[int, str, Money], ...] = ()

    @property
    def interest(self) -> Money:
        """Interest of arrears and of the running instalment."""
        return self.parts[Part.INTEREST_ARREARS] + self.parts[Part.INTEREST]

    @property
    def principal(self) -> Money:
        """Principal of arrears and of the running instalment."""
        return self.parts[Part.PRINCIPAL_ARREARS] + self.parts[Part.PRINCIPAL]

    @property
    def waived(self) -> Money:
        """Interest that a settlement let go."""
        return sum((amount for _, part, amount in self.shares if part == WAIVED), ZERO)

    @property
    def numbers(self) -> tuple[int, ...]:
        """The instalments it went to."""
        return tuple(sorted({number for number, part, _ in self.shares if part != WAIVED}))


def get_payment(cooperative_id: int, payment_id: int) -> Paid:
    """One act. Raises `NotFound`, also for another cooperative's."""
    found = _fetch(LoanPayment.cooperative_id == cooperative_id, LoanPayment.id == payment_id)
    if not found:
        raise NotFound
    return found[0]


def list_payments(cooperative_id: int, loan_id: int) -> list[Paid]:
    """All acts on a loan, oldest first, reversed ones too."""
    return _fetch(LoanPayment.cooperative_id == cooperative_id, LoanPayment.loan_id == loan_id)


def payments_between(cooperative_id: int, first: date, last: date) -> list[Paid]:
    """All acts dated in these days, in the order of recording."""
    between = LoanPayment.paid_on.between(first, last)
    return _fetch(LoanPayment.cooperative_id == cooperative_id, between)


def latest_payments(cooperative_id: int, *, limit: int = 10) -> list[Paid]:
    """The newest acts of all loans, newest first."""
    newest = (
        sa.select(LoanPayment.id)
        .where(LoanPayment.cooperative_id == cooperative_id)
        .order_by(LoanPayment.id.desc())
        .limit(limit)
    )
    return _fetch(LoanPayment.id.in_(newest.scalar_subquery()))[::-1]


def find_payment_request(cooperative_id: int, request_id: str) -> Paid | None:
    """The act that a request made before."""
    same = LoanPayment.request_id == request_id
    found = _fetch(LoanPayment.cooperative_id == cooperative_id, same)
    return found[0] if found else None


def list_payment_batch(cooperative_id: int, batch: str) -> list[Paid]:
    """The acts of one meeting sheet."""
    return _fetch(LoanPayment.cooperative_id == cooperative_id, LoanPayment.batch == batch)


def last_payment(loan_id: int) -> Paid | None:
    """The newest act on a loan that was not reversed."""
    newest = sa.select(sa.func.max(LoanPayment.id)).where(
        LoanPayment.loan_id == loan_id, LoanPayment.reversed_seq.is_(None)
    )
    found = _fetch(LoanPayment.id == newest.scalar_subquery())
    return found[0] if found else None


def last_act(loan_id: int) -> date | None:
    """The day of the newest act or rescheduling that holds."""
    paid = sa.select(sa.func.max(LoanPayment.paid_on)).where(
        LoanPayment.loan_id == loan_id, LoanPayment.reversed_seq.is_(None)
    )
    changed = sa.select(sa.func.max(LoanSchedule.from_day)).where(
        LoanSchedule.loan_id == loan_id, LoanSchedule.version > 1
    )
    days = [session.scalar(paid), session.scalar(changed)]
    return max((day for day in days if day is not None), default=None)


def payment_labels(cooperative_id: int, ids: Sequence[int]) -> dict[int, str]:
    """Act's key → "P-0042", for naming references."""
    query = (
        sa.select(LoanPayment.id, Loan.number)
        .join(Loan, Loan.id == LoanPayment.loan_id)
        .where(LoanPayment.cooperative_id == cooperative_id, LoanPayment.id.in_(ids))
    )
    return {key: f"P-{number:04d}" for key, number in session.execute(query)}


def last_rescheduling(loan_id: int) -> datetime | None:
    """When the schedule in force replaced another one."""
    made = sa.select(sa.func.max(LoanSchedule.made_at)).where(
        LoanSchedule.loan_id == loan_id, LoanSchedule.version > 1
    )
    return session.scalar(made)


def _fetch(*conditions: sa.ColumnElement[bool]) -> list[Paid]:
    query = sa.select(LoanPayment).where(*conditions).order_by(LoanPayment.id)
    rows = session.scalars(query.execution_options(populate_existing=True)).all()
    shares = _shares([row.id for row in rows])
    return [_paid(row, shares[row.id]) for row in rows]


def _shares(keys: Sequence[int]) -> Mapping[int, list[tuple[int, str, Money]]]:
    found: dict[int, list[tuple[int, str, Money]]] = defaultdict(list)
    for start in range(0, len(keys), _MOST_KEYS):
        mine = LoanAllocation.payment_id.in_(keys[start : start + _MOST_KEYS])
        order = (LoanAllocation.payment_id, LoanAllocation.number, LoanAllocation.part)
        for row in session.scalars(sa.select(LoanAllocation).where(mine).order_by(*order)):
            found[row.payment_id].append((row.number, row.part, Money(row.amount)))
    return found


def _paid(row: LoanPayment, shares: Sequence[tuple[int, str, Money]]) -> Paid:
    return Paid(
        id=row.id, book_id=row.book_id, loan_id=row.loan_id, kind=row.kind, paid_on=row.paid_on,
        source=row.source, place_id=row.place_id, amount=Money(row.amount),
        from_held=Money(row.from_held),
        parts={part: Money(getattr(row, part.value)) for part in Part},
        left_over=Money(row.left_over), left_over_to=row.left_over_to, accrued=Money(row.accrued),
        why=json.loads(row.why), memo=row.memo, batch=row.batch, fingerprint=row.fingerprint,
        made_by=row.made_by, approved_by=row.approved_by, made_at=row.made_at,
        entry_seq=row.entry_seq or 0, reversed_seq=row.reversed_seq, shares=tuple(shares),
    )  # fmt: skip
