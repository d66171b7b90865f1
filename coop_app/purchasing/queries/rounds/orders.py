"""Reads of what members ordered, and how far a round has come with it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from coop_app.db import session
from coop_app.money import Money
from coop_app.purchasing.models import RoundItem, RoundOrder, RoundOrderAct
from coop_app.purchasing.queries.rounds.rounds import Item, Round, items_of
from coop_app.purchasing.rules.packs import Order
from coop_app.purchasing.rules.rounds import closing, progress
from coop_app.purchasing.rules.rounds.closing import ItemQueue, RoundResult
from coop_app.purchasing.rules.rounds.lots import settle
from coop_app.purchasing.rules.rounds.progress import Progress
from coop_app.purchasing.rules.rounds.queue import Entry, Wanted, queue, wanted


@dataclass(frozen=True, slots=True)
class Standing:
    """An item with everybody's entries, and what they come to now."""

    item: Item
    entries: tuple[Entry, ...]
    queue: ItemQueue
    progress: Progress

    def of(self, member_id: int) -> Wanted:
        """What a member wants now."""
        return wanted(self.entries).get(str(member_id), Wanted())

    @property
    def members(self) -> dict[int, Wanted]:
        """Everybody who wants some, by member."""
        return {int(key): each for key, each in wanted(self.entries).items()
                if each.quantity or each.tolerance}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Made:
    """One entry as it was made, for the history of an order."""

    round_item_id: int
    member_id: int
    quantity: int
    tolerance: int
    ceiling: Money | None
    at: datetime
    made_by: int
    on_behalf: bool


def entries_of(round_id: int) -> dict[int, list[Entry]]:
    """All entries of a round by item, in the order in which they were made."""
    found: dict[int, list[Entry]] = defaultdict(list)
    for made in _made(round_id):
        found[made.round_item_id].append(_entry(made))
    return found


def item_queue(item: Item, entries: Sequence[Entry]) -> ItemQueue:
    """All that decides about an item."""
    ceilings = {member: each.ceiling for member, each in wanted(entries).items()}
    return ItemQueue(tuple(queue(entries)), ceilings, item.terms)


def standings(shown: Round) -> list[Standing]:
    """Every item of a round as it stands."""
    entries = entries_of(shown.id)
    return [_standing(shown, item, entries[item.id]) for item in items_of(shown)]


def _standing(shown: Round, item: Item, entries: Sequence[Entry]) -> Standing:
    kept = item_queue(item, entries)
    seen = progress.measure(kept.orders, kept.ceilings, item.terms, shown.margin)
    return Standing(item, tuple(entries), kept, seen)


def outcome(shown: Round, zero: frozenset[int] = frozenset()) -> RoundResult:
    """What the round would come to if it closed now (a dry run), by item."""
    queues = {standing.item.id: standing.queue for standing in standings(shown)}
    return closing.round_result(
        queues, rule=shown.rule, margin=shown.margin, minimum_value=shown.minimum_value, zero=zero
    )


def wishes_of(shown: Round) -> dict[int, list[Order]]:
    """By item, the queue of those who accept the price, in time order: for sharing what has come."""
    return {
        each.item.id: list(
            settle(each.queue.orders, each.queue.ceilings, each.item.terms, shown.margin).orders
        )
        for each in standings(shown)
    }


def history_of(round_id: int, member_id: int) -> list[Made]:
    """Every entry of one member in a round, the newest first."""
    return list(reversed(_made(round_id, member_id)))


def find_order_request(cooperative_id: int, request_id: str) -> tuple[int, str] | None:
    """Round and mark of an order that was sent before."""
    query = sa.select(RoundOrderAct.round_id, RoundOrderAct.fingerprint).where(
        RoundOrderAct.cooperative_id == cooperative_id, RoundOrderAct.request_id == request_id
    )
    row = session.execute(query).first()
    return (row.round_id, row.fingerprint) if row else None


def _made(round_id: int, member_id: int | None = None) -> list[Made]:
    query = (
        sa.select(RoundOrder, RoundOrderAct.made_by, RoundOrderAct.on_behalf)
        .join(RoundItem, RoundItem.id == RoundOrder.round_item_id)
        .join(RoundOrderAct, RoundOrderAct.id == RoundOrder.act_id)
        .where(RoundItem.round_id == round_id)
        .order_by(RoundOrder.id)
    )
    if member_id is not None:
        query = query.where(RoundOrder.member_id == member_id)
    return [
        Made(
            row.round_item_id, row.member_id, row.quantity, row.tolerance,
            None if row.ceiling is None else Money(row.ceiling), row.at, made_by, on_behalf,
        )
        for row, made_by, on_behalf in session.execute(query)
    ]  # fmt: skip


def _entry(made: Made) -> Entry:
    return Entry(str(made.member_id), made.quantity, made.tolerance, made.ceiling, made.at)
