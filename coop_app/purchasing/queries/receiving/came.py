"""What the receipts of a round brought, and what it would be sold for."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import sqlalchemy as sa

from coop_app.db import session
from coop_app.money import ZERO, Money
from coop_app.purchasing.models import (
    ClaimSettlement,
    GoodsReceipt,
    GoodsReceiptLine,
    SupplierClaim,
)
from coop_app.purchasing.queries.receiving.corrections import RECEIPT, stands
from coop_app.purchasing.queries.rounds import Round
from coop_app.purchasing.rules.receiving import sharing as rules

#: hundredths of a percent in a whole
_WHOLE = 10_000


@dataclass(frozen=True, slots=True)
class Came:
    """What all receipts of a round brought of an item: base units, landed cost, goods in it."""

    quantity: int = 0
    cost: Money = ZERO
    goods: Money = ZERO


def came_of(round_id: int) -> dict[int, Came]:
    """What came of every item of a round, with what suppliers brought later for a claim."""
    line, goods = GoodsReceiptLine, GoodsReceiptLine.goods - GoodsReceiptLine.discount
    query = (
        sa.select(
            line.round_item_id, sa.func.sum(line.received),
            sa.func.sum(goods + line.carried), sa.func.sum(goods),
        )
        .join(GoodsReceipt, GoodsReceipt.id == line.receipt_id)
        .where(
            GoodsReceipt.round_id == round_id, line.round_item_id.is_not(None),
            stands(RECEIPT, GoodsReceipt),
        )
        .group_by(line.round_item_id)
    )  # fmt: skip
    rows: list[Any] = list(session.execute(query))
    found = {
        int(key): Came(int(quantity), Money(int(cost)), Money(int(price)))
        for key, quantity, cost, price in rows
    }
    for key, quantity, amount in session.execute(_later(round_id)):
        before = found[key]
        worth = Money(int(amount))
        found[key] = Came(before.quantity + quantity, before.cost + worth, before.goods + worth)
    return found


def _later(round_id: int) -> Any:
    line = GoodsReceiptLine
    same = sa.and_(line.receipt_id == SupplierClaim.receipt_id, line.number == SupplierClaim.number)
    return (
        sa.select(line.round_item_id, ClaimSettlement.delivered, SupplierClaim.amount)
        .join(SupplierClaim, SupplierClaim.id == ClaimSettlement.claim_id)
        .join(line, same)
        .join(GoodsReceipt, GoodsReceipt.id == SupplierClaim.receipt_id)
        .where(
            GoodsReceipt.round_id == round_id, ClaimSettlement.delivered > 0,
            line.round_item_id.is_not(None), stands(RECEIPT, GoodsReceipt),
        )
    )  # fmt: skip


def price_of_all(shown: Round, came: Came) -> Money:
    """What all that came would be sold for, by the round's margin."""
    return rules.selling_price(came.cost, came.goods, Fraction(shown.margin, _WHOLE))
