"""What may be written into a recipe."""

from collections.abc import Mapping
from dataclasses import dataclass

from coop_app.enterprises.rules.workshop import costing
from coop_app.enterprises.rules.workshop.costing import PlannedCost
from coop_app.money import ZERO, Money
from coop_app.products.rules.items import Item, Kind
from coop_app.refusal import N_, Refused

#: an item that a recipe makes
MADE = (Kind.PRODUCT, Kind.GOODS)


class NotAProduct(Refused):
    """Only what is sold is made."""

    message = N_("%(item)s is a material. Choose the product that comes out.")
    field = "item"


class NothingMade(Refused):
    """A recipe says how much comes out of it."""

    message = N_("Write how many come out of one batch.")
    field = "makes"


class NothingUsed(Refused):
    """Something goes into a recipe: material, or at least a cost."""

    message = N_("Write at least one material with its quantity.")
    field = "parts"


class PartRepeated(Refused):
    """Each material stands once in a recipe."""

    message = N_("%(item)s is there twice. Write it once with the whole quantity.")
    field = "parts"


class PartIsProduct(Refused):
    """A product is not made of itself."""

    message = N_("%(item)s is what comes out, so it cannot go in.")
    field = "parts"


class PartNotPositive(Refused):
    """A part needs a quantity."""

    message = N_("Write how much %(item)s goes into one batch.")
    field = "parts"


@dataclass(frozen=True, slots=True)
class Part:
    """So much of an item, in its base units."""

    item_id: int
    quantity: int


@dataclass(frozen=True, slots=True)
class NewRecipe:
    """One version of a recipe: what goes into one batch and what comes out."""

    item_id: int
    makes: int
    parts: tuple[Part, ...]
    costs: tuple[PlannedCost, ...] = ()
    own_minutes: int = 0
    hourly_rate: Money = ZERO
    note: str = ""


def check(new: NewRecipe, items: Mapping[int, Item]) -> None:
    """Raises the refusals above and those of `costing`."""
    product = items[new.item_id]
    if product.kind not in MADE:
        raise NotAProduct(item=product.name)
    if new.makes < 1:
        raise NothingMade
    if not new.parts:
        raise NothingUsed
    check_parts(new.parts, items, product.id)
    costing.check_costs(new.costs)
    costing.check_labour(new.own_minutes, new.hourly_rate)


def check_parts(parts: tuple[Part, ...], items: Mapping[int, Item], product_id: int) -> None:
    """Raises `PartRepeated`, `PartIsProduct`, `PartNotPositive`."""
    seen: set[int] = set()
    for part in parts:
        name = items[part.item_id].name
        if part.item_id == product_id:
            raise PartIsProduct(item=name)
        if part.item_id in seen:
            raise PartRepeated(item=name)
        if part.quantity < 1:
            raise PartNotPositive(item=name)
        seen.add(part.item_id)
