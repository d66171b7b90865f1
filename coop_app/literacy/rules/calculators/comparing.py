"""Several services for one transfer: which brings most home, and what fewer transfers save (cases 7.1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from coop_app.literacy.rules.remittance import Transfer
from coop_app.money import Money, half_up
from coop_app.refusal import N_, Refused

#: SDG 10.c.1: transfers should cost at most 3 %, and in no corridor more than 5 %
CHEAP_PERCENT, DEAR_PERCENT = 3, 5
#: the mean is that of the three cheapest services (SmaRT)
CHEAPEST = 3
#: how often a year's money could be sent instead; of those below the present number the first two are shown
STEPS, SHOWN = (12, 6, 4, 3, 2, 1), 2
MOST_TIMES = 366


class TimesOutOfRange(Refused):
    """A family receives money once a day at most."""

    message = N_("Write how often a year money is sent, 1 to %(most)s times.")
    field = "times"


class Mark(StrEnum):
    """Where a cost stands against the two limits."""

    CHEAP = "cheap"
    MIDDLE = "middle"
    DEAR = "dear"
    BETTER = "better"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Offer:
    """What one service would do; `is_open` when it says all its costs before one pays (case R-18)."""

    service: str
    transfer: Transfer
    is_open: bool = True

    @property
    def per_unit(self) -> Fraction:
        """Rupiah that arrive for one unit of money handed over: the one just comparison of fees on top and deducted."""
        return Fraction(self.transfer.received_idr) / Fraction(self.transfer.paid)

    @property
    def mark(self) -> Mark:
        """The cost against 3 % and 5 %."""
        cost = self.transfer.total_percent
        if cost is None or not self.is_open:
            return Mark.UNKNOWN
        if cost < 0:
            return Mark.BETTER
        if cost <= CHEAP_PERCENT:
            return Mark.CHEAP
        return Mark.MIDDLE if cost <= DEAR_PERCENT else Mark.DEAR

    @property
    def is_falsely_free(self) -> bool:
        """No fee, but a rate that takes its part (case R-15)."""
        margin = self.transfer.margin_percent
        return self.transfer.fee == 0 and margin is not None and margin > 0

    def lost_in_year(self, times: int) -> Money | None:
        """What so many transfers a year cost in rupiah."""
        lost = self.transfer.lost_idr
        return None if lost is None else lost * times

    def behind(self, best: "Offer", times: int) -> Money:
        """What arrives less in a year than with another service, for the same money handed over; cut."""
        return _cut((best.per_unit - self.per_unit) * Fraction(self.transfer.paid) * times)


@dataclass(frozen=True, slots=True)
class Fewer:
    """A year's money in so many transfers: each amount, all fees in the sender's money, rupiah saved by it."""

    times: int
    each: Fraction
    fees: Decimal
    #: nothing for as many transfers as now
    saved: Money


@dataclass(frozen=True, slots=True)
class Comparison:
    """Services side by side: those who say their costs by what they bring home, the others apart."""

    ranked: tuple[Offer, ...]
    #: not transparent: in no ranking and no mean (case R-18)
    unclear: tuple[Offer, ...]
    times: int

    @property
    def best(self) -> Offer | None:
        """Who brings most home for the money handed over."""
        return self.ranked[0] if self.ranked else None

    @property
    def mean_percent(self) -> Fraction | None:
        """The mean cost of the three cheapest; None with fewer than three (case R-12)."""
        return mean_of_cheapest([offer.transfer.total_percent for offer in self.ranked])

    def fewer_with(self, offer: Offer) -> tuple[Fewer, ...]:
        """One service as often as now, then with fewer and larger transfers, if its fee stays the same.

        Nothing where money is sent once a year.
        """
        less = [step for step in STEPS if step < self.times][:SHOWN]
        often = [self.times, *less] if less else []
        return tuple(fewer(offer.transfer, self.times, new) for new in often)


def compare(offers: Sequence[Offer], *, times: int) -> Comparison:
    """The services by what arrives for the money handed over; ties as they were named.

    Raises `TimesOutOfRange`, and `AmountTooLarge` when a year of it is more money than there is.
    """
    if not 1 <= times <= MOST_TIMES:
        raise TimesOutOfRange(most=MOST_TIMES)
    ranked = sorted((one for one in offers if one.is_open), key=lambda one: -one.per_unit)
    found = Comparison(tuple(ranked), tuple(one for one in offers if not one.is_open), times)
    for one in ranked:  # a year of it must be money that there can be
        _ = one.lost_in_year(times), one.behind(ranked[0], times), found.fewer_with(one)
    return found


def mean_of_cheapest(percents: Sequence[Fraction | None]) -> Fraction | None:
    """The mean of the three lowest costs, exact; None with fewer than three known."""
    known = sorted(percent for percent in percents if percent is not None)
    return sum(known[:CHEAPEST], Fraction(0)) / CHEAPEST if len(known) >= CHEAPEST else None


def fewer(transfer: Transfer, times: int, new: int) -> Fewer:
    """The same money a year in `new` transfers instead of `times`; a fee is paid that many times less."""
    saved = Fraction(transfer.fee) * (times - new) * Fraction(transfer.rate_offered)
    return Fewer(
        new, Fraction(transfer.amount) * times / new, transfer.fee * new, Money(half_up(saved))
    )


def _cut(rupiah: Fraction) -> Money:
    return Money(rupiah.numerator // rupiah.denominator)
