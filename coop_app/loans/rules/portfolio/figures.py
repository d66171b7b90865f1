"""Figures over many loans: ageing, portfolio at risk, non-performing loans (domain.md 3.5)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from coop_app.loans.rules.collectability import LoanClass
from coop_app.loans.rules.portfolio.judging import CLASSES, PROBLEM
from coop_app.money import ZERO, Money, half_up

#: more than so many days late
AT_RISK = (30, 60, 90)


@dataclass(frozen=True, slots=True)
class Bucket:
    """Loans late by `first` to `last` days; no `last` means any longer."""

    key: str
    first: int
    last: int | None

    def holds(self, days: int) -> bool:
        """Whether a loan so many days late belongs here."""
        return self.first <= days and (self.last is None or days <= self.last)


#: whole and without overlap, so that they add up to the loan book
BUCKETS = (
    Bucket("0", 0, 0),
    Bucket("1-30", 1, 30),
    Bucket("31-60", 31, 60),
    Bucket("61-90", 61, 90),
    Bucket("91-180", 91, 180),
    Bucket("181", 181, None),
)


@dataclass(frozen=True, slots=True)
class Exposure:
    """A loan as these figures see it: its class, days late and principal left."""

    loan_class: LoanClass
    days_late: int
    principal: Money


@dataclass(frozen=True, slots=True)
class Part:
    """So many loans with so much principal, and their share of the whole in hundredths of a percent."""

    count: int
    principal: Money
    share: int


def share_of(part: int, whole: int) -> int:
    """Hundredths of a percent, half-up; nothing of nothing is nothing."""
    return half_up(Fraction(part * 10_000, whole)) if whole else 0


def _part(chosen: Sequence[Exposure], whole: Money) -> Part:
    principal = total(chosen)
    return Part(len(chosen), principal, share_of(principal, whole))


def total(loans: Iterable[Exposure]) -> Money:
    """The principal of all of them: the loan book."""
    return sum((loan.principal for loan in loans), ZERO)


def ageing(loans: Sequence[Exposure]) -> dict[Bucket, Part]:
    """Every bucket with its loans; together they are the loan book."""
    whole = total(loans)
    return {
        bucket: _part([loan for loan in loans if bucket.holds(loan.days_late)], whole)
        for bucket in BUCKETS
    }


def by_class(loans: Sequence[Exposure]) -> dict[LoanClass, Part]:
    """Every class with its loans; together they are the loan book."""
    whole = total(loans)
    return {
        each: _part([loan for loan in loans if loan.loan_class is each], whole) for each in CLASSES
    }


def at_risk(loans: Sequence[Exposure], days: int) -> Part:
    """PAR: the whole principal of loans more than so many days late."""
    return _part([loan for loan in loans if loan.days_late > days], total(loans))


def problem(loans: Sequence[Exposure]) -> Part:
    """NPL: kurang lancar, diragukan and macet, over all loans."""
    return _part([loan for loan in loans if loan.loan_class in PROBLEM], total(loans))


def npl_score(share: int) -> int:
    """The health score of a share of problem loans in hundredths of a percent (cases G4, source S37)."""
    return 4 - sum(share > bound for bound in (500, 1000, 1500))
