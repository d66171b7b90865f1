"""Batches: their number, until when they are good, and what expires soon."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from coop_app.refusal import N_, Refused

SOON = timedelta(days=30)
VERY_SOON = timedelta(days=7)
_LONGEST = 30


class Freshness(StrEnum):
    """How near the last good day is."""

    KEEPS = "keeps"
    SOON = "soon"
    THIS_WEEK = "this_week"
    EXPIRED = "expired"


NAMES = {
    Freshness.KEEPS: N_("good"),
    Freshness.SOON: N_("good for less than 30 days"),
    Freshness.THIS_WEEK: N_("good for less than a week"),
    Freshness.EXPIRED: N_("no longer good"),
}


class BatchNumberMissing(Refused):
    """The number is printed on every pack."""

    message = N_("Write a batch number, for example the day it was made.")
    field = "number"


class BatchQuantityMissing(Refused):
    """Something was made."""

    message = N_("Write how much was made, more than zero.")
    field = "quantity"


class MadeInFuture(Refused):
    """Nobody has made it yet."""

    message = N_("The batch cannot be made later than today.")
    field = "made_on"


class GoodBeforeMade(Refused):
    """The last good day lies after the making."""

    message = N_("The last good day is before the day it was made.")
    field = "best_before"


class BatchNumberTaken(Refused):
    """One number, one batch."""

    message = N_("Batch %(number)s of this product is there already. Use another number.")
    field = "number"


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch as it was made; quantity in base units."""

    item_id: int
    number: str
    made_on: date
    best_before: date | None
    quantity: int
    note: str = ""


def checked(new: Batch, today: date) -> Batch:
    """Tidied for keeping.

    Raises `BatchNumberMissing`, `BatchQuantityMissing`, `MadeInFuture`, `GoodBeforeMade`.
    """
    number = " ".join(new.number.split())[:_LONGEST]
    if not number:
        raise BatchNumberMissing
    if new.quantity <= 0:
        raise BatchQuantityMissing
    if new.made_on > today:
        raise MadeInFuture
    if new.best_before and new.best_before < new.made_on:
        raise GoodBeforeMade
    return Batch(
        new.item_id, number, new.made_on, new.best_before, new.quantity, new.note.strip()[:200]
    )


def freshness(best_before: date | None, on: date) -> Freshness:
    """How near the last good day is; on that day it is still good."""
    if best_before is None or best_before > on + SOON:
        return Freshness.KEEPS
    if best_before < on:
        return Freshness.EXPIRED
    return Freshness.THIS_WEEK if best_before <= on + VERY_SOON else Freshness.SOON


def next_number(item_name: str, made_on: date, taken: set[str]) -> str:
    """A number that is free: initials and day, "KP-261122", then "KP-261122-2"."""
    initials = "".join(word[0] for word in item_name.split() if word[0].isalpha())[:3].upper()
    plain = f"{initials or 'B'}-{made_on:%y%m%d}"
    number, count = plain, 1
    while number in taken:
        count += 1
        number = f"{plain}-{count}"
    return number


def last_good_day(made_on: date, shelf_life_days: int) -> date | None:
    """From the days it keeps; None when that is not said."""
    return made_on + timedelta(days=shelf_life_days) if shelf_life_days else None
