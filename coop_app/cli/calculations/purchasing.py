"""`coop calc order-round`."""

from datetime import UTC, datetime
from typing import Any

from coop_app.cli.calculations.reading import Calculation, Given
from coop_app.purchasing.rules.allocation import Rule, allocate
from coop_app.purchasing.rules.packs import Lot, Order, wishes
from coop_app.savings.rules.calculation import InputUnreadable

MOST_UNITS = 10**9


def order_round(given: Given) -> dict[str, Any]:
    """Packs to order, and who gets how much of them or of what has come."""
    given.only("pack_size", "minimum", "orders", "received", "rule")
    lot = Lot(_units(given, "pack_size"), _units(given, "minimum") if given.has("minimum") else 0)
    orders = _orders(given)
    rule = given.choice("rule", Rule)
    wanted = wishes(orders)
    packs = lot.packs(wanted)
    ordered = packs * lot.pack_size
    available = _units(given, "received") if given.has("received") else ordered
    allocation = allocate(orders, available, rule)
    return {
        "packs": packs,
        "ordered": ordered,
        "allocation": allocation,
        "left": available - sum(allocation.values()),
        "missing_to_next_pack": lot.missing(wanted),
    }


def _units(given: Given, name: str) -> int:
    return given.whole(name, most=MOST_UNITS)


def _orders(given: Given) -> list[Order]:
    """All moments with a zone, or all without: otherwise they have no order."""
    orders = [_order(row) for row in given.rows("orders")]
    if len({order.at.tzinfo is None for order in orders}) > 1:
        raise InputUnreadable(name="orders", field="orders")
    return orders


def _order(row: Given) -> Order:
    row.only("member", "quantity", "tolerance", "at")
    tolerance = _units(row, "tolerance") if row.has("tolerance") else None
    return Order(row.text("member"), _units(row, "quantity"), tolerance, _at(row))


def _at(row: Given) -> datetime:
    moment = row.moment("at")
    return moment if moment.tzinfo is None else moment.astimezone(UTC)


CALCULATIONS: dict[str, Calculation] = {"order-round": order_round}
