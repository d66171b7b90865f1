"""Members' produce bought outright (beli putus): what is weighed, looked at and priced."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from coop_app.money import ZERO, Money
from coop_app.refusal import N_, Refused


class NothingBought(Refused):
    """A purchase note names goods."""

    message = N_("Write quantity and price of at least one item.")


class PaidTooMuch(Refused):
    """At most the whole is paid."""

    message = N_("The goods cost %(total)s, so %(paid)s is too much.")
    field = "paid"


class PlaceMissing(Refused):
    """Money lies somewhere."""

    message = N_("Choose the cash box or bank account.")
    field = "place"


class LeftOnConsignment(Refused):
    """What belongs to its owner until it is sold is not bought."""

    message = N_("%(item)s is goods on consignment. Choose an item of the cooperative's own stock.")


@dataclass(frozen=True, slots=True)
class ProduceItem:
    """One item: base units, and the price of one unit that holds so many of them."""

    item_id: int
    quantity: int
    unit: str
    price: Money
    quality: str = ""


@dataclass(frozen=True, slots=True)
class Purchase:
    """What a member sells us; `paid` now, the rest is owed."""

    member_id: int
    point_id: int
    on: date
    items: tuple[ProduceItem, ...]
    paid: Money = ZERO
    place_id: int | None = None
    memo: str = ""


def check(purchase: Purchase) -> None:
    """Raises `NothingBought`, `PlaceMissing`."""
    items = purchase.items
    if not items or any(one.quantity <= 0 or one.price <= 0 for one in items):
        raise NothingBought
    if (purchase.paid > 0) != (purchase.place_id is not None):
        raise PlaceMissing


def check_amounts(amounts: Iterable[Money]) -> None:
    """Raises `NothingBought` where rounding leaves no rupiah of a line."""
    if any(amount <= 0 for amount in amounts):
        raise NothingBought


def check_paid(paid: Money, *, total: Money) -> None:
    """Raises `NothingBought` when rounding leaves no rupiah, `PaidTooMuch`."""
    if total <= 0:
        raise NothingBought
    if not 0 <= paid <= total:
        raise PaidTooMuch(total=total, paid=paid)


def total_of(amounts: Iterable[Money]) -> Money:
    """What the whole note comes to."""
    return Money(sum(int(amount) for amount in amounts))
