"""How a document is written: wait in the queue, know a repeated request, post, note the entry."""

from datetime import UTC, datetime, time
from typing import Any, TypeVar

import sqlalchemy as sa

from coop_app import clock, db, ledger
from coop_app.auth.rules.desk import Desk
from coop_app.db import session
from coop_app.fingerprint import fingerprint
from coop_app.ledger.accounts import Posted
from coop_app.ledger.entry import Entry
from coop_app.purchasing.models import PurchaseRound, Supplier
from coop_app.purchasing.models.advances import OrderAdvance
from coop_app.purchasing.models.corrections import LaterBill
from coop_app.purchasing.models.delivering import RoundDelivery, RoundDispatch
from coop_app.purchasing.models.receiving import ClaimSettlement, GoodsReceipt, SupplierPayment
from coop_app.refusal import NotFound, RequestReused

# Whoever acts for a member waits here for the one before: on PostgreSQL the row is locked by this
# statement, on SQLite the whole file is locked already.
_QUEUE = sa.text(
    "INSERT INTO purchase_account (cooperative_id, member_id, turns)"
    " VALUES (:cooperative_id, :member_id, 1) ON CONFLICT (cooperative_id, member_id)"
    " DO UPDATE SET turns = purchase_account.turns + 1"
)


D = TypeVar("D", bound=db.Base)
#: a paper that posts
Document = (
    ClaimSettlement | GoodsReceipt | LaterBill | OrderAdvance | RoundDelivery | RoundDispatch
    | SupplierPayment
)  # fmt: skip


def find_earlier(kind: type[D], desk: Desk, request_id: str, act: object) -> D | None:
    """The first result of the same request. Raises `RequestReused` when its contents differ."""
    columns = kind.__table__.c
    row = session.scalars(
        sa.select(kind).where(
            columns.cooperative_id == desk.cooperative_id, columns.request_id == request_id
        )
    ).first()
    if row is not None and getattr(row, "fingerprint", "") != fingerprint(act):
        raise RequestReused
    return row


def made(desk: Desk, request_id: str, act: object) -> dict[str, Any]:
    """Who asked for what, as the columns that all papers share."""
    return {
        "cooperative_id": desk.cooperative_id, "request_id": request_id,
        "fingerprint": fingerprint(act), "made_by": desk.user_id, "made_at": clock.now(),
    }  # fmt: skip


def posted_by(desk: Desk) -> dict[str, Any]:
    """The further columns of papers that post."""
    return {"book_id": desk.book_id, "approved_by": desk.approved_by}


def written(row: D) -> D:
    """The row with its key."""
    session.add(row)
    session.flush()
    return row


def post(desk: Desk, row: Document, entry: Entry) -> Posted:
    """Post the entry of a paper and note its number. Raises what `ledger.post` raises."""
    posted = ledger.post(entry, book_id=desk.book_id, by=desk.user_id, approved_by=desk.approved_by)
    row.entry_seq = posted.seq
    session.flush()
    return posted


def locked_supplier(desk: Desk, supplier_id: int) -> Supplier:
    """The supplier's row, held until the transaction ends. Raises `NotFound`."""
    row = session.get(Supplier, supplier_id, with_for_update=True, populate_existing=True)
    if row is None or row.cooperative_id != desk.cooperative_id:
        raise NotFound
    return row


def locked_round(desk: Desk, round_id: int) -> PurchaseRound:
    """The round's row, held until the transaction ends. Raises `NotFound`."""
    row = session.get(PurchaseRound, round_id, with_for_update=True, populate_existing=True)
    if row is None or row.cooperative_id != desk.cooperative_id:
        raise NotFound
    return row


def queue(desk: Desk, member_id: int) -> None:
    """Let acts for a member go one after the other, so that what is read below cannot go stale."""
    key = {"cooperative_id": desk.cooperative_id, "member_id": member_id}
    db.write_connection().execute(_QUEUE, key)


def moment_of(desk: Desk) -> datetime:
    """Now; at noon of its day for a desk that records another day's work (the demonstration)."""
    if desk.today == clock.today():
        return clock.now()
    return datetime.combine(desk.today, time(5), UTC)
