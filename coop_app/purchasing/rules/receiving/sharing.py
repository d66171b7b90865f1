"""What each member gets of what came, what it costs, and why."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from coop_app.money import ZERO, Money, half_up, split
from coop_app.purchasing.rules.allocation import Rule, allocate
from coop_app.purchasing.rules.packs import Order, wishes
from coop_app.refusal import N_, Refused


class MovesTooMuch(Refused):
    """Nobody gives away more than there is to give."""

    message = N_("%(name)s has %(there)s left to hand over; no more can be moved.")
    field = "quantity"


class MovesNowhere(Refused):
    """A move goes from one to another."""

    message = N_("Choose two different members.")
    field = "to_member"


class LaterBillStands(Refused):
    """Goods of members and the own stock share a later bill as they lay when it came."""

    message = N_(
        "A bill that came later changed the cost of %(item)s. Take that bill back first, move, and record it again; or wait until the others have fetched theirs."
    )


class MoreThanShared(Refused):
    """Nobody takes more than the sharing gives."""

    message = N_("%(item)s: %(there)s is left to hand over; no more can be taken.")
    field = "lines"


@dataclass(frozen=True, slots=True)
class Share:
    """One member's part in base units, with the inputs that decided it."""

    member: str
    firm: int
    tolerance: int
    computed: int
    moved: int = 0

    @property
    def quantity(self) -> int:
        """What the member gets in the end."""
        return self.computed + self.moved


@dataclass(frozen=True, slots=True)
class Sharing:
    """The result for one item: parts in time order and what nobody ordered."""

    rule: Rule
    received: int
    shares: tuple[Share, ...]

    @property
    def left(self) -> int:
        """What stays in the cooperative's own stock."""
        return self.received - sum(share.quantity for share in self.shares)


def share(orders: Sequence[Order], received: int, rule: Rule) -> Sharing:
    """Divide what came by the round's rule (cases P-2 … P-14)."""
    given = allocate(orders, received, rule)
    shares = tuple(
        Share(wish.member, wish.quantity, wish.tolerance, given[wish.member])
        for wish in wishes(orders)
    )
    return Sharing(rule, received, shares)


def selling_price(cost: Money, goods: Money, margin: Fraction) -> Money:
    """What all that came would be sold for: its landed cost, and the round's margin on the goods.

    `margin` is the part added (0.02 for 2 %); freight and loading are passed on as they are.
    """
    return cost + Money(half_up(int(goods) * margin))


def members_part(price: Money, shared: int, left: int) -> Money:
    """What members pay for their part of it; what is left stays with the cooperative."""
    return split(price, [shared, left])[0] if shared else ZERO


@dataclass(frozen=True, slots=True)
class Part:
    """A member's quantity in base units, how much of it was handed over, and for how much."""

    quantity: int
    delivered: int = 0
    charged: Money = ZERO


def wholes(total: Money, parts: Sequence[Part]) -> list[Money]:
    """What each part costs altogether; always adds up to the total (cases F-1, F-2).

    Whoever was charged otherwise before quantities or cost changed keeps that; the rest is shared over
    what is still to be handed over.
    """
    quantities = [part.quantity for part in parts]
    if not sum(quantities):
        return [ZERO for _ in parts]
    fresh = split(total, quantities)
    if all(_due(whole, part, 0) == part.charged for whole, part in zip(fresh, parts, strict=True)):
        return fresh
    open_ = [max(part.quantity - part.delivered, 0) for part in parts]
    rest = total - Money(sum(int(part.charged) for part in parts))
    if not sum(open_) or rest < 0:
        return [part.charged for part in parts]
    shares = split(rest, open_)
    return [part.charged + mine for part, mine in zip(parts, shares, strict=True)]


def charge(whole: Money, part: Part, taken: int) -> Money:
    """What `taken` base units of a part cost now, so that all its pieces add up to the whole."""
    if part.delivered + taken == part.quantity:
        return Money(max(int(whole) - int(part.charged), 0))
    return Money(max(int(_due(whole, part, taken)) - int(part.charged), 0))


def _due(whole: Money, part: Part, taken: int) -> Money:
    if not part.quantity:
        return ZERO
    return Money(half_up(Fraction(int(whole) * (part.delivered + taken), part.quantity)))


def benefit(market: Money, factor: int, quantity: int, paid: Money) -> Money:
    """What was saved against the market: price per unit of `factor` base units, less what was paid."""
    return Money(half_up(Fraction(int(market) * quantity, factor))) - paid


def moved(
    shares: Sequence[Share], moves: Sequence[tuple[str | None, str | None, int]], left: int
) -> tuple[Share, ...]:
    """The shares after the treasurer's moves (from, to, base units), in order; None is the own stock of `left`.

    Nobody gives more than is there, so that no move makes goods: what came may be less than when it was
    made. Who ordered nothing may still be given something.
    """
    have = {one.member: one.computed for one in shares}
    for giver, taker, quantity in moves:
        part = max(min(quantity, left if giver is None else have.get(giver, 0)), 0)
        for who, more in ((giver, -part), (taker, part)):
            if who is None:
                left += more
            else:
                have[who] = have.get(who, 0) + more
    known = {one.member: one for one in shares}
    return tuple(
        replace(one, moved=quantity - one.computed)
        for member, quantity in have.items()
        for one in [known.get(member, Share(member, 0, 0, 0))]
    )
