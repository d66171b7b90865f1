"""Settlements and payments as they were written; what is still to be paid comes from the ledger."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from coop_app import ledger
from coop_app.closing.entries import PAYABLE
from coop_app.closing.models import ExitLine, ExitPayment, ExitSettlement
from coop_app.closing.queries.figures import subject_of
from coop_app.closing.rules.leaving import Figure
from coop_app.closing.rules.refunds import Owed
from coop_app.db import session
from coop_app.money import Money
from coop_app.refusal import NotFound


@dataclass(frozen=True, slots=True)
class Settlement:
    """One settlement as it was signed."""

    id: int
    book_id: int
    member_id: int
    status: str
    ended_on: date
    settled_on: date
    reason: str
    payable: Money
    fingerprint: str
    made_by: int
    approved_by: int | None
    made_at: datetime
    entry_seq: int | None
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Payment:
    """One payment after a settlement."""

    id: int
    book_id: int
    member_id: int
    paid_on: date
    place_id: int
    amount: Money
    receiver: str
    relation: str
    documents: tuple[str, ...]
    memo: str
    fingerprint: str
    made_by: int
    approved_by: int | None
    made_at: datetime
    entry_seq: int
    reversed_seq: int | None


_SETTLEMENT = tuple(name for name in Settlement.__dataclass_fields__ if name != "figures")
_SETTLEMENTS = sa.select(*(getattr(ExitSettlement, name) for name in _SETTLEMENT))
_PAYMENTS = sa.select(*(getattr(ExitPayment, name) for name in Payment.__dataclass_fields__))


def _settlements(*conditions: sa.ColumnElement[bool]) -> list[Settlement]:
    query = _SETTLEMENTS.where(*conditions).order_by(ExitSettlement.id.desc())
    rows = session.execute(query).all()
    figures = _figures([row.id for row in rows])
    return [
        Settlement(
            **row._asdict() | {"payable": Money(row.payable)}, figures=tuple(figures[row.id])
        )
        for row in rows
    ]


def _figures(keys: Sequence[int]) -> dict[int, list[Figure]]:
    found: dict[int, list[Figure]] = defaultdict(list)
    query = sa.select(ExitLine).where(ExitLine.settlement_id.in_(keys)).order_by(ExitLine.number)
    for row in session.scalars(query) if keys else ():
        figure = Figure(row.kind, row.name, row.role, row.subject, Money(row.amount))
        found[row.settlement_id].append(figure)
    return found


def list_settlements(cooperative_id: int, member_id: int | None = None) -> list[Settlement]:
    """Settlements, newest first: all, or one member's."""
    mine = [ExitSettlement.cooperative_id == cooperative_id]
    if member_id is not None:
        mine.append(ExitSettlement.member_id == member_id)
    return _settlements(*mine)


def get_settlement(cooperative_id: int, settlement_id: int) -> Settlement:
    """One settlement. Raises `NotFound`, also for another cooperative's."""
    own = (ExitSettlement.cooperative_id == cooperative_id, ExitSettlement.id == settlement_id)
    found = _settlements(*own)
    if not found:
        raise NotFound
    return found[0]


def find_settlement(cooperative_id: int, request_id: str) -> Settlement | None:
    """The settlement a request made before."""
    own = ExitSettlement.cooperative_id == cooperative_id
    found = _settlements(own, ExitSettlement.request_id == request_id)
    return found[0] if found else None


def _payment(row: Any) -> Payment:
    facts = row._asdict()
    papers = tuple(key for key in row.documents.split(",") if key)
    known = {"amount": Money(row.amount), "documents": papers, "entry_seq": row.entry_seq or 0}
    return Payment(**facts | known)


def _payments(*conditions: sa.ColumnElement[bool]) -> list[Payment]:
    query = _PAYMENTS.where(*conditions).order_by(ExitPayment.id.desc())
    return [_payment(row) for row in session.execute(query)]


def list_payments(cooperative_id: int, member_id: int) -> list[Payment]:
    """What was paid to a member who left, newest first."""
    own = ExitPayment.cooperative_id == cooperative_id
    return _payments(own, ExitPayment.member_id == member_id)


def get_payment(cooperative_id: int, payment_id: int) -> Payment:
    """One payment. Raises `NotFound`, also for another cooperative's."""
    own = ExitPayment.cooperative_id == cooperative_id
    found = _payments(own, ExitPayment.id == payment_id)
    if not found:
        raise NotFound
    return found[0]


def find_payment(cooperative_id: int, request_id: str) -> Payment | None:
    """The payment a request made before."""
    own = ExitPayment.cooperative_id == cooperative_id
    found = _payments(own, ExitPayment.request_id == request_id)
    return found[0] if found else None


def payable_of(book_id: int, member_id: int) -> Money:
    """What is still to be paid to a member who left."""
    return -ledger.balance(book_id=book_id, account=PAYABLE, subject=subject_of(member_id))


def owed_to(cooperative_id: int, book_id: int, member_id: int) -> Owed:
    """What stands before a payment. Raises `NotFound` when nothing was ever settled."""
    settled = list_settlements(cooperative_id, member_id)
    if not settled:
        raise NotFound
    newest = settled[0]
    return Owed(payable_of(book_id, member_id), newest.status, newest.settled_on)


def all_payable(book_id: int) -> dict[int, Money]:
    """What is still to be paid, by member."""
    held = ledger.subject_balances(book_id=book_id, account=PAYABLE)
    return {
        int(subject.removeprefix("member:")): -amount
        for subject, amount in held.items()
        if subject.startswith("member:") and amount
    }


def members_of(cooperative_id: int, settlement_ids: Sequence[int]) -> dict[int, int]:
    """Whose settlements these are, for naming references."""
    query = sa.select(ExitSettlement.id, ExitSettlement.member_id).where(
        ExitSettlement.cooperative_id == cooperative_id, ExitSettlement.id.in_(settlement_ids)
    )
    return {row.id: row.member_id for row in session.execute(query)}


def receivers_of(cooperative_id: int, payment_ids: Sequence[int]) -> dict[int, int]:
    """Whose payments these are, for naming references."""
    query = sa.select(ExitPayment.id, ExitPayment.member_id).where(
        ExitPayment.cooperative_id == cooperative_id, ExitPayment.id.in_(payment_ids)
    )
    return {row.id: row.member_id for row in session.execute(query)}
