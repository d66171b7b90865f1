"""Monthly dues: what each month costs, which months a payment covers, what is left open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from coop_app.dates import Month
from coop_app.money import ZERO, Money, rupiah
from coop_app.refusal import N_, Refused

#: nobody pays dues further ahead than this
FURTHEST_AHEAD = 120


class MonthAlreadyPaid(Refused):
    """The same month is never paid twice."""

    message = N_("%(months)s was already paid. Take that month out.")
    field = "months"


class MonthNotOwed(Refused):
    """Before joining, or in a month without dues, nothing is owed."""

    message = N_("No dues are owed for %(months)s. Take that month out.")
    field = "months"


class WrongDuesAmount(Refused):
    """The amount and the chosen months do not fit."""

    message = N_("The chosen months cost %(open)s. Correct the amount or the months.")
    field = "amount"


class TooFarAhead(Refused):
    """Dues are not taken for a time so far away."""

    message = N_("This would pay dues through %(month)s. Check the amount.")
    field = "amount"


class NoDuesSet(Refused):
    """Nobody has decided what a month costs."""

    message = N_("No monthly dues are set yet. Enter the amount under savings products.")
    field = "amount"


@dataclass(frozen=True, slots=True, order=True)
class Term:
    """From this month on, dues are so much (decided by the annual meeting)."""

    start: Month
    amount: Money


@dataclass(frozen=True, slots=True)
class Share:
    """The part of a payment that goes to one month."""

    month: Month
    amount: Money


@dataclass(frozen=True, slots=True)
class MonthState:
    """What one month costs and what was paid for it."""

    month: Month
    due: Money
    paid: Money

    @property
    def open(self) -> Money:
        """What is still missing."""
        if not self.paid:
            return self.due
        return self.due - self.paid if self.paid < self.due else ZERO

    @property
    def is_partial(self) -> bool:
        """Begun but not finished."""
        return 0 < self.paid < self.due


@dataclass(frozen=True, slots=True)
class Calendar:
    """What decides a member's dues: the dated amounts and the first and last month owed."""

    terms: tuple[Term, ...]
    joined: Month
    left: Month | None = None

    def due(self, month: Month) -> Money:
        """What a month costs this member, in rupiah."""
        if month < self.joined or (self.left is not None and month > self.left):
            return ZERO
        held: Term | None = None
        for term in self.terms:  # a plain loop: a grid asks this for every member and month
            if term.start <= month and (held is None or term > held):
                held = term
        return held.amount if held else ZERO


@dataclass(frozen=True, slots=True)
class Standing:
    """A member's dues on a day: every month since joining and what was paid ahead."""

    on: Month
    months: tuple[MonthState, ...]
    #: the months in arrears, oldest first
    unpaid: tuple[MonthState, ...]

    @property
    def arrears(self) -> Money:
        """Rupiah missing for months that are due."""
        return Money(sum(int(state.open) for state in self.unpaid))

    @property
    def arrears_months(self) -> int:
        """Months due and not fully paid; never guessed from the last payment."""
        return len(self.unpaid)

    @property
    def prepaid(self) -> Money:
        """Rupiah paid for months that are not due yet."""
        return Money(sum(int(state.paid) for state in self.months if state.month > self.on))

    @property
    def prepaid_months(self) -> int:
        """Months fully paid ahead."""
        return sum(1 for s in self.months if s.month > self.on and s.due and not s.open)


def standing(calendar: Calendar, paid: Mapping[Month, Money], on: date) -> Standing:
    """Every month since joining through the day's month, and any paid ahead.

    A month is due on its first day (interfaces.md), the month of joining included.
    """
    now = Month.of(on)
    last = max([now, *paid]) if paid else now
    first = min([calendar.joined, *paid]) if paid else calendar.joined
    states = [
        MonthState(month, calendar.due(month), paid.get(month, ZERO)) for month in first.until(last)
    ]
    known = tuple(state for state in states if state.due or state.paid)
    # nothing after the day's month counts as unpaid; asked for once, used by every figure
    return Standing(now, known, tuple(s for s in known if s.open and s.month <= now))


def allocate(
    amount: Money,
    calendar: Calendar,
    paid: Mapping[Month, Money],
    months: Sequence[Month] | None = None,
) -> tuple[Share, ...]:
    """Which months a payment covers, oldest first; the shares add up to the amount.

    Named months are paid and no others; without names the oldest unpaid month comes first, then
    the months ahead (interfaces.md, dues). Raises `MonthAlreadyPaid`, `MonthNotOwed`,
    `WrongDuesAmount`, `TooFarAhead`, `NoDuesSet`.
    """
    if months:
        return _to_named(amount, calendar, paid, sorted(set(months)))
    return _to_oldest(amount, calendar, paid)


def cost(months: Sequence[Month], calendar: Calendar, paid: Mapping[Month, Money]) -> Money:
    """What the named months still cost, in rupiah. Raises `MonthAlreadyPaid`, `MonthNotOwed`."""
    return Money(sum(int(state.open) for state in _named(calendar, paid, sorted(set(months)))))


def check_covers(shares: Sequence[Share], months: Sequence[Month], open_sum: Money) -> None:
    """Every chosen month gets something, otherwise the receipt would lie. Raises `WrongDuesAmount`."""
    if len(shares) < len(set(months)):
        raise WrongDuesAmount(open=rupiah(open_sum))


def _named(
    calendar: Calendar, paid: Mapping[Month, Money], months: Sequence[Month]
) -> list[MonthState]:
    states = [MonthState(m, calendar.due(m), Money(paid.get(m, ZERO))) for m in months]
    if not_owed := [state.month for state in states if not state.due]:
        raise MonthNotOwed(months=_listed(not_owed))
    if already := [state.month for state in states if not state.open]:
        raise MonthAlreadyPaid(months=_listed(already))
    return states


def _to_named(
    amount: Money, calendar: Calendar, paid: Mapping[Month, Money], months: Sequence[Month]
) -> tuple[Share, ...]:
    states = _named(calendar, paid, months)
    total = Money(sum(int(state.open) for state in states))
    if amount > total or amount <= 0:
        raise WrongDuesAmount(open=rupiah(total))
    return _fill(amount, states)


def _to_oldest(amount: Money, calendar: Calendar, paid: Mapping[Month, Money]) -> tuple[Share, ...]:
    if amount <= 0 or not any(term.amount for term in calendar.terms):
        raise WrongDuesAmount(open=rupiah(0)) if calendar.terms else NoDuesSet
    month = max(calendar.joined, min(calendar.terms).start)
    furthest = max([month, *paid]).plus(FURTHEST_AHEAD)
    states: list[MonthState] = []
    covered = ZERO
    while covered < amount:
        if month > furthest:
            raise TooFarAhead(month=furthest.name)
        states.append(MonthState(month, calendar.due(month), Money(paid.get(month, ZERO))))
        covered += states[-1].open
        month = month.next()
    return _fill(amount, states)


def _fill(amount: Money, states: Sequence[MonthState]) -> tuple[Share, ...]:
    shares, left = [], amount
    for state in states:
        part = Money(min(state.open, left))
        if part:
            shares.append(Share(state.month, part))
        left -= part
    return tuple(shares)


def _listed(months: Sequence[Month]) -> str:
    return ", ".join(month.name for month in months)


def merged(months: Sequence[Month]) -> list[tuple[Month, Month]]:
    """Consecutive months as spans, so that a receipt can say `Juni–Desember 2025`."""
    spans: list[tuple[Month, Month]] = []
    for month in sorted(set(months)):
        if spans and spans[-1][1].next() == month:
            spans[-1] = (spans[-1][0], month)
        else:
            spans.append((month, month))
    return spans
