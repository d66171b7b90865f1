"""How likely a loan comes back: the cooperative rule's four classes (domain.md 3.5)."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class LoanClass(StrEnum):
    """Lancar, dalam perhatian (only where days are counted), kurang lancar, diragukan, macet."""

    CURRENT = "current"
    SPECIAL_MENTION = "special_mention"
    SUBSTANDARD = "substandard"
    DOUBTFUL = "doubtful"
    LOSS = "loss"


#: a doubtful loan that nobody rescued for so long is lost
LONGEST_DOUBTFUL_MONTHS = 21
#: collateral in percent of the debt that keeps a loan doubtful, if it can or cannot be rescued
COLLATERAL_IF_RESCUABLE, COLLATERAL_OTHERWISE = 75, 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is known about a loan; `instalment_period_months` None means one payment at the end.

    Then `principal_arrears_months` counts from the day the loan was due.
    """

    instalment_period_months: Decimal | None
    principal_arrears_months: Decimal
    interest_arrears_months: Decimal = Decimal(0)
    collateral_percent: Decimal = Decimal(0)
    rescuable: bool = False
    months_doubtful: Decimal = Decimal(0)


def class_of(standing: Standing) -> LoanClass:
    """The worse of what the arrears of principal and of interest say (cases L15)."""
    bounds = (
        (standing.principal_arrears_months, _principal_bounds(standing.instalment_period_months)),
        (standing.interest_arrears_months, _interest_bounds(standing.instalment_period_months)),
    )
    if all(months <= current for months, (current, _) in bounds):
        return LoanClass.CURRENT
    if all(months <= substandard for months, (_, substandard) in bounds):
        return LoanClass.SUBSTANDARD
    if standing.months_doubtful >= LONGEST_DOUBTFUL_MONTHS or not _is_secured(standing):
        return LoanClass.LOSS
    return LoanClass.DOUBTFUL


def _principal_bounds(period: Decimal | None) -> tuple[int, int]:
    """Arrears up to the first are current, up to the second substandard."""
    if period is None:
        return 0, 3
    if period < 1:
        return 1, 2
    # periods of four or five months are not named; the shorter bounds warn earlier
    return (3, 6) if period < 6 else (6, 12)


def _interest_bounds(period: Decimal | None) -> tuple[int, int]:
    return (1, 3) if period is not None and period < 1 else (3, 6)


def _is_secured(standing: Standing) -> bool:
    wanted = COLLATERAL_IF_RESCUABLE if standing.rescuable else COLLATERAL_OTHERWISE
    return standing.collateral_percent >= wanted
