"""When a loan may be taken off the books (the claim on the borrower stays)."""

from dataclasses import dataclass
from datetime import date

from coop_app.dates import plain_date
from coop_app.loans.rules.paying import NothingPaid, PaidBeforeLastAct
from coop_app.money import Money, rupiah
from coop_app.refusal import N_, Refused


class ReasonMissing(Refused):
    """Whoever reads the register later must know why."""

    message = N_("Write why this loan is given up: what was tried, who decided.")
    field = "why"


class NothingLeft(Refused):
    """A loan that was paid back is not lost."""

    message = N_("Nothing of this loan is left to write off.")


class MoneyHeld(Refused):
    """The borrower's own money comes first."""

    message = N_(
        "%(held)s of the borrower is held for this loan. Use it as a payment first, then write off the rest."
    )


class PaidLater(Refused):
    """What is written off is what was left on that day."""

    message = N_("A payment was made on %(on)s. Write the loan off on that day or later.")
    field = "on"


class NotYet(Refused):
    """A loan is given up when it is given up, not before."""

    message = N_("The date %(on)s has not come yet. Use today's date or an earlier one.")
    field = "on"


@dataclass(frozen=True, slots=True)
class WriteOff:
    """What is asked for: the loan, the day and the reason."""

    loan_id: int
    on: date
    why: str


@dataclass(frozen=True, slots=True)
class Left:
    """What the books hold for a loan, and the day of its last payment."""

    principal: Money
    interest: Money
    set_aside: Money
    #: titipan
    held: Money
    last_payment: date | None


def check(asked: WriteOff, left: Left, *, today: date) -> None:
    """Raises `ReasonMissing`, `NotYet`, `NothingLeft`, `MoneyHeld`, `PaidLater`."""
    if not asked.why.strip():
        raise ReasonMissing
    if asked.on > today:
        raise NotYet(on=asked.on)
    if left.principal <= 0:
        raise NothingLeft
    if left.held:
        raise MoneyHeld(held=rupiah(left.held))
    if left.last_payment is not None and asked.on < left.last_payment:
        raise PaidLater(on=left.last_payment)


class MoreThanClaimed(Refused):
    """Nobody pays more than was owed when the loan was given up."""

    message = N_("Only %(claim)s is still claimed for this loan.")
    field = "amount"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovery:
    """Money that comes back of a loan that was written off."""

    loan_id: int
    paid_on: date
    amount: Money
    place_id: int | None = None
    memo: str = ""


def check_recovery(recovery: Recovery, *, since: date, claim: Money) -> None:
    """Raises `NothingPaid`, `PaidBeforeLastAct` before the write-off, `MoreThanClaimed`."""
    if recovery.amount <= 0:
        raise NothingPaid
    if recovery.paid_on < since:
        raise PaidBeforeLastAct(on=plain_date(since))
    if recovery.amount > claim:
        raise MoreThanClaimed(claim=rupiah(claim))
