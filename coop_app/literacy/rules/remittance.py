"""What sending money home costs, by the World Bank's rule (cases 7.1)."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from coop_app.money import Money
from coop_app.refusal import N_, Refused


class FeeMode(StrEnum):
    """The fee is paid beside the amount, or taken out of it."""

    ON_TOP = "on_top"
    DEDUCTED = "deducted"


class NothingSent(Refused):
    """A cost is a part of something."""

    message = N_("Write an amount above zero.")
    field = "amount"


class FeeAboveAmount(Refused):
    """More cannot be deducted than is sent."""

    message = N_("The fee is higher than the amount it is deducted from.")
    field = "fee"


class FeeBelowZero(Refused):
    """Nobody is paid for sending."""

    message = N_("The fee cannot be below zero.")
    field = "fee"


class RateNotPositive(Refused):
    """A rate of exchange gives something for something."""

    message = N_("The exchange rate must be above zero.")
    field = "rate_offered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """One offer, in the currency of the sender; rates are rupiah for one unit of it.

    Without a mid-market rate (or with the 0 that some lists print) only what arrives is known (R-16).
    Raises `NothingSent`, `FeeBelowZero`, `FeeAboveAmount`, `RateNotPositive`.
    """

    amount: Decimal
    fee: Decimal
    fee_mode: FeeMode
    rate_offered: Decimal
    rate_mid: Decimal | None

    def __post_init__(self) -> None:
        if self.amount <= 0:
            raise NothingSent
        if self.fee < 0:
            raise FeeBelowZero
        if self.fee_mode is FeeMode.DEDUCTED and self.fee > self.amount:
            raise FeeAboveAmount
        if self.rate_offered <= 0:
            raise RateNotPositive
        if self.rate_mid is not None and self.rate_mid < 0:
            raise RateNotPositive(field="rate_mid")

    @property
    def paid(self) -> Decimal:
        """What the sender hands over."""
        return self.amount + (self.fee if self.fee_mode is FeeMode.ON_TOP else 0)

    @property
    def received_idr(self) -> Money:
        """What arrives at home, cut to the rupiah."""
        exchanged = self.paid - self.fee
        return _cut(Fraction(exchanged) * Fraction(self.rate_offered))

    @property
    def fee_percent(self) -> Fraction | None:
        """The fee in percent of the amount, exact."""
        return Fraction(self.fee) / Fraction(self.amount) * 100 if self.rate_mid else None

    @property
    def margin_percent(self) -> Fraction | None:
        """What the rate takes, in percent; below zero when it is better than the market's."""
        if not self.rate_mid:
            return None
        return (1 - Fraction(self.rate_offered) / Fraction(self.rate_mid)) * 100

    @property
    def total_percent(self) -> Fraction | None:
        """Fee and margin, exact: it is rounded once."""
        if self.fee_percent is None or self.margin_percent is None:
            return None
        return self.fee_percent + self.margin_percent

    @property
    def lost_idr(self) -> Money | None:
        """What would have arrived for the same money without any cost, less what does."""
        if not self.rate_mid:
            return None
        return _cut(Fraction(self.paid) * Fraction(self.rate_mid)) - self.received_idr


def _cut(rupiah: Fraction) -> Money:
    return Money(rupiah.numerator // rupiah.denominator)
