"""What may be written about her stock: bought, had before, spoiled, counted."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from coop_app.enterprises.rules.books.acts import Way
from coop_app.enterprises.rules.books.refusals import AmountMissing
from coop_app.enterprises.rules.workshop.batches import WayMissing
from coop_app.money import ZERO, Money, half_up
from coop_app.products.rules.stock import QuantityNotPositive
from coop_app.refusal import N_, Refused


class SpoiledUnexplained(Refused):
    """She wants to know later why it was lost."""

    message = N_("Write why it can no longer be used.")
    field = "reason"


class CountUnclear(Refused):
    """Nothing of it was ever here, so what is found has no cost."""

    message = N_(
        "The book has none of it, so its cost is unknown. Record it as bought, or as had before."
    )
    field = "quantity"


@dataclass(frozen=True, slots=True)
class Bought:
    """Bought from a seller, in base units, for so many rupiah altogether."""

    item_id: int
    quantity: int
    amount: Money
    way: Way
    on: date
    seller: str = ""


@dataclass(frozen=True, slots=True)
class Had:
    """There before the book began, at what it had cost."""

    item_id: int
    quantity: int
    amount: Money
    on: date


@dataclass(frozen=True, slots=True)
class Spoiled:
    """No longer usable."""

    item_id: int
    quantity: int
    reason: str
    on: date


@dataclass(frozen=True, slots=True)
class Counted:
    """What is really there."""

    item_id: int
    found: int
    on: date


def check_bought(new: Bought) -> None:
    """Raises `QuantityNotPositive`, `AmountMissing`, `WayMissing`."""
    if new.quantity < 1:
        raise QuantityNotPositive(field="quantity")
    if new.amount <= 0:
        raise AmountMissing
    if new.way is Way.NONE:
        raise WayMissing


def check_spoiled(new: Spoiled) -> None:
    """Raises `SpoiledUnexplained`."""
    if not new.reason.strip():
        raise SpoiledUnexplained


def check_counted(new: Counted, *, there: int) -> None:
    """Raises `CountUnclear`."""
    if new.found and not there:
        raise CountUnclear


def worth(quantity: int, *, there: int, value: Money) -> Money:
    """What so many are worth at the average of what is there, half-up."""
    return Money(half_up(Fraction(quantity * int(value), there))) if there else ZERO
