"""What an item is, where its value stands, and what may be said about one."""

from dataclasses import dataclass
from enum import StrEnum

from coop_app.products.rules.stock import Method
from coop_app.products.rules.units import Typed, Unit, find_unit, in_base, quantity_text
from coop_app.refusal import N_, Refused

LONGEST_NAME = 80


class Kind(StrEnum):
    """What an item is used for."""

    RAW_MATERIAL = "raw_material"
    PACKAGING = "packaging"
    GOODS = "goods"
    PRODUCT = "product"


#: kind → its name on the screen (English message id)
KINDS = {
    Kind.RAW_MATERIAL: N_("Raw material"),
    Kind.PACKAGING: N_("Packaging"),
    Kind.GOODS: N_("Trade goods"),
    Kind.PRODUCT: N_("Product"),
}
METHODS = {
    Method.MOVING_AVERAGE: N_("Moving average"),
    Method.FIFO: N_("First in, first out (FIFO)"),
}
_MATERIALS = {Kind.RAW_MATERIAL, Kind.PACKAGING}


class NameMissing(Refused):
    """Nobody finds a thing without a name."""

    message = N_("Write a name.")
    field = "name"


class NameTaken(Refused):
    """Two things with one name are mixed up sooner or later."""

    message = N_("There is already one named %(name)s. Choose another name.")
    field = "name"


class UnitRepeated(Refused):
    """A unit has one meaning."""

    message = N_("The unit %(unit)s is there twice. Write each unit once.")
    field = "units"


class UnitFactorWrong(Refused):
    """A unit is a whole number of base units."""

    message = N_("One %(unit)s must be at least 1 %(base)s, in whole numbers.")
    field = "units"


class MethodFixed(Refused):
    """What has moved keeps its way of costing, its base unit and its kind."""

    message = N_(
        "%(item)s has already moved. Its kind, base unit and cost method stay as they are."
    )
    field = "method"


class ItemConsigned(Refused):
    """Goods on consignment belong to the member who left them."""

    message = N_(
        "%(item)s is left here to be sold for its owner; it is never the cooperative's own stock."
    )
    field = "item"


class ItemEnded(Refused):
    """An item that was switched off takes nothing new."""

    message = N_("%(item)s is switched off. Switch it on again first.")
    field = "item"


class OwnerMissing(Refused):
    """Consigned goods always belong to somebody."""

    message = N_("Choose the member whose goods these are.")
    field = "owner_member_id"


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """What is written down about an item. `units` are those besides the base unit."""

    name: str
    kind: Kind
    base_unit: str
    units: tuple[Unit, ...] = ()
    #: the unit that lists and forms use; the base unit when empty
    shown_unit: str = ""
    method: Method = Method.MOVING_AVERAGE
    #: a member whose product it is, in the cooperative's catalogue
    owner_member_id: int | None = None
    #: True: never on the cooperative's own stock (titip jual)
    consigned: bool = False
    #: base units at which it should be bought again; 0 for never
    low_at: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """An item as every feature knows it; `units` has the base unit first."""

    id: int
    cooperative_id: int
    book_id: int
    name: str
    kind: str
    base_unit: str
    units: tuple[Unit, ...]
    shown_unit: Unit
    method: Method
    owner_member_id: int | None
    consigned: bool
    low_at: int
    note: str
    active: bool

    @property
    def role(self) -> str:
        """The account its value stands on."""
        return inventory_role(self.kind)

    def unit(self, name: str) -> Unit:
        """One of its units; the usual one for an empty name. Raises `UnitUnknown`."""
        return find_unit(self.units, name, self.name) if name.strip() else self.shown_unit

    def base_of(self, typed: Typed) -> int:
        """What was typed, in base units. Raises `UnitUnknown`, `NotWholeUnits`, `QuantityTooLarge`."""
        return in_base(typed.number, self.unit(typed.unit), self.base_unit)

    def text(self, quantity: int) -> str:
        """`62,5 kg`."""
        return quantity_text(quantity, self.shown_unit, self.base_unit)


def inventory_role(kind: str) -> str:
    """The account role of a kind's stock."""
    return "inventory_raw_materials" if kind in _MATERIALS else "inventory_goods"


def all_units(facts: ItemFacts) -> tuple[Unit, ...]:
    """The base unit first, then the others. Raises `UnitRepeated`, `UnitFactorWrong`, `NameMissing`."""
    base = facts.base_unit.strip()
    if not base:
        raise NameMissing(field="base_unit")
    units = (Unit(base), *(Unit(unit.name.strip(), unit.factor) for unit in facts.units))
    seen: set[str] = set()
    for unit in units:
        if unit.name.casefold() in seen:
            raise UnitRepeated(unit=unit.name)
        seen.add(unit.name.casefold())
        if unit.factor < 1 or not unit.name:
            raise UnitFactorWrong(unit=unit.name, base=base)
    return units


def check_facts(facts: ItemFacts) -> tuple[Unit, ...]:
    """Its units, when all is well.

    Raises `NameMissing`, `OwnerMissing`, `UnitUnknown` and what `all_units` raises.
    """
    if not facts.name.strip():
        raise NameMissing
    if facts.consigned and facts.owner_member_id is None:
        raise OwnerMissing
    units = all_units(facts)
    if facts.shown_unit.strip():
        find_unit(units, facts.shown_unit, facts.name)
    return units


def check_fixed(item: Item, facts: ItemFacts) -> None:
    """For an item that has moved. Raises `MethodFixed` with the field that may not change."""
    for name in ("kind", "base_unit", "method"):
        if str(getattr(item, name)) != str(getattr(facts, name)).strip():
            raise MethodFixed(item=item.name, field=name)
