"""What a loan would cost, told before anything is signed."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from coop_app.dates import add_months
from coop_app.loans.rules.cost import Fees, effective_percent_per_year
from coop_app.loans.rules.lending.holidays import on_working_days
from coop_app.loans.rules.products import ProductTerms
from coop_app.loans.rules.rate import Method, Per, Rate
from coop_app.loans.rules.schedule import Instalment, Schedule, schedule_of
from coop_app.loans.rules.settlement import Rule
from coop_app.money import Money

#: the setting that holds the most a year may cost, in percent, and what holds before it is set
CEILING_SETTING = "loan_rate_ceiling"
#: Permenkop 8/2023 art. 27 (domain.md 3.1)
USUAL_CEILING = Decimal(24)
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Everything that a borrower should know first."""

    terms: ProductTerms
    principal: Money
    months: int
    disbursed_on: date
    rows: tuple[Instalment, ...]
    provision: Money
    admin_fee: Money
    #: percent per year of what the borrower really holds, all fees counted
    effective: Decimal
    ceiling: Decimal
    #: what a flat loan at the ceiling really costs over the same months
    effective_at_ceiling: Decimal

    @property
    def interest(self) -> Money:
        """All interest together."""
        return Money(sum(int(row.interest) for row in self.rows))

    @property
    def fees(self) -> Money:
        """What is cut from the payout."""
        return self.provision + self.admin_fee

    @property
    def cost(self) -> Money:
        """Interest and fees: what the loan costs in rupiah."""
        return self.interest + self.fees

    @property
    def net(self) -> Money:
        """What is paid out."""
        return self.principal - self.fees

    @property
    def total(self) -> Money:
        """What is paid back."""
        return self.principal + self.interest

    @property
    def first(self) -> Money:
        """The first instalment."""
        return self.rows[0].total

    @property
    def largest(self) -> Money:
        """The instalment that weighs most on the household."""
        return max(row.total for row in self.rows)

    @property
    def is_level(self) -> bool:
        """Whether all instalments but the last are the same."""
        return len({row.total for row in self.rows[:-1]}) <= 1

    @property
    def flat(self) -> Decimal:
        """All interest as percent per year of the whole loan, two decimals."""
        share = Decimal(int(self.interest)) * 1200 / (int(self.principal) * self.months)
        return share.quantize(_CENT, ROUND_HALF_UP)

    @property
    def is_above_ceiling(self) -> bool:
        """Whether the quoted rate passes what the rules allow."""
        return self.terms.rate.is_above(self.ceiling)

    @property
    def costs_more_than_ceiling(self) -> bool:
        """Whether the effective rate passes it, though the quoted one does not."""
        return not self.is_above_ceiling and self.effective > self.ceiling


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody would like to borrow, and from when on."""

    principal: Money
    months: int
    disbursed_on: date
    first_due: date | None = None

    @property
    def due(self) -> date:
        """The first due day, a month later unless another was agreed."""
        return self.first_due or add_months(self.disbursed_on, 1)


def offer_of(
    terms: ProductTerms,
    wish: Wish,
    *,
    ceiling: Decimal = USUAL_CEILING,
    holidays: Collection[date] = (),
) -> Offer:
    """The offer for a wish. Raises `PrincipalOutsideProduct`, `MonthsOutsideProduct`, `FeesTooHigh`,
    `RoundingTooCoarse`, `DueBeforeDisbursed`.
    """
    terms.check(wish.principal, wish.months)
    net = terms.fees.net_of(wish.principal)
    schedule = _schedule(terms, wish)
    return Offer(
        terms=terms,
        principal=wish.principal,
        months=wish.months,
        disbursed_on=wish.disbursed_on,
        rows=on_working_days(schedule.instalments, terms.holiday_shift, holidays),
        provision=terms.fees.provision(wish.principal),
        admin_fee=terms.fees.admin,
        effective=_effective(net, schedule),
        ceiling=ceiling,
        effective_at_ceiling=_at_ceiling(terms, wish, ceiling),
    )


def compared(terms: ProductTerms, wish: Wish) -> dict[Method, Offer]:
    """The same percentage by each method, side by side. Raises as `offer_of`."""
    found = {}
    for method in Method:
        rate = replace(terms.rate, method=method)
        # the rule of 78 exists for flat interest only and does not change the schedule
        same = replace(terms, rate=rate, settlement=Rule.RUNNING_MONTH)
        found[method] = offer_of(same, wish)
    return found


def _schedule(terms: ProductTerms, wish: Wish) -> Schedule:
    agreed = terms.loan(
        wish.principal, wish.months, disbursed_on=wish.disbursed_on, first_due=wish.due
    )
    return schedule_of(agreed)


def _effective(net: Money, schedule: Schedule) -> Decimal:
    return effective_percent_per_year(net, [row.total for row in schedule.instalments])


def _at_ceiling(terms: ProductTerms, wish: Wish, ceiling: Decimal) -> Decimal:
    rate = Rate(percent=ceiling, per=Per.YEAR, method=Method.FLAT)
    plain = replace(terms, rate=rate, fees=Fees(), rounding_unit=1, settlement=Rule.RUNNING_MONTH)
    return _effective(wish.principal, _schedule(plain, wish))
