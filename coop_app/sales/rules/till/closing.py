"""Closing a day at the till: what should be there, what is, and what is said about the difference."""

from dataclasses import dataclass

from coop_app.money import ZERO, Money
from coop_app.sales.rules.till.acts import Closing
from coop_app.sales.rules.till.refusals import DifferenceUnexplained, TillMoved


@dataclass(frozen=True, slots=True, kw_only=True)
class Takings:
    """What a till took since its last close, by way, in rupiah; goods back are counted apart."""

    cash_sales: Money = ZERO
    cash_returns: Money = ZERO
    transfer: Money = ZERO
    qris: Money = ZERO
    fees: Money = ZERO
    credit: Money = ZERO
    other_returns: Money = ZERO
    sales_count: int = 0
    returns_count: int = 0

    @property
    def expected(self) -> Money:
        """The cash that should lie there, without the money for giving change."""
        return self.cash_sales - self.cash_returns

    @property
    def total(self) -> Money:
        """All sales less all goods that came back."""
        sold = self.cash_sales + self.transfer + self.qris + self.credit
        return sold - self.cash_returns - self.other_returns


def difference(asked: Closing, takings: Takings) -> Money:
    """Counted less expected; below zero when money is missing. Raises `TillMoved`, `DifferenceUnexplained`."""
    if takings.expected != asked.seen_expected:
        raise TillMoved(now=takings.expected)
    found = asked.counted - asked.change_money - takings.expected
    if found and not asked.reason.strip():
        raise DifferenceUnexplained(difference=Money(abs(found)))
    return found
