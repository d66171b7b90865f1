"""The kinds of savings, and what may be put in and taken out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coop_app.money import ZERO, Money, rupiah
from coop_app.refusal import N_, NotFound, Refused
from coop_app.savings.rules import holds
from coop_app.savings.rules.holds import Hold

POKOK = "pokok"
WAJIB = "wajib"
SUKARELA = "sukarela"


class UnknownProduct(NotFound):
    """There is no such kind of savings here."""

    message = N_("Choose one of the kinds of savings.")
    field = "product"


class ProductInactive(Refused):
    """This kind of savings takes no more money."""

    message = N_("%(product)s is not in use. Choose another kind of savings.")
    field = "product"


class PrincipalOverpaid(Refused):
    """Simpanan pokok is the same for every member and paid once (domain.md 2)."""

    message = N_(
        "Simpanan pokok is %(due)s; %(paid)s is already paid. At most %(left)s can be added."
    )
    field = "amount"


class NotWithdrawable(Refused):
    """Pokok and wajib stay until the member leaves (domain.md 2)."""

    message = N_("%(product)s stays with the cooperative until the member leaves.")
    field = "product"


class BelowMinimumBalance(Refused):
    """More was asked for than may be taken out."""

    message = N_("The balance is %(balance)s. At most %(available)s can be withdrawn now.")
    field = "amount"


class SavingsHeld(BelowMinimumBalance):
    """Part of the balance is promised to somebody: a loan's guarantee, a withdrawal that waits."""

    message = N_(
        "Of %(balance)s, %(held)s is held (%(reasons)s). At most %(available)s can be withdrawn now."
    )


class SpentMeanwhile(Refused):
    """A deposit cannot be taken back when its money has gone out already."""

    message = N_("Only %(balance)s of this deposit is still there. Reverse the withdrawal first.")
    field = "why"


class SettledOnLeaving(Refused):
    """What was settled when a member left is not taken apart again."""

    message = N_("This receipt was settled when the member left. It can no longer be cancelled.")


class NothingGiven(Refused):
    """An amount is missing or not above zero."""

    message = N_("Write an amount above zero.")
    field = "amount"


class MemberNotActive(Refused):
    """Only members pay in; who left is settled on leaving."""

    message = N_("%(name)s is not an active member. Choose another member.")
    field = "member"


@dataclass(frozen=True, slots=True)
class Product:
    """One kind of savings as the annual meeting has set it."""

    key: str
    name: str
    #: the account's role that holds it
    role: str
    withdrawable: bool
    minimum_balance: Money = ZERO
    is_active: bool = True


def find(known: Mapping[str, Product], key: str) -> Product:
    """Raises `UnknownProduct`."""
    if key not in known:
        raise UnknownProduct
    return known[key]


def check_deposit(product: Product, amount: Money) -> None:
    """Raises `ProductInactive`, `NothingGiven`."""
    if not product.is_active:
        raise ProductInactive(product=product.name)
    if amount <= 0:
        raise NothingGiven


def check_principal(amount: Money, *, due: Money, paid: Money) -> None:
    """Pokok may be paid in parts, never more than the decided amount. Raises `PrincipalOverpaid`."""
    if paid + amount > due:
        left = max(due - paid, ZERO)
        raise PrincipalOverpaid(due=rupiah(due), paid=rupiah(paid), left=rupiah(left))


def available(product: Product, balance: Money, held: Money = ZERO) -> Money:
    """What may be taken out now, in rupiah: not the minimum, not what is held."""
    if not product.withdrawable:
        return ZERO
    return Money(max(balance - product.minimum_balance - held, 0))


def check_holdable(product: Product, amount: Money) -> None:
    """What nobody can take out needs no hold. Raises `NothingGiven`, `NotWithdrawable`."""
    if amount <= 0:
        raise NothingGiven
    if not product.withdrawable:
        raise NotWithdrawable(product=product.name)


def check_withdrawal(
    product: Product, amount: Money, *, balance: Money, held: Sequence[Hold] = ()
) -> None:
    """Sukarela goes out down to the minimum, pokok and wajib not at all while a member (domain.md 2).

    Raises `NothingGiven`, `NotWithdrawable`, `BelowMinimumBalance`, `SavingsHeld`.
    """
    check_holdable(product, amount)
    may_go = available(product, balance, holds.total(held))
    if amount <= may_go:
        return
    facts = {"balance": rupiah(balance), "available": rupiah(may_go)}
    if held:
        raise SavingsHeld(**facts, held=rupiah(holds.total(held)), reasons=holds.reasons(held))
    raise BelowMinimumBalance(**facts)


def check_reversal(amount: Money, *, balance: Money, held: Sequence[Hold] = ()) -> None:
    """Taking a deposit back leaves nothing below zero and nothing of what is held.

    Raises `SpentMeanwhile`, `SavingsHeld`.
    """
    if amount > balance:
        raise SpentMeanwhile(balance=rupiah(balance))
    left = Money(max(balance - holds.total(held), 0))
    if amount > left:
        raise SavingsHeld(
            balance=rupiah(balance), available=rupiah(left), held=rupiah(holds.total(held)),
            reasons=holds.reasons(held), field="why",
        )  # fmt: skip
