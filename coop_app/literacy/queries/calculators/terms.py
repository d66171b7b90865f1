"""What the cooperative has decided about dues and interest; the law's and usual values where it is not known."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from coop_app.dates import Month
from coop_app.literacy.rules.calculators.growing import Earns
from coop_app.money import Money
from coop_app.savings.queries import amount_on
from coop_app.savings.queries.interest import tax_on, terms_in
from coop_app.savings.rules.interest import Method, NoRate, Rates, Tax, Terms, Tier
from coop_app.savings.rules.interest.terms import TAX_FREE, TAX_PERCENT
from coop_app.savings.rules.products import POKOK, SUKARELA, WAJIB


@dataclass(frozen=True, slots=True)
class SavingsTerms:
    """Dues and interest on a day; None where nobody decided."""

    pokok: Money | None
    dues: Money | None
    #: percent a year on small balances
    percent: Decimal | None
    interest: Terms | None
    tax: Tax

    @property
    def is_known(self) -> bool:
        """Whether these are a cooperative's own."""
        return self.dues is not None

    def earns(self, percent: Decimal) -> Earns:
        """The cooperative's way of counting, at this rate; day by day of 365 where it has none."""
        held = self.interest
        rates = Rates((Tier(None, percent),))
        if held is None:
            return Earns(method=Method.DAILY, rates=rates, day_basis=365, tax=self.tax)
        is_theirs = percent == self.percent
        return Earns(
            method=held.method, rates=held.rates if is_theirs else rates,
            day_basis=held.day_basis, tax=self.tax,
        )  # fmt: skip


def savings_terms(cooperative_id: int | None, on: date) -> SavingsTerms:
    """What a cooperative decided until a day; of none, only the law's tax."""
    if cooperative_id is None:
        return SavingsTerms(None, None, None, None, Tax(TAX_FREE, TAX_PERCENT))
    held = _interest(cooperative_id, on)
    return SavingsTerms(
        amount_on(cooperative_id, POKOK, on), amount_on(cooperative_id, WAJIB, on),
        held.rates.tiers[-1].percent_per_year if held else None, held, tax_on(cooperative_id, on),
    )  # fmt: skip


def _interest(cooperative_id: int, on: date) -> Terms | None:
    try:
        return terms_in(cooperative_id, SUKARELA, Month.of(on))
    except NoRate:
        return None
