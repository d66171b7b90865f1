"""What goods cost once they stand in the shed: the bill, its discount, freight and loading (domain.md 7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from coop_app.money import ZERO, Money, half_up, split
from coop_app.refusal import N_, Refused


class NothingReceived(Refused):
    """A receipt is of goods."""

    message = N_("Write how much came of at least one item.")
    field = "lines"


class ReasonMissing(Refused):
    """Billed and received differ: somebody will ask why."""

    message = N_("%(item)s: billed and received differ. Choose the reason.")
    field = "lines"


class NothingDiffers(Refused):
    """A reason without a difference says that a quantity was mistyped."""

    message = N_("%(item)s: a reason is chosen, but billed and received are the same.")
    field = "lines"


class ReasonDoesNotFit(Refused):
    """Too little cannot be called extra, nor too much short."""

    message = N_("%(item)s: the reason does not fit the difference.")
    field = "lines"


class UnitsDiffer(Refused):
    """Kilograms and bundles have no weight in common."""

    message = N_(
        "Freight cannot be shared by weight because the items have different units. Choose by value."
    )
    field = "basis"


class BelowNothing(Refused):
    """Nothing comes, costs or is deducted below zero."""

    message = N_("Quantities and amounts cannot be below zero.")
    field = "lines"


class DiscountTooLarge(Refused):
    """Goods never cost less than nothing."""

    message = N_("The discount is larger than the goods that came.")
    field = "discount"


class Reason(StrEnum):
    """Why what was billed is not what came."""

    SHORT = "short"
    """less came than was billed; the supplier owes it"""
    DAMAGED = "damaged"
    """part of it was refused as damaged; the supplier owes it"""
    WEIGHING = "weighing"
    """the scale says otherwise; the cost stays on what came"""
    EXTRA = "extra"
    """more came than was billed"""


#: what the supplier has to make good
CLAIMED = (Reason.SHORT, Reason.DAMAGED)


class Basis(StrEnum):
    """By what freight and loading are shared over the items of a receipt."""

    WEIGHT = "weight"
    VALUE = "value"


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """One item of a bill: quantities in its base units, `amount` what the bill says for all billed."""

    item_id: int
    name: str
    unit: str
    billed: int
    received: int
    amount: Money
    reason: Reason | None = None
    #: grams of what came, where that is known
    grams: int | None = None

    @property
    def missing(self) -> int:
        """Billed and not received; below zero when more came."""
        return self.billed - self.received

    @property
    def claim(self) -> Money:
        """What the supplier has to make good, at the bill's price."""
        if self.reason not in CLAIMED or not self.billed:
            return ZERO
        return Money(half_up(Fraction(int(self.amount) * self.missing, self.billed)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Charges:
    """What stands beside the goods: on the supplier's bill, or paid at once to whoever carried."""

    freight_billed: Money = ZERO
    loading_billed: Money = ZERO
    freight_paid: Money = ZERO
    loading_paid: Money = ZERO
    discount: Money = ZERO
    basis: Basis = Basis.VALUE

    @property
    def carried(self) -> Money:
        """Freight and loading, whoever is paid for it."""
        return self.freight_billed + self.loading_billed + self.paid

    @property
    def paid(self) -> Money:
        """What went out of the cash box to carriers."""
        return self.freight_paid + self.loading_paid


@dataclass(frozen=True, slots=True)
class Landed:
    """One line after sharing: what came costs `cost`, the supplier owes `claim`."""

    goods: Money
    carried: Money
    discount: Money
    claim: Money

    @property
    def cost(self) -> Money:
        """Cost of what came, in the shed."""
        return self.goods + self.carried - self.discount


def bill_total(lines: Sequence[Arrived], charges: Charges) -> Money:
    """What the supplier asks for: goods as billed, freight and loading on the bill, less discount."""
    goods = Money(sum(int(line.amount) for line in lines))
    return goods + charges.freight_billed + charges.loading_billed - charges.discount


def check(lines: Sequence[Arrived]) -> None:
    """Raises `BelowNothing`, `NothingReceived`, `ReasonMissing`, `NothingDiffers`, `ReasonDoesNotFit`."""
    if any(min(line.billed, line.received, line.amount) < 0 for line in lines):
        raise BelowNothing
    if not any(line.received for line in lines):
        raise NothingReceived
    for line in lines:
        if line.missing and line.reason is None:
            raise ReasonMissing(item=line.name)
        if line.reason is not None and not line.missing:
            raise NothingDiffers(item=line.name)
        if line.reason is not None and not _fits(line):
            raise ReasonDoesNotFit(item=line.name)


def _fits(line: Arrived) -> bool:
    if line.reason in CLAIMED:
        return line.missing > 0
    # goods of which nothing came cannot carry the cost of what is missing
    return line.received > 0 and (line.reason is Reason.WEIGHING or line.missing < 0)


def land(lines: Sequence[Arrived], charges: Charges) -> list[Landed]:
    """Share freight, loading and discount over what came, to the rupiah (cases F-1, E6).

    Raises as `check`, `UnitsDiffer` and `DiscountTooLarge`.
    """
    check(lines)
    goods = [line.amount - line.claim for line in lines]
    received = [line.received for line in lines]
    carried = _shared(charges.carried, _weights(lines, goods, charges.basis), received)
    discounts = _shared(charges.discount, [int(amount) for amount in goods], received)
    found = [
        Landed(mine, freight, discount, line.claim)
        for line, mine, freight, discount in zip(lines, goods, carried, discounts, strict=True)
    ]
    if any(one.cost < 0 for one in found):
        raise DiscountTooLarge
    return found


def _weights(lines: Sequence[Arrived], goods: Sequence[Money], basis: Basis) -> list[int]:
    if basis is Basis.VALUE:
        return [int(amount) for amount in goods]
    came = [line for line in lines if line.received]
    if all(line.grams for line in came):
        return [line.grams or 0 for line in lines]
    if len({line.unit for line in came}) > 1:
        raise UnitsDiffer
    return [line.received for line in lines]


def _shared(pot: Money, weights: Sequence[int], otherwise: Sequence[int]) -> list[Money]:
    """Gifts have no value to share by: then the quantities decide."""
    return split(pot, weights if sum(weights) else otherwise)
