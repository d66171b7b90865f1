"""What a time deposit pays on a day, line by line: interest due, maturity, early break."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from coop_app.dates import Month
from coop_app.money import ZERO, Money
from coop_app.refusal import N_, Refused
from coop_app.savings.rules.deposits.terms import (
    AtMaturity,
    BreakRule,
    Counting,
    DepositRate,
    Payout,
    Term,
)
from coop_app.savings.rules.interest.terms import MILLE

_HUNDRED = 100 * MILLE


class NotYetMature(Refused):
    """The term is not over."""

    message = N_("This deposit matures on %(on)s. Before that it can only be broken.")
    field = "on"


class AlreadyMature(Refused):
    """After the last day there is nothing to break."""

    message = N_("This deposit matured on %(on)s. Pay it out or extend it.")
    field = "on"


class BeforeBeginning(Refused):
    """Nothing happens to a deposit before it exists."""

    message = N_("The deposit or its last paper is of %(on)s. Choose that day or a later one.")
    field = "on"


class NothingDue(Refused):
    """No month's interest is waiting."""

    message = N_("No interest of this deposit is due on that day. The next is due on %(on)s.")
    field = "on"


class DepositEnded(Refused):
    """It was paid out."""

    message = N_("This deposit was paid out already.")


class Step(StrEnum):
    """What a line of the calculation is about."""

    PRINCIPAL = "principal"
    INTEREST = "interest"
    RUNNING = "running"
    FORFEITED = "forfeited"
    PENALTY = "penalty"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a calculation; `counts` says whether it changes what is paid."""

    step: Step
    start: date
    end: date
    amount: Money
    counts: bool = True

    @property
    def month(self) -> Month:
        """The month the interest belongs to for the tax: that in which it falls due."""
        return Month.of(self.end)

    @property
    def days(self) -> int:
        """Days between the two."""
        return (self.end - self.start).days


@dataclass(frozen=True, slots=True)
class Deposit:
    """A deposit as it stands: its money, its running term, how many months of it are paid."""

    principal: Money
    term: Term
    paid_months: int
    payout: Payout
    at_maturity: AtMaturity
    #: the day of the newest paper
    last_on: date
    ended: bool = False


@dataclass(frozen=True, slots=True)
class Settlement:
    """What an act pays before tax, and every line of how it came about."""

    lines: tuple[Line, ...]
    #: months of the term that are settled afterwards
    paid_months: int

    @property
    def interest(self) -> Money:
        """Interest that is paid."""
        return self._sum(Step.INTEREST, Step.RUNNING)

    @property
    def penalty(self) -> Money:
        """What a break costs."""
        return self._sum(Step.PENALTY)

    @property
    def principal(self) -> Money:
        """The member's own money."""
        return self._sum(Step.PRINCIPAL)

    @property
    def shares(self) -> tuple[tuple[Month, Money], ...]:
        """Interest by the month it falls due in; the law tests each month by itself."""
        months: dict[Month, Money] = {}
        for line in self.lines:
            if line.counts and line.step in (Step.INTEREST, Step.RUNNING) and line.amount:
                months[line.month] = months.get(line.month, ZERO) + line.amount
        return tuple(sorted(months.items()))

    def _sum(self, *steps: Step) -> Money:
        return sum((x.amount for x in self.lines if x.counts and x.step in steps), ZERO)


def _months(deposit: Deposit, through: int) -> list[Line]:
    term = deposit.term
    return [
        Line(
            Step.INTEREST, term.due(n - 1), term.due(n), term.interest(deposit.principal, n)
        )
        for n in range(deposit.paid_months + 1, through + 1)
    ]  # fmt: skip


def _check_open(deposit: Deposit, on: date) -> None:
    if deposit.ended:
        raise DepositEnded
    if on < deposit.last_on:
        raise BeforeBeginning(on=deposit.last_on)


def due_months(deposit: Deposit, on: date) -> int:
    """How many months of interest wait to be paid; the last one comes with the maturity."""
    if deposit.ended or deposit.payout is Payout.MATURITY:
        return 0
    over = min(deposit.term.full_months(on), deposit.term.months - 1)
    return max(over - deposit.paid_months, 0)


def monthly(deposit: Deposit, on: date) -> Settlement:
    """The months of interest that fell due. Raises `DepositEnded`, `BeforeBeginning`, `NothingDue`."""
    _check_open(deposit, on)
    count = due_months(deposit, on)
    if not count:
        next_month = min(deposit.paid_months + 1, deposit.term.months)
        late = deposit.payout is Payout.MATURITY
        raise NothingDue(on=deposit.term.ends_on if late else deposit.term.due(next_month))
    through = deposit.paid_months + count
    return Settlement(tuple(_months(deposit, through)), through)


def maturity(deposit: Deposit, on: date) -> Settlement:
    """The principal and all interest not paid yet; after maturity nothing more is earned.

    Raises `DepositEnded`, `BeforeBeginning`, `NotYetMature`.
    """
    _check_open(deposit, on)
    term = deposit.term
    if on < term.ends_on:
        raise NotYetMature(on=term.ends_on)
    own = Line(Step.PRINCIPAL, term.begins_on, term.ends_on, deposit.principal)
    return Settlement((own, *_months(deposit, term.months)), term.months)


def early_break(deposit: Deposit, on: date, rule: DepositRate) -> Settlement:
    """The principal, the interest the rule leaves, and what it takes.

    `running`: the unfinished month earns nothing. `unpaid`: all interest not paid out is lost.
    `percent`: the days are paid and a percentage of the principal is cut.
    Raises `DepositEnded`, `BeforeBeginning`, `AlreadyMature`.
    """
    _check_open(deposit, on)
    term = deposit.term
    if on >= term.ends_on:
        raise AlreadyMature(on=term.ends_on)
    done = max(term.full_months(on), deposit.paid_months)
    lines = [Line(Step.PRINCIPAL, term.begins_on, on, deposit.principal)]
    months = _months(deposit, done)
    running = Line(
        Step.RUNNING, term.due(done), on, term.running_interest(deposit.principal, on)
    )  # fmt: skip
    if rule.break_rule is BreakRule.UNPAID:
        lines += [_lost(line) for line in (*months, running)]
    elif rule.break_rule is BreakRule.RUNNING:
        lines += [*months, _lost(running)]
    else:
        cut = Money(_share(deposit.principal, rule.break_mille))
        lines += [*months, running, Line(Step.PENALTY, on, on, cut)]
    return Settlement(tuple(line for line in lines if line.amount), done)


def _lost(line: Line) -> Line:
    return Line(Step.FORFEITED, line.start, line.end, line.amount, counts=False)


def _share(principal: Money, mille: int) -> int:
    """A percentage of the principal, half-up; never more than all of it."""
    return min((2 * int(principal) * mille + _HUNDRED) // (2 * _HUNDRED), int(principal))


def counting_words(counting: Counting) -> str:
    """How a month is counted, as a sentence for the certificate."""
    return {
        Counting.MONTH: N_("one twelfth of the yearly rate each month"),
        Counting.DAYS_365: N_("by days, the year of 365 days"),
        Counting.DAYS_360: N_("by days, the year of 360 days"),
    }[counting]
