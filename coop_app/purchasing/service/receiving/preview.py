"""What a receipt or a hand-over would post, without touching the stock: only to be shown."""

from coop_app.auth.rules.desk import Desk
from coop_app.ledger.entry import Entry, credit, debit
from coop_app.money import Money
from coop_app.products import queries as products
from coop_app.purchasing.entries import supplying as entries
from coop_app.purchasing.queries import rounds
from coop_app.purchasing.rules.receiving.ways import Ways
from coop_app.purchasing.service.receiving.delivering import Basket, entry_of, paper_of
from coop_app.purchasing.service.receiving.receipts import Decided


def of_receipt(desk: Desk, decided: Decided) -> Entry:
    """The entry a receipt makes."""
    asked = decided.receipt
    name = rounds.get_supplier(desk.cooperative_id, asked.supplier_id).name
    paper = entries.Paper(asked.received_on, "purchasing.receipt:0", f"Barang masuk {name}")
    rows = list(zip(decided.items, decided.arrived, decided.landed, strict=True))
    stock = [
        debit(item.role, landed.cost, memo=f"{item.name} {item.text(line.received)}")
        for item, line, landed in rows
        if landed.cost
    ]
    claims = [
        entries.Claim(0, item.role, landed.claim) for item, _line, landed in rows if landed.claim
    ]
    return entries.receipt(
        paper, stock=stock, claims=claims, supplier_id=asked.supplier_id,
        billed=decided.bill_total, bill_place=asked.bill_place_id,
        carriers=(asked.carrier_place_id, asked.charges.paid),
    )  # fmt: skip


def of_delivery(desk: Desk, basket: Basket, ways: Ways, place_id: int | None) -> Entry:
    """The entry a hand-over makes; what the goods had cost is computed when it is saved."""
    goods = products.items_of(
        desk.book_id, {piece.shared.item.item_id for piece in basket.pieces}
    )  # fmt: skip
    stock = [
        credit(goods[piece.shared.item.item_id].role, cost, memo=piece.shared.item.name)
        for piece in basket.pieces
        if (cost := _about(piece.shared.cost, piece.quantity, piece.shared.received))
    ]
    return entry_of(paper_of(0, basket, desk.today), basket, (ways, place_id), stock)


def _about(cost: Money, quantity: int, received: int) -> Money:
    return Money(int(cost) * quantity // received) if received else Money(0)
