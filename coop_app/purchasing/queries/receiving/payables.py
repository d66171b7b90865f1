"""What is owed to suppliers: sums of ledger lines, laid upon the bills that made them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from coop_app import ledger
from coop_app.db import session
from coop_app.ledger.accounts import StatementRow
from coop_app.money import ZERO, Money
from coop_app.purchasing.models import (
    ClaimSettlement,
    GoodsReceipt,
    LaterBill,
    SupplierClaim,
    SupplierPayment,
    SupplierPaymentLine,
)
from coop_app.purchasing.queries.receiving.corrections import PAYMENT, later_source, stands
from coop_app.purchasing.queries.receiving.receipts import source_of
from coop_app.purchasing.rules.receiving.open_items import Debt, Open, open_items
from coop_app.refusal import NotFound

_BEGINNING = date(1900, 1, 1)
_PAYMENT, _CLAIM = "purchasing.payment:", "purchasing.claim:"


@dataclass(frozen=True, slots=True)
class Payable:
    """What is owed to one, "supplier:3" or "member:17": open items oldest first, and what was paid beyond."""

    subject: str
    items: tuple[Open, ...]
    spare: Money

    @property
    def owed(self) -> Money:
        """What the ledger says."""
        return Money(sum(int(item.left) for item in self.items)) - self.spare


@dataclass(frozen=True, slots=True)
class Payment:
    """Money to a supplier: `bills` are receipts with their part."""

    id: int
    book_id: int
    supplier_id: int
    kind: str
    on: date
    place_id: int | None
    cash: Money
    from_advance: Money
    discount: Money
    memo: str
    made_by: int
    approved_by: int | None
    made_at: datetime
    entry_seq: int
    bills: tuple[tuple[int, Money], ...]

    @property
    def settled(self) -> Money:
        """By how much the debt fell."""
        return self.cash + self.from_advance + self.discount


def payables(book_id: int, on: date, *, subject: str | None = None) -> list[Payable]:
    """What is owed to each at the end of a day; whoever is owed nothing is left out."""
    rows = ledger.statement(
        book_id=book_id, account="trade_payable", subject=subject, start=_BEGINNING, end=on
    ).rows
    due, named = _due_days(book_id), _named(book_id)
    by_subject: dict[str, list[StatementRow]] = defaultdict(list)
    for row in _standing(rows):
        by_subject[row.subject or ""].append(row)
    found = [_payable(key, mine, due, named) for key, mine in sorted(by_subject.items())]
    return [one for one in found if one.items or one.spare]


def payable_to(book_id: int, supplier_id: int, on: date) -> Payable:
    """What is owed to one supplier."""
    subject = f"supplier:{supplier_id}"
    found = payables(book_id, on, subject=subject)
    return found[0] if found else Payable(subject, (), ZERO)


def _standing(rows: Iterable[StatementRow]) -> list[StatementRow]:
    """Without what was reversed, and without the reversals."""
    every = list(rows)
    undone = {row.reverses for row in every if row.reverses}
    return [row for row in every if not row.reverses and row.seq not in undone]


def _payable(
    subject: str, rows: list[StatementRow], due: dict[str, date], named: dict[str, dict[str, Money]]
) -> Payable:
    debts, paid, unnamed = [], defaultdict[str, Money](Money), ZERO
    for row in rows:
        if row.amount < 0:
            debts.append(
                Debt(_key(row), row.on, due.get(row.source, row.on), Money(-int(row.amount)))
            )
            continue
        rest = Money(row.amount)
        for key, amount in named.get(row.source, {}).items():
            part = Money(min(int(amount), int(rest)))
            paid[key] += part
            rest -= part
        unnamed += rest
    items, spare = open_items(debts, paid, unnamed)
    return Payable(subject, tuple(items), spare)


def _key(row: StatementRow) -> str:
    """The document; where an entry has several lines, each is a debt of its own."""
    return row.source if row.source.startswith("purchasing.") else f"{row.source}#{row.line_no}"


def _due_days(book_id: int) -> dict[str, date]:
    query = sa.select(GoodsReceipt.id, GoodsReceipt.due_on).where(GoodsReceipt.book_id == book_id)
    known = {source_of(key): due for key, due in session.execute(query)}
    later = sa.select(LaterBill.id, LaterBill.due_on).where(LaterBill.book_id == book_id)
    return known | {later_source(key): due for key, due in session.execute(later)}


def _named(book_id: int) -> dict[str, dict[str, Money]]:
    """Which bills a payment or a credit note is for."""
    found: dict[str, dict[str, Money]] = defaultdict(dict)
    lines = (
        sa.select(SupplierPaymentLine)
        .join(SupplierPayment, SupplierPayment.id == SupplierPaymentLine.payment_id)
        .where(SupplierPayment.book_id == book_id)
    )
    for line in session.scalars(lines):
        found[f"{_PAYMENT}{line.payment_id}"][source_of(line.receipt_id)] = Money(line.amount)
    notes = (
        sa.select(ClaimSettlement.id, SupplierClaim.receipt_id, ClaimSettlement.credited)
        .join(SupplierClaim, SupplierClaim.id == ClaimSettlement.claim_id)
        .where(ClaimSettlement.book_id == book_id)
    )
    for key, receipt_id, credited in session.execute(notes):
        found[f"{_CLAIM}{key}"][source_of(receipt_id)] = Money(credited)
    lower = sa.select(LaterBill).where(LaterBill.book_id == book_id, LaterBill.amount < 0)
    for row in session.scalars(lower):
        found[later_source(row.id)][source_of(row.receipt_id)] = Money(-row.amount)
    return found


def list_payments(
    cooperative_id: int,
    *,
    supplier_id: int | None = None,
    receipt_id: int | None = None,
    ids: list[int] | None = None,
    standing: bool = False,
) -> list[Payment]:
    """Payments and advances, newest first; `standing` leaves out what was taken back."""
    query = sa.select(SupplierPayment).where(SupplierPayment.cooperative_id == cooperative_id)
    if supplier_id is not None:
        query = query.where(SupplierPayment.supplier_id == supplier_id)
    if receipt_id is not None:
        mine = sa.select(SupplierPaymentLine.payment_id).where(
            SupplierPaymentLine.receipt_id == receipt_id
        )
        query = query.where(SupplierPayment.id.in_(mine))
    if ids is not None:
        query = query.where(SupplierPayment.id.in_(ids))
    if standing:
        query = query.where(stands(PAYMENT, SupplierPayment))
    rows = session.scalars(query.order_by(SupplierPayment.id.desc())).all()
    bills: dict[int, list[tuple[int, Money]]] = defaultdict(list)
    asked = sa.select(SupplierPaymentLine).where(
        SupplierPaymentLine.payment_id.in_([row.id for row in rows])
    )
    for line in session.scalars(asked.order_by(SupplierPaymentLine.receipt_id)) if rows else ():
        bills[line.payment_id].append((line.receipt_id, Money(line.amount)))
    return [_payment(row, tuple(bills[row.id])) for row in rows]


def get_payment(cooperative_id: int, payment_id: int) -> Payment:
    """One payment. Raises `NotFound`, also for another cooperative's."""
    found = list_payments(cooperative_id, ids=[payment_id])
    if not found:
        raise NotFound
    return found[0]


def _payment(row: Any, bills: tuple[tuple[int, Money], ...]) -> Payment:
    return Payment(
        row.id, row.book_id, row.supplier_id, row.kind, row.paid_on, row.place_id,
        Money(row.cash), Money(row.from_advance), Money(row.discount), row.memo, row.made_by,
        row.approved_by, row.made_at, row.entry_seq or 0, bills,
    )  # fmt: skip
