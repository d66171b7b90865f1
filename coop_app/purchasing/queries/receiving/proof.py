"""That papers and ledger agree: receipts, claims, payables, advances, deliveries (for `coop audit`)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

import sqlalchemy as sa

from coop_app import ledger
from coop_app.db import session
from coop_app.ledger.accounts import Finding
from coop_app.purchasing.models import (
    ClaimSettlement,
    GoodsReceipt,
    GoodsReceiptLine,
    LaterBill,
    LaterBillLine,
    OrderAdvance,
    PurchaseReversal,
    RoundDelivery,
    RoundDeliveryLine,
    SupplierClaim,
    SupplierPayment,
)

_EVER = (date(1900, 1, 1), date(2200, 1, 1))
_INVENTORY = ("inventory_raw_materials", "inventory_goods")
#: source and subject prefix → rupiah, debit positive
Sums = dict[tuple[str, str], int]


def check(book_id: int) -> list[Finding]:
    """What does not agree; nothing when all is well."""
    return list(_findings(book_id))


def _findings(book_id: int) -> Iterator[Finding]:
    payable = _sums(book_id, ["trade_payable"])
    stock = _sums(book_id, _INVENTORY)
    held = _sums(book_id, ["member_deposits_orders"])
    ahead = _sums(book_id, ["supplier_advances"])
    yield from _receipts(book_id, payable, stock)
    yield from _claims(book_id, payable, stock)
    yield from _payments(book_id, payable, ahead, stock)
    yield from _members(book_id, held, stock)
    yield from _later(book_id, payable, stock)
    yield from _reversals(book_id)
    for sums, name in ((payable, "trade_payable"), (held, "member_deposits_orders"),
                       (ahead, "supplier_advances"), (stock, "inventory")):  # fmt: skip
        for (source, subject), amount in sums.items():
            if amount and source.startswith("purchasing.") and "dispatch" not in source:
                yield _finding(f"{name} of {source} moves {amount} without a paper", subject)


def _finding(text: str, where: str) -> Finding:
    return Finding("purchasing", text, where)


def _sums(book_id: int, roles: Iterable[str]) -> Sums:
    """What each source moved for each subject; a line is taken out once its paper is found."""
    found: Sums = defaultdict(int)
    for role in roles:
        rows = ledger.statement(book_id=book_id, account=role, start=_EVER[0], end=_EVER[1]).rows
        for row in rows:
            # a reversal in the journal itself has the source of its own
            subject = row.subject or ""
            found[row.source, "stock" if subject.startswith("stock:") else subject] += int(
                row.amount
            )
    return found


def _expect(sums: Sums, key: tuple[str, str], amount: int, where: str) -> Iterator[Finding]:
    said = sums.pop(key, 0)
    if said != amount:
        yield _finding(f"the ledger says {said}, the paper {amount} ({key[1]})", where)


def _receipts(book_id: int, payable: Sums, stock: Sums) -> Iterator[Finding]:
    line = GoodsReceiptLine
    query = (
        sa.select(line.receipt_id, sa.func.sum(line.goods + line.carried - line.discount))
        .join(GoodsReceipt, GoodsReceipt.id == line.receipt_id)
        .where(GoodsReceipt.book_id == book_id)
        .group_by(line.receipt_id)
    )
    landed = {key: int(cost) for key, cost in session.execute(query)}
    for row in session.scalars(sa.select(GoodsReceipt).where(GoodsReceipt.book_id == book_id)):
        source, where = f"purchasing.receipt:{row.id}", f"goods_receipt {row.id}"
        owed = 0 if row.bill_place_id is not None else -row.bill_total
        yield from _expect(payable, (source, f"supplier:{row.supplier_id}"), owed, where)
        yield from _expect(stock, (source, "stock"), landed.get(row.id, 0), where)
    for claim in session.scalars(sa.select(SupplierClaim).where(SupplierClaim.book_id == book_id)):
        key = (f"purchasing.receipt:{claim.receipt_id}", f"claim:{claim.id}")
        yield from _expect(stock, key, claim.amount, f"supplier_claim {claim.id}")


def _claims(book_id: int, payable: Sums, stock: Sums) -> Iterator[Finding]:
    query = (
        sa.select(ClaimSettlement, SupplierClaim)
        .join(SupplierClaim, SupplierClaim.id == ClaimSettlement.claim_id)
        .where(ClaimSettlement.book_id == book_id)
    )
    for end, claim in session.execute(query):
        source, where = f"purchasing.claim:{end.id}", f"claim_settlement {end.id}"
        yield from _expect(payable, (source, f"supplier:{claim.supplier_id}"), end.credited, where)
        yield from _expect(stock, (source, f"claim:{claim.id}"), -claim.amount, where)
        came = claim.amount if end.delivered else 0
        yield from _expect(stock, (source, "stock"), came, where)


def _payments(book_id: int, payable: Sums, ahead: Sums, stock: Sums) -> Iterator[Finding]:
    query = sa.select(SupplierPayment).where(SupplierPayment.book_id == book_id)
    for row in session.scalars(query):
        key = (f"purchasing.payment:{row.id}", f"supplier:{row.supplier_id}")
        where = f"supplier_payment {row.id}"
        settled = row.cash + row.from_advance + row.discount if row.kind == "payment" else 0
        yield from _expect(payable, key, settled, where)
        signs = {"payment": -row.from_advance, "advance": row.cash, "advance_back": -row.cash}
        yield from _expect(ahead, key, signs[row.kind], where)
        # a discount makes goods cheaper, as far as they are still there
        if not -row.discount <= stock.pop((key[0], "stock"), 0) <= 0:
            yield _finding("its discount moves another value of stock", where)


def _later(book_id: int, payable: Sums, stock: Sums) -> Iterator[Finding]:
    line = LaterBillLine
    query = (
        sa.select(line.bill_id, sa.func.sum(line.stock), sa.func.sum(line.amount))
        .join(LaterBill, LaterBill.id == line.bill_id)
        .where(LaterBill.book_id == book_id)
        .group_by(line.bill_id)
    )
    kept = {key: sums for key, *sums in session.execute(query)}
    for row in session.scalars(sa.select(LaterBill).where(LaterBill.book_id == book_id)):
        source, where = f"purchasing.later:{row.id}", f"later_bill {row.id}"
        on_stock, amount = kept.get(row.id, (0, 0))
        if amount != row.amount:
            yield _finding(f"its lines add up to {amount}, not to {row.amount}", where)
        if row.supplier_id is not None:
            key = (source, f"supplier:{row.supplier_id}")
            yield from _expect(payable, key, -row.amount, where)
        yield from _expect(stock, (source, "stock"), int(on_stock), where)


def _reversals(book_id: int) -> Iterator[Finding]:
    """Each paper that is marked as taken back has its entry reversed, by the entry that the mark names."""
    query = sa.select(PurchaseReversal).where(PurchaseReversal.book_id == book_id)
    for row in session.scalars(query):
        entry = ledger.find_by_source(book_id=book_id, source=row.source)
        undone = entry.reversed_by.seq if entry and entry.reversed_by else None
        if undone != row.entry_seq:
            text = f"{row.source} is reversed by entry {undone}, the mark says {row.entry_seq}"
            yield _finding(text, f"purchase_reversal {row.id}")


def _members(book_id: int, held: Sums, stock: Sums) -> Iterator[Finding]:
    for row in session.scalars(sa.select(OrderAdvance).where(OrderAdvance.book_id == book_id)):
        key = (f"purchasing.advance:{row.id}", f"member:{row.member_id}")
        amount = -row.amount if row.kind == "in" else row.amount
        yield from _expect(held, key, amount, f"order_advance {row.id}")
    query = (
        sa.select(RoundDeliveryLine.delivery_id, sa.func.sum(RoundDeliveryLine.cost))
        .join(RoundDelivery, RoundDelivery.id == RoundDeliveryLine.delivery_id)
        .where(RoundDelivery.book_id == book_id)
        .group_by(RoundDeliveryLine.delivery_id)
    )
    cost = {key: int(one) for key, one in session.execute(query)}
    for one in session.scalars(sa.select(RoundDelivery).where(RoundDelivery.book_id == book_id)):
        source, where = f"purchasing.delivery:{one.id}", f"round_delivery {one.id}"
        sign = 1 if one.kind == "delivery" else -1
        yield from _expect(held, (source, f"member:{one.member_id}"), sign * one.advance, where)
        yield from _expect(stock, (source, "stock"), -sign * cost.get(one.id, 0), where)
