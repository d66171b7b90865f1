"""Items, stock points and stock for tests, made through the services."""

import itertools
from datetime import date
from typing import Any

from coop_app import ledger
from coop_app.auth.rules.desk import Desk
from coop_app.db import transaction
from coop_app.ledger.entry import Entry, credit
from coop_app.money import Money
from coop_app.products import service as stock
from coop_app.products.queries import Item, Point
from coop_app.products.rules.items import ItemFacts, Kind
from coop_app.products.rules.points import PointFacts
from coop_app.products.rules.units import Unit
from coop_app.products.service import Moved

KG = (Unit("kg", 1000), Unit("karung", 25_000))
_count = itertools.count(1)


def make_item(desk: Desk, name: str = "", **facts: Any) -> Item:
    """An item in grams with kg and karung (25 kg), shown in kg, moving average, unless said otherwise."""
    known: dict[str, Any] = {"kind": Kind.RAW_MATERIAL}
    if "base_unit" not in facts:
        known |= {"base_unit": "g", "units": KG, "shown_unit": "kg"}
    with transaction():
        return stock.add_item(
            desk=desk, facts=ItemFacts(name=name or f"Barang {next(_count)}", **(known | facts))
        )


def make_point(desk: Desk, name: str = "", **facts: Any) -> Point:
    """A stock point: an office unless said otherwise (`kind`, `group_id`)."""
    known = PointFacts(name or f"Gudang {next(_count)}", **facts)
    with transaction():
        return stock.add_point(desk=desk, facts=known)


def make_stock(
    desk: Desk, item: Item, point: Point, quantity: int, cost: int, on: date | None = None
) -> Moved:
    """Stock in base units for so many rupiah together, bought on account (K trade_payable, posted)."""
    source, day = f"test.stock:{next(_count)}", on or desk.today
    with transaction():
        moved = stock.take_in(
            desk=desk, item_id=item.id, point_id=point.id, quantity=quantity, cost=Money(cost),
            on=day, source=source, kind="receipt",
        )  # fmt: skip
        if moved.lines:
            lines = (*moved.lines, credit("trade_payable", Money(cost), subject="supplier:1"))
            ledger.post(
                Entry(day, "Persediaan uji", source, lines), book_id=desk.book_id, by=desk.user_id
            )
    return moved
