"""Goods that belong to members and are sold for them (domain.md 7): commission, and what is refused."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from coop_app.money import ZERO, Money, half_up
from coop_app.refusal import N_, Refused

#: a whole in thousandths of a percent
WHOLE = 100_000


class ConsignedShort(Refused):
    """More was to go than lies there."""

    message = N_("Only %(there)s of %(item)s lies at %(point)s. %(asked)s cannot go.")
    field = "quantity"


class CommissionUnknown(Refused):
    """Nobody sells for an owner before both know what it costs."""

    message = N_("No commission is agreed for %(item)s on that day. Write it down first.")


class CommissionTooHigh(Refused):
    """Something must be left for the owner."""

    message = N_("Commission and the shop's part together must be less than the whole price.")
    field = "percent"


class CommissionInThePast(Refused):
    """What was sold stays at the commission of its day."""

    message = N_("A commission holds from today or later.")
    field = "valid_from"


class NotConsigned(Refused):
    """Only goods marked as left on consignment are sold for an owner."""

    message = N_("%(item)s is not marked as goods that a member leaves to be sold.")


class NotTheOwners(Refused):
    """The goods on one paper belong to one owner."""

    message = N_("%(item)s belongs to another member.")


class NoGoods(Refused):
    """A paper without goods says nothing."""

    message = N_("Write the quantity of at least one item.")


class PriceMissing(Refused):
    """The owner agrees to a price when leaving goods."""

    message = N_("Write the agreed price of %(item)s.")


class SamePoint(Refused):
    """Goods move from one place to another."""

    message = N_("Choose another place than the one where the goods lie.")
    field = "to_point"


class ReasonMissing(Refused):
    """The owner asks why."""

    message = N_("Write what happened; the owner will ask.")
    field = "why"


class MoreBackThanSold(Refused):
    """A return undoes a sale and nothing more."""

    message = N_("Only %(left)s of %(item)s from that sale can still come back.")
    field = "quantity"


class ReceivedTooMuch(Refused):
    """A shop hands over what its report says."""

    message = N_("The report comes to %(due)s, so %(received)s is too much. Check both figures.")
    field = "received"


class ShopUnknown(Refused):
    """Only a shop of somebody else reports."""

    message = N_("Choose the shop that reports.")
    field = "point"


@dataclass(frozen=True, slots=True)
class GoodsLine:
    """So much of one item: base units, and when goods come, the agreed price of one unit."""

    item_id: int
    quantity: int
    price: Money = ZERO
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Delivery:
    """Goods an owner leaves at a place."""

    member_id: int
    point_id: int
    on: date
    lines: tuple[GoodsLine, ...]
    memo: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """What happens to goods of one owner at one place: "moved", "returned" or "spoiled"."""

    kind: str
    member_id: int
    point_id: int
    on: date
    lines: tuple[GoodsLine, ...]
    to_point_id: int | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class ReportLine:
    """What a shop says about one item: base units sold, given back to us, spoiled."""

    item_id: int
    sold: int = 0
    back: int = 0
    spoiled: int = 0


@dataclass(frozen=True, slots=True)
class ShopReport:
    """A shop's report: what became of the goods, the money it hands over; what comes back goes where."""

    point_id: int
    on: date
    lines: tuple[ReportLine, ...]
    received: Money
    place_id: int | None
    back_to: int | None = None
    memo: str = ""


@dataclass(frozen=True, slots=True)
class OwnerCost:
    """Something paid for an owner: freight, a label, mending."""

    member_id: int
    on: date
    amount: Money
    place_id: int
    what: str


@dataclass(frozen=True, slots=True)
class Rate:
    """A commission from a day on; `member_id` or `item_id` None is every owner or item."""

    id: int
    member_id: int | None
    item_id: int | None
    valid_from: date
    mille: int


@dataclass(frozen=True, slots=True)
class NewRate:
    """A commission to be written down, in thousandths of a percent, and who decided it."""

    member_id: int | None
    item_id: int | None
    valid_from: date
    mille: int
    decided_by: str


def rate_for(rates: Iterable[Rate], *, member_id: int, item_id: int, on: date) -> int | None:
    """The commission of a day: the item's own, else the owner's, else everybody's; the newest of each."""
    mine = [
        rate
        for rate in rates
        if rate.valid_from <= on
        and rate.member_id in (None, member_id)
        and rate.item_id in (None, item_id)
    ]
    best = max(mine, key=_closeness, default=None)
    return best.mille if best else None


def _closeness(rate: Rate) -> tuple[bool, bool, date, int]:
    return rate.item_id is not None, rate.member_id is not None, rate.valid_from, rate.id


def part_of(amount: Money, mille: int) -> Money:
    """So many thousandths of a percent of an amount, half-up to the rupiah."""
    return Money(half_up(Fraction(int(amount) * mille, WHOLE)))


def back_share(part: Money, *, quantity: int, sold: int) -> Money:
    """What of a sale's commission comes back with a part of its goods, half-up."""
    return Money(half_up(Fraction(int(part) * quantity, sold)))


def check_rate(new: NewRate, *, today: date) -> None:
    """Raises `CommissionTooHigh`, `CommissionInThePast`."""
    if not 0 <= new.mille < WHOLE:
        raise CommissionTooHigh
    if new.valid_from < today:
        raise CommissionInThePast


def check_step(step: Step) -> None:
    """Raises `NoGoods`, `SamePoint`, `ReasonMissing`."""
    check_lines(step.lines)
    if step.kind == "moved" and step.to_point_id in (None, step.point_id):
        raise SamePoint
    if step.kind == "spoiled" and not step.why.strip():
        raise ReasonMissing


def check_lines(lines: Iterable[GoodsLine]) -> None:
    """Raises `NoGoods` unless every line moves something, and each item once."""
    listed = list(lines)
    if not listed or any(line.quantity <= 0 for line in listed):
        raise NoGoods
    if len({line.item_id for line in listed}) < len(listed):
        raise NoGoods
