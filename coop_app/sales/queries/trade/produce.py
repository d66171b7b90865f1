"""Produce that members sold to the cooperative, as frozen values; what is owed for it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from coop_app import ledger
from coop_app.db import session
from coop_app.money import Money
from coop_app.refusal import NotFound
from coop_app.sales.models.trade import ProduceLine, ProducePurchase

PAYABLE = "trade_payable"


@dataclass(frozen=True, slots=True)
class BoughtItem:
    """One item of a note; quantity in base units, price for one unit of `factor` of them."""

    item_id: int
    unit: str
    factor: int
    quantity: int
    price: Money
    amount: Money
    quality: str


@dataclass(frozen=True, slots=True)
class Bought:
    """One purchase note."""

    id: int
    book_id: int
    member_id: int
    point_id: int
    on: date
    total: Money
    paid: Money
    place_id: int | None
    memo: str
    fingerprint: str
    made_by: int
    made_at: datetime
    entry_seq: int
    items: tuple[BoughtItem, ...]

    @property
    def source(self) -> str:
        """As the ledger names it."""
        return f"sales.produce:{self.id}"

    @property
    def owed(self) -> Money:
        """What was not paid at once."""
        return self.total - self.paid


def get_purchase(cooperative_id: int, purchase_id: int) -> Bought:
    """One note. Raises `NotFound`, also for another cooperative's."""
    mine = (ProducePurchase.cooperative_id == cooperative_id, ProducePurchase.id == purchase_id)
    found = _read(sa.select(ProducePurchase).where(*mine))
    if not found:
        raise NotFound
    return found[0]


def find_purchase_request(cooperative_id: int, request_id: str) -> Bought | None:
    """What a request made."""
    query = sa.select(ProducePurchase).where(
        ProducePurchase.cooperative_id == cooperative_id, ProducePurchase.request_id == request_id
    )
    return next(iter(_read(query)), None)


def list_purchases(book_id: int, *, member_id: int | None = None, limit: int = 200) -> list[Bought]:
    """Notes, the newest first."""
    query = sa.select(ProducePurchase).where(ProducePurchase.book_id == book_id)
    if member_id is not None:
        query = query.where(ProducePurchase.member_id == member_id)
    return _read(query.order_by(ProducePurchase.id.desc()).limit(limit))


def purchase_totals(book_id: int, first: date, last: date) -> dict[int, Money]:
    """Member → what the cooperative bought from the member in a span of days (jasa usaha)."""
    query = (
        sa.select(ProducePurchase.member_id, sa.func.sum(ProducePurchase.total))
        .where(ProducePurchase.book_id == book_id, ProducePurchase.on_date.between(first, last))
        .group_by(ProducePurchase.member_id)
    )
    return {int(member): Money(int(total)) for member, total in session.execute(query)}


def owed_for_produce(book_id: int, member_id: int) -> Money:
    """What the cooperative owes a member for produce now."""
    return -ledger.balance(book_id=book_id, account=PAYABLE, subject=f"member:{member_id}")


def all_owed_for_produce(book_id: int) -> dict[int, Money]:
    """Members to whom something is owed for produce."""
    balances = ledger.subject_balances(book_id=book_id, account=PAYABLE)
    return {
        int(subject.partition(":")[2]): -amount
        for subject, amount in balances.items()
        if amount and subject.startswith("member:")
    }


def _read(query: Any) -> list[Bought]:
    rows = list(session.scalars(query))
    lines: dict[int, list[BoughtItem]] = defaultdict(list)
    wanted = sa.select(ProduceLine).where(ProduceLine.purchase_id.in_([row.id for row in rows]))
    for line in session.scalars(wanted.order_by(ProduceLine.number)) if rows else ():
        lines[line.purchase_id].append(
            BoughtItem(
                line.item_id, line.unit, line.factor, line.quantity, Money(line.price),
                Money(line.amount), line.quality,
            )
        )  # fmt: skip
    return [
        Bought(
            row.id, row.book_id, row.member_id, row.point_id, row.on_date, Money(row.total),
            Money(row.paid), row.place_id, row.memo, row.fingerprint, row.made_by, row.made_at,
            row.entry_seq or 0, tuple(lines[row.id]),
        )
        for row in rows
    ]  # fmt: skip
