"""A sale: the goods leave at their cost, the money or the promise comes in, in one entry."""

from dataclasses import dataclass
from datetime import date

from coop_app.auth.rules.desk import Desk
from coop_app.enterprises import queries
from coop_app.enterprises.entries import books as entries
from coop_app.enterprises.queries import Done, Enterprise
from coop_app.enterprises.rules.books import acts, words
from coop_app.enterprises.rules.books.acts import Act, Kind, Way
from coop_app.enterprises.service.books.recording import check_amount, party_for, record
from coop_app.ledger.entry import Entry, Line
from coop_app.money import Money
from coop_app.products import queries as products
from coop_app.products import service as stock
from coop_app.products.rules.items import ItemFacts
from coop_app.products.rules.items import Kind as ItemKind
from coop_app.products.rules.moves import MoveKind
from coop_app.products.rules.stock import QuantityNotPositive
from coop_app.products.rules.units import LARGEST_QUANTITY, QuantityTooLarge


@dataclass(frozen=True, slots=True, kw_only=True)
class Sale:
    """What was sold: an item with its quantity in base units, or only words; and for how much altogether."""

    on: date
    amount: Money | None
    way: Way
    item_id: int | None = None
    quantity: int | None = None
    party: str = ""
    phone: str = ""
    note: str = ""


def sell(*, desk: Desk, business: Enterprise, request_id: str, sale: Sale) -> Done:
    """Record a sale. An item that ever had stock leaves the stock at its cost; any other is a plain sale.

    Raises `AmountMissing`, `QuantityNotPositive`, `QuantityTooLarge`, `PartyMissing` (not paid, by nobody),
    `NotFound` (an item of another book), `ItemShort` and what `record` raises.
    """
    amount = check_amount(sale.amount)
    check_quantity(sale.quantity)
    who, name = None, ""
    if sale.way is Way.LATER:
        party = party_for(business=business, name=sale.party, phone=sale.phone)
        who, name = party.id, party.name
    act = Act(
        kind=Kind.SALE, on=sale.on, amount=amount, way=sale.way, party_id=who,
        item_id=sale.item_id, quantity=sale.quantity, note=sale.note.strip(),
    )  # fmt: skip
    goods = _goods(business, act)
    memo = words.memo_of(act, party=name, goods=goods)

    def make(_key: int, slip: entries.Slip) -> Entry:
        lines = _taken(desk, business, act, slip)
        return entries.sale(
            slip, way=act.way, amount=amount, subject=acts.party_subject(who), stock=lines
        )

    return record(
        desk=desk, business=business, request_id=request_id, act=act, memo=memo, make=make
    )


def check_quantity(quantity: int | None) -> None:
    """A sale of goods counts at least one. Raises `QuantityNotPositive`, `QuantityTooLarge`."""
    if quantity is not None and quantity < 1:
        raise QuantityNotPositive(field="quantity")
    if quantity is not None and quantity > LARGEST_QUANTITY:
        raise QuantityTooLarge


def _goods(business: Enterprise, act: Act) -> str:
    if act.item_id is None:
        return act.note
    item = products.get_item(business.book_id, act.item_id)
    return f"{item.text(act.quantity or 1)} {item.name}"


def _taken(desk: Desk, business: Enterprise, act: Act, slip: entries.Slip) -> tuple[Line, ...]:
    if act.item_id is None or not products.has_moved(business.book_id, act.item_id):
        return ()
    moved = stock.take_out(
        desk=desk, item_id=act.item_id, point_id=queries.point_of(business.book_id),
        quantity=act.quantity or 1, on=act.on, source=slip.source, kind=MoveKind.SALE,
        memo=slip.memo,
    )  # fmt: skip
    return moved.lines


def add_product(*, desk: Desk, name: str, price: Money | None, unit: str, on: date) -> int:
    """A product with its price; stock comes to it when she makes or buys some. Returns its key.

    Raises `NameMissing`, `NameTaken`, `AmountMissing`.
    """
    amount = check_amount(price, "price")
    known = products.find_item(desk.book_id, name)
    if known and _costs(known, amount, on):
        return known.id  # the same button, pressed again
    facts = ItemFacts(name=name, kind=ItemKind.PRODUCT, base_unit=unit.strip() or "buah")
    item = stock.add_item(desk=desk, facts=facts)
    stock.set_price(
        desk=desk, item_id=item.id, audience="other", amount=amount,
        unit=item.base_unit, valid_from=on,
    )  # fmt: skip
    return item.id


def _costs(item: products.Item, amount: Money, on: date) -> bool:
    price = products.price_of(item.book_id, item.id, "other", on)
    return price is not None and price.amount == amount
