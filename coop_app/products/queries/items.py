"""Reads of items and their units."""

from collections import defaultdict
from collections.abc import Collection, Iterable

import sqlalchemy as sa

from coop_app.db import session
from coop_app.products.models import ItemRow, ItemUnit, StockPosition
from coop_app.products.rules.items import Item
from coop_app.products.rules.stock import Method
from coop_app.products.rules.units import Unit, find_unit
from coop_app.refusal import NotFound


def get_item(book_id: int, item_id: int) -> Item:
    """An item of the book. Raises `NotFound`."""
    found = items_of(book_id, [item_id])
    if not found:
        raise NotFound
    return found[item_id]


def items_of(book_id: int, item_ids: Collection[int]) -> dict[int, Item]:
    """Items of the book by key; strangers are left out."""
    mine = ItemRow.book_id == book_id
    query = sa.select(ItemRow).where(mine, ItemRow.id.in_(item_ids))
    return {item.id: item for item in _read(query)} if item_ids else {}


def list_items(
    book_id: int,
    *,
    kinds: Iterable[str] | None = None,
    text: str = "",
    active_only: bool = True,
) -> list[Item]:
    """The items of a book by name; `kinds` and `text` (part of the name) narrow them down."""
    query = sa.select(ItemRow).where(ItemRow.book_id == book_id)
    if kinds is not None:
        query = query.where(ItemRow.kind.in_([str(kind) for kind in kinds]))
    if text.strip():
        query = query.where(ItemRow.name.icontains(text.strip(), autoescape=True))
    if active_only:
        query = query.where(ItemRow.is_active.is_(True))
    return _read(query.order_by(sa.func.lower(ItemRow.name), ItemRow.id))


def items_of_owner(cooperative_id: int, member_id: int) -> list[Item]:
    """The products of a member in the cooperative's catalogue, by name."""
    query = sa.select(ItemRow).where(
        ItemRow.cooperative_id == cooperative_id, ItemRow.owner_member_id == member_id
    )
    return _read(query.order_by(sa.func.lower(ItemRow.name), ItemRow.id))


def find_item(book_id: int, name: str) -> Item | None:
    """The item of that very name."""
    query = sa.select(ItemRow).where(ItemRow.book_id == book_id, ItemRow.name == name.strip())
    return next(iter(_read(query)), None)


def has_moved(book_id: int, item_id: int) -> bool:
    """Whether stock of it ever moved: then kind, base unit and cost method stay."""
    query = sa.select(sa.func.count()).where(
        StockPosition.book_id == book_id, StockPosition.item_id == item_id, StockPosition.moves > 0
    )
    return bool(session.scalar(query))


def _read(query: sa.Select[ItemRow]) -> list[Item]:
    fresh = query.execution_options(populate_existing=True)
    rows = session.scalars(fresh).all()
    units: dict[int, list[Unit]] = defaultdict(list)
    asked = sa.select(ItemUnit.item_id, ItemUnit.name, ItemUnit.factor)
    keys = [row.id for row in rows]
    for item_id, name, factor in session.execute(
        asked.where(ItemUnit.item_id.in_(keys)).order_by(ItemUnit.factor, ItemUnit.name)
    ):
        units[item_id].append(Unit(name, factor))
    return [_item(row, tuple(units[row.id])) for row in rows]


def _item(row: ItemRow, units: tuple[Unit, ...]) -> Item:
    ordered = tuple(sorted(units, key=lambda unit: unit.name != row.base_unit))
    return Item(
        row.id, row.cooperative_id, row.book_id, row.name, row.kind, row.base_unit, ordered,
        find_unit(ordered, row.shown_unit, row.name), Method(row.method), row.owner_member_id,
        row.consigned, row.low_at, row.note, row.is_active,
    )  # fmt: skip
