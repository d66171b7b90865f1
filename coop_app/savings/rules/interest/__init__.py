"""Interest on savings: what a period earns, dated rates, what a month still has to be paid, tax."""

from coop_app.savings.rules.interest.calculation import DAY_BASES as DAY_BASES
from coop_app.savings.rules.interest.calculation import BalanceBelowZero as BalanceBelowZero
from coop_app.savings.rules.interest.calculation import DayBasisUnknown as DayBasisUnknown
from coop_app.savings.rules.interest.calculation import Earned as Earned
from coop_app.savings.rules.interest.calculation import Method as Method
from coop_app.savings.rules.interest.calculation import (
    MovementOutsidePeriod as MovementOutsidePeriod,
)
from coop_app.savings.rules.interest.calculation import PeriodReversed as PeriodReversed
from coop_app.savings.rules.interest.calculation import Rates as Rates
from coop_app.savings.rules.interest.calculation import Span as Span
from coop_app.savings.rules.interest.calculation import Tax as Tax
from coop_app.savings.rules.interest.calculation import Tier as Tier
from coop_app.savings.rules.interest.calculation import TiersUnordered as TiersUnordered
from coop_app.savings.rules.interest.calculation import earned as earned
from coop_app.savings.rules.interest.calculation import exact_interest as exact_interest
from coop_app.savings.rules.interest.calculation import months_of as months_of
from coop_app.savings.rules.interest.calculation import spans as spans
from coop_app.savings.rules.interest.month import NOTHING as NOTHING
from coop_app.savings.rules.interest.month import Difference as Difference
from coop_app.savings.rules.interest.month import Earning as Earning
from coop_app.savings.rules.interest.month import Paid as Paid
from coop_app.savings.rules.interest.month import Standing as Standing
from coop_app.savings.rules.interest.month import difference as difference
from coop_app.savings.rules.interest.month import earning as earning
from coop_app.savings.rules.interest.terms import METHOD_NAMES as METHOD_NAMES
from coop_app.savings.rules.interest.terms import AboveCap as AboveCap
from coop_app.savings.rules.interest.terms import MonthNotOver as MonthNotOver
from coop_app.savings.rules.interest.terms import NewRate as NewRate
from coop_app.savings.rules.interest.terms import NoRate as NoRate
from coop_app.savings.rules.interest.terms import RateTier as RateTier
from coop_app.savings.rules.interest.terms import RateTooEarly as RateTooEarly
from coop_app.savings.rules.interest.terms import RateUnclear as RateUnclear
from coop_app.savings.rules.interest.terms import Terms as Terms
