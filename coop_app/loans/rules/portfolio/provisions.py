"""What stands in the books for a loan at a month's end: interest due, and what is set aside for loss."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from coop_app.loans.rules.collectability import LoanClass
from coop_app.loans.rules.portfolio.judging import CLASSES, PROBLEM
from coop_app.money import ZERO, Money, half_up
from coop_app.refusal import N_, Refused

#: the older health rule of cooperatives: half, three quarters, all (domain.md 3.5, source S36)
USUAL_PERCENT: Mapping[LoanClass, Decimal] = {
    LoanClass.CURRENT: Decimal(0),
    LoanClass.SPECIAL_MENTION: Decimal(0),
    LoanClass.SUBSTANDARD: Decimal(50),
    LoanClass.DOUBTFUL: Decimal(75),
    LoanClass.LOSS: Decimal(100),
}


class PercentOutOfRange(Refused):
    """Nobody sets aside more than the whole loan."""

    message = N_("Each percentage must be between 0 and 100.")
    field = "percent"


class PercentFalls(Refused):
    """A worse loan never needs less."""

    message = N_("A worse class cannot have a lower percentage than a better one.")
    field = "percent"


@dataclass(frozen=True, slots=True)
class AllowanceTerms:
    """The percentage of each class, and whether collateral is taken off first.

    Raises `PercentOutOfRange`, `PercentFalls`.
    """

    percent: Mapping[LoanClass, Decimal] = field(default_factory=lambda: USUAL_PERCENT)
    net_of_collateral: bool = False

    def __post_init__(self) -> None:
        row = [self.percent[each] for each in CLASSES]
        if not all(0 <= each <= 100 for each in row):
            raise PercentOutOfRange
        if row != sorted(row):
            raise PercentFalls


def allowance_for(
    principal: Money, loan_class: LoanClass, terms: AllowanceTerms, *, collateral: Money = ZERO
) -> Money:
    """What is set aside for one loan, rounded half-up; never more than the principal left."""
    at_risk = principal - min(collateral, principal) if terms.net_of_collateral else principal
    percent = Fraction(terms.percent[loan_class])
    return Money(half_up(Fraction(at_risk) * percent / 100))


def accrual_for(unpaid_due: Money, loan_class: LoanClass, *, accrues: bool) -> Money:
    """Interest that is due, not paid, and still expected: nothing once a loan turned bad (domain.md 3.6)."""
    return unpaid_due if accrues and loan_class not in PROBLEM else ZERO


@dataclass(frozen=True, slots=True)
class Change:
    """What the books hold for a loan, what they should hold, and so what is to be posted."""

    held: Money
    target: Money

    @property
    def difference(self) -> Money:
        """Positive: so much more."""
        return self.target - self.held
