"""From what members entered, more and less, to who stands in the queue with how much."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from coop_app.money import Money
from coop_app.purchasing.rules.packs import Order


@dataclass(frozen=True, slots=True)
class Entry:
    """One change: so much more or less, and the tolerance and price ceiling from then on."""

    member: str
    quantity: int
    tolerance: int
    ceiling: Money | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a member wants now, and up to which price."""

    quantity: int = 0
    tolerance: int = 0
    ceiling: Money | None = None


def wanted(entries: Sequence[Entry]) -> dict[str, Wanted]:
    """By member; entries stand in the order in which they were made."""
    found: dict[str, Wanted] = {}
    for entry in entries:
        before = found.get(entry.member, Wanted()).quantity
        found[entry.member] = Wanted(before + entry.quantity, entry.tolerance, entry.ceiling)
    return found


def queue(entries: Sequence[Entry]) -> list[Order]:
    """What still counts, in time order: lowering takes from the member's newest entries first."""
    stacks: dict[str, list[tuple[datetime, int]]] = {}
    last: dict[str, datetime] = {}
    for entry in entries:
        stack = stacks.setdefault(entry.member, [])
        last[entry.member] = entry.at
        if entry.quantity > 0:
            stack.append((entry.at, entry.quantity))
        else:
            _take_newest(stack, -entry.quantity)
    orders = []
    for member, now in wanted(entries).items():
        # whoever only tolerates stands where that was said last
        parts = stacks[member] or ([(last[member], 0)] if now.tolerance else [])
        orders += [Order(member, part, now.tolerance, at) for at, part in parts]
    return sorted(orders, key=lambda order: order.at)


def _take_newest(stack: list[tuple[datetime, int]], less: int) -> None:
    while less and stack:
        at, part = stack.pop()
        if part > less:
            stack.append((at, part - less))
        less -= min(part, less)
