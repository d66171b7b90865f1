"""Leaving the cooperative: what a member has and owes, and when it may be settled."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from coop_app.members.rules.standing import DECEASED, ENDED, EXPELLED, LEFT
from coop_app.money import ZERO, Money, rupiah
from coop_app.refusal import N_, Refused

#: how a membership ends → its name on the screen
WAYS = {LEFT: N_("Own wish"), DECEASED: N_("Death"), EXPELLED: N_("Dismissal")}

#: kinds of figures: what the member has, then what the member owes
SAVINGS, HELD = "savings", "held"
PRINCIPAL, INTEREST, PENALTY = "loan_principal", "loan_interest", "loan_penalty"
GOODS, DUES = "goods", "dues"

#: the dated setting: `taken` takes unpaid dues from the savings on leaving
DUES_SETTING = "exit_unpaid_dues"
TAKEN = "taken"


class WayMissing(Refused):
    """The register says how a membership ended."""

    message = N_("Choose how the membership ends.")
    field = "status"


class SettlementNegative(Refused):
    """Debts are larger than savings: the difference comes in first."""

    message = N_(
        "The debts are %(short)s more than the savings. Let this amount be paid on the loan or the goods"
        " first, then settle."
    )


class FiguresChanged(Refused):
    """What was shown and agreed to is no longer what the books say."""

    message = N_("A figure has changed since it was shown. Look at the settlement anew.")


class SavingsHeld(Refused):
    """What is held for somebody or something is released first."""

    message = N_("%(amount)s of the savings is held: %(reason)s. Release it or replace it first.")


class LoanRequestOpen(Refused):
    """An application is decided or withdrawn first."""

    message = N_("The loan application %(loan)s is still open. Withdraw or reject it first.")


class StillGuarantor(Refused):
    """A guarantee for somebody else is replaced first."""

    message = N_(
        "The member is a guarantor of loan %(loan)s. Let somebody else take it over first."
    )


class MoneyHeld(Refused):
    """Money held for a loan that the loan does not need is given back first."""

    message = N_("%(amount)s is held for loan %(loan)s and not needed. Give it back first.")


class DepositRunning(Refused):
    """A time deposit is paid out or broken first."""

    message = N_("Time deposit %(deposit)s is still running. Pay it out or break it first.")


class NothingToSettle(Refused):
    """Who has left and has nothing needs no second settlement."""

    message = N_("This member has left and there is nothing to settle.")


class EndedInFuture(Refused):
    """A membership ends when it ends."""

    message = N_("The date %(on)s has not come yet. Use today's date or an earlier one.")
    field = "ended_on"


@dataclass(frozen=True, slots=True)
class Figure:
    """One sum that a member has (positive) or owes (negative), and the account it stands on."""

    kind: str
    #: the kind of savings, the loan's number
    name: str
    role: str
    #: whose the line is in the ledger
    subject: str
    amount: Money

    @property
    def loan_id(self) -> int | None:
        """The loan it belongs to."""
        kind, _, key = self.subject.partition(":")
        return int(key) if kind == "loan" else None


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What stands in the way of a settlement, and the page where it is put in order."""

    why: Refused
    endpoint: str = ""
    #: the address's name for the key, and the key
    name: str = ""
    key: int = 0


@dataclass(frozen=True, slots=True)
class Sheet:
    """The settlement of one member on one day."""

    member_id: int
    group_id: int | None
    on: date
    figures: tuple[Figure, ...]
    obstacles: tuple[Obstacle, ...] = ()

    @property
    def has(self) -> tuple[Figure, ...]:
        """What the member has with the cooperative."""
        return tuple(figure for figure in self.figures if figure.amount > 0)

    @property
    def owes(self) -> tuple[Figure, ...]:
        """What the member owes."""
        return tuple(figure for figure in self.figures if figure.amount < 0)

    @property
    def assets(self) -> Money:
        """Everything the member has."""
        return _sum(self.has)

    @property
    def debts(self) -> Money:
        """Everything the member owes, as a positive amount."""
        return -_sum(self.owes)

    @property
    def payable(self) -> Money:
        """What is left to pay out; negative when the debts are larger."""
        return self.assets - self.debts

    @property
    def loans(self) -> tuple[int, ...]:
        """The loans that end with this settlement."""
        keys = {figure.loan_id for figure in self.owes}
        return tuple(sorted(key for key in keys if key is not None))

    def debt_of(self, loan_id: int) -> Money:
        """What a loan costs, as a positive amount."""
        return -_sum([figure for figure in self.owes if figure.loan_id == loan_id])

    @property
    def mark(self) -> str:
        """The same figures give the same mark; a payment, a withdrawal or interest gives another."""
        parts = [(f.kind, f.role, f.subject, int(f.amount)) for f in self.figures]
        return sha256(repr((self.member_id, sorted(parts))).encode()).hexdigest()


def _sum(figures: Sequence[Figure]) -> Money:
    return Money(sum(int(figure.amount) for figure in figures))


@dataclass(frozen=True, slots=True)
class Leaving:
    """That a member leaves: how, since when, why, and the figures that were looked at."""

    member_id: int
    status: str
    ended_on: date
    reason: str
    #: the mark of the sheet on the screen
    shown: str


def check(sheet: Sheet, leaving: Leaving, *, status_now: str) -> None:
    """Whether it may be settled as it was shown.

    Raises `WayMissing`, `EndedInFuture`, `NothingToSettle`, the first obstacle (`SavingsHeld`,
    `LoanRequestOpen`, `StillGuarantor`, `MoneyHeld`, `DepositRunning`), `SettlementNegative`, `FiguresChanged`.
    """
    if leaving.status not in WAYS:
        raise WayMissing
    if leaving.ended_on > sheet.on:
        raise EndedInFuture(on=leaving.ended_on)
    if status_now in ENDED and not sheet.figures:
        raise NothingToSettle
    if sheet.obstacles:
        raise sheet.obstacles[0].why
    if sheet.payable < ZERO:
        raise SettlementNegative(short=rupiah(-sheet.payable))
    if leaving.shown != sheet.mark:
        raise FiguresChanged


def takes_dues(setting: str | None) -> bool:
    """Whether the by-laws take unpaid dues from the savings; without a word they do not (domain.md 2)."""
    return setting == TAKEN
