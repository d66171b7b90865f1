"""What a document of the cooperative means in her own book."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from coop_app.enterprises.rules.books.acts import Way
from coop_app.money import ZERO, Money
from coop_app.products.rules.dealings import Dealing, Kind
from coop_app.refusal import N_, Refused

#: ways in which money changed hands; an advance was paid by the business before
_MONEY = {"cash", "bank", "transfer", "qris", "advance"}
#: kinds in which she pays, and in which she is paid
PAYING = (Kind.BOUGHT, Kind.PAID_DEBT)
PAID = (Kind.SETTLED, Kind.SOLD)
#: kinds in which something that was open before is paid
CLEARING = (Kind.PAID_DEBT, Kind.PAID_OUT)
#: between the name of a document taken out of her book and the key of that row
OUT = "~"
#: kinds in which goods move and no money
ONLY_GOODS = (Kind.LEFT, Kind.TAKEN_BACK)


class Treated(StrEnum):
    """What an item of the cooperative is to her."""

    ITEM = "item"
    EXPENSE = "expense"
    PRIVATE = "private"


class WayUnknown(Refused):
    """A way to pay that this program does not know in her book must not be guessed."""

    message = N_(
        "This document was paid in a way that cannot be taken over (%(way)s). Tell the treasurer."
    )


class DoesNotAddUp(Refused):
    """A document whose parts are not its total must not be posted."""

    message = N_("The parts of this document do not add up to its total. Tell the treasurer.")


class ItemUndecided(Refused):
    """Each item becomes stock, a cost, or something for the household."""

    message = N_("Choose what %(item)s is in your business.")
    field = "items"


class NotOpenInBook(Refused):
    """What her book does not show as open was paid by hand already, or bought for the household."""

    message = N_(
        "In your book only %(open)s of it is open. Take over what it was for first. Did you write this payment"
        " yourself, or was it for the household? Then it is not for the business."
    )


class AlreadyAccepted(Refused):
    """What is in the book stays there."""

    message = N_("This is already in your book.")


class AlreadyDeclined(Refused):
    """She said before that it is not for this business."""

    message = N_("You said this is not for the business. Take that back first.")


@dataclass(frozen=True, slots=True)
class Ways:
    """The parts of a document by what they mean to her; they add up to its total."""

    money: Money = ZERO
    savings: Money = ZERO
    #: not paid yet: her bon, or what the cooperative still owes her
    credit: Money = ZERO
    set_off: Money = ZERO
    commission: Money = ZERO
    cost: Money = ZERO


def ways_of(dealing: Dealing) -> Ways:
    """How it was paid; nothing, where only goods moved. Raises `WayUnknown`, `DoesNotAddUp`."""
    if dealing.kind in ONLY_GOODS:
        return Ways()
    found: dict[str, Money] = {}
    allowed = {"savings", "credit", "set_off"}
    if dealing.kind in PAID:
        allowed |= {"commission", "cost"}
    for part in dealing.paid:
        key = "money" if part.way in _MONEY else part.way
        if key != "money" and key not in allowed:
            raise WayUnknown(way=part.way)
        found[key] = found.get(key, ZERO) + part.amount
    if sum(found.values(), ZERO) != dealing.total:
        raise DoesNotAddUp
    return Ways(**found)


@dataclass(frozen=True, slots=True)
class Choice:
    """What one item of the cooperative becomes; `item_id` only for stock of hers."""

    theirs_id: int
    treated: Treated
    item_id: int | None = None


@dataclass(frozen=True, slots=True)
class Acceptance:
    """How she takes a document over, and from or into which purse its money went."""

    key: str
    way: Way = Way.CASH
    choices: tuple[Choice, ...] = ()
    #: goods that came back were spoiled
    is_spoiled: bool = False
    #: the goods were never in her book: only the money is recorded
    without_stock: bool = False


def check(dealing: Dealing, choices: Iterable[Choice]) -> dict[int, Choice]:
    """Her choice by item of the cooperative. Raises `ItemUndecided`, `DoesNotAddUp`, `WayUnknown`."""
    known = {choice.theirs_id: choice for choice in choices}
    for item in dealing.items:
        choice = known.get(item.item_id)
        if choice is None or (choice.treated is Treated.ITEM and choice.item_id is None):
            raise ItemUndecided(item=item.name)
        if choice.treated is not Treated.ITEM and dealing.kind is not Kind.BOUGHT:
            raise ItemUndecided(item=item.name)
    ways_of(dealing)
    goods = sum((item.amount for item in dealing.items), ZERO)
    if dealing.kind is Kind.BOUGHT and dealing.items and goods != dealing.total:
        raise DoesNotAddUp
    return known


def taken_out_key(key: str, row_id: int) -> str:
    """The name of a document that was taken out of her book again, so that it can be offered anew."""
    return f"{key}{OUT}{row_id}"


def is_return(dealing: Dealing) -> bool:
    """Whether bought goods went back to the cooperative: its amounts are below zero."""
    return dealing.kind is Kind.BOUGHT and dealing.total < 0


def amounts(dealing: Dealing, choices: dict[int, Choice], treated: Treated) -> Money:
    """What all items of a kind cost together."""
    of_it = (item for item in dealing.items if choices[item.item_id].treated is treated)
    return sum((item.amount for item in of_it), ZERO)
