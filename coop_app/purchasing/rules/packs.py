"""How many whole packs a round of orders fills (interfaces.md, order-round)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from coop_app.refusal import N_, Refused


class PackSizeNotPositive(Refused):
    """A pack holds something."""

    message = N_("A pack must hold at least one unit.")
    field = "pack_size"


class QuantityBelowZero(Refused):
    """Orders are added to, never below nothing."""

    message = N_("An order cannot be below zero. Correct the quantity of %(member)s.")
    field = "orders"


@dataclass(frozen=True, slots=True)
class Order:
    """One entry, in base units: so many, and up to so many more; no tolerance keeps the last one.

    Raises `QuantityBelowZero`.
    """

    member: str
    quantity: int
    tolerance: int | None
    at: datetime

    def __post_init__(self) -> None:
        if self.quantity < 0 or (self.tolerance or 0) < 0:
            raise QuantityBelowZero(member=self.member)


@dataclass(frozen=True, slots=True)
class Wish:
    """What a member wants in the end: firm, and at most so much more."""

    member: str
    quantity: int
    tolerance: int


def in_time_order(orders: Iterable[Order]) -> list[Order]:
    """Earlier first; at the same moment as they were given."""
    return sorted(orders, key=lambda order: order.at)


def wishes(orders: Sequence[Order]) -> list[Wish]:
    """One wish a member, by the time of the first entry: quantities add up, the last tolerance counts."""
    found: dict[str, Wish] = {}
    for order in in_time_order(orders):
        before = found.get(order.member, Wish(order.member, 0, 0))
        tolerance = before.tolerance if order.tolerance is None else order.tolerance
        found[order.member] = Wish(order.member, before.quantity + order.quantity, tolerance)
    return list(found.values())


@dataclass(frozen=True, slots=True)
class Lot:
    """How a supplier sells: whole packs of so many base units, at least so many units an order.

    Raises `PackSizeNotPositive`.
    """

    pack_size: int
    minimum: int = 0

    def __post_init__(self) -> None:
        if self.pack_size < 1:
            raise PackSizeNotPositive

    def packs(self, wanted: Sequence[Wish]) -> int:
        """Whole packs to order; tolerance fills a begun pack or the minimum, but orders nothing alone."""
        firm, spare = _sums(wanted)
        if firm == 0:
            return 0
        whole, begun = divmod(firm, self.pack_size)
        packs = whole + 1 if begun and begun + spare >= self.pack_size else whole
        least = -(-self.minimum // self.pack_size)
        if packs >= least:
            return packs
        return least if least * self.pack_size <= firm + spare else 0

    def missing(self, wanted: Sequence[Wish]) -> int:
        """Units that would fill the begun pack (cases P-12); 0 when none is begun."""
        firm, spare = _sums(wanted)
        missing = self.pack_size - firm % self.pack_size - spare
        return 0 if missing == self.pack_size else max(missing, 0)


def _sums(wanted: Sequence[Wish]) -> tuple[int, int]:
    return sum(wish.quantity for wish in wanted), sum(wish.tolerance for wish in wanted)
