"""What a member bought from or sold through the cooperative, as it may be taken over into another book."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from coop_app.money import Money


class Kind(StrEnum):
    """What happened between the cooperative and a member."""

    BOUGHT = "bought"
    """the member bought goods or materials"""
    PAID_DEBT = "paid_debt"
    """the member paid what was owed for goods"""
    LEFT = "left"
    """the member left goods on consignment"""
    TAKEN_BACK = "taken_back"
    """goods on consignment went back to the member, or were spoiled"""
    SETTLED = "settled"
    """the cooperative settled what it had sold for the member"""
    SOLD = "sold"
    """the cooperative bought the member's goods outright"""
    PAID_OUT = "paid_out"
    """the cooperative paid what it owed the member for them"""


@dataclass(frozen=True, slots=True)
class DealtItem:
    """One item of a dealing: quantity in the item's base units, amount in rupiah."""

    item_id: int
    name: str
    quantity: int
    amount: Money


@dataclass(frozen=True, slots=True)
class Paid:
    """How a dealing was paid: "cash", "savings", "credit", "advance", "set_off", "commission", "cost"."""

    way: str
    amount: Money


@dataclass(frozen=True, slots=True)
class Dealing:
    """One document of the cooperative as its member sees it.

    `key` names the document once and for all, e.g. "purchasing.delivery:12"; the parts of `paid` add up to
    `total`.
    """

    key: str
    kind: Kind
    on: date
    label: str
    total: Money
    items: tuple[DealtItem, ...] = ()
    paid: tuple[Paid, ...] = ()
