"""What a basket costs: prices of the day, discounts with a reason, shared to the rupiah."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from coop_app.money import ZERO, Money, split
from coop_app.products.rules.units import amount_for
from coop_app.sales.rules.till.acts import Wish
from coop_app.sales.rules.till.refusals import (
    BasketEmpty,
    DiscountTooLarge,
    DiscountUnexplained,
    OwnerSetsPrice,
    PriceUnknown,
    TotalMoved,
)


@dataclass(frozen=True, slots=True)
class Offered:
    """An item at its price of the day: rupiah for `factor` base units, which are called `unit`."""

    item_id: int
    name: str
    price: Money | None
    factor: int = 1
    unit: str = ""
    consigned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a sales note; `net` is what the buyer pays for it."""

    number: int
    item_id: int
    name: str
    quantity: int
    unit: str
    factor: int
    price: Money
    amount: Money
    discount: Money
    reason: str
    consigned: bool

    @property
    def net(self) -> Money:
        """What is left after the discount."""
        return self.amount - self.discount


@dataclass(frozen=True, slots=True)
class Basket:
    """All lines, and what was taken off the whole of them."""

    lines: tuple[Line, ...]
    reason: str = ""

    @property
    def gross(self) -> Money:
        """By the price list."""
        return Money(sum(line.amount for line in self.lines))

    @property
    def discount(self) -> Money:
        """Everything that was taken off."""
        return Money(sum(line.discount for line in self.lines))

    @property
    def total(self) -> Money:
        """What the buyer pays."""
        return self.gross - self.discount

    @property
    def consigned(self) -> Money:
        """The part that belongs to owners of goods left here."""
        return Money(sum(line.net for line in self.lines if line.consigned))

    @property
    def own(self) -> Money:
        """The part that is the cooperative's own sale."""
        return self.total - self.consigned


def fill(wishes: Sequence[Wish], offered: Mapping[int, Offered]) -> Basket:
    """Price each wish. Raises `BasketEmpty`, `PriceUnknown` and what discounts raise."""
    if not wishes:
        raise BasketEmpty
    lines = tuple(_line(i, wish, offered[wish.item_id]) for i, wish in enumerate(wishes, start=1))
    return Basket(lines)


def _line(number: int, wish: Wish, offer: Offered) -> Line:
    if offer.price is None:
        raise PriceUnknown(item=offer.name)
    amount = amount_for(wish.quantity, offer.price, offer.factor)
    if wish.discount and offer.consigned:
        raise OwnerSetsPrice(item=offer.name)
    if not 0 <= wish.discount <= amount:
        raise DiscountTooLarge(what=offer.name)
    if wish.discount and not wish.reason.strip():
        raise DiscountUnexplained
    return Line(
        number=number, item_id=wish.item_id, name=offer.name, quantity=wish.quantity,
        unit=offer.unit, factor=offer.factor, price=offer.price, amount=amount,
        discount=wish.discount, reason=wish.reason.strip(), consigned=offer.consigned,
    )  # fmt: skip


def cheaper(basket: Basket, discount: Money, reason: str) -> Basket:
    """Take something off the whole, shared over the own goods by what they cost.

    Goods of owners keep their price. Raises `DiscountTooLarge`, `DiscountUnexplained`.
    """
    if not discount:
        return basket
    if not 0 <= discount <= basket.own or not basket.own:
        raise DiscountTooLarge(what=", ".join(line.name for line in basket.lines))
    if not reason.strip():
        raise DiscountUnexplained
    weights = [0 if line.consigned else int(line.net) for line in basket.lines]
    lines = tuple(
        replace(line, discount=line.discount + share)
        for line, share in zip(basket.lines, split(discount, weights), strict=True)
    )
    return Basket(lines, reason.strip())


def check_total(basket: Basket, seen: Money | None) -> None:
    """The buyer pays what was said. Raises `TotalMoved`, `DiscountTooLarge` when nothing is left to pay."""
    if basket.total <= ZERO:
        raise DiscountTooLarge(what=", ".join(line.name for line in basket.lines))
    if seen is not None and seen != basket.total:
        raise TotalMoved(now=basket.total, seen=seen)
