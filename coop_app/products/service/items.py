"""Items, stock points and prices are written down and changed."""

from datetime import date

import sqlalchemy as sa

from coop_app import clock, db
from coop_app.auth.rules.desk import Desk
from coop_app.db import session
from coop_app.money import Money
from coop_app.products import queries
from coop_app.products.models import ItemPrice, ItemRow, ItemUnit
from coop_app.products.queries import Item, Price
from coop_app.products.rules import items as rules
from coop_app.products.rules import prices
from coop_app.products.rules.items import ItemFacts
from coop_app.products.rules.units import Unit, find_unit


def add_item(*, desk: Desk, facts: ItemFacts) -> Item:
    """Write down a new item in the desk's book.

    Raises `NameMissing`, `NameTaken`, `UnitRepeated`, `UnitFactorWrong`, `UnitUnknown`, `OwnerMissing`.
    """
    units = rules.check_facts(facts)
    name = _free_name(desk, facts.name)
    made = db.write_connection().execute(
        sa.insert(ItemRow),
        {
            **_columns(facts, units), "name": name, "cooperative_id": desk.cooperative_id,
            "book_id": desk.book_id, "is_active": True, "made_by": desk.user_id,
            "made_at": clock.now(),
        },
    )  # fmt: skip
    key = made.inserted_primary_key
    assert key is not None  # noqa: S101 - every single-row insert has one
    _write_units(int(key[0]), units)
    return queries.get_item(desk.book_id, int(key[0]))


def change_item(*, desk: Desk, item_id: int, facts: ItemFacts) -> Item:
    """Correct what is written down; what has moved keeps kind, base unit and cost method.

    Raises `NotFound`, `MethodFixed` and what `add_item` raises.
    """
    units = rules.check_facts(facts)
    item = queries.get_item(desk.book_id, item_id)
    if queries.has_moved(desk.book_id, item_id):
        rules.check_fixed(item, facts)
    name = _free_name(desk, facts.name, besides=item_id)
    changes = _columns(facts, units) | {"name": name}
    mine = sa.update(ItemRow).where(ItemRow.id == item_id, ItemRow.book_id == desk.book_id)
    db.write_connection().execute(mine.values(changes))
    db.write_connection().execute(sa.delete(ItemUnit).where(ItemUnit.item_id == item_id))
    _write_units(item_id, units)
    return queries.get_item(desk.book_id, item_id)


def switch_item(*, desk: Desk, item_id: int, active: bool) -> None:
    """Take an item out of the lists, or back into them; what lies there stays. Raises `NotFound`."""
    queries.get_item(desk.book_id, item_id)
    mine = sa.update(ItemRow).where(ItemRow.id == item_id, ItemRow.book_id == desk.book_id)
    db.write_connection().execute(mine.values(is_active=active))


def set_price(
    *, desk: Desk, item_id: int, audience: str, amount: Money, unit: str, valid_from: date
) -> Price:
    """From a day on an item costs so much a unit, for "member" or "other"; older prices stay written.

    Raises `NotFound`, `UnitUnknown`, `PriceNotPositive`.
    """
    item = queries.get_item(desk.book_id, item_id)
    per = item.unit(unit)
    prices.check_price(amount, audience)
    session.add(
        ItemPrice(
            item_id=item.id, audience=audience, valid_from=valid_from, amount=int(amount),
            per=per.factor, unit=per.name, set_by=desk.user_id, set_at=clock.now(),
        )
    )  # fmt: skip
    session.flush()
    return Price(item.id, audience, valid_from, amount, per.factor, per.name, desk.user_id)


def _free_name(desk: Desk, name: str, besides: int | None = None) -> str:
    clean = " ".join(name.split())[: rules.LONGEST_NAME]
    taken = queries.find_item(desk.book_id, clean)
    if taken is not None and taken.id != besides:
        raise rules.NameTaken(name=clean)
    return clean


def _columns(facts: ItemFacts, units: tuple[Unit, ...]) -> dict[str, object]:
    shown = facts.shown_unit.strip() or units[0].name
    return {
        "kind": facts.kind, "base_unit": units[0].name,
        "shown_unit": find_unit(units, shown, facts.name).name, "method": facts.method,
        "owner_member_id": facts.owner_member_id, "consigned": facts.consigned,
        "low_at": facts.low_at, "note": facts.note,
    }  # fmt: skip


def _write_units(item_id: int, units: tuple[Unit, ...]) -> None:
    rows = [{"item_id": item_id, "name": unit.name, "factor": unit.factor} for unit in units]
    db.write_connection().execute(sa.insert(ItemUnit), rows)
