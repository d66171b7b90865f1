"""Standing instructions: what a member may allow, and what a run takes for an instalment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from coop_app.loans.rules.position import Position
from coop_app.money import ZERO, Money
from coop_app.refusal import N_, Refused

#: why nothing, or not all, was paid
SHORT, NOTHING_DUE = "savings_short", "nothing_due"
REASONS = {
    "": N_("Paid"),
    SHORT: N_("Not enough simpanan sukarela is free"),
    NOTHING_DUE: N_("Nothing was due any more"),
}


class UntilBeforeFrom(Refused):
    """An instruction ends after it begins."""

    message = N_("The last day must not be before the first.")
    field = "until"


class LoanNotRunning(Refused):
    """Only instalments of a running loan of this member are paid."""

    message = N_("Choose a running loan of this member.")
    field = "loan_id"


class AlreadyInstructed(Refused):
    """One instruction for one loan at a time."""

    message = N_("There is an instruction for this loan already. End it first.")
    field = "loan_id"


class InstructionEnded(Refused):
    """It was ended before."""

    message = N_("This instruction has ended already.")


class ReasonForEndMissing(Refused):
    """Whoever asks later is told why it ended."""

    message = N_("Write why the instruction ends.")
    field = "why"


@dataclass(frozen=True, slots=True)
class Order:
    """What a member allows: this loan, in part or whole only, from a day until a day."""

    member_id: int
    loan_id: int
    in_part: bool
    valid_from: date
    until: date | None = None
    #: where the signed paper lies
    note: str = ""


def check(order: Order, *, running: Sequence[int], instructed: Sequence[int]) -> None:
    """Raises `UntilBeforeFrom`, `LoanNotRunning`, `AlreadyInstructed`.

    `running` are the member's running loans, `instructed` those with an instruction that has not ended.
    """
    if order.until is not None and order.until < order.valid_from:
        raise UntilBeforeFrom
    if order.loan_id not in running:
        raise LoanNotRunning
    if order.loan_id in instructed:
        raise AlreadyInstructed


@dataclass(frozen=True, slots=True)
class DueNow:
    """What a loan asks for on a day: the oldest unpaid instalment and everything due up to now."""

    number: int
    due_on: date
    owed: Money


def due_now(position: Position) -> DueNow | None:
    """Instalments due on the day or before, with their penalty; None when nothing is."""
    rows = [row for row in position.rows if row.row.due <= position.day and row.total]
    if not rows:
        return None
    return DueNow(rows[0].row.number, rows[0].row.due, Money(sum(row.total for row in rows)))


def taken(owed: Money, *, free: Money, in_part: bool) -> tuple[Money, str]:
    """How much a run takes, and why not all: everything, or what is free when part is allowed."""
    if free >= owed:
        return owed, ""
    return (Money(max(free, ZERO)), SHORT) if in_part else (ZERO, SHORT)
