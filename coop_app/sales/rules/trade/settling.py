"""What an owner of goods is owed, and how a settlement splits it (cases E10, K-1)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from coop_app.money import ZERO, Money
from coop_app.refusal import N_, Refused


class Way(StrEnum):
    """How the rest reaches the owner."""

    PLACE = "place"
    SAVINGS = "savings"
    NONE = ""


class NothingToSettle(Refused):
    """There is nothing between the cooperative and this owner."""

    message = N_("Nothing is owed to this owner now.")


class SetOffTooMuch(Refused):
    """A debt is cut only as far as it goes."""

    message = N_("The member owes %(debt)s for goods, and %(due)s is due. %(set_off)s is too much.")
    field = "set_off"


class MoreThanDue(Refused):
    """Nobody is paid more than was earned."""

    message = N_("%(due)s is due, %(given)s would be given. Lower one of the amounts.")
    field = "paid"


class NothingGiven(Refused):
    """A settlement pays or sets off something."""

    message = N_("Write what is paid out or set off.")
    field = "paid"


class PlaceMissing(Refused):
    """Money lies somewhere."""

    message = N_("Choose the cash box or bank account.")
    field = "place"


@dataclass(frozen=True, slots=True)
class Due:
    """What came together since the settlement before; all in rupiah.

    `other` is what other features took from it meanwhile (goods the owner bought).
    """

    carried: Money = ZERO
    gross: Money = ZERO
    shop_share: Money = ZERO
    commission: Money = ZERO
    cost: Money = ZERO
    other: Money = ZERO

    @property
    def due(self) -> Money:
        """What the owner is owed now; below nothing when a buyer gave back what was paid already."""
        return (
            self.carried + self.gross - self.shop_share - self.commission - self.cost - self.other
        )


@dataclass(frozen=True, slots=True)
class Settlement:
    """What is to be paid out and set off against the owner's debt for goods."""

    member_id: int
    on: date
    set_off: Money
    paid: Money
    way: Way
    place_id: int | None = None
    memo: str = ""


def check(asked: Settlement, *, due: Money, debt: Money) -> None:
    """Raises `NothingToSettle`, `NothingGiven`, `SetOffTooMuch`, `MoreThanDue`, `PlaceMissing`."""
    if due <= 0:
        raise NothingToSettle
    if asked.set_off < 0 or asked.paid < 0 or not asked.set_off + asked.paid:
        raise NothingGiven
    if asked.set_off > min(due, max(debt, ZERO)):
        raise SetOffTooMuch(debt=debt, due=due, set_off=asked.set_off)
    if asked.set_off + asked.paid > due:
        raise MoreThanDue(due=due, given=asked.set_off + asked.paid)
    if asked.paid and asked.way is Way.NONE:
        raise PlaceMissing
    if (asked.way is Way.PLACE) != (asked.place_id is not None):
        raise PlaceMissing


def proposal(*, due: Money, debt: Money) -> tuple[Money, Money]:
    """What to set off and what to pay, when all of it is settled and debts go first."""
    set_off = Money(max(0, min(int(due), int(debt))))
    return set_off, Money(max(0, int(due) - int(set_off)))
