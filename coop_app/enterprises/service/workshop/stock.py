"""Her stock: bought, had before the book, spoiled, counted; each act with its entry."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from coop_app import clock
from coop_app.auth.rules.desk import Desk
from coop_app.db import session
from coop_app.enterprises.entries.workshop import making
from coop_app.enterprises.entries.workshop.making import Slip
from coop_app.enterprises.models import StockAct
from coop_app.enterprises.queries import Enterprise
from coop_app.enterprises.queries.workshop import stock as queries
from coop_app.enterprises.queries.workshop.stock import Act
from coop_app.enterprises.rules.books.acts import Way
from coop_app.enterprises.rules.books.refusals import AmountMissing
from coop_app.enterprises.rules.workshop import goods, words
from coop_app.enterprises.rules.workshop.goods import Bought, Counted, Had, Spoiled
from coop_app.enterprises.service.workshop import recording
from coop_app.enterprises.service.workshop.recording import Asked, asked, items_of, wait_turn
from coop_app.ledger.entry import Entry
from coop_app.money import ZERO, Money
from coop_app.products import queries as products
from coop_app.products import service as stock
from coop_app.products.rules.items import Item
from coop_app.products.rules.moves import MoveKind
from coop_app.products.service import Moved

SOURCE = "enterprises.stock"


@dataclass(frozen=True, slots=True)
class _Doing:
    """An act being written: whose, of what, when, in which words."""

    desk: Desk
    business: Enterprise
    item: Item
    kind: str
    on: date
    memo: str


def buy(*, desk: Desk, business: Enterprise, new: Bought, request_id: str) -> Act:
    """Materials come into stock for what was paid or is owed; a repeated request buys once.

    Raises `DayInFuture`, `BeforeOpening`, `AmountMissing`, `QuantityNotPositive`, `WayMissing`,
    `PartyMissing`, `MoneyShort`, `RequestReused`, `NotFound`, and what `ledger.post` raises.
    """
    wait_turn(desk, business)
    request = asked(request_id, business.id, new)
    if earlier := _earlier(desk, request):
        return earlier
    goods.check_bought(new)
    item = items_of(desk, [new.item_id])[new.item_id]
    memo = words.bought(item.text(new.quantity), item.name, new.seller)
    doing = _Doing(desk, business, item, "bought", new.on, memo)
    party = recording.party_of(business, new.seller) if new.way is Way.LATER else ""

    def entry(slip: Slip, moved: Moved) -> Entry:
        return making.bought(slip, moved.lines, new.amount, way=new.way, party=party)

    return _come(doing, request, new, entry)


def had(*, desk: Desk, business: Enterprise, new: Had, request_id: str) -> Act:
    """What was there before the book began comes into it as her capital; a repeated request once.

    Raises as `buy`.
    """
    wait_turn(desk, business)
    request = asked(request_id, business.id, new)
    if earlier := _earlier(desk, request):
        return earlier
    if new.amount <= 0:
        raise AmountMissing
    item = items_of(desk, [new.item_id])[new.item_id]
    doing = _Doing(desk, business, item, "had", new.on, words.had(item.name))

    def entry(slip: Slip, moved: Moved) -> Entry:
        return making.had(slip, moved.lines, new.amount)

    return _come(doing, request, new, entry)


def spoil(*, desk: Desk, business: Enterprise, new: Spoiled, request_id: str) -> Act:
    """Spoiled goods leave the stock at what they had cost; a repeated request once.

    Raises `SpoiledUnexplained`, `ItemShort`, `QuantityNotPositive`, the days' refusals of `buy`,
    `RequestReused`, `NotFound`.
    """
    wait_turn(desk, business)
    request = asked(request_id, business.id, new)
    if earlier := _earlier(desk, request):
        return earlier
    goods.check_spoiled(new)
    item = items_of(desk, [new.item_id])[new.item_id]
    memo = words.spoiled(item.text(new.quantity), item.name, new.reason)
    doing = _Doing(desk, business, item, "spoiled", new.on, memo)
    return _go(doing, request, new.quantity, MoveKind.SPOILAGE)


def count(*, desk: Desk, business: Enterprise, new: Counted, request_id: str) -> Act:
    """What was found counts: the book follows, at its own average; a repeated request once.

    Raises `CountUnclear`, the days' refusals of `buy`, `RequestReused`, `NotFound`.
    """
    wait_turn(desk, business)
    request = asked(request_id, business.id, new)
    if earlier := _earlier(desk, request):
        return earlier
    item = items_of(desk, [new.item_id])[new.item_id]
    there, value = _there(desk, item)
    goods.check_counted(new, there=there)
    doing = _Doing(
        desk, business, item, "counted", new.on, words.counted(item.text(new.found), item.name)
    )
    if new.found < there:
        return _go(doing, request, there - new.found, MoveKind.COUNT)
    if new.found == there:
        return _written(doing, request, 0, ZERO)
    more = goods.worth(new.found - there, there=there, value=value)
    row = _row(doing, request, quantity=new.found - there, amount=more)
    slip, moved = _take_in(doing, row, MoveKind.COUNT)
    return _close(doing, row, making.found(slip, moved.lines, more) if more else None)


def _earlier(desk: Desk, request: Asked) -> Act | None:
    earlier = queries.find_stock_request(desk.cooperative_id, request.request_id)
    if earlier is not None:
        request.same(earlier.fingerprint)
    return earlier


def _there(desk: Desk, item: Item) -> tuple[int, Money]:
    point = recording.point(desk)
    stock.lock(desk=desk, wanted=[(item.id, point)])
    found = (one for one in products.on_hand(desk.book_id, point) if one.item.id == item.id)
    here = next(found, None)
    return (here.quantity, here.value) if here else (0, ZERO)


def _come(
    doing: _Doing, request: Asked, new: Bought | Had, entry: Callable[[Slip, Moved], Entry]
) -> Act:
    way = new.way if isinstance(new, Bought) else Way.NONE
    row = _row(doing, request, quantity=new.quantity, amount=new.amount, way=way)
    kind = MoveKind.PURCHASE if isinstance(new, Bought) else MoveKind.OPENING
    slip, moved = _take_in(doing, row, kind)
    return _close(doing, row, entry(slip, moved))


def _take_in(doing: _Doing, row: StockAct, kind: MoveKind) -> tuple[Slip, Moved]:
    slip = Slip(doing.on, doing.memo, f"{SOURCE}:{row.id}")
    moved = stock.take_in(
        desk=doing.desk, item_id=doing.item.id, point_id=recording.point(doing.desk),
        quantity=row.quantity, cost=Money(row.amount), on=doing.on, source=slip.source, kind=kind,
        memo=doing.memo,
    )  # fmt: skip
    return slip, moved


def _go(doing: _Doing, request: Asked, quantity: int, kind: MoveKind) -> Act:
    there, value = _there(doing.desk, doing.item)
    row = _row(
        doing, request, quantity=-quantity, amount=goods.worth(quantity, there=there, value=value)
    )
    slip = Slip(doing.on, doing.memo, f"{SOURCE}:{row.id}")
    moved = stock.take_out(
        desk=doing.desk, item_id=doing.item.id, point_id=recording.point(doing.desk),
        quantity=quantity, on=doing.on, source=slip.source, kind=kind, memo=doing.memo,
    )  # fmt: skip
    return _close(doing, row, making.spoiled(slip, moved.lines, moved.cost) if moved.cost else None)


def _written(doing: _Doing, request: Asked, quantity: int, amount: Money) -> Act:
    return _close(doing, _row(doing, request, quantity=quantity, amount=amount), None)


def _row(
    doing: _Doing, request: Asked, *, quantity: int, amount: Money, way: Way = Way.NONE
) -> StockAct:
    recording.check_day(doing.desk, doing.business, doing.on)
    row = StockAct(
        cooperative_id=doing.desk.cooperative_id, enterprise_id=doing.business.id,
        book_id=doing.desk.book_id, item_id=doing.item.id, kind=doing.kind, acted_on=doing.on,
        quantity=quantity, amount=int(amount), way=way, memo=doing.memo,
        request_id=request.request_id, fingerprint=request.fingerprint,
        made_by=doing.desk.user_id, made_at=clock.now(),
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row


def _close(doing: _Doing, row: StockAct, entry: Entry | None) -> Act:
    if entry is not None:
        row.entry_seq = recording.post(doing.desk, doing.business, entry)
        session.flush()
    return queries.get_stock_act(doing.desk.cooperative_id, doing.business.id, row.id)
