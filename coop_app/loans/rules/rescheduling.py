"""A new schedule for what is left of a loan (domain.md 3.3): longer, another rate, new instalments."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from coop_app.loans.rules.position import Position, RowState
from coop_app.loans.rules.rate import Rate
from coop_app.loans.rules.repayment import Part
from coop_app.loans.rules.schedule import Instalment, Terms, schedule_of
from coop_app.money import ZERO, Money, split
from coop_app.refusal import N_, Refused


class Carry(StrEnum):
    """Where the unpaid interest of late instalments goes."""

    FIRST = "first"
    SPREAD = "spread"


class NothingLeft(Refused):
    """A loan without principal has nothing to be paid anew."""

    message = N_("Nothing is left of this loan to reschedule.")


class FirstDueTooEarly(Refused):
    """The new instalments begin after the day they are agreed."""

    message = N_("The first new instalment must be due after the day of the change.")
    field = "first_due"


class ReasonTooShort(Refused):
    """A change of what was agreed has a reason that others can read."""

    message = N_("Write why the loan is rescheduled, in at least a few words.")
    field = "reason"


_SHORTEST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Rescheduling:
    """What is agreed anew for a loan, from a day on."""

    loan_id: int
    on: date
    months: int
    rate: Rate
    first_due: date
    rounding_unit: int = 1
    carry: Carry = Carry.FIRST
    waives_penalty: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """The rows of the new version: what was paid on the old one, then the new instalments."""

    rows: tuple[Instalment, ...]
    first_number: int
    principal: Money
    #: unpaid interest of late instalments, now part of the new ones
    interest: Money
    #: unpaid penalty, owed with the first new instalment, or let go
    penalty: Money
    waived_penalty: Money
    #: interest that the old schedule would still have asked
    dropped_interest: Money

    @property
    def new_rows(self) -> tuple[Instalment, ...]:
        """The instalments that are still to be paid."""
        return tuple(row for row in self.rows if row.number >= self.first_number)

    @property
    def new_interest(self) -> Money:
        """All interest of the new instalments."""
        return sum((row.interest for row in self.new_rows), ZERO)


def plan_of(position: Position, asked: Rescheduling) -> Plan:
    """The new version of a schedule.

    Old instalments stay with what was paid on them, so that every payment keeps its row. Interest of
    late instalments is carried into the new ones, interest not due yet is dropped: the new rate takes
    its place. Raises `NothingLeft`, `FirstDueTooEarly`, `ReasonTooShort`, and as `schedule.schedule_of`.
    """
    if not position.principal_left:
        raise NothingLeft
    if asked.first_due <= asked.on:
        raise FirstDueTooEarly
    if len(asked.reason.strip()) < _SHORTEST:
        raise ReasonTooShort
    old, interest = _paid_rows(position), position.owed[Part.INTEREST_ARREARS]
    terms = Terms(
        principal=position.principal_left, rate=asked.rate, months=asked.months,
        disbursed_on=asked.on, first_due=asked.first_due, rounding_unit=asked.rounding_unit,
    )  # fmt: skip
    fresh = _carrying(schedule_of(terms).instalments, interest, asked.carry)
    first = len(old) + 1
    rows = [*old, *(replace(row, number=row.number + len(old)) for row in fresh)]
    penalty = ZERO if asked.waives_penalty else position.penalty
    return Plan(
        tuple(_with_balances(rows)), first, position.principal_left, interest, penalty,
        position.penalty - penalty, position.interest_left - interest,
    )  # fmt: skip


def _paid_rows(position: Position) -> list[Instalment]:
    """The old rows up to the last on which anything was paid."""
    paid = [
        number
        for number, row in enumerate(position.rows, 1)
        if row.paid or row.penalty_paid or row.waived or row.state is RowState.CLOSED
    ]
    return [
        Instalment(
            row.row.number, row.row.due, row.row.principal - row.principal,
            row.row.interest - row.interest, ZERO,
        )
        for row in position.rows[: max(paid, default=0)]
    ]  # fmt: skip


def _carrying(rows: Sequence[Instalment], interest: Money, carry: Carry) -> list[Instalment]:
    if carry is Carry.FIRST:
        shares = [interest, *([ZERO] * (len(rows) - 1))]
    else:
        shares = split(interest, [1] * len(rows))
    return [
        replace(row, interest=row.interest + share) for row, share in zip(rows, shares, strict=True)
    ]


def _with_balances(rows: Sequence[Instalment]) -> list[Instalment]:
    left = sum((row.principal for row in rows), ZERO)
    found = []
    for row in rows:
        left = left - row.principal
        found.append(replace(row, balance=left))
    return found
