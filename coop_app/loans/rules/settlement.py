"""What paying a loan back early costs (domain.md 3.3)."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from coop_app.loans.rules.rate import Method
from coop_app.loans.rules.schedule import Schedule, Terms, schedule_of
from coop_app.money import ZERO, Money, half_up
from coop_app.refusal import N_, Refused


class Rule(StrEnum):
    """How much interest is still asked for; a setting of the loan product."""

    RUNNING_MONTH = "running_month"
    ALL_INTEREST = "all_interest"
    RULE_OF_78 = "rule_of_78"


class TooManyPaid(Refused):
    """No more instalments can be paid than there are."""

    message = N_("The loan has %(months)s instalments; more cannot be paid.")
    field = "paid_instalments"


class FlatInterestOnly(Refused):
    """The rule of 78 spreads flat interest; interest on the balance is already spread."""

    message = N_("The rule of 78 is for flat interest only. Choose another rule.")
    field = "rule"


@dataclass(frozen=True, slots=True)
class Settlement:
    """What closes the loan today."""

    principal: Money
    interest: Money

    @property
    def total(self) -> Money:
        """Both together."""
        return self.principal + self.interest


def settle(terms: Terms, *, paid_instalments: int, rule: Rule) -> Settlement:
    """Principal left and the interest that the rule asks for.

    Raises `TooManyPaid`, `FlatInterestOnly`, `RoundingTooCoarse`.
    """
    if not 0 <= paid_instalments <= terms.months:
        raise TooManyPaid(months=terms.months)
    if rule is Rule.RULE_OF_78 and terms.rate.method is not Method.FLAT:
        raise FlatInterestOnly
    schedule = schedule_of(terms)
    left = Schedule(schedule.instalments[paid_instalments:])
    principal = sum((row.principal for row in left.instalments), ZERO)
    if rule is Rule.RUNNING_MONTH:
        interest = left.instalments[0].interest if left.instalments else ZERO
    elif rule is Rule.ALL_INTEREST:
        interest = left.total_interest
    else:
        months, rows_left = len(schedule.instalments), len(left.instalments)
        interest = left.total_interest - unearned_of(
            schedule.total_interest, months=months, left=rows_left
        )
    return Settlement(principal, interest)


def unearned_of(total_interest: Money, *, months: int, left: int) -> Money:
    """Rule of 78, half-up: n parts of the interest belong to the first month, 1 part to the last."""
    part = Fraction(left * (left + 1), months * (months + 1))
    return Money(half_up(Fraction(total_interest) * part))
