"""What each member gets of what came, what it costs, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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


def price(cost: Money, quantities: Sequence[int], left: int, margin: Fraction) -> list[Money]:
    """What each part of a pile is sold for: its share of the landed cost and of the round's margin.

    `margin` is the part added to cost (0.02 for 2 %). Parts of the members add up exactly to cost
    of what they get plus margin; `left` keeps its own cost (cases F-1, F-2).
    """
    if not sum(quantities):
        return [ZERO for _ in quantities]
    *_, kept = split(cost, [*quantities, left])
    theirs = cost - kept
    return split(theirs + Money(half_up(int(theirs) * margin)), quantities)


def charge(whole: Money, quantity: int, *, before: int, taken: int, charged: Money) -> Money:
    """What a part of a member's share costs, so that all parts add up to the whole.

    The share is `quantity` base units for `whole` rupiah; `before` of it were handed over for
    `charged`, `taken` are handed over now.
    """
    due = Money(half_up(Fraction(int(whole) * (before + taken), quantity))) if quantity else ZERO
    return Money(max(int(due) - int(charged), 0))


def benefit(market: Money, factor: int, quantity: int, paid: Money) -> Money:
    """What was saved against the market: price per unit of `factor` base units, less what was paid."""
    return Money(half_up(Fraction(int(market) * quantity, factor))) - paid


def moved(shares: Sequence[Share], moves: Mapping[str, int]) -> tuple[Share, ...]:
    """The shares after the treasurer's moves, in base units by member; nobody falls below nothing.

    Who ordered nothing may still be given something.
    """
    known = {one.member for one in shares}
    others = [Share(member, 0, 0, 0) for member in moves if member not in known]
    return tuple(
        Share(
            one.member, one.firm, one.tolerance, one.computed,
            max(moves.get(one.member, 0), -one.computed),
        )
        for one in (*shares, *others)
    )  # fmt: skip
