"""An order from the window: what may be asked for, how it goes on, the text for WhatsApp. It is not money."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from coop_app.money import ZERO, Money
from coop_app.refusal import N_, Refused

MOST_OF_ONE = 999
MOST_LINES = 30
_LONGEST_NAME, _LONGEST_NOTE = 60, 300


class Status(StrEnum):
    """How far it has come."""

    NEW = "new"
    ANSWERED = "answered"
    DONE = "done"
    CANCELLED = "cancelled"


STATUSES = {
    Status.NEW: N_("new"),
    Status.ANSWERED: N_("answered"),
    Status.DONE: N_("done"),
    Status.CANCELLED: N_("cancelled"),
}
_NEXT: Mapping[Status, frozenset[Status]] = {
    Status.NEW: frozenset({Status.ANSWERED, Status.DONE, Status.CANCELLED}),
    Status.ANSWERED: frozenset({Status.DONE, Status.CANCELLED}),
    Status.DONE: frozenset(),
    Status.CANCELLED: frozenset(),
}


class NothingOrdered(Refused):
    """At least one of something."""

    message = N_("Write how many you want of at least one product.")


class CountTooLarge(Refused):
    """More than a small producer can make is a slip of the finger."""

    message = N_("At most %(most)s of one product can be ordered here. Ask the seller for more.")


class ProductNotThere(Refused):
    """It was taken out of the window, or is sold out."""

    message = N_("%(name)s cannot be ordered now. Set it to 0.")


class BuyerNameMissing(Refused):
    """The seller wants to know who is writing."""

    message = N_("Write your name.")
    field = "name"


class WindowClosed(Refused):
    """Nobody answers there."""

    message = N_("This shop takes no orders at the moment.")


class StepImpossible(Refused):
    """An order that is finished stays finished."""

    message = N_("This order is finished; nothing more can be done about it.")


@dataclass(frozen=True, slots=True)
class Offered:
    """A product as the window offers it at this moment."""

    item_id: int
    name: str
    unit: str
    #: base units of one unit
    factor: int
    #: rupiah of one unit; None when the price is to be asked
    price: Money | None
    available: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """One line of an order."""

    offered: Offered
    count: int

    @property
    def amount(self) -> Money | None:
        """Rupiah of the line, None when the price is to be asked."""
        return None if self.offered.price is None else self.offered.price * self.count


@dataclass(frozen=True, slots=True)
class Buyer:
    """Who orders, as typed; the phone already normalised, "" when not given."""

    name: str
    phone: str = ""
    note: str = ""


def lines_of(counts: Mapping[int, int], offers: Sequence[Offered]) -> tuple[Wanted, ...]:
    """The lines of an order in the window's order.

    Raises `NothingOrdered`, `CountTooLarge`, `ProductNotThere`.
    """
    known = {offer.item_id: offer for offer in offers}
    asked = {key: count for key, count in counts.items() if count}
    if any(count < 0 or count > MOST_OF_ONE for count in asked.values()):
        raise CountTooLarge(most=MOST_OF_ONE)
    for key in asked:
        if key not in known or not known[key].available:
            raise ProductNotThere(name=known[key].name if key in known else "?")
    if not asked or len(asked) > MOST_LINES:
        raise NothingOrdered
    return tuple(Wanted(offer, asked[offer.item_id]) for offer in offers if offer.item_id in asked)


def tidied(buyer: Buyer) -> Buyer:
    """Name and note on one line and cut. Raises `BuyerNameMissing`."""
    name = " ".join(buyer.name.split())[:_LONGEST_NAME]
    if not name:
        raise BuyerNameMissing
    return Buyer(name, buyer.phone, " ".join(buyer.note.split())[:_LONGEST_NOTE])


def total(lines: Sequence[Wanted]) -> tuple[Money, bool]:
    """Rupiah of the lines that have a price, and whether that is all of them."""
    amounts = [line.amount for line in lines]
    known = [amount for amount in amounts if amount is not None]
    return sum(known, start=ZERO), len(known) == len(amounts)


def check_step(now: Status, then: Status) -> None:
    """Raises `StepImpossible`."""
    if then not in _NEXT[now]:
        raise StepImpossible


def steps_from(now: Status) -> tuple[Status, ...]:
    """What can be done about it next, in the order of the list."""
    return tuple(status for status in Status if status in _NEXT[now])
