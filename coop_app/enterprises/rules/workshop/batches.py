"""What may be written about a batch of production."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from coop_app.enterprises.rules.books.acts import Way
from coop_app.enterprises.rules.workshop import costing, recipes
from coop_app.enterprises.rules.workshop.costing import Cost
from coop_app.enterprises.rules.workshop.recipes import Part
from coop_app.money import ZERO, Money
from coop_app.products.rules.items import Item
from coop_app.refusal import N_, Refused

MOST_TIMES = 1000
#: a batch is paid at once
PAID_FROM = (Way.CASH, Way.BANK, Way.OWN)


class DayInFuture(Refused):
    """What is not made yet is no batch."""

    message = N_("The day is still to come. Choose today or an earlier day.")
    field = "on"


class TimesWrong(Refused):
    """A recipe is made once or several times."""

    message = N_("Write how many times the recipe was made, 1 to 1.000.")
    field = "times"


class NothingCameOut(Refused):
    """Good or bad, something came out."""

    message = N_("Write how many came out.")
    field = "good"


class RejectsUnexplained(Refused):
    """She wants to know next time why some were bad."""

    message = N_("Write why some could not be sold.")
    field = "reason"


class BestBeforeTooEarly(Refused):
    """What was made today keeps at least until today."""

    message = N_("Best before lies before the day of production.")
    field = "best_before"


class WayMissing(Refused):
    """What is paid is paid from somewhere."""

    message = N_("Choose where the money came from.")
    field = "way"


@dataclass(frozen=True, slots=True)
class NewBatch:
    """A batch as she tells it: what went in, what came out, in base units."""

    version_id: int
    on: date
    times: int
    uses: tuple[Part, ...]
    costs: tuple[Cost, ...]
    good: int
    rejected: int = 0
    reason: str = ""
    own_minutes: int = 0
    hourly_rate: Money = ZERO
    way: Way = Way.NONE
    best_before: date | None = None

    @property
    def paid(self) -> Money:
        """What is paid with the batch."""
        return sum((cost.amount for cost in self.costs if cost.is_paid), ZERO)

    @property
    def booked(self) -> Money:
        """What is in the book as an expense already."""
        return sum((cost.amount for cost in self.costs if not cost.is_paid), ZERO)


def check(new: NewBatch, items: Mapping[int, Item], *, product_id: int, today: date) -> None:
    """Raises the refusals above, those of parts and those of costs."""
    if new.on > today:
        raise DayInFuture
    if not 1 <= new.times <= MOST_TIMES:
        raise TimesWrong
    if new.good < 0 or new.rejected < 0 or not new.good + new.rejected:
        raise NothingCameOut
    if new.rejected and not new.reason.strip():
        raise RejectsUnexplained
    if new.best_before and new.best_before < new.on:
        raise BestBeforeTooEarly
    recipes.check_parts(new.uses, items, product_id)
    costing.check_costs(new.costs)
    costing.check_labour(new.own_minutes, new.hourly_rate)
    if new.paid and new.way not in PAID_FROM:
        raise WayMissing


def yield_mille(good: int, rejected: int) -> int:
    """Good units in hundredths of a percent of all that came out, cut."""
    return good * 10_000 // (good + rejected)
