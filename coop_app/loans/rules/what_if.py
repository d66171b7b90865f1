"""What paying more would change: months and interest, by the rules the loan itself follows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from coop_app.loans.rules.position import Allocated, Piece, Position, Unpaid, position_on, quote_of
from coop_app.loans.rules.products import PenaltyTerms
from coop_app.loans.rules.rate import Method, Rate
from coop_app.loans.rules.schedule import RoundingTooCoarse, Schedule, Terms, schedule_of
from coop_app.loans.rules.settlement import Rule
from coop_app.money import ZERO, Money
from coop_app.refusal import N_, Refused


class NothingMore(Refused):
    """Then everything stays as agreed."""

    message = N_("Write how much more you can pay.")
    field = "extra"


class MoreIsNegative(Refused):
    """Nobody pays less than nothing more."""

    message = N_("Write an amount above zero.")
    field = "extra"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What the borrower could do: so much more each month, so much once now; rupiah.

    Raises `NothingMore`, `MoreIsNegative`.
    """

    extra: Money = ZERO
    lump: Money = ZERO

    def __post_init__(self) -> None:
        if self.extra < 0 or self.lump < 0:
            raise MoreIsNegative
        if not (self.extra or self.lump):
            raise NothingMore


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How a plan ends; what is late is paid first and not counted here."""

    #: instalment days still to come, as agreed and with the plan; zero when the loan ends today
    months_before: int
    months: int
    #: interest still to pay, as agreed and with the plan
    interest_before: Money
    interest: Money
    #: the day of the last payment
    ends_on: date

    @property
    def months_saved(self) -> int:
        """How much earlier the loan is over."""
        return self.months_before - self.months

    @property
    def interest_saved(self) -> Money:
        """What need not be paid."""
        return self.interest_before - self.interest


def set_aside(position: Position, rule: Rule, plan: Plan) -> Outcome:
    """Lay the money aside and settle the loan early as soon as it is enough.

    Holds for every loan: what settling costs on each day is `quote_of`, so flat interest falls only
    as far as the settlement rule says.
    """
    ahead = _ahead(position)
    before = _interest(ahead)
    if plan.lump >= quote_of(_after(position, 0), rule).total:
        return _outcome(ahead, 0, _asked(_after(position, 0), rule), position.day)
    for paid, row in enumerate(ahead):
        later = _after(position, paid, on=row.row.due)
        # the day's own instalment is part of the quote, and its money is at hand
        purse = plan.lump + plan.extra * (paid + 1) + row.principal + row.interest
        if purse >= quote_of(later, rule).total:
            interest = _interest(ahead[:paid]) + _asked(later, rule)
            return _outcome(ahead, paid + 1, interest, row.row.due)
    return _outcome(ahead, len(ahead), before, ahead[-1].row.due if ahead else position.day)


def new_schedule(position: Position, rate: Rate, unit: int, plan: Plan) -> Outcome | None:
    """Pay principal with it and agree on a shorter schedule, from the second next instalment on.

    The shortest schedule whose instalments are not above the present ones and `extra`; None for flat
    loans, whose interest is not taken from what is left.
    """
    ahead = _ahead(position)
    if rate.method is Method.FLAT or not ahead:
        return None
    first, budget = ahead[0], max(row.principal + row.interest for row in ahead) + plan.extra
    left = Money(sum(row.principal for row in ahead[1:])) - plan.lump - plan.extra
    if left <= 0:
        return _outcome(ahead, 1, first.interest, first.row.due)
    best = _outcome(ahead, len(ahead), _interest(ahead), ahead[-1].row.due)
    for months in range(1, len(ahead) - 1):
        made = _schedule(left, rate, months, (first.row.due, ahead[1].row.due, unit))
        if made and max(row.total for row in made.instalments) <= budget:
            interest = first.interest + made.total_interest
            ends_on = made.instalments[-1].due
            return min(
                best, _outcome(ahead, months + 1, interest, ends_on), key=lambda one: one.interest
            )
    return best


def _schedule(
    left: Money, rate: Rate, months: int, when: tuple[date, date, int]
) -> Schedule | None:
    starts, first_due, unit = when
    terms = Terms(
        principal=left, rate=rate, months=months, disbursed_on=starts, first_due=first_due,
        rounding_unit=unit,
    )  # fmt: skip
    try:
        return schedule_of(terms)
    except RoundingTooCoarse:
        return None


def _ahead(position: Position) -> list[Unpaid]:
    """Instalments that are not late and not fully paid."""
    return [row for row in position.rows if row.is_open and not row.is_late]


def _interest(rows: Sequence[Unpaid]) -> Money:
    return Money(sum(row.interest for row in rows))


def _asked(position: Position, rule: Rule) -> Money:
    return quote_of(position, rule).interest


def _after(position: Position, paid: int, *, on: date | None = None) -> Position:
    """The position on a later day, with what is late and so many instalments ahead paid."""
    done = {row.row.number for row in _ahead(position)[:paid]}
    allocated: list[Allocated] = []
    for row in position.rows:
        allocated += _paid(row, position.day, whole=row.is_late or row.row.number in done)
    rows = [row.row for row in position.rows]
    return position_on(rows, allocated, PenaltyTerms(), on or position.day)


def _paid(row: Unpaid, day: date, *, whole: bool) -> Iterator[Allocated]:
    """What was paid of an instalment, or all of it."""
    principal = row.row.principal - (ZERO if whole else row.principal)
    interest = row.row.interest - row.waived - (ZERO if whole else row.interest)
    amounts = ((Piece.PRINCIPAL, principal), (Piece.INTEREST, interest), (Piece.WAIVED, row.waived))
    for piece, amount in amounts:
        yield Allocated(day, row.row.number, piece, amount)
    yield Allocated(day, row.row.number, Piece.PENALTY, row.row.carried)


def _outcome(ahead: Sequence[Unpaid], months: int, interest: Money, ends_on: date) -> Outcome:
    return Outcome(
        months_before=len(ahead), months=months, interest_before=_interest(ahead),
        interest=interest, ends_on=ends_on,
    )  # fmt: skip
