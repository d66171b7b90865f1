"""Goods come with their bill: one document, one entry."""

from dataclasses import dataclass
from datetime import timedelta

from coop_app import auth, ledger
from coop_app.auth.rules.desk import Desk
from coop_app.db import session
from coop_app.ledger.entry import Line
from coop_app.money import Money
from coop_app.products import queries as products
from coop_app.products import service as stock
from coop_app.products.rules.items import Item
from coop_app.products.rules.moves import MoveKind
from coop_app.purchasing.entries import supplying as entries
from coop_app.purchasing.models import (
    GoodsReceipt,
    GoodsReceiptLine,
    PurchaseRound,
    Supplier,
    SupplierClaim,
)
from coop_app.purchasing.queries import rounds
from coop_app.purchasing.queries.receiving.receipts import find_bill, source_of
from coop_app.purchasing.rules.receiving import landing, refusals
from coop_app.purchasing.rules.receiving.acts import Receipt, check_day
from coop_app.purchasing.rules.receiving.landing import Arrived, Landed
from coop_app.purchasing.rules.receiving.ways import PlaceNotChosen
from coop_app.purchasing.rules.rounds import life as stages
from coop_app.purchasing.service.receiving.recording import (
    find_earlier,
    locked_round,
    locked_supplier,
    made,
    moment_of,
    post,
    posted_by,
    written,
)
from coop_app.purchasing.service.receiving.sharing import share_items
from coop_app.purchasing.service.rounds import life

_OPEN = (stages.ORDERED, stages.RECEIVED, stages.DISTRIBUTED)


@dataclass(frozen=True, slots=True)
class Decided:
    """What a receipt will write: lines as they land, and the bill's total."""

    receipt: Receipt
    arrived: tuple[Arrived, ...]
    landed: tuple[Landed, ...]
    items: tuple[Item, ...]
    #: item → its line in the round
    round_items: dict[int, int]
    bill_total: Money


def receive(*, desk: Desk, receipt: Receipt, request_id: str) -> int:
    """Take goods in with their bill; returns the receipt's key. The same request id posts once.

    Raises `NotFound`, `OtherSupplier`, `NotYourTurn`, `BillTwice`, `BillNumberMissing`, `ItemTwice`,
    `PlaceNotChosen`, `DateInFuture`, what `landing.land` and `stock.take_in` raise, `SecondPersonNeeded`
    for an older day and for cash above the limit, `RequestReused`, and what `ledger.post` raises.
    """
    supplier = locked_supplier(desk, receipt.supplier_id)
    round_ = locked_round(desk, receipt.round_id) if receipt.round_id else None
    if earlier := find_earlier(GoodsReceipt, desk, request_id, receipt):
        return earlier.id
    decided = decide(desk=desk, receipt=receipt)
    _check_round(round_, supplier)
    _check_two(desk, decided)
    row = _write(desk, decided, supplier, request_id)
    claims = _claims(desk, decided, row)
    post(desk, row, _entry(desk, decided, (row.id, supplier.name), claims))
    if round_ is not None:
        _tell_round(desk, round_, decided)
    return row.id


def decide(*, desk: Desk, receipt: Receipt) -> Decided:
    """What a receipt will write; nothing is written. Raises as `receive`."""
    check_day(receipt.received_on, desk.today)
    check_day(receipt.bill_date, desk.today)
    number = receipt.bill_number.strip()
    if not number:
        raise refusals.BillNumberMissing
    if known := find_bill(desk.cooperative_id, receipt.supplier_id, number):
        raise refusals.BillTwice(number=number, on=known)
    _check_places(desk, receipt)
    lines = tuple(line for line in receipt.lines if line.billed or line.received)
    items = tuple(products.get_item(desk.book_id, line.item_id) for line in lines)
    known_items: set[int] = set()
    for item in items:
        if item.id in known_items:
            raise refusals.ItemTwice(item=item.name)
        known_items.add(item.id)
    of_round = _items_of_round(desk, receipt)
    weights = {one.item_id: (one.weight, one.unit_factor) for one in of_round}
    arrived = tuple(
        Arrived(
            item_id=item.id, name=item.name, unit=item.base_unit, billed=line.billed,
            received=line.received, amount=line.amount, reason=line.reason,
            grams=_grams(item, line.received, weights.get(item.id)),
        )
        for item, line in zip(items, lines, strict=True)
    )  # fmt: skip
    landed = tuple(landing.land(arrived, receipt.charges))
    in_round = {one.item_id: one.id for one in of_round}
    total = landing.bill_total(arrived, receipt.charges)
    return Decided(receipt, arrived, landed, items, in_round, total)


def _items_of_round(desk: Desk, receipt: Receipt) -> list[rounds.Item]:
    if receipt.round_id is None:
        return []
    return rounds.items_of(rounds.get_round(desk.cooperative_id, receipt.round_id))


def _grams(item: Item, received: int, weight: tuple[int | None, int] | None) -> int | None:
    if weight and weight[0]:
        return received * weight[0] // weight[1]
    return received * {"g": 1, "gram": 1, "kg": 1000}.get(item.base_unit, 0) or None


def _check_places(desk: Desk, receipt: Receipt) -> None:
    places = {place.id for place in ledger.cash_places(book_id=desk.book_id)}
    if receipt.charges.paid and receipt.carrier_place_id not in places:
        raise PlaceNotChosen(field="carrier_place")
    if receipt.bill_place_id is not None and receipt.bill_place_id not in places:
        raise PlaceNotChosen(field="bill_place")


def _check_round(round_: PurchaseRound | None, supplier: Supplier) -> None:
    if round_ is None:
        return
    if round_.supplier_id != supplier.id:
        raise refusals.OtherSupplier
    if round_.state not in _OPEN:
        raise refusals.NotYourTurn


def _check_two(desk: Desk, decided: Decided) -> None:
    receipt = decided.receipt
    auth.check_back_dating(desk, receipt.received_on)
    cash = receipt.charges.paid
    if receipt.bill_place_id is not None:
        cash += decided.bill_total
    if cash:
        auth.check_withdrawal_limit(desk, cash)


def _write(desk: Desk, decided: Decided, supplier: Supplier, request_id: str) -> GoodsReceipt:
    asked, charges = decided.receipt, decided.receipt.charges
    due = asked.due_on or asked.bill_date + timedelta(days=supplier.terms_days)
    row = written(
        GoodsReceipt(
            **made(desk, request_id, asked), **posted_by(desk), supplier_id=supplier.id,
            round_id=asked.round_id, point_id=asked.point_id, received_on=asked.received_on,
            bill_number=asked.bill_number.strip(), bill_date=asked.bill_date, due_on=due,
            freight_billed=int(charges.freight_billed), loading_billed=int(charges.loading_billed),
            discount=int(charges.discount), freight_paid=int(charges.freight_paid),
            loading_paid=int(charges.loading_paid), carrier_place_id=asked.carrier_place_id,
            basis=charges.basis.value, bill_total=int(decided.bill_total),
            bill_place_id=asked.bill_place_id, memo=asked.memo.strip(),
        )
    )  # fmt: skip
    notes = {line.item_id: line.note.strip() for line in asked.lines}
    for number, (line, landed) in enumerate(zip(decided.arrived, decided.landed, strict=True), 1):
        session.add(
            GoodsReceiptLine(
                receipt_id=row.id, number=number, item_id=line.item_id,
                round_item_id=decided.round_items.get(line.item_id), billed=line.billed,
                received=line.received, amount=int(line.amount),
                reason=line.reason.value if line.reason else "", note=notes[line.item_id],
                goods=int(landed.goods), carried=int(landed.carried),
                discount=int(landed.discount), claim=int(landed.claim),
            )
        )  # fmt: skip
    session.flush()
    return row


def _claims(desk: Desk, decided: Decided, row: GoodsReceipt) -> list[entries.Claim]:
    found = []
    for number, (line, landed) in enumerate(zip(decided.arrived, decided.landed, strict=True), 1):
        if not landed.claim:
            continue
        role = decided.items[number - 1].role
        claim = written(
            SupplierClaim(
                cooperative_id=desk.cooperative_id, book_id=desk.book_id,
                supplier_id=row.supplier_id, receipt_id=row.id, number=number,
                item_id=line.item_id, quantity=line.missing, amount=int(landed.claim), role=role,
            )
        )  # fmt: skip
        found.append(entries.Claim(claim.id, role, landed.claim))
    return found


def _entry(
    desk: Desk, decided: Decided, known: tuple[int, str], claims: list[entries.Claim]
) -> ledger.Entry:
    asked, (key, name) = decided.receipt, known
    memo = f"Barang masuk {name}, faktur {asked.bill_number.strip()}"
    paper = entries.Paper(asked.received_on, source_of(key), memo)
    return entries.receipt(
        paper, stock=_take_in(desk, decided, paper), claims=claims, supplier_id=asked.supplier_id,
        billed=decided.bill_total, bill_place=asked.bill_place_id,
        carriers=(asked.carrier_place_id, asked.charges.paid),
    )  # fmt: skip


def _take_in(desk: Desk, decided: Decided, paper: entries.Paper) -> list[Line]:
    point_id = decided.receipt.point_id
    stock.lock(desk=desk, wanted=[(line.item_id, point_id) for line in decided.arrived])
    lines: list[Line] = []
    for line, landed in zip(decided.arrived, decided.landed, strict=True):
        if line.received:
            moved = stock.take_in(
                desk=desk, item_id=line.item_id, point_id=point_id, quantity=line.received,
                cost=landed.cost, on=paper.on, source=paper.source, kind=MoveKind.RECEIPT,
                memo=paper.memo,
            )  # fmt: skip
            lines += moved.lines
    return lines


def _tell_round(desk: Desk, round_: PurchaseRound, decided: Decided) -> None:
    if round_.state == stages.ORDERED:
        life.take(desk=desk, round_id=round_.id, act="receive", at=moment_of(desk))
    came = [decided.round_items.get(line.item_id) for line in decided.arrived]
    share_items(desk=desk, round_id=round_.id, round_item_ids=[key for key in came if key])
