"""What a round comes to: packs by item, who gets how much of them, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from coop_app.money import ZERO, Money
from coop_app.purchasing.rules.allocation import Rule, allocate
from coop_app.purchasing.rules.packs import Order, Wish, wishes
from coop_app.purchasing.rules.rounds.lots import LeftOut, Terms, settle
from coop_app.purchasing.rules.rounds.tiers import with_margin
from coop_app.refusal import N_

#: why a member gets what they get, as it is printed
REASONS = {
    "as_wished": N_("as ordered"),
    "with_tolerance": N_("as ordered, and part of the tolerance fills the last pack"),
    "short": N_("less than ordered: whole packs do not suffice"),
    "none_left": N_("nothing left: whole packs do not suffice"),
    "above_ceiling": N_("the price stayed above the ceiling"),
    "not_ordered": N_("this item is not ordered"),
}
#: why nothing is ordered of an item
NOTHING = {
    "no_order": N_("nobody ordered"),
    "no_pack": N_("not even one pack was full"),
    "below_minimum": N_("the supplier's minimum was missed"),
    "set_to_zero": N_("taken out of the round by the treasurer"),
    "order_too_small": N_("the supplier's minimum for the whole order was missed"),
}


@dataclass(frozen=True, slots=True)
class ItemQueue:
    """All that decides about one item."""

    orders: tuple[Order, ...]
    ceilings: Mapping[str, Money | None]
    terms: Terms


@dataclass(frozen=True, slots=True)
class Share:
    """What one member gets of an item; `place` counts from 1 in the order of the first entries."""

    member: str
    place: int
    wished: int
    tolerance: int
    ceiling: Money | None
    quantity: int
    reason: str


@dataclass(frozen=True, slots=True)
class ItemResult:
    """What is ordered of an item, at the supplier's price per order unit; why when nothing is."""

    packs: int
    ordered: int
    price: Money
    paid: Money
    nothing: str
    shares: tuple[Share, ...]
    left_out: tuple[LeftOut, ...] = field(default=())

    @property
    def value(self) -> Money:
        """What the supplier asks for it."""
        return Money(self.ordered * int(self.price))

    @property
    def missed(self) -> bool:
        """Whether members want it and nothing is ordered."""
        return bool(self.nothing) and self.nothing != "no_order"


def item_result(item: ItemQueue, *, rule: Rule, margin: int, zero: bool = False) -> ItemResult:
    """Packs by the rules of `order-round`, and the allocation of what they bring."""
    counted = settle(item.orders, item.ceilings, item.terms, margin)
    packs = 0 if zero else counted.packs
    ordered = packs * item.terms.pack_size
    given = allocate(counted.orders, ordered, rule) if packs else {}
    away = {left.member for left in counted.left_out}
    shares = tuple(
        Share(
            wish.member, place, wish.quantity, wish.tolerance, item.ceilings.get(wish.member),
            given.get(wish.member, 0), _why(wish, given, away, packs=packs),
        )
        for place, wish in enumerate(wishes(item.orders), 1)
    )  # fmt: skip
    nothing = _nothing(item, counted.orders, packs=packs, zero=zero)
    paid = with_margin(counted.price, margin)
    return ItemResult(packs, ordered, counted.price, paid, nothing, shares, counted.left_out)


def _why(wish: Wish, given: Mapping[str, int], away: set[str], *, packs: int) -> str:
    if wish.member in away:
        return "above_ceiling"
    if not packs:
        return "not_ordered"
    quantity = given.get(wish.member, 0)
    if quantity > wish.quantity:
        return "with_tolerance"
    if quantity == wish.quantity:
        return "as_wished"
    return "short" if quantity else "none_left"


def _nothing(item: ItemQueue, counted: Sequence[Order], *, packs: int, zero: bool) -> str:
    if packs:
        return ""
    if not any(order.quantity for order in item.orders):
        return "no_order"
    if zero:
        return "set_to_zero"
    if Terms(item.terms.pack_size, item.terms.tiers).packs(wishes(counted)):
        return "below_minimum"
    return "no_pack"


@dataclass(frozen=True, slots=True)
class RoundResult:
    """All items of a round, by position, and whether the supplier's minimum order is reached."""

    items: Mapping[int, ItemResult]
    minimum_value: Money

    @property
    def value(self) -> Money:
        """What the supplier asks for everything."""
        return Money(sum(int(item.value) for item in self.items.values()))

    @property
    def below_minimum(self) -> Money:
        """Rupiah that the whole order lacks."""
        return Money(max(int(self.minimum_value) - int(self.value), 0))

    @property
    def missed(self) -> tuple[int, ...]:
        """Items that members want and the supplier would not bring."""
        return tuple(key for key, item in self.items.items() if item.missed)

    @property
    def ready(self) -> bool:
        """Whether it can go to the supplier as it is: all minimums reached, and something to order."""
        missed = [key for key in self.missed if self.items[key].nothing != "set_to_zero"]
        return not missed and not self.below_minimum and bool(self.value)


def round_result(
    queues: Mapping[int, ItemQueue],
    *,
    rule: Rule,
    margin: int,
    minimum_value: Money = ZERO,
    zero: frozenset[int] = frozenset(),
) -> RoundResult:
    """The dry run of closing: nothing is written, the same comes out each time."""
    items = {
        key: item_result(item, rule=rule, margin=margin, zero=key in zero)
        for key, item in queues.items()
    }
    return RoundResult(items, minimum_value)
