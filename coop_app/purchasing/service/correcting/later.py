"""Freight billed after the goods, or a bill the supplier corrected: one paper, one entry."""

from dataclasses import dataclass, replace
from datetime import timedelta
from fractions import Fraction

from coop_app import auth, ledger
from coop_app.auth.rules.desk import Desk
from coop_app.db import session
from coop_app.ledger.entry import Entry, Line, credit, debit
from coop_app.money import ZERO, Money
from coop_app.products import queries as products
from coop_app.products import service as stock
from coop_app.products.rules.moves import MoveKind
from coop_app.purchasing.entries import correcting as entries
from coop_app.purchasing.entries.supplying import Paper
from coop_app.purchasing.models import LaterBill, LaterBillLine
from coop_app.purchasing.queries import rounds
from coop_app.purchasing.queries.receiving.corrections import find_undone, later_source
from coop_app.purchasing.queries.receiving.lying import goods_of
from coop_app.purchasing.queries.receiving.receipts import Receipt, get_receipt
from coop_app.purchasing.rules.receiving import later as rules
from coop_app.purchasing.rules.receiving import refusals, ways
from coop_app.purchasing.rules.receiving.acts import check_day
from coop_app.purchasing.rules.receiving.later import Kind, Later, Part
from coop_app.purchasing.service.receiving.recording import (
    find_earlier,
    locked_round,
    locked_supplier,
    made,
    post,
    posted_by,
    written,
)

_WHOLE = 10_000
_WORDS = {
    Kind.FREIGHT: "Ongkos angkut susulan", Kind.LOADING: "Bongkar muat susulan",
    Kind.PRICE: "Faktur dikoreksi",
}  # fmt: skip
_MOVES = {Kind.PRICE: MoveKind.PRICE}


@dataclass(frozen=True, slots=True)
class Decided:
    """What a later bill will write."""

    later: Later
    receipt: Receipt
    parts: tuple[Part, ...]

    @property
    def gone(self) -> Money:
        """What falls on goods that are gone: cost of goods sold."""
        return Money(sum(int(part.gone) for part in self.parts))

    @property
    def members(self) -> Money:
        """What members who still wait pay more or less."""
        return Money(sum(int(part.members) for part in self.parts))


def add_bill(*, desk: Desk, later: Later, request_id: str) -> int:
    """Record a bill that came after the goods; returns its key. The same request id posts once.

    Raises `NotFound`, what `rules.later.check` raises, `ReceiptTakenBack`, `BillNumberMissing`, `WhyMissing`,
    `PlaceNotChosen`, `DateInFuture`, `SecondPersonNeeded` for an older day and for cash above the limit,
    `RequestReused`, and what `ledger.post` raises.
    """
    receipt = get_receipt(desk.cooperative_id, later.receipt_id)
    locked_supplier(desk, receipt.supplier_id)
    if receipt.round_id is not None:
        locked_round(desk, receipt.round_id)
    if earlier := find_earlier(LaterBill, desk, request_id, later):
        return earlier.id
    points = [point.id for point in products.list_points(desk.book_id, active_only=False)]
    stock.lock(desk=desk, wanted=[(one.item_id, key) for one in receipt.lines for key in points])
    decided = decide(desk=desk, later=later)
    auth.check_back_dating(desk, later.on)
    if later.place_id is not None and later.amount > 0:
        auth.check_withdrawal_limit(desk, later.amount)
    row = _write(desk, decided, request_id)
    post(desk, row, entry_of(desk, decided, _moved(desk, decided, row.id), row.id))
    return row.id


def decide(*, desk: Desk, later: Later) -> Decided:
    """What it will write; nothing is written. Raises as `add_bill`."""
    receipt = get_receipt(desk.cooperative_id, later.receipt_id)
    check_day(later.on, desk.today)
    rules.check(later, received_on=receipt.received_on)
    if find_undone(receipt.book_id, receipt.source):
        raise rules.ReceiptTakenBack
    if later.supplier_id is not None and not later.bill_number.strip():
        raise refusals.BillNumberMissing
    if (later.kind is Kind.PRICE or later.amount < 0) and not later.why.strip():
        raise refusals.WhyMissing
    _check_owed(desk, later, receipt)
    shown = rounds.get_round(desk.cooperative_id, receipt.round_id) if receipt.round_id else None
    margin = Fraction(shown.margin, _WHOLE) if shown and later.kind is Kind.PRICE else Fraction(0)
    goods = goods_of(receipt, shown, by_price=later.kind is Kind.PRICE)
    parts = rules.spread(later.amount, goods, margin=margin)
    return Decided(later, receipt, tuple(_borne(desk, part) for part in parts))


def _check_owed(desk: Desk, later: Later, receipt: Receipt) -> None:
    """A corrected bill is its own supplier's; a place is one of this book's."""
    if later.supplier_id is not None:
        rounds.get_supplier(desk.cooperative_id, later.supplier_id)
        if later.kind is Kind.PRICE and later.supplier_id != receipt.supplier_id:
            raise rules.NotTheirBill
    places = {place.id for place in ledger.cash_places(book_id=desk.book_id)}
    if later.place_id is not None and later.place_id not in places:
        raise ways.PlaceNotChosen(field="owed_to")


def _borne(desk: Desk, part: Part) -> Part:
    """Goods never cost less than nothing: what they cannot bear falls on those that are gone."""
    if part.amount >= 0:
        return part
    kept, over = [], ZERO
    for point_id, amount in part.stock:
        there = products.on_hand(desk.book_id, point_id)
        worth = next((one.value for one in there if one.item.id == part.goods.item_id), ZERO)
        mine = Money(max(int(amount), -int(worth)))
        over += amount - mine
        kept += [(point_id, mine)] if mine else []
    return replace(part, stock=tuple(kept), gone=part.gone + over)


def _write(desk: Desk, decided: Decided, request_id: str) -> LaterBill:
    asked = decided.later
    terms = 0
    if asked.supplier_id is not None:
        terms = rounds.get_supplier(desk.cooperative_id, asked.supplier_id).facts.terms_days
    row = written(
        LaterBill(
            **made(desk, request_id, asked), **posted_by(desk), receipt_id=asked.receipt_id,
            supplier_id=asked.supplier_id, kind=asked.kind.value, side=asked.side.value,
            bill_number=asked.bill_number.strip(), on_date=asked.on,
            due_on=asked.due_on or asked.on + timedelta(days=terms), amount=int(asked.amount),
            place_id=asked.place_id, why=asked.why.strip(),
        )
    )  # fmt: skip
    session.add_all(
        LaterBillLine(
            bill_id=row.id, number=part.goods.number, round_item_id=part.goods.round_item_id,
            amount=int(part.amount), stock=int(part.on_stock), gone=int(part.gone),
            members=int(part.members),
        )
        for part in decided.parts
        if part.amount
    )  # fmt: skip
    session.flush()
    return row


def _moved(desk: Desk, decided: Decided, key: int) -> list[Line]:
    paper = _paper(desk, decided, key)
    lines: list[Line] = []
    for part in decided.parts:
        for point_id, amount in part.stock:
            lines += stock.add_cost(
                desk=desk, item_id=part.goods.item_id, point_id=point_id, cost=amount,
                on=paper.on, source=paper.source, memo=paper.memo,
                kind=_MOVES.get(decided.later.kind, MoveKind.FREIGHT),
            ).lines  # fmt: skip
    return lines


def _paper(desk: Desk, decided: Decided, key: int) -> Paper:
    asked = decided.later
    name = rounds.get_supplier(desk.cooperative_id, decided.receipt.supplier_id).name
    bill = f" {asked.bill_number.strip()}" if asked.bill_number.strip() else ""
    memo = f"{_WORDS[asked.kind]}{bill}, barang {name} faktur {decided.receipt.bill_number}"
    return Paper(
        asked.on, later_source(key), f"{memo}: {asked.why.strip()}" if asked.why.strip() else memo
    )


def entry_of(desk: Desk, decided: Decided, moved: list[Line], key: int = 0) -> Entry:
    """The journal entry it makes."""
    asked = decided.later
    return entries.later_bill(
        _paper(desk, decided, key), stock=moved, gone=(asked.side.value, decided.gone),
        amount=asked.amount, owed=(asked.supplier_id, asked.place_id),
    )  # fmt: skip


def preview(*, desk: Desk, decided: Decided) -> Entry:
    """The same without touching the stock: only to be shown."""
    keys = {part.goods.item_id for part in decided.parts}
    items = products.items_of(desk.book_id, keys)
    lines = []
    for part in decided.parts:
        item = items[part.goods.item_id]
        for _point, amount in part.stock:
            side = debit if amount > 0 else credit
            lines.append(side(item.role, Money(abs(int(amount))), memo=item.name))
    return entry_of(desk, decided, lines)
