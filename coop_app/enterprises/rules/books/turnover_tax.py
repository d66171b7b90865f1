"""The tax on turnover of an individual, by the rule of its day (domain.md 5.1)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cache
from importlib import resources

from coop_app.dates import Month
from coop_app.money import ZERO, Money, half_up


@dataclass(frozen=True, slots=True)
class TaxRule:
    """What the law says from a day on."""

    since: date
    law: str
    exempt: Money
    percent: Decimal
    ceiling: Money
    #: tax years it may be used; None without a limit
    years: int | None
    micro: Money


@cache
def rules() -> tuple[TaxRule, ...]:
    """Every rule we know, oldest first."""
    folder = resources.files("coop_app.enterprises").joinpath("data")
    rows = tomllib.loads(folder.joinpath("turnover_tax.toml").read_text("utf-8"))["rule"]
    return tuple(
        TaxRule(
            row["from"], row["law"], Money(row["exempt"]), Decimal(row["rate"]),
            Money(row["ceiling"]), row["years"] or None, Money(row["micro"]),
        )
        for row in rows
    )  # fmt: skip


def rule_on(day: date) -> TaxRule:
    """The rule of a day; before the first one we know, the first."""
    known = rules()
    return next((rule for rule in reversed(known) if rule.since <= day), known[0])


class Status(StrEnum):
    """Where an owner stands in a year."""

    FREE = "free"
    TAXED = "taxed"
    BEYOND = "beyond"


@dataclass(frozen=True, slots=True)
class MonthTax:
    """One month: its turnover, the year's turnover so far, the tax it brings."""

    month: Month
    turnover: Money
    so_far: Money
    tax: Money


@dataclass(frozen=True, slots=True)
class YearTax:
    """One calendar year of one owner."""

    year: int
    rule: TaxRule
    months: tuple[MonthTax, ...]

    @property
    def turnover(self) -> Money:
        """Of the year so far."""
        return self.months[-1].so_far if self.months else ZERO

    @property
    def tax(self) -> Money:
        """Of the year so far."""
        return Money(sum(int(row.tax) for row in self.months))

    @property
    def left_free(self) -> Money:
        """How much more may be sold this year before tax begins."""
        return Money(max(int(self.rule.exempt) - int(self.turnover), 0))

    @property
    def is_micro(self) -> bool:
        """Whether the turnover is that of a micro enterprise."""
        return self.turnover <= self.rule.micro

    @property
    def status(self) -> Status:
        """Free, taxed, or beyond what the rule is for."""
        if self.turnover > self.rule.ceiling:
            return Status.BEYOND
        return Status.TAXED if self.turnover > self.rule.exempt else Status.FREE


def year_tax(year: int, turnover: Mapping[Month, Money], *, through: Month) -> YearTax:
    """The tax of each month of a year: the exempt part is used up from January on, then the rate on the rest.

    Each month follows the rule of its last day. `through` is the last month shown.
    """
    rows: list[MonthTax] = []
    so_far = 0
    for number in range(1, 13):
        month = Month(year, number)
        if month > through:
            break
        sold = int(turnover.get(month, ZERO))
        rule = rule_on(month.last)
        before, so_far = so_far, so_far + sold
        base = max(so_far - int(rule.exempt), 0) - max(before - int(rule.exempt), 0)
        tax = half_up(Fraction(base) * Fraction(rule.percent) / 100)
        rows.append(MonthTax(month, Money(sold), Money(so_far), Money(tax)))
    last = rows[-1].month.last if rows else date(year, 12, 31)
    return YearTax(year, rule_on(last), tuple(rows))


def years_left(rule: TaxRule, *, tax_since: int | None, year: int) -> int | None:
    """Tax years after this one in which the rule may still be used; None without a limit or a known begin."""
    if rule.years is None or tax_since is None:
        return None
    return max(tax_since + rule.years - 1 - year, 0)
