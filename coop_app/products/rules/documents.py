"""Documents of stock itself: opening stock, spoilage, a transfer, the differences of a count."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from coop_app.dates import plain_date
from coop_app.money import ZERO, Money
from coop_app.refusal import N_, Refused

OPENING, BOOKED, SPOILAGE = "opening", "booked", "spoilage"
TRANSFER, COUNT = "transfer", "count"
#: documents that say what the goods cost
COSTED = frozenset({OPENING, BOOKED})
#: kind → its name on the screen (English message id)
DOCUMENTS = {
    OPENING: N_("Opening stock"),
    BOOKED: N_("Goods bought through the cash book"),
    SPOILAGE: N_("Spoiled or lost"),
    TRANSFER: N_("Moved between points"),
    COUNT: N_("Count differences"),
}


class NothingListed(Refused):
    """An empty paper moves nothing."""

    message = N_("Write at least one item and its quantity.")


class ItemTwice(Refused):
    """One item, one line."""

    message = N_("%(item)s stands there twice. Put both quantities into one line.")


class SamePoint(Refused):
    """Goods that stay where they are do not move."""

    message = N_("Choose two different points: goods cannot move to where they already are.")
    field = "to_point"


class DayInFuture(Refused):
    """Stock is recorded when it moves."""

    message = N_("%(on)s has not come yet. Use today or an earlier date.")
    field = "on"


class WhyMissing(Refused):
    """A loss without a reason cannot be explained at the meeting."""

    message = N_("Write what happened, for example: terendam air hujan.")
    field = "memo"


class NotSoMuchBooked(Refused):
    """What is put onto items now was bought before."""

    message = N_(
        "Only %(left)s stands on %(account)s without an item. Check what the goods cost, or record the purchase."
    )


class CostMissing(Refused):
    """Opening stock stands in the books at what it cost."""

    message = N_("Write what all of the %(item)s cost together.")
    field = "cost"


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """One item: base units (in a count below zero when they are missing); `cost` only where the document says it."""

    item_id: int
    quantity: int
    cost: Money = ZERO
    memo: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """What is asked for; a transfer goes from `point_id` to `to_point_id`."""

    kind: str
    point_id: int
    on: date
    lines: tuple[DocumentLine, ...]
    to_point_id: int | None = None
    memo: str = ""
    #: who carried it, who looked on
    people: str = ""

    @property
    def pairs(self) -> list[tuple[int, int]]:
        """Every item and point it touches."""
        points = [self.point_id, *([self.to_point_id] if self.to_point_id else [])]
        return [(line.item_id, point) for line in self.lines for point in points]


def check_document(document: Document, *, names: dict[int, str], today: date) -> None:
    """What can be refused without looking at the stock; `names` are the items'.

    Raises `NothingListed`, `ItemTwice`, `SamePoint`, `DayInFuture`, `WhyMissing`, `CostMissing`.
    """
    if not document.lines:
        raise NothingListed
    _check_once(document.lines, names)
    if document.on > today:
        raise DayInFuture(on=plain_date(document.on))
    if document.kind == TRANSFER and document.to_point_id in (None, document.point_id):
        raise SamePoint
    if document.kind == SPOILAGE and not document.memo.strip():
        raise WhyMissing
    for line in document.lines:
        if document.kind in COSTED and line.cost <= 0:
            raise CostMissing(item=names.get(line.item_id, ""))


def _check_once(lines: Sequence[DocumentLine], names: dict[int, str]) -> None:
    seen: set[int] = set()
    for line in lines:
        if line.item_id in seen:
            raise ItemTwice(item=names.get(line.item_id, ""))
        seen.add(line.item_id)
