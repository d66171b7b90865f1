"""The position of a loan on a day, from its schedule and the payments up to then."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from coop_app.dates import add_months
from coop_app.loans.rules.position.penalty import penalty_on
from coop_app.loans.rules.position.rows import Allocated, Piece, Row
from coop_app.loans.rules.products import PenaltyTerms
from coop_app.loans.rules.repayment import Part
from coop_app.money import ZERO, Money


class RowState(StrEnum):
    """How one instalment stands."""

    PAID = "paid"
    PART = "part"
    LATE = "late"
    OPEN = "open"
    #: belongs to the schedule before the loan was rescheduled
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Unpaid:
    """One instalment and what is unpaid of it; `late` when its due date is before the day."""

    row: Row
    principal: Money
    interest: Money
    penalty: Money
    #: interest that was waived when the loan was settled
    waived: Money
    is_late: bool
    penalty_paid: Money = ZERO

    @property
    def total(self) -> Money:
        """Everything unpaid of it."""
        return self.principal + self.interest + self.penalty

    @property
    def paid(self) -> Money:
        """Principal and interest paid of it."""
        return self.row.total - self.principal - self.interest - self.waived

    @property
    def is_open(self) -> bool:
        """Whether principal or interest is unpaid."""
        return bool(self.principal or self.interest)

    @property
    def state(self) -> RowState:
        """For the mark beside the row."""
        if self.row.is_closed:
            return RowState.CLOSED
        if not self.is_open:
            return RowState.PAID
        if self.is_late:
            return RowState.LATE
        return RowState.PART if self.paid else RowState.OPEN


@dataclass(frozen=True, slots=True)
class Position:
    """Where a loan stands at the end of `day`.

    Arrears are instalments that were due before the day; the running instalment is the first one
    that is due on the day or later, also before it is due. What comes after it is not owed yet.
    Months of arrears are months begun since the oldest unpaid due date (cases L15).
    """

    day: date
    rows: tuple[Unpaid, ...]
    #: the running instalment, paid or not
    running: Unpaid | None
    owed: Mapping[Part, Money]
    principal_left: Money
    #: all unpaid interest, also of instalments not due yet
    interest_left: Money
    days_late: int
    principal_arrears_months: int
    interest_arrears_months: int

    @property
    def total_owed(self) -> Money:
        """What a payment of this day is applied to."""
        return Money(sum(self.owed.values()))

    @property
    def arrears(self) -> Money:
        """Principal and interest that should have been paid before the day."""
        return self.owed[Part.PRINCIPAL_ARREARS] + self.owed[Part.INTEREST_ARREARS]

    @property
    def penalty(self) -> Money:
        """Penalty that was not paid yet."""
        return self.owed[Part.PENALTY]

    @property
    def next_row(self) -> Unpaid | None:
        """The first instalment due on the day or later of which something is unpaid."""
        return next((row for row in self.rows if row.is_open and not row.is_late), None)

    @property
    def is_settled(self) -> bool:
        """Whether nothing at all is left."""
        return not (self.principal_left or self.interest_left or self.penalty)

    def due_until(self, last: date) -> Money:
        """Principal and interest unpaid of instalments due up to and with a day."""
        found = (row for row in self.rows if row.row.due <= last)
        return Money(sum(row.principal + row.interest for row in found))


def position_on(
    rows: Sequence[Row], allocated: Iterable[Allocated], penalty: PenaltyTerms, day: date
) -> Position:
    """The position at the end of a day; allocations of later days are left out.

    `rows` are those of the schedule in force on the day, in order of their numbers.
    """
    mine: dict[int, list[Allocated]] = defaultdict(list)
    for one in allocated:
        if one.on <= day:
            mine[one.number].append(one)
    unpaid = tuple(_unpaid(row, mine[row.number], penalty, day) for row in rows)
    running = next((one for one in unpaid if not one.is_late and not one.row.is_closed), None)
    return Position(
        day, unpaid, running, _owed(unpaid, running),
        _sum(one.principal for one in unpaid), _sum(one.interest for one in unpaid),
        _days_late(unpaid, day),
        _months([one.row.due for one in unpaid if one.is_late and one.principal], day),
        _months([one.row.due for one in unpaid if one.is_late and one.interest], day),
    )  # fmt: skip


def _sum(amounts: Iterable[Money]) -> Money:
    return Money(sum(amounts))


def _unpaid(row: Row, allocated: Sequence[Allocated], terms: PenaltyTerms, day: date) -> Unpaid:
    paid: dict[Piece, Money] = defaultdict(lambda: ZERO)
    for one in allocated:
        paid[one.piece] += one.amount
    cost = penalty_on(row, allocated, terms, day)
    return Unpaid(
        row,
        row.principal - paid[Piece.PRINCIPAL],
        row.interest - paid[Piece.INTEREST] - paid[Piece.WAIVED],
        Money(max(0, cost - paid[Piece.PENALTY])),
        paid[Piece.WAIVED],
        row.due < day and not row.is_closed,
        paid[Piece.PENALTY],
    )


def _owed(rows: Sequence[Unpaid], running: Unpaid | None) -> dict[Part, Money]:
    late = [one for one in rows if one.is_late]
    return {
        Part.PENALTY: _sum(one.penalty for one in rows),
        Part.INTEREST_ARREARS: _sum(one.interest for one in late),
        Part.INTEREST: running.interest if running else ZERO,
        Part.PRINCIPAL_ARREARS: _sum(one.principal for one in late),
        Part.PRINCIPAL: running.principal if running else ZERO,
    }


def _days_late(rows: Sequence[Unpaid], day: date) -> int:
    due = [one.row.due for one in rows if one.is_late and one.is_open]
    return (day - min(due)).days if due else 0


def _months(due: Sequence[date], day: date) -> int:
    if not due:
        return 0
    oldest, months = min(due), 0
    while add_months(oldest, months) < day:
        months += 1
    return months
