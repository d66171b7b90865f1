"""What lies where: goods of members at our points and in shops, since when, at which price."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from coop_app.db import session
from coop_app.money import Money
from coop_app.products import queries as products
from coop_app.products.queries import Item
from coop_app.products.rules.units import amount_for
from coop_app.sales.models.trade import (
    ConsignmentMove,
    ConsignmentPosition,
    ConsignmentRate,
    ConsignmentShop,
)
from coop_app.sales.rules.trade.consignment import Rate

_COMES = ("received", "moved_in", "taken_back")


@dataclass(frozen=True, slots=True)
class Agreed:
    """The price an owner agreed to: rupiah for so many base units."""

    price: Money
    factor: int
    unit: str

    def amount(self, quantity: int) -> Money:
        """What a quantity brings, half-up."""
        return amount_for(quantity, self.price, self.factor)


@dataclass(frozen=True, slots=True)
class Lying:
    """So much of one item at one place."""

    item: Item
    member_id: int
    point_id: int
    quantity: int
    agreed: Agreed | None
    #: since when the oldest of it lies there
    since: date | None

    @property
    def worth(self) -> Money:
        """At the agreed price."""
        return self.agreed.amount(self.quantity) if self.agreed else Money(0)


@dataclass(frozen=True, slots=True)
class Shop:
    """A shop of somebody else; `share_mille` is what it keeps, thousandths of a percent."""

    point_id: int
    name: str
    customer_id: int
    share_mille: int
    is_active: bool


def lying(
    book_id: int, *, point_id: int | None = None, member_id: int | None = None
) -> list[Lying]:
    """What lies, by place and item; nothing where all is gone."""
    query = sa.select(ConsignmentPosition).where(
        ConsignmentPosition.book_id == book_id, ConsignmentPosition.quantity > 0
    )
    if point_id is not None:
        query = query.where(ConsignmentPosition.point_id == point_id)
    items = {item.id: item for item in consigned_items(book_id, member_id=member_id)}
    rows = [row for row in session.scalars(query) if row.item_id in items]
    keys = {row.item_id for row in rows}
    prices, since = agreed_prices(book_id, keys), _since(book_id, keys)
    found = [
        Lying(
            items[row.item_id], items[row.item_id].owner_member_id or 0, row.point_id,
            row.quantity, prices.get(row.item_id), since.get((row.item_id, row.point_id)),
        )
        for row in rows
    ]  # fmt: skip
    return sorted(found, key=lambda one: (one.point_id, one.item.name))


def consigned_items(book_id: int, *, member_id: int | None = None) -> list[Item]:
    """Items that members leave to be sold, switched off ones too; of one owner."""
    return [
        item
        for item in products.list_items(book_id, active_only=False)
        if item.consigned and member_id in (None, item.owner_member_id)
    ]


def quantity_at(item_id: int, point_id: int) -> int:
    """Base units of an item at a place."""
    query = sa.select(ConsignmentPosition.quantity).where(
        ConsignmentPosition.item_id == item_id, ConsignmentPosition.point_id == point_id
    )
    return int(session.scalar(query) or 0)


def on_shelf(cooperative_id: int, point_id: int) -> dict[int, int]:
    """Item → base units of goods on consignment at one place."""
    query = (
        sa.select(ConsignmentPosition.item_id, ConsignmentPosition.quantity)
        .join(
            ConsignmentMove,
            sa.and_(
                ConsignmentMove.item_id == ConsignmentPosition.item_id,
                ConsignmentMove.point_id == ConsignmentPosition.point_id,
            ),
        )
        .where(
            ConsignmentMove.cooperative_id == cooperative_id,
            ConsignmentPosition.point_id == point_id, ConsignmentPosition.quantity > 0,
        )
        .distinct()
    )  # fmt: skip
    return {int(item): int(quantity) for item, quantity in session.execute(query)}


def agreed_price(book_id: int, item_id: int) -> Agreed | None:
    """The price of the newest delivery; None when nothing was delivered yet."""
    return agreed_prices(book_id, {item_id}).get(item_id)


def agreed_prices(book_id: int, item_ids: Collection[int]) -> dict[int, Agreed]:
    """The same for several items; those never delivered are left out."""
    query = (
        sa.select(
            ConsignmentMove.item_id, ConsignmentMove.price, ConsignmentMove.factor,
            ConsignmentMove.unit,
        )
        .where(
            ConsignmentMove.book_id == book_id, ConsignmentMove.kind == "received",
            ConsignmentMove.item_id.in_(item_ids),
        )
        .order_by(ConsignmentMove.on_date, ConsignmentMove.id)
    )  # fmt: skip
    rows = session.execute(query) if item_ids else ()
    return {key: Agreed(Money(price), factor, unit) for key, price, factor, unit in rows}


def _since(book_id: int, item_ids: set[int]) -> dict[tuple[int, int], date]:
    """Since when the oldest of what is left lies there: what goes takes the oldest first."""
    query = (
        sa.select(ConsignmentMove)
        .where(ConsignmentMove.book_id == book_id, ConsignmentMove.item_id.in_(item_ids))
        .order_by(ConsignmentMove.id)
    )
    waiting: dict[tuple[int, int], list[tuple[date, int]]] = defaultdict(list)
    for row in session.scalars(query) if item_ids else ():
        _age(waiting[row.item_id, row.point_id], row.on_date, row.quantity)
    return {key: there[0][0] for key, there in waiting.items() if there}


def _age(there: list[tuple[date, int]], on: date, quantity: int) -> None:
    if quantity > 0:
        there.append((on, quantity))
    left = -quantity
    while left > 0 and there:
        day, first = there.pop(0)
        if first > left:
            there.insert(0, (day, first - left))
        left -= first


def rates(cooperative_id: int) -> list[Rate]:
    """Every commission ever agreed, the newest last."""
    query = (
        sa.select(ConsignmentRate)
        .where(ConsignmentRate.cooperative_id == cooperative_id)
        .order_by(ConsignmentRate.valid_from, ConsignmentRate.id)
    )
    return [
        Rate(row.id, row.member_id, row.item_id, row.valid_from, row.mille)
        for row in session.scalars(query)
    ]


def list_shops(cooperative_id: int, book_id: int) -> list[Shop]:
    """Shops of others, by name."""
    names = {point.id: point.name for point in products.list_points(book_id)}
    query = sa.select(ConsignmentShop).where(ConsignmentShop.cooperative_id == cooperative_id)
    found = [
        Shop(row.point_id, names[row.point_id], row.customer_id, row.share_mille, row.is_active)
        for row in session.scalars(query)
        if row.point_id in names
    ]
    return sorted(found, key=lambda shop: shop.name)


def find_shop(cooperative_id: int, book_id: int, point_id: int) -> Shop | None:
    """The shop at a point, if it is one of somebody else."""
    shops = list_shops(cooperative_id, book_id)
    return next((shop for shop in shops if shop.point_id == point_id), None)
