"""What a kind of loan costs and asks for: all its terms as one value."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from coop_app.loans.rules.cost import Fees
from coop_app.loans.rules.rate import Method, Rate
from coop_app.loans.rules.repayment import OrderIncomplete, Part
from coop_app.loans.rules.schedule import ROUNDING_UNITS, RoundingUnitUnknown, Terms
from coop_app.loans.rules.settlement import FlatInterestOnly, Rule
from coop_app.money import ZERO, Money, rupiah
from coop_app.refusal import N_, Refused

#: stored percentages are whole thousandths: 1500 is 1,5 %
THOUSAND = 1000


class PenaltyKind(StrEnum):
    """How lateness costs."""

    NONE = "none"
    DAILY = "daily"
    FIXED = "fixed"


class Recognition(StrEnum):
    """When interest becomes income."""

    CASH = "cash"
    ACCRUAL = "accrual"


class Judging(StrEnum):
    """Which rule of collectability holds."""

    COOPERATIVE = "cooperative"
    DAYS = "days"


class Overpaid(StrEnum):
    """Where too much money goes when nobody says otherwise."""

    SAVINGS = "savings"
    HELD = "held"


class HolidayShift(StrEnum):
    """On which days besides listed holidays a due date moves to the next day; `NONE` moves none."""

    NONE = "none"
    SUNDAY = "sunday"
    WEEKEND = "weekend"


class CollateralKind(StrEnum):
    """What is taken as collateral."""

    NONE = "none"
    VEHICLE = "vehicle"
    LAND = "land"
    GOODS = "goods"
    GOLD = "gold"
    SAVINGS = "savings"
    OTHER = "other"


class LimitsCrossed(Refused):
    """The least must not be more than the most, and both above zero."""

    message = N_("The smallest must be above zero and not more than the largest.")
    field = "min_principal"


class MonthsCrossed(Refused):
    """The least must not be more than the most, and both above zero."""

    message = N_("The shortest term must be at least one month and not more than the longest.")
    field = "min_months"


class GraceTooLongForProduct(Refused):
    """Also the shortest loan must leave months for the principal."""

    message = N_("The grace period must be shorter than the shortest term.")
    field = "grace_months"


class PercentNegative(Refused):
    """A percentage here is never below zero."""

    message = N_("The percentage cannot be below zero.")


class PrincipalOutsideProduct(Refused):
    """The product says how much is lent."""

    message = N_("This kind of loan lends from %(least)s to %(most)s.")
    field = "principal"


class MonthsOutsideProduct(Refused):
    """The product says for how long is lent."""

    message = N_("This kind of loan runs from %(least)s to %(most)s months.")
    field = "months"


@dataclass(frozen=True, slots=True, kw_only=True)
class PenaltyTerms:
    """What lateness costs: percent per day of the late instalment, or a fixed sum once per instalment."""

    kind: PenaltyKind = PenaltyKind.NONE
    percent_per_day: Decimal = Decimal(0)
    amount: Money = ZERO
    free_days: int = 0
    #: percent of the instalment that the penalty never passes; zero is no cap
    cap_percent: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductTerms:
    """The terms of a kind of loan that hold from a day on.

    Raises `LimitsCrossed`, `MonthsCrossed`, `GraceTooLongForProduct`, `RoundingUnitUnknown`,
    `PercentNegative`, `OrderIncomplete`, `FlatInterestOnly`.
    """

    rate: Rate
    min_principal: Money
    max_principal: Money
    min_months: int
    max_months: int
    rounding_unit: int = 1
    grace_months: int = 0
    fees: Fees = field(default_factory=Fees)
    penalty: PenaltyTerms = field(default_factory=PenaltyTerms)
    settlement: Rule = Rule.RUNNING_MONTH
    allocation: tuple[Part, ...] = tuple(Part)
    collaterals: tuple[CollateralKind, ...] = (CollateralKind.NONE,)
    group_liability: bool = False
    holiday_shift: HolidayShift = HolidayShift.NONE
    recognition: Recognition = Recognition.CASH
    collectability: Judging = Judging.COOPERATIVE
    overpayment: Overpaid = Overpaid.HELD

    def __post_init__(self) -> None:
        if not 0 < self.min_principal <= self.max_principal:
            raise LimitsCrossed
        if not 0 < self.min_months <= self.max_months:
            raise MonthsCrossed
        if not 0 <= self.grace_months < self.min_months:
            raise GraceTooLongForProduct
        if self.rounding_unit not in ROUNDING_UNITS:
            raise RoundingUnitUnknown
        if sorted(self.allocation) != sorted(Part):
            raise OrderIncomplete(field="allocation")
        if self.settlement is Rule.RULE_OF_78 and self.rate.method is not Method.FLAT:
            raise FlatInterestOnly(field="settlement")
        _check_penalty(self.penalty)

    def check(self, principal: Money, months: int) -> None:
        """Raises `PrincipalOutsideProduct`, `MonthsOutsideProduct`."""
        if not self.min_principal <= principal <= self.max_principal:
            least, most = rupiah(self.min_principal), rupiah(self.max_principal)
            raise PrincipalOutsideProduct(least=least, most=most)
        if not self.min_months <= months <= self.max_months:
            raise MonthsOutsideProduct(least=self.min_months, most=self.max_months)

    def loan(self, principal: Money, months: int, *, disbursed_on: date, first_due: date) -> Terms:
        """What the schedule of one loan is made from. Raises as `schedule.Terms`."""
        return Terms(
            principal=principal, rate=self.rate, months=months, disbursed_on=disbursed_on,
            first_due=first_due, rounding_unit=self.rounding_unit, grace_months=self.grace_months,
        )  # fmt: skip


def _check_penalty(penalty: PenaltyTerms) -> None:
    if penalty.percent_per_day < 0 or penalty.cap_percent < 0 or penalty.free_days < 0:
        raise PercentNegative(field="penalty_percent")
    if penalty.amount < 0:
        raise PercentNegative(field="penalty_amount")


def thousandths(percent: Decimal) -> int:
    """A percentage as it is stored. Raises `ValueError` for more than three decimals."""
    scaled = percent * THOUSAND
    if scaled != int(scaled):
        raise ValueError("a percentage has at most three decimals")
    return int(scaled)


def percent_of(stored: int) -> Decimal:
    """A stored percentage as a figure: 1500 is 1.5."""
    return (Decimal(stored) / THOUSAND).normalize() + 0
