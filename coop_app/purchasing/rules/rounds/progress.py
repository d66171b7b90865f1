"""How full the sack is while a round runs: what is missing, which price is reached, which is next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from coop_app.money import Money, half_up
from coop_app.purchasing.rules.packs import Order, wishes
from coop_app.purchasing.rules.rounds import lots as limits
from coop_app.purchasing.rules.rounds.filling import Level
from coop_app.purchasing.rules.rounds.lots import IN_UNITS, LeftOut, Terms
from coop_app.purchasing.rules.rounds.tiers import Tier, following, price_at, with_margin


@dataclass(frozen=True, slots=True)
class Next:
    """The next price: from how many, how much is missing, what each saves per order unit."""

    from_quantity: int
    missing: int
    price: Money
    less: Money


@dataclass(frozen=True, slots=True)
class Progress:
    """Where an item stands; quantities in order units, prices as members pay them."""

    level: Level
    ordered: int
    pack_size: int
    #: of the last begun pack: how much of it is firm, and how much tolerance fills
    begun: int
    spare: int
    price: Money
    supplier_price: Money
    next: Next | None
    minimum: int
    minimum_unit: str
    #: order units or rupiah below the minimum
    minimum_missing: int
    #: how much more members may order; None without a limit
    left: int | None
    left_out: tuple[LeftOut, ...]

    @property
    def percent(self) -> int:
        """How full the begun pack is, 0 to 100; full when none is begun but some are ordered."""
        if not self.begun:
            return 100 if self.level.packs else 0
        return min(half_up(Fraction((self.begun + self.spare) * 100, self.pack_size)), 100)


def measure(
    orders: Sequence[Order], ceilings: Mapping[str, Money | None], terms: Terms, margin: int
) -> Progress:
    """How far an item has come with what stands in the queue now."""
    counted = limits.settle(orders, ceilings, terms, margin)
    level = Level.of(terms.pack_size, wishes(counted.orders))
    begun = level.quantity % terms.pack_size
    firm = sum(order.quantity for order in orders)
    return Progress(
        level=level,
        ordered=counted.packs * terms.pack_size,
        pack_size=terms.pack_size,
        begun=begun,
        spare=min(level.tolerance, terms.pack_size - begun) if begun else 0,
        price=with_margin(counted.price, margin),
        supplier_price=counted.price,
        next=_next(level, counted.packs, terms, margin),
        minimum=terms.minimum,
        minimum_unit=terms.minimum_unit,
        minimum_missing=_below_minimum(level, counted.packs, terms),
        left=None if terms.maximum is None else max(terms.maximum - firm, 0),
        left_out=counted.left_out,
    )


def _next(level: Level, packs: int, terms: Terms, margin: int) -> Next | None:
    reached = packs * terms.pack_size or level.quantity
    tier = following(terms.tiers, max(reached, 1))
    if tier is None or (terms.maximum is not None and tier.from_quantity > terms.maximum):
        return None
    now = price_at(terms.tiers, reached)
    return Next(
        from_quantity=tier.from_quantity,
        missing=_missing_to(tier, level, terms.pack_size),
        price=with_margin(tier.price, margin),
        less=Money(with_margin(now, margin) - with_margin(tier.price, margin)),
    )


def _missing_to(tier: Tier, level: Level, pack_size: int) -> int:
    """Firm units until enough packs are ordered: tolerance may fill the last one, but not begin it."""
    target = -(-tier.from_quantity // pack_size) * pack_size
    to_begin_last = target - pack_size + 1 - level.quantity
    return max(target - level.quantity - level.tolerance, to_begin_last, 1)


def _below_minimum(level: Level, packs: int, terms: Terms) -> int:
    """What the supplier's minimum still lacks, in the minimum's own unit."""
    if terms.minimum_unit == IN_UNITS:
        return max(terms.minimum - max(level.quantity, packs * terms.pack_size), 0)
    worth = terms.value(packs) if packs else level.quantity * price_at(terms.tiers, level.quantity)
    return max(terms.minimum - int(worth), 0)
