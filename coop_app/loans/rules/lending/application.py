"""What a member applies for: how much, for how long, what for, and who stands for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from coop_app.dates import DateInFuture, plain_date
from coop_app.loans.rules.lending.affordability import BudgetLine
from coop_app.money import ZERO, Money, rupiah
from coop_app.refusal import N_, Refused

#: the papers to look at → their name on the screen (English message id)
DOCUMENTS = {
    "identity": N_("Identity card (KTP)"),
    "family": N_("Family card (KK)"),
    "spouse": N_("Agreement of wife or husband"),
    "income": N_("Proof of income or of the business"),
    "collateral": N_("Papers of the collateral"),
    "mandate": N_("Mandate to sell the collateral"),
}


class PurposeMissing(Refused):
    """Whoever decides must know what the money is for."""

    message = N_("Write what the loan is for.")
    field = "purpose"


class BorrowerNotActive(Refused):
    """Loans are for members."""

    message = N_("%(name)s is not an active member and cannot borrow.")
    field = "member"


class GuarantorNotActive(Refused):
    """Who stands for a loan is a member."""

    message = N_("%(name)s is not an active member and cannot stand for a loan.")
    field = "guarantors"


class GuarantorIsBorrower(Refused):
    """Nobody stands for the own loan."""

    message = N_("The borrower cannot stand for the own loan. Choose another member.")
    field = "guarantors"


class GuarantorTwice(Refused):
    """One guarantor, one line."""

    message = N_("A guarantor stands there twice. Put both amounts into one line.")
    field = "guarantors"


class PledgeTooHigh(Refused):
    """Only savings that are there and free can be held."""

    message = N_("%(name)s has only %(free)s of free savings to hold. Lower the amount.")
    field = "guarantors"


class GuarantorSavingsGone(Refused):
    """What was pledged is no longer there."""

    message = N_(
        "The savings of %(name)s no longer cover the %(pledge)s that stand for this loan."
        " Let the guarantor pay in, or apply anew with another guarantor."
    )


class AmountNegative(Refused):
    """Figures of an application are above zero."""

    message = N_("The amount must be above zero.")


@dataclass(frozen=True, slots=True)
class Pledge:
    """A member who stands for the loan, with so much of the simpanan sukarela."""

    member_id: int
    amount: Money = ZERO


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """An application as it is filled in; it may be written anew until it is recommended."""

    member_id: int
    product_id: int
    principal: Money
    months: int
    purpose: str
    applied_on: date
    budget: tuple[BudgetLine, ...] = ()
    pledges: tuple[Pledge, ...] = ()
    documents: tuple[str, ...] = ()
    #: the budget was read from the family's own notes, with its consent
    from_family: bool = False


def check(application: Application, today: date) -> None:
    """Raises `PurposeMissing`, `DateInFuture`, `AmountNegative`, `GuarantorIsBorrower`, `GuarantorTwice`."""
    if not application.purpose.strip():
        raise PurposeMissing
    if application.applied_on > today:
        raise DateInFuture(on=plain_date(application.applied_on), field="applied_on")
    if any(line.amount <= 0 for line in application.budget):
        raise AmountNegative(field="budget")
    _check_guarantors(application)


def _check_guarantors(application: Application) -> None:
    keys = [pledge.member_id for pledge in application.pledges]
    if application.member_id in keys:
        raise GuarantorIsBorrower
    if len(set(keys)) < len(keys):
        raise GuarantorTwice
    if any(pledge.amount < 0 for pledge in application.pledges):
        raise AmountNegative(field="guarantors")


def with_group(
    pledges: Sequence[Pledge], group: Sequence[int], borrower: int
) -> tuple[Pledge, ...]:
    """Tanggung renteng: everybody of the village group stands for the loan, some with savings besides."""
    named = {pledge.member_id for pledge in pledges}
    others = [key for key in group if key != borrower and key not in named]
    return (*pledges, *(Pledge(key) for key in others))


def check_free(name: str, pledge: Money, free: Money) -> None:
    """Raises `PledgeTooHigh`."""
    if pledge > free:
        raise PledgeTooHigh(name=name, free=rupiah(free))
