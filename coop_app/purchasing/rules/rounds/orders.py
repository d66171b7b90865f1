"""What a member asks for, and when that is refused."""

from dataclasses import dataclass

from coop_app.money import Money, grouped
from coop_app.purchasing.rules.packs import wishes
from coop_app.purchasing.rules.rounds import filling
from coop_app.purchasing.rules.rounds.closing import ItemQueue
from coop_app.purchasing.rules.rounds.filling import Level
from coop_app.purchasing.rules.rounds.lots import settle
from coop_app.purchasing.rules.rounds.queue import Wanted
from coop_app.refusal import N_, Refused

#: surely a slip of the finger above this
LARGEST = 100_000


class NotAMultiple(Refused):
    """Goods are handed out in whole portions."""

    message = N_("Order in steps of %(step)s %(unit)s, for example %(example)s %(unit)s.")
    field = "quantity"


class OrderTooLarge(Refused):
    """Check the number of zeros."""

    message = N_("This is more than anybody orders here. Check the number of zeros.")
    field = "quantity"


class NothingLeft(Refused):
    """The supplier cannot bring more."""

    message = N_("Only %(left)s %(unit)s are left of what the supplier can bring. Order less.")
    field = "quantity"


class ChangedMeanwhile(Refused):
    """Somebody else changed the same order."""

    message = N_(
        "%(member)s has changed this order meanwhile. Look at the new figures and try again."
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """So much of an item for a member from now on, instead of what stood there before."""

    round_item_id: int
    member_id: int
    quantity: int
    tolerance: int = 0
    ceiling: Money | None = None
    #: what the form showed; None where nobody else writes for the member
    was: Wanted | None = None

    @property
    def wanted(self) -> Wanted:
        """The order as it shall stand."""
        return Wanted(self.quantity, self.tolerance, self.ceiling)


@dataclass(frozen=True, slots=True)
class Portion:
    """In which unit and in which steps members order an item."""

    unit: str
    step: int = 1

    def check(self, quantity: int, tolerance: int) -> None:
        """Raises `NotAMultiple`, `OrderTooLarge`."""
        if max(quantity, tolerance) > LARGEST:
            raise OrderTooLarge
        for asked, field in ((quantity, "quantity"), (tolerance, "tolerance")):
            if asked < 0 or asked % self.step:
                example = max(-(-asked // self.step), 1) * self.step
                raise NotAMultiple(
                    step=self.step, unit=self.unit, example=grouped(example), field=field
                )


@dataclass(frozen=True, slots=True)
class Change:
    """An item before and after an order, with everybody's entries."""

    before: ItemQueue
    after: ItemQueue
    margin: int

    def check_left(self, unit: str) -> None:
        """Whether the supplier can bring it; taking less is always possible. Raises `NothingLeft`."""
        most = self.after.terms.maximum
        ordered, held = _firm(self.after), _firm(self.before)
        if most is not None and ordered > most and ordered > held:
            raise NothingLeft(left=max(most - held, 0), unit=unit)

    def check_filling(self, unit: str) -> None:
        """Whether it helps to fill the sacks. Raises `EmptiesASack`."""
        filling.check(self._level(self.before), self._level(self.after), unit)

    def _level(self, item: ItemQueue) -> Level:
        counted = settle(item.orders, item.ceilings, item.terms, self.margin)
        return Level.of(item.terms.pack_size, wishes(counted.orders))


def _firm(item: ItemQueue) -> int:
    return sum(order.quantity for order in item.orders)
