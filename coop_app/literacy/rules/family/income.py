"""Money that comes in: irregularly, sometimes in another currency; what arrives counts, not what was sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from coop_app.literacy.rules.remittance import FeeMode, Transfer
from coop_app.money import ZERO, Money, half_up
from coop_app.refusal import N_, Refused

SENT, SALARY, DRAW, FARM, SURPLUS, OTHER, LEFT_OVER = (
    "remittance", "salary", "business", "farm", "cooperative", "other", "left_over"
)  # fmt: skip
#: source of income → its name on the screen
SOURCES = {
    SENT: N_("Money sent from abroad"),
    SALARY: N_("Salary or wages"),
    DRAW: N_("Taken from the business for the household"),
    FARM: N_("Harvest and livestock"),
    SURPLUS: N_("Cooperative: surplus share or savings taken out"),
    OTHER: N_("Other income"),
    LEFT_OVER: N_("Left over from before"),
}
#: whose money it is: the first currencies are those of the countries people go to
CURRENCIES = ("HKD", "TWD", "MYR", "SGD", "SAR", "KRW", "JPY", "AED", "USD", "EUR")
NOTED, LOWEST, AVERAGE, TYPED = "noted", "lowest", "average", "typed"
#: which income is divided → its name on the screen
BASES = {
    NOTED: N_("What came in"),
    LOWEST: N_("The lowest month"),
    AVERAGE: N_("The average month"),
    TYPED: N_("An amount of our own"),
}


class RateDayMissing(Refused):
    """A rate without its day says nothing."""

    message = N_("Write the day of the exchange rate.")
    field = "rate_on"


class NothingArrived(Refused):
    """What does not reach a whole rupiah is no income."""

    message = N_("Nothing arrives: look at amount, fee and rate again.")
    field = "rate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """Money from abroad as it was typed; rate is rupiah for one unit of the currency."""

    currency: str
    amount: Decimal
    rate: Decimal
    rate_on: date
    fee: Decimal = Decimal(0)
    fee_mode: FeeMode = FeeMode.ON_TOP


def arrived(sent: Sent) -> Money:
    """Rupiah that reach the family, by the very rule of the remittance tool. Raises `NothingArrived`."""
    transfer = Transfer(
        amount=sent.amount, fee=sent.fee, fee_mode=sent.fee_mode, rate_offered=sent.rate,
        rate_mid=None,
    )  # fmt: skip
    if transfer.received_idr <= 0:
        raise NothingArrived
    return transfer.received_idr


@dataclass(frozen=True, slots=True)
class Past:
    """What the months before brought: to plan carefully when income is irregular."""

    months: tuple[Money, ...]

    @property
    def lowest(self) -> Money:
        """The leanest month."""
        return min(self.months, default=ZERO)

    @property
    def average(self) -> Money:
        """In the mean, to the nearest rupiah."""
        if not self.months:
            return ZERO
        return Money(half_up(Fraction(sum(int(one) for one in self.months), len(self.months))))

    @property
    def buffer(self) -> Money:
        """What a good month should put aside for a lean one."""
        return Money(max(int(self.average) - int(self.lowest), 0))

    @property
    def is_irregular(self) -> bool:
        """Whether the leanest month lies a tenth or more below the mean."""
        return bool(self.months) and int(self.buffer) * 10 >= int(self.average) > 0


def base_of(basis: str, past: Past, typed: Money | None) -> Money | None:
    """The income to divide, None for what came in; a choice that has nothing behind it falls back to it."""
    if basis == TYPED:
        return typed
    if basis in {LOWEST, AVERAGE} and past.months:
        return past.lowest if basis == LOWEST else past.average
    return None


def mean(amounts: Sequence[Money], months: int) -> Money:
    """Per month, to the nearest rupiah."""
    return Money(half_up(Fraction(sum(int(one) for one in amounts), max(months, 1))))
