"""What a loan truly costs: fees cut from the payout, and the effective rate (domain.md 3.1, 3.3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from coop_app.money import ZERO, Money, half_up, rupiah
from coop_app.refusal import N_, Refused

#: the effective rate is stated in hundredths of a percent per year, so in 1/120000 per month
STEPS = 12 * 100 * 100


class FeesTooHigh(Refused):
    """Something must be left to pay out."""

    message = N_("The fees of %(fees)s leave nothing of the loan to pay out.")
    field = "fees"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fees:
    """Cut from the payout: a percentage of the loan and a fixed sum. Negative ones raise `ValueError`."""

    provision_percent: Decimal = Decimal(0)
    admin: Money = ZERO

    def __post_init__(self) -> None:
        if self.provision_percent < 0 or self.admin < 0:
            raise ValueError("fees are never paid to the borrower")

    def provision(self, principal: Money) -> Money:
        """Rupiah, rounded half-up."""
        return Money(half_up(Fraction(principal, 100) * Fraction(self.provision_percent)))

    def net_of(self, principal: Money) -> Money:
        """What the borrower gets into the hand (case L13). Raises `FeesTooHigh`."""
        fees = self.provision(principal) + self.admin
        if fees >= principal:
            raise FeesTooHigh(fees=rupiah(fees))
        return principal - fees


def effective_percent_per_year(net: Money, totals: Sequence[Money]) -> Decimal:
    """12 times the monthly internal rate of return, in percent, two decimals half-up.

    No root is approximated: with whole numbers it is decided between which two half steps of
    1/120000 per month the root lies. `net` is above zero and at most the sum of the totals.
    """
    low, high = 0, 1
    while _is_at_least(net, totals, high):
        low, high = high, high * 2
    while high - low > 1:
        middle = (low + high) // 2
        if _is_at_least(net, totals, middle):
            low = middle
        else:
            high = middle
    return Decimal(low).scaleb(-2)


def _is_at_least(net: Money, totals: Sequence[Money], hundredths: int) -> bool:
    """Whether the rate rounds to so many hundredths of a percent, or more."""
    unit = 2 * STEPS
    grown = unit + 2 * hundredths - 1
    # Σ totals · (unit/grown)^k ≥ net, with all fractions multiplied out
    worth, scale = 0, 1
    for total in totals:
        scale *= unit
        worth = worth * grown + int(total) * scale
    return worth >= int(net) * int(grown ** len(totals))
