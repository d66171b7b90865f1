"""Payments of debts for goods and for produce, as frozen values."""

from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from coop_app.db import session
from coop_app.money import Money
from coop_app.refusal import NotFound
from coop_app.sales.models.trade import TradePayment

RECEIVED, WRITTEN_OFF, PAID = "received", "written_off", "paid"


@dataclass(frozen=True, slots=True)
class Paid:
    """One payment. `kind`: received from a debtor, written_off, paid to a member for produce."""

    id: int
    book_id: int
    kind: str
    subject: str
    on: date
    way: str
    place_id: int | None
    amount: Money
    owed: Money
    memo: str
    fingerprint: str
    made_by: int
    approved_by: int | None
    made_at: datetime
    entry_seq: int
    reversed_seq: int | None

    @property
    def source(self) -> str:
        """As the ledger names it."""
        return f"sales.payment:{self.id}"

    @property
    def left(self) -> Money:
        """What was still owed afterwards."""
        return self.owed - self.amount


def _value(row: TradePayment) -> Paid:
    subject = f"member:{row.member_id}" if row.member_id else f"customer:{row.customer_id}"
    return Paid(
        row.id, row.book_id, row.kind, subject, row.on_date, row.way, row.place_id,
        Money(row.amount), Money(row.owed), row.memo, row.fingerprint, row.made_by,
        row.approved_by, row.made_at, row.entry_seq or 0, row.reversed_seq,
    )  # fmt: skip


def get_payment(cooperative_id: int, payment_id: int) -> Paid:
    """One payment. Raises `NotFound`, also for another cooperative's."""
    query = sa.select(TradePayment).where(
        TradePayment.cooperative_id == cooperative_id, TradePayment.id == payment_id
    )
    row = session.scalar(query)
    if row is None:
        raise NotFound
    return _value(row)


def find_payment_request(cooperative_id: int, request_id: str) -> Paid | None:
    """What a request made."""
    query = sa.select(TradePayment).where(
        TradePayment.cooperative_id == cooperative_id, TradePayment.request_id == request_id
    )
    row = session.scalar(query)
    return _value(row) if row else None


def list_payments(
    book_id: int, *, subject: str = "", kind: str = "", limit: int = 200
) -> list[Paid]:
    """Payments, the newest first."""
    query = sa.select(TradePayment).where(TradePayment.book_id == book_id)
    side, _, key = subject.partition(":")
    if side == "member":
        query = query.where(TradePayment.member_id == int(key))
    elif side == "customer":
        query = query.where(TradePayment.customer_id == int(key))
    if kind:
        query = query.where(TradePayment.kind == kind)
    rows = session.scalars(query.order_by(TradePayment.id.desc()).limit(limit))
    return [_value(row) for row in rows]
