"""What a member applies for: how much, for how long, what for, and who stands for it."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from coop_app.money import ZERO, Money
from coop_app.refusal import N_, Refused


class PurposeMissing(Refused):
    """Whoever decides must know what the money is for."""

    message = N_("Write what the loan is for.")
    field = "purpose"


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """One line of the household budget per month: income, remittance, expense or another debt."""

    kind: str
    label: str
    amount: Money


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


def check(application: Application) -> None:
    """Raises `PurposeMissing`."""
    if not application.purpose.strip():
        raise PurposeMissing


def fingerprint(act: object) -> str:
    """The same contents give the same mark, so that a form sent twice is known (integrity I7)."""
    return sha256(repr(act).encode("utf-8")).hexdigest()
