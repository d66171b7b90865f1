"""Proof that rounds, their results and their orders to suppliers say the same (for `coop audit`)."""

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa

from coop_app.db import session
from coop_app.ledger.accounts import Finding
from coop_app.money import Money
from coop_app.purchasing.models import PurchaseOrder, PurchaseRound
from coop_app.purchasing.queries.rounds.results import (
    OrderPaper,
    Result,
    allocations_of,
    order_paper,
    results_of,
)
from coop_app.purchasing.queries.rounds.rounds import Round, list_rounds
from coop_app.purchasing.rules.allocation import Rule
from coop_app.purchasing.rules.packs import Order
from coop_app.purchasing.rules.rounds import life
from coop_app.purchasing.rules.rounds.closing import ItemQueue, item_result
from coop_app.purchasing.rules.rounds.lots import Terms
from coop_app.purchasing.rules.rounds.tiers import Tier

_CHECK = "purchase_rounds"
_AFTER_ORDER = (life.ORDERED, life.RECEIVED, life.DISTRIBUTED, life.SETTLED)


def check_rounds(cooperative_id: int, book_id: int) -> list[Finding]:
    """Results follow from their inputs, orders from results, and numbers of orders have no gap."""
    query = sa.select(PurchaseRound.id).where(
        PurchaseRound.cooperative_id == cooperative_id, PurchaseRound.book_id == book_id
    )
    mine = set(session.scalars(query))
    found: list[Finding] = []
    for shown in list_rounds(cooperative_id):
        if shown.id in mine:
            faults = _faults(shown)
            found += [Finding(_CHECK, text, f"purchase_round:{shown.id}") for text in faults]
    if mine:
        found += [Finding(_CHECK, text, "purchase_order") for text in _gaps(cooperative_id)]
    return found


def _faults(shown: Round) -> Iterable[str]:
    results = results_of(shown.id)
    allocations = allocations_of(shown.id)
    for key, result in results.items():
        given = {str(each.member_id): each.quantity for each in allocations[key]}
        if _computed(result) != (result.packs, result.ordered, given):
            yield f"item {key}: packs and shares do not follow from what was kept"
    paper = order_paper(shown.cooperative_id, shown.id)
    yield from _of_paper(shown, paper, results)


def _computed(result: Result) -> tuple[int, int, dict[str, int]]:
    """What the rules make of the kept inputs."""
    kept = json.loads(result.inputs)
    tiers = tuple(Tier(quantity, Money(price)) for quantity, price in kept["tiers"])
    terms = Terms(kept["pack_size"], tiers, kept["minimum"], kept["minimum_unit"], kept["maximum"])
    orders = tuple(
        Order(
            each["member"], each["quantity"], each["tolerance"], datetime.fromisoformat(each["at"])
        )
        for each in kept["orders"]
    )
    ceilings = {member: Money(most) for member, most in kept["ceilings"].items()}
    again = item_result(
        ItemQueue(orders, ceilings, terms), rule=Rule(kept["rule"]), margin=kept["margin"],
        zero=result.nothing == "set_to_zero",
    )  # fmt: skip
    return again.packs, again.ordered, {share.member: share.quantity for share in again.shares}


def _of_paper(shown: Round, paper: OrderPaper | None, results: dict[int, Result]) -> Iterable[str]:
    if paper is None:
        if shown.state in _AFTER_ORDER:
            yield f"{shown.state} without an order to the supplier"
        return
    ordered = {line.round_item_id: (line.packs, line.quantity, line.price) for line in paper.lines}
    expected = {
        key: (result.packs, result.ordered, result.price)
        for key, result in results.items()
        if result.packs
    }
    if ordered != expected:
        yield f"{paper.label} does not order what the round came to"


def _gaps(cooperative_id: int) -> Iterable[str]:
    query = sa.select(PurchaseOrder.year, PurchaseOrder.number).where(
        PurchaseOrder.cooperative_id == cooperative_id
    )
    numbers: dict[int, list[int]] = defaultdict(list)
    for year, number in session.execute(query):
        numbers[year].append(number)
    for year, given in numbers.items():
        if sorted(given) != list(range(1, len(given) + 1)):
            yield f"the numbers of {year} have a gap"
