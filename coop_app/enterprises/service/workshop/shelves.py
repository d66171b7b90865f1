"""What lies at an outlet: goods are put there and leave again at their cost."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

import sqlalchemy as sa

from coop_app import ledger
from coop_app.auth.rules.desk import Desk
from coop_app.db import session
from coop_app.enterprises.entries.workshop.outlets import Lying
from coop_app.enterprises.models import Enterprise, Outlet, OutletMove, OutletStock
from coop_app.enterprises.rules.workshop import outlets as rules
from coop_app.enterprises.rules.workshop.outlets import Line, Went
from coop_app.ledger.entry import Line as EntryLine
from coop_app.money import ZERO, Money
from coop_app.products import service as stock
from coop_app.products.queries import get_item
from coop_app.products.rules.items import Item
from coop_app.products.rules.moves import MoveKind

_ROLE = "goods_on_consignment"


@dataclass(frozen=True, slots=True)
class Shelf:
    """An outlet's shelf during one act: whose, when, and the entry's source and words."""

    desk: Desk
    outlet_id: int
    point_id: int
    on: date
    source: str
    memo: str


@dataclass(slots=True)
class Taken:
    """What left a shelf: sold, and what came back or was spoiled; `back` are lines of her own stock."""

    sold: list[Lying] = field(default_factory=list)
    gone: list[Lying] = field(default_factory=list)
    back: list[EntryLine] = field(default_factory=list)
    spoiled: Money = ZERO


def put(shelf: Shelf, goods: Iterable[tuple[Item, int]]) -> tuple[list[Lying], list[EntryLine]]:
    """From her stock onto the shelf: what lies there more, and the credits of the stock.

    Raises `ItemShort`, `QuantityNotPositive`.
    """
    there: list[Lying] = []
    lines: list[EntryLine] = []
    for item, quantity in goods:
        moved = stock.take_out(
            desk=shelf.desk, item_id=item.id, point_id=shelf.point_id, quantity=quantity,
            on=shelf.on, source=shelf.source, kind=MoveKind.CONSIGNED, memo=shelf.memo,
        )  # fmt: skip
        row = _hold(shelf.outlet_id, item.id)
        _move(shelf, row, Went.LEFT, quantity, moved.cost)
        there.append(Lying(row.id, moved.cost))
        lines += moved.lines
    return there, lines


def take(shelf: Shelf, items: dict[int, Item], lines: Iterable[Line]) -> Taken:
    """From the shelf: sold, back into her stock, or spoiled. Raises `NotThere`."""
    taken = Taken()
    for line in lines:
        item, row = items[line.item_id], _hold(shelf.outlet_id, line.item_id)
        if line.gone > row.quantity:
            raise rules.NotThere(
                item=item.name, there=item.text(row.quantity), asked=item.text(line.gone)
            )
        _leave(shelf, taken, item, row, line)
    return taken


def take_back(shelf: Shelf, moved_by: str) -> None:
    """Mirror what the document `moved_by` moved here, at the very cost it had. Raises `MovedOn`."""
    total = sa.func.sum
    query = (
        sa.select(OutletMove.stock_id, total(OutletMove.quantity), total(OutletMove.cost))
        .join(OutletStock, OutletStock.id == OutletMove.stock_id)
        .join(Outlet, Outlet.id == OutletStock.outlet_id)
        .join(Enterprise, Enterprise.id == Outlet.enterprise_id)
        .where(OutletMove.source == moved_by, Enterprise.book_id == shelf.desk.book_id)
        .group_by(OutletMove.stock_id)
        .order_by(OutletMove.stock_id)
    )
    for key, quantity, cost in session.execute(query).all():
        _move_back(shelf, key, int(quantity), Money(int(cost)))


def _move_back(shelf: Shelf, stock_id: int, quantity: int, cost: Money) -> None:
    row = session.get_one(OutletStock, stock_id, with_for_update=True, populate_existing=True)
    value = ledger.balance(book_id=shelf.desk.book_id, account=_ROLE, subject=f"outlet:{row.id}")
    left, worth = row.quantity - quantity, value - cost
    if left < 0 or worth < 0 or (not left and worth):
        raise rules.MovedOn(item=get_item(shelf.desk.book_id, row.item_id).name)
    if quantity:
        _move(shelf, row, Went.LEFT if quantity < 0 else Went.RETURNED, -quantity, -cost)


def _leave(shelf: Shelf, taken: Taken, item: Item, row: OutletStock, line: Line) -> None:
    value = ledger.balance(book_id=shelf.desk.book_id, account=_ROLE, subject=f"outlet:{row.id}")
    # an entry of this act may not be posted yet: within one act every item stands once
    parts = (line.sold, line.returned, line.spoiled)
    sold, returned, spoiled = rules.costs_of(parts, there=row.quantity, value=value)
    if line.sold:
        _move(shelf, row, Went.SOLD, -line.sold, -sold, gross=line.gross)
        taken.sold.append(Lying(row.id, sold))
    if line.returned:
        _move(shelf, row, Went.RETURNED, -line.returned, -returned)
        taken.gone.append(Lying(row.id, returned))
        taken.back += _back(shelf, item, line.returned, returned)
    if line.spoiled:
        _move(shelf, row, Went.SPOILED, -line.spoiled, -spoiled)
        taken.gone.append(Lying(row.id, spoiled))
        taken.spoiled = taken.spoiled + spoiled


def _back(shelf: Shelf, item: Item, quantity: int, cost: Money) -> tuple[EntryLine, ...]:
    moved = stock.take_in(
        desk=shelf.desk, item_id=item.id, point_id=shelf.point_id, quantity=quantity, cost=cost,
        on=shelf.on, source=shelf.source, kind=MoveKind.CONSIGNED, memo=shelf.memo,
    )  # fmt: skip
    return moved.lines


def _hold(outlet_id: int, item_id: int) -> OutletStock:
    """The item on the shelf, locked until commit; made when it is new."""
    query = (
        sa.select(OutletStock)
        .where(OutletStock.outlet_id == outlet_id, OutletStock.item_id == item_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if (row := session.scalar(query)) is not None:
        return row
    row = OutletStock(outlet_id=outlet_id, item_id=item_id, quantity=0)
    session.add(row)
    session.flush()
    return row


def _move(
    shelf: Shelf, row: OutletStock, kind: Went, quantity: int, cost: Money, *, gross: Money = ZERO
) -> None:
    session.add(
        OutletMove(
            stock_id=row.id, source=shelf.source, acted_on=shelf.on, kind=kind, quantity=quantity,
            cost=int(cost), gross=int(gross),
        )
    )  # fmt: skip
    row.quantity += quantity
    session.flush()
