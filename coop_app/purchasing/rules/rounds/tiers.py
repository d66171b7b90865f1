"""Prices by pooled quantity, and what members pay at them."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from coop_app.money import Money, half_up
from coop_app.refusal import N_, Refused

#: a margin is hundredths of a percent
WHOLE = 10_000


class TierMissing(Refused):
    """There is a price for the first unit."""

    message = N_("Write the price for small quantities first: from 1 %(unit)s on.")
    field = "price_1"


class TierTwice(Refused):
    """A quantity has one price."""

    message = N_("Two prices begin at the same quantity. Remove one.")
    field = "price_1"


class TierDearer(Refused):
    """More costs less for each, otherwise nobody would pool."""

    message = N_("A price for more must be lower than the one before it.")
    field = "price_1"


@dataclass(frozen=True, slots=True, order=True)
class Tier:
    """From so many order units on, everyone pays so many rupiah per order unit."""

    from_quantity: int
    price: Money


def check(tiers: Sequence[Tier], unit: str = "") -> tuple[Tier, ...]:
    """The tiers in order. Raises `TierMissing`, `TierTwice`, `TierDearer`."""
    ordered = tuple(sorted(tiers))
    if not ordered or ordered[0].from_quantity != 1:
        raise TierMissing(unit=unit)
    for lower, upper in pairwise(ordered):
        if lower.from_quantity == upper.from_quantity:
            raise TierTwice
        if lower.price <= upper.price:
            raise TierDearer
    return ordered


def reached(tiers: Sequence[Tier], quantity: int) -> Tier | None:
    """The tier a pooled quantity has reached; a tier begins at its own quantity (case F-5)."""
    found = [tier for tier in sorted(tiers) if tier.from_quantity <= quantity]
    return found[-1] if found else None


def following(tiers: Sequence[Tier], quantity: int) -> Tier | None:
    """The next tier above a pooled quantity."""
    return next((tier for tier in sorted(tiers) if tier.from_quantity > quantity), None)


def price_at(tiers: Sequence[Tier], quantity: int) -> Money:
    """The supplier's price per order unit; before anything is ordered, that of the first unit."""
    tier = reached(tiers, max(quantity, 1))
    return tier.price if tier else min(tiers).price


def with_margin(price: Money, margin: int) -> Money:
    """What members pay per order unit: the supplier's price and the cooperative's margin, half-up."""
    return Money(half_up(Fraction(int(price) * (WHOLE + margin), WHOLE)))
