"""The schedule of a loan: flat, declining or annuity, in whole rupiah (interfaces.md)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from coop_app.dates import add_months
from coop_app.loans.rules.rate import Method, Rate
from coop_app.money import ZERO, Money, half_up
from coop_app.refusal import N_, Refused

ROUNDING_UNITS = (1, 100, 500, 1000)
LONGEST = 600


class PrincipalNotPositive(Refused):
    """Nobody borrows nothing."""

    message = N_("The loan must be above zero.")
    field = "principal"


class TermOutOfRange(Refused):
    """A loan runs for at least a month and at most fifty years."""

    message = N_("The term must be between 1 and %(longest)s months.")
    field = "term_months"


class GraceTooLong(Refused):
    """Some months must remain for the principal."""

    message = N_("The grace period must be shorter than the term of %(months)s months.")
    field = "grace_months"


class RoundingUnitUnknown(Refused):
    """Instalments are rounded to coins that exist."""

    message = N_("Round instalments to Rp1, Rp100, Rp500 or Rp1.000.")
    field = "rounding_unit"


class RoundingTooCoarse(Refused):
    """The rounded instalments leave a row, or the last one, without principal."""

    message = N_("Rounding is too coarse for this loan. Choose a smaller rounding or term.")
    field = "rounding_unit"


class DueBeforeDisbursed(Refused):
    """Nothing is due before the money is out."""

    message = N_("The first instalment cannot be due before the loan is paid out.")
    field = "first_due"


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What was agreed.

    Raises `PrincipalNotPositive`, `TermOutOfRange`, `GraceTooLong`, `RoundingUnitUnknown`,
    `DueBeforeDisbursed`.
    """

    principal: Money
    rate: Rate
    months: int
    disbursed_on: date
    first_due: date
    rounding_unit: int = 1
    grace_months: int = 0

    def __post_init__(self) -> None:
        if self.principal <= 0:
            raise PrincipalNotPositive
        if not 1 <= self.months <= LONGEST:
            raise TermOutOfRange(longest=LONGEST)
        if not 0 <= self.grace_months < self.months:
            raise GraceTooLong(months=self.months)
        if self.rounding_unit not in ROUNDING_UNITS:
            raise RoundingUnitUnknown
        if self.first_due < self.disbursed_on:
            raise DueBeforeDisbursed


@dataclass(frozen=True, slots=True)
class Instalment:
    """One row: what is due on a day, and the principal left after it."""

    number: int
    due: date
    principal: Money
    interest: Money
    balance: Money

    @property
    def total(self) -> Money:
        """Principal and interest together."""
        return self.principal + self.interest


@dataclass(frozen=True, slots=True)
class Schedule:
    """All rows of a loan."""

    instalments: tuple[Instalment, ...]

    @property
    def total_interest(self) -> Money:
        """The interest of all rows."""
        return sum((row.interest for row in self.instalments), ZERO)

    @property
    def total(self) -> Money:
        """What the borrower pays back."""
        return sum((row.total for row in self.instalments), ZERO)


def schedule_of(terms: Terms) -> Schedule:
    """The rows of a loan; the last one takes what is left. Raises `RoundingTooCoarse`."""
    rows = []
    balance = terms.principal
    for number, (principal, interest) in enumerate(_amounts(terms), 1):
        balance = balance - principal
        due = add_months(terms.first_due, number - 1)
        rows.append(Instalment(number, due, principal, interest, balance))
    return Schedule(tuple(rows))


def _amounts(terms: Terms) -> Iterator[tuple[Money, Money]]:
    """Principal and interest of each row."""
    balance = terms.principal
    regular = _regular(terms)
    for number in range(1, terms.months + 1):
        interest = _interest(terms, balance)
        if number <= terms.grace_months:
            yield ZERO, interest
            continue
        if number == terms.months:
            principal = balance
        else:
            principal = _rounded(terms, regular, interest) - interest
        if principal < 0 or (number == terms.months and principal == 0):
            raise RoundingTooCoarse
        balance = balance - principal
        yield principal, interest


def _interest(terms: Terms, balance: Money) -> Money:
    """Flat interest is taken from the whole loan, the others from what is left of it."""
    rate = terms.rate
    whole = terms.principal if rate.method is Method.FLAT else balance
    return Money(half_up(Fraction(whole) * rate.monthly))


def _rounded(terms: Terms, regular: Money, interest: Money) -> Money:
    """The row's total as it is collected."""
    is_total = terms.rate.method is Method.ANNUITY and terms.rate.monthly > 0
    total = regular if is_total else regular + interest
    unit = terms.rounding_unit
    return Money(half_up(Fraction(total, unit)) * unit)


def _regular(terms: Terms) -> Money:
    """What every row repeats: an annuity's total, otherwise the principal."""
    months = terms.months - terms.grace_months
    monthly = terms.rate.monthly
    if terms.rate.method is not Method.ANNUITY or monthly == 0:
        return Money(half_up(Fraction(terms.principal, months)))
    return Money(half_up(Fraction(terms.principal) * monthly / (1 - (1 + monthly) ** -months)))


def present_value(totals: Sequence[Money], monthly: Fraction) -> Fraction:
    """What payments at the end of each month are worth at the start, exact."""
    value = Fraction(0)
    for total in reversed(totals):
        value = (value + total) / (1 + monthly)
    return value
