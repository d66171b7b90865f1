"""Her goods at the cooperative and at shops: what a report says and what it is worth."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from coop_app.enterprises.rules.books.acts import Way
from coop_app.enterprises.rules.workshop.recipes import Part
from coop_app.money import ZERO, Money, half_up
from coop_app.refusal import N_, Refused

#: thousandths of a percent in the whole
_WHOLE = 100_000


class Went(StrEnum):
    """How goods come to an outlet and leave it."""

    LEFT = "left"
    SOLD = "sold"
    RETURNED = "returned"
    SPOILED = "spoiled"


class NothingReported(Refused):
    """A report says something."""

    message = N_("Write how many were sold, returned or spoiled.")
    field = "lines"


class NothingLeft(Refused):
    """Something is left there."""

    message = N_("Write how many you leave there.")
    field = "lines"


class OnlyByProposal(Refused):
    """What lies at the cooperative is told by the cooperative's own papers."""

    message = N_(
        "Goods at the cooperative are taken over from its own papers. Open “From the cooperative”."
    )


class NotThere(Refused):
    """More is reported than lies there."""

    message = N_("Only %(there)s of %(item)s lies there. %(asked)s cannot be reported.")
    field = "lines"


class MovedOn(Refused):
    """What was left at a shop is no longer all there."""

    message = N_("%(item)s was sold or came back meanwhile. Take that report back first.")


class SoldForNothing(Refused):
    """Sold goods brought money."""

    message = N_("Write for how much %(item)s was sold.")
    field = "lines"


class TakenOffTooMuch(Refused):
    """A shop cannot keep more than it sold."""

    message = N_("Commission and costs of %(taken)s are more than the %(gross)s that was sold.")
    field = "commission"


class OutletUnnamed(Refused):
    """A shop has a name."""

    message = N_("Write the name of the shop.")
    field = "name"


class OutletTaken(Refused):
    """Two shops with one name are mixed up."""

    message = N_("There is already a shop named %(name)s.")
    field = "name"


class CommissionTooHigh(Refused):
    """A shop keeps a part of what it sells."""

    message = N_("The commission must be from 0% to 100%.")
    field = "commission"


@dataclass(frozen=True, slots=True)
class Line:
    """One item of a report, in base units; `gross` is what the buyers paid for the sold ones."""

    item_id: int
    sold: int = 0
    gross: Money = ZERO
    returned: int = 0
    spoiled: int = 0

    @property
    def gone(self) -> int:
        """What no longer lies there."""
        return self.sold + self.returned + self.spoiled


@dataclass(frozen=True, slots=True)
class Report:
    """What a shop says and pays."""

    outlet_id: int
    on: date
    lines: tuple[Line, ...]
    commission: Money = ZERO
    #: costs that the shop took off
    cost: Money = ZERO
    way: Way = Way.CASH
    memo: str = ""

    @property
    def gross(self) -> Money:
        """What the buyers paid."""
        return sum((line.gross for line in self.lines), ZERO)

    @property
    def net(self) -> Money:
        """What the shop pays or owes."""
        return self.gross - self.commission - self.cost


@dataclass(frozen=True, slots=True)
class NewOutlet:
    """A shop that she supplies."""

    name: str
    phone: str = ""
    commission_mille: int = 0


@dataclass(frozen=True, slots=True)
class Left:
    """Goods that go to a shop, in base units."""

    outlet_id: int
    on: date
    goods: tuple[Part, ...]


def check_left(new: Left) -> None:
    """Raises `NothingLeft`."""
    if not new.goods:
        raise NothingLeft


def check_outlet(new: NewOutlet) -> None:
    """Raises `OutletUnnamed`, `CommissionTooHigh`."""
    if not new.name.strip():
        raise OutletUnnamed
    if not 0 <= new.commission_mille <= _WHOLE:
        raise CommissionTooHigh


def check_report(report: Report, names: dict[int, str]) -> None:
    """Raises `NothingReported`, `SoldForNothing`, `TakenOffTooMuch`."""
    if not any(line.gone for line in report.lines):
        raise NothingReported
    for line in report.lines:
        if (line.sold > 0) != (line.gross > 0) or min(line.sold, line.returned, line.spoiled) < 0:
            raise SoldForNothing(item=names[line.item_id])
    if report.net < 0:
        raise TakenOffTooMuch(taken=report.commission + report.cost, gross=report.gross)


def commission_on(gross: Money, mille: int) -> Money:
    """What a shop keeps, half-up to the rupiah."""
    return Money(half_up(Fraction(int(gross) * mille, _WHOLE)))


def costs_of(quantities: Iterable[int], *, there: int, value: Money) -> list[Money]:
    """What each part costs that leaves, one after the other: half-up at the average, the last takes all.

    The parts never add up to more than the value, and what empties the shelf takes the whole of it.
    """
    costs = []
    for quantity in quantities:
        cost = Money(half_up(Fraction(quantity * int(value), there))) if quantity else ZERO
        costs.append(cost)
        there, value = there - quantity, value - cost
    return costs
