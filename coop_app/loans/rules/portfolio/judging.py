"""The class of a loan and why: the cooperative rule by months, or a bank's by days (domain.md 3.5)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from coop_app.dates import Month
from coop_app.loans.rules.collectability import LoanClass, Standing, class_of
from coop_app.loans.rules.products import Judging
from coop_app.refusal import N_, Refused

#: best first; the order in which tables show them
CLASSES = tuple(LoanClass)
#: what a health score counts as problem loans
PROBLEM = frozenset({LoanClass.SUBSTANDARD, LoanClass.DOUBTFUL, LoanClass.LOSS})
_LONG_LATE = frozenset({LoanClass.DOUBTFUL, LoanClass.LOSS})
#: the last day of lancar, dalam perhatian, kurang lancar and diragukan (source S35 of domain.md)
USUAL_DAYS = (30, 90, 120, 180)


class DaysNotRising(Refused):
    """Each class begins where the one before ends."""

    message = N_("Write four rising numbers of days, for example 30, 90, 120, 180.")
    field = "days"


class Why(StrEnum):
    """What decided; the words are the page's business."""

    NOTHING_LATE = "nothing_late"
    LATE = "late"
    COLLATERAL = "collateral"
    NO_COLLATERAL = "no_collateral"
    LONG_DOUBTFUL = "long_doubtful"
    KEPT = "kept"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A rescheduled loan keeps its class until so many instalments of the new schedule are paid."""

    loan_class: LoanClass
    paid: int
    needed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanFacts:
    """What is known about a loan on the day it is judged; months as in `collectability.Standing`."""

    days_late: int
    principal_arrears_months: Decimal
    interest_arrears_months: Decimal
    instalment_period_months: Decimal | None = Decimal(1)
    collateral_percent: Decimal = Decimal(0)
    rescuable: bool = False
    months_doubtful: int = 0
    kept: Kept | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """The class, and the facts that decided it: (reason, its figures)."""

    loan_class: LoanClass
    why: tuple[tuple[Why, Mapping[str, str]], ...]


@dataclass(frozen=True, slots=True)
class Ruler:
    """Which of the two rival rules a loan is judged by, and the last days of the classes by days.

    Raises `DaysNotRising`.
    """

    rule: Judging = Judging.COOPERATIVE
    days: tuple[int, ...] = USUAL_DAYS

    def __post_init__(self) -> None:
        rising = all(one < other for one, other in zip(self.days, self.days[1:], strict=False))
        if len(self.days) != len(USUAL_DAYS) or self.days[0] < 0 or not rising:
            raise DaysNotRising


def worse(one: LoanClass, other: LoanClass) -> LoanClass:
    """The worse of two classes."""
    return max(one, other, key=CLASSES.index)


def judge(facts: LoanFacts, ruler: Ruler) -> Judgement:
    """The class of a loan and why (cases L15)."""
    found = _by_days(facts, ruler.days) if ruler.rule is Judging.DAYS else _by_months(facts)
    kept = facts.kept
    if (
        kept is None
        or kept.paid >= kept.needed
        or worse(found.loan_class, kept.loan_class) == (found.loan_class)
    ):
        return found
    reason = {"kept": kept.loan_class.value, "paid": str(kept.paid), "needed": str(kept.needed)}
    return Judgement(kept.loan_class, (*found.why, (Why.KEPT, reason)))


def months_doubtful(history: Mapping[Month, LoanClass], month: Month) -> int:
    """For how many months before this one a loan has been doubtful or worse without a break."""
    count = 0
    while history.get(month.plus(-1 - count)) in _LONG_LATE:
        count += 1
    return count


def _late(facts: LoanFacts) -> tuple[Why, dict[str, str]]:
    months = max(facts.principal_arrears_months, facts.interest_arrears_months)
    if not facts.days_late and not months:
        return Why.NOTHING_LATE, {}
    return Why.LATE, {"days": str(facts.days_late), "months": str(months)}


def _by_days(facts: LoanFacts, days: tuple[int, ...]) -> Judgement:
    step = sum(facts.days_late > last for last in days)
    return Judgement(CLASSES[step], (_late(facts),))


def _by_months(facts: LoanFacts) -> Judgement:
    found = class_of(
        Standing(
            instalment_period_months=facts.instalment_period_months,
            principal_arrears_months=facts.principal_arrears_months,
            interest_arrears_months=facts.interest_arrears_months,
            collateral_percent=facts.collateral_percent,
            rescuable=facts.rescuable,
            months_doubtful=Decimal(facts.months_doubtful),
        )
    )
    why = [_late(facts)]
    if found in _LONG_LATE:
        why.append(_after_long_arrears(facts, found))
    return Judgement(found, tuple(why))


def _after_long_arrears(facts: LoanFacts, found: LoanClass) -> tuple[Why, dict[str, str]]:
    covered = {"percent": f"{facts.collateral_percent.normalize():f}"}
    if found is LoanClass.DOUBTFUL:
        return Why.COLLATERAL, covered
    without_time = class_of(
        Standing(
            instalment_period_months=facts.instalment_period_months,
            principal_arrears_months=facts.principal_arrears_months,
            interest_arrears_months=facts.interest_arrears_months,
            collateral_percent=facts.collateral_percent,
            rescuable=facts.rescuable,
        )
    )
    if without_time is LoanClass.DOUBTFUL:
        return Why.LONG_DOUBTFUL, {"months": str(facts.months_doubtful)}
    return Why.NO_COLLATERAL, covered
