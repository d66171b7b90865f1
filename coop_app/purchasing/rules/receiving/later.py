"""A bill that comes after the goods: what falls on goods still there, and on goods that are gone.

Goods still there cost more (or less) from now on, and members who wait for theirs pay it. Goods that were
handed over or sold keep the price that was agreed; what falls on them is cost of goods sold.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from coop_app.dates import plain_date
from coop_app.money import ZERO, Money, half_up, split
from coop_app.refusal import N_, Refused


class AmountMissing(Refused):
    """A bill is about rupiah."""

    message = N_("Write how much it is.")
    field = "amount"


class BeforeTheGoods(Refused):
    """A later bill is later."""

    message = N_("The goods came on %(on)s. Use that day or a later one.")
    field = "on"


class OwesNobody(Refused):
    """A bill is owed to somebody or paid from somewhere."""

    message = N_("Choose to whom it is owed, or from where it was paid.")
    field = "owed_to"


class NotTheirBill(Refused):
    """The price of goods is corrected by whoever sold them."""

    message = N_("A corrected bill comes from the supplier of the goods. Choose that supplier.")
    field = "owed_to"


class ReceiptTakenBack(Refused):
    """What was taken back costs nothing any more."""

    message = N_("This receipt was taken back. Record the goods anew first.")


class Kind(StrEnum):
    """What comes later."""

    FREIGHT = "freight"
    LOADING = "loading"
    PRICE = "price"
    """the supplier's corrected bill"""


class Side(StrEnum):
    """To whom the goods that are gone went."""

    MEMBERS = "members"
    OTHERS = "others"


@dataclass(frozen=True, slots=True, kw_only=True)
class Later:
    """What is asked for; without a supplier it is paid at once from a place."""

    receipt_id: int
    kind: Kind
    on: date
    amount: Money
    bill_number: str = ""
    supplier_id: int | None = None
    place_id: int | None = None
    due_on: date | None = None
    side: Side = Side.MEMBERS
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Goods:
    """One line of the receipt as it lies now: base units by point, and how many of them members wait for."""

    number: int
    item_id: int
    round_item_id: int | None
    received: int
    weight: int
    lying: tuple[tuple[int, int], ...] = ()
    waiting: int = 0

    @property
    def there(self) -> int:
        """Base units of it that are still there."""
        return sum(quantity for _point, quantity in self.lying)


@dataclass(frozen=True, slots=True)
class Part:
    """What falls on one line: on each point where goods of it lie, on what is gone, on waiting members."""

    goods: Goods
    amount: Money
    stock: tuple[tuple[int, Money], ...]
    gone: Money
    members: Money

    @property
    def on_stock(self) -> Money:
        """What goods that are still there cost more or less."""
        return Money(sum(int(amount) for _point, amount in self.stock))


def check(later: Later, *, received_on: date) -> None:
    """Raises `AmountMissing`, `BeforeTheGoods`, `OwesNobody`."""
    if not later.amount:
        raise AmountMissing
    if later.on < received_on:
        raise BeforeTheGoods(on=plain_date(received_on))
    if (later.supplier_id is None) == (later.place_id is None):
        raise OwesNobody


def spread(amount: Money, goods: Sequence[Goods], *, margin: Fraction = Fraction(0)) -> list[Part]:
    """The bill over the lines by weight, then over where the goods are now; always adds up to it.

    `margin` is what members pay on top of a changed price (0 for freight, which is passed on as it is).
    """
    weights = [line.weight for line in goods]
    amounts = split(amount, weights if sum(weights) else [line.received for line in goods])
    return [_part(line, mine, margin) for line, mine in zip(goods, amounts, strict=True)]


def _part(line: Goods, amount: Money, margin: Fraction) -> Part:
    gone = max(line.received - line.there, 0)
    quantities = [quantity for _point, quantity in line.lying]
    if not line.there:
        return Part(line, amount, (), amount, ZERO)
    *on_stock, on_gone = split(amount, [*quantities, gone])
    stock = tuple(
        (point, mine) for (point, _quantity), mine in zip(line.lying, on_stock, strict=True) if mine
    )
    waiting = min(line.waiting, line.there)
    theirs = split(Money(sum(int(mine) for mine in on_stock)), [waiting, line.there - waiting])[0]
    return Part(line, amount, stock, on_gone, theirs + Money(half_up(int(theirs) * margin)))
