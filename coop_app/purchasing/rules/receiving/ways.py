"""The five ways in which a member pays for goods, mixed as the member likes."""

from dataclasses import dataclass

from coop_app.money import ZERO, Money
from coop_app.refusal import N_, Refused


class PaysOtherThanOwed(Refused):
    """What is handed over and what is paid are the same amount."""

    message = N_("The goods cost %(total)s, but %(paid)s is divided over the ways of paying.")
    field = "cash"


class AdvanceShort(Refused):
    """An advance pays no more than was paid in."""

    message = N_("The advance is %(there)s; no more can be taken from it.")
    field = "advance"


class SavingsShort(Refused):
    """Only what is free in simpanan sukarela can be taken."""

    message = N_("Free simpanan sukarela is %(there)s; no more can be taken from it.")
    field = "savings"


class NothingToSetOff(Refused):
    """Only what the cooperative owes can be set off."""

    message = N_("The cooperative owes this member %(there)s; no more can be set off.")
    field = "set_off"


class CreditLimitPassed(Refused):
    """Goods on credit stay within the limit that was decided."""

    message = N_(
        "The limit for goods on credit is %(limit)s and %(owed)s is owed already:"
        " %(room)s can still be taken on credit."
    )
    field = "credit"


class PlaceNotChosen(Refused):
    """Cash lies at a cash place of this book."""

    message = N_("Choose the cash box or bank account.")
    field = "place"


class BelowNothing(Refused):
    """Nobody pays less than nothing."""

    message = N_("An amount cannot be below zero.")
    field = "cash"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ways:
    """How a delivery is paid, in rupiah."""

    advance: Money = ZERO
    cash: Money = ZERO
    savings: Money = ZERO
    set_off: Money = ZERO
    credit: Money = ZERO

    @property
    def total(self) -> Money:
        """All of it."""
        return self.advance + self.cash + self.savings + self.set_off + self.credit


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """What a member has to pay with, in rupiah; `limit` is for all goods on credit together."""

    advance: Money = ZERO
    savings: Money = ZERO
    owed_to: Money = ZERO
    owes: Money = ZERO
    limit: Money = ZERO

    @property
    def room(self) -> Money:
        """What may still be taken on credit."""
        return Money(max(int(self.limit) - max(int(self.owes), 0), 0))


def usual(total: Money, means: Means) -> Ways:
    """What the form proposes: the advance as far as it goes, the rest in cash."""
    advance = Money(min(int(total), max(int(means.advance), 0)))
    return Ways(advance=advance, cash=total - advance)


def check(ways: Ways, *, total: Money, means: Means, has_place: bool) -> None:
    """Raises `BelowNothing`, `PaysOtherThanOwed`, `AdvanceShort`, `SavingsShort`, `NothingToSetOff`,
    `CreditLimitPassed`, `PlaceNotChosen`.
    """
    if min(ways.advance, ways.cash, ways.savings, ways.set_off, ways.credit) < 0:
        raise BelowNothing
    if ways.total != total:
        raise PaysOtherThanOwed(total=total, paid=ways.total)
    if ways.advance > means.advance:
        raise AdvanceShort(there=means.advance)
    if ways.savings > means.savings:
        raise SavingsShort(there=means.savings)
    if ways.set_off > means.owed_to:
        raise NothingToSetOff(there=means.owed_to)
    if ways.credit > means.room:
        raise CreditLimitPassed(limit=means.limit, owed=means.owes, room=means.room)
    if ways.cash and not has_place:
        raise PlaceNotChosen


def back(returned: Money, paid: Ways, already: Ways) -> Ways:
    """How a return is given back: debt first, then what was set off, saved, paid in advance, cash.

    `paid` is how the delivery was paid, `already` what earlier returns gave back.
    """
    left = int(returned)
    given: dict[str, Money] = {}
    for way in ("credit", "set_off", "savings", "advance", "cash"):
        most = int(getattr(paid, way)) - int(getattr(already, way))
        given[way] = Money(max(min(left, most), 0))
        left -= int(given[way])
    return Ways(**given)
