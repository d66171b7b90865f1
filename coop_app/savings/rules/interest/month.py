"""What a month still has to be paid: the interest as it is now, less what was posted, and the tax."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from coop_app.dates import Month
from coop_app.money import ZERO, Money
from coop_app.savings.rules.interest.calculation import Method, Span, Tax, earned, spans
from coop_app.savings.rules.interest.terms import Terms

Movement = tuple[date, Money]


@dataclass(frozen=True, slots=True)
class Earning:
    """A month's interest of one account and what it was computed from."""

    month: Month
    terms: Terms
    days: tuple[Span, ...]
    exact: Fraction
    interest: Money

    @property
    def balance(self) -> Fraction:
        """The balance that earned: the lowest, or the average of the month."""
        if self.terms.method is Method.LOWEST:
            return Fraction(min(int(span.balance) for span in self.days))
        worth = sum(int(span.balance) * span.days for span in self.days)
        return Fraction(worth, self.number_of_days)

    @property
    def number_of_days(self) -> int:
        """Days of the month."""
        return sum(span.days for span in self.days)


@dataclass(frozen=True, slots=True)
class Paid:
    """Interest and tax that were posted, in rupiah."""

    interest: Money = ZERO
    tax: Money = ZERO

    def plus(self, interest: int, tax: int) -> "Paid":
        """With one posting more."""
        return Paid(Money(self.interest + interest), Money(self.tax + tax))


@dataclass(frozen=True, slots=True)
class Standing:
    """What was posted for the month: of this account, and of all accounts of the member."""

    account: Paid = Paid()
    member: Paid = Paid()
    #: what the savings account holds now
    balance: Money = ZERO


@dataclass(frozen=True, slots=True)
class Difference:
    """What has to be posted so that the books show what was earned; may be negative."""

    interest: Money
    tax: Money
    #: tax that cannot be withheld yet, because the account holds too little
    tax_left: Money = ZERO
    #: a correction downwards that the account cannot bear now
    interest_left: Money = ZERO

    @property
    def net(self) -> Money:
        """What the member's savings grow by."""
        return self.interest - self.tax

    @property
    def is_nothing(self) -> bool:
        """Whether the books are right already."""
        return self.interest == 0 and self.tax == 0


NOTHING = Difference(ZERO, ZERO)


def earning(opening: Money, movements: Sequence[Movement], month: Month, terms: Terms) -> Earning:
    """The interest of a month by its terms. Raises `BalanceBelowZero`, `MovementOutsidePeriod`."""
    days = tuple(spans(opening, movements, start=month.first, end=month.last))
    found = earned(days, method=terms.method, rates=terms.rates, day_basis=terms.day_basis)
    return Earning(month, terms, days, found.exact, found.interest)


def difference(interest: Money, standing: Standing, tax: Tax) -> Difference:
    """What is still to be posted of a month's interest.

    The tax is on everything the member's savings and deposits earned in that month together
    (domain.md 5.2); it is never taken deeper than the account goes.
    """
    more = interest - standing.account.interest
    due = tax.on(standing.member.interest + more) - standing.member.tax
    free = max(standing.balance, ZERO)
    if more < 0 and due - more > free:
        return Difference(ZERO, ZERO, interest_left=more)
    kept = min(due, more + free)
    return Difference(more, kept, tax_left=due - kept)
