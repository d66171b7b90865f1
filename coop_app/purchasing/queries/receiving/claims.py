"""What suppliers have to make good, and how it ended."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

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
from coop_app.refusal import NotFound


@dataclass(frozen=True, slots=True)
class Claim:
    """Billed and not received, and how it ended."""

    id: int
    supplier_id: int
    receipt_id: int
    item_id: int
    quantity: int
    amount: Money
    role: str
    round_id: int | None
    point_id: int
    round_item_id: int | None
    made_on: date
    settled_on: date | None = None
    note_number: str = ""
    credited: Money = ZERO
    refunded: Money = ZERO
    lost: Money = ZERO
    delivered: int = 0
    why: str = ""
    settlement_id: int | None = None
    entry_seq: int | None = None

    @property
    def is_open(self) -> bool:
        """Whether the supplier still owes it."""
        return self.settled_on is None


def list_claims(
    cooperative_id: int,
    *,
    open_only: bool = False,
    supplier_id: int | None = None,
    round_id: int | None = None,
    ids: Collection[int] | None = None,
) -> list[Claim]:
    """Claims on suppliers, newest first; those of a receipt that was taken back only when asked for by key."""
    query = (
        sa.select(SupplierClaim, GoodsReceipt, ClaimSettlement, GoodsReceiptLine.round_item_id)
        .join(GoodsReceipt, GoodsReceipt.id == SupplierClaim.receipt_id)
        .join(
            GoodsReceiptLine,
            sa.and_(
                GoodsReceiptLine.receipt_id == SupplierClaim.receipt_id,
                GoodsReceiptLine.number == SupplierClaim.number,
            ),
        )
        .join(ClaimSettlement, ClaimSettlement.claim_id == SupplierClaim.id, isouter=True)
        .where(
            SupplierClaim.cooperative_id == cooperative_id,
            stands(RECEIPT, GoodsReceipt) if ids is None else sa.true(),
        )
    )
    if open_only:
        query = query.where(ClaimSettlement.id.is_(None))
    if supplier_id is not None:
        query = query.where(SupplierClaim.supplier_id == supplier_id)
    if round_id is not None:
        query = query.where(GoodsReceipt.round_id == round_id)
    if ids is not None:
        query = query.where(SupplierClaim.id.in_(ids))
    rows = session.execute(query.order_by(SupplierClaim.id.desc()))
    return [_claim(*row) for row in rows]


def get_claim(cooperative_id: int, claim_id: int) -> Claim:
    """One claim. Raises `NotFound`, also for another cooperative's."""
    found = list_claims(cooperative_id, ids=[claim_id])
    if not found:
        raise NotFound
    return found[0]


def _claim(
    row: SupplierClaim, receipt: GoodsReceipt, end: ClaimSettlement | None, item: int | None
) -> Claim:
    known = Claim(
        row.id, row.supplier_id, row.receipt_id, row.item_id, row.quantity, Money(row.amount),
        row.role, receipt.round_id, receipt.point_id, item, receipt.received_on,
    )  # fmt: skip
    if end is None:
        return known
    return replace(
        known, settled_on=end.settled_on, note_number=end.note_number,
        credited=Money(end.credited), refunded=Money(end.refunded), lost=Money(end.lost),
        delivered=end.delivered, why=end.why, settlement_id=end.id, entry_seq=end.entry_seq,
    )  # fmt: skip
