"""A rate of interest: the figure, its period and its method are one value (domain.md 3.1, 3.2)."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from coop_app.refusal import N_, Refused

#: beyond this a rate is a slip of the pen
HIGHEST_PER_YEAR = 1200


class Per(StrEnum):
    """The period that the percentage speaks of."""

    YEAR = "year"
    MONTH = "month"


class Method(StrEnum):
    """What the interest is taken from, and how the instalment is built."""

    FLAT = "flat"
    DECLINING = "declining"
    ANNUITY = "annuity"


class RateOutOfRange(Refused):
    """Nobody is charged less than nothing, or a hundred percent a month."""

    message = N_("A rate of %(percent)s%% is not possible here. Correct the percentage.")
    field = "rate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """So many percent, per year or month, by a method. Raises `RateOutOfRange`."""

    percent: Decimal
    per: Per
    method: Method

    def __post_init__(self) -> None:
        if self.percent < 0 or self.per_year > HIGHEST_PER_YEAR:
            raise RateOutOfRange(percent=self.percent)

    @property
    def per_year(self) -> Fraction:
        """Percent per year as quoted, to hold against the legal ceiling (cases L16)."""
        return Fraction(self.percent) * (12 if self.per is Per.MONTH else 1)

    @property
    def monthly(self) -> Fraction:
        """The part of a balance that one month costs, exact."""
        return self.per_year / 1200

    def is_above(self, ceiling_per_year: Decimal) -> bool:
        """Whether the quoted rate passes a ceiling in percent per year."""
        return self.per_year > ceiling_per_year
