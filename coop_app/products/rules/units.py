"""Quantities: whole numbers of an item's base unit, typed and shown in the unit people use."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from coop_app.money import Money, grouped, half_up
from coop_app.refusal import N_, Refused

#: no cooperative of ours holds more grams than that
LARGEST_QUANTITY = 10**12
_PLACES = 3
_NUMBER = r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]{1,6})?|[0-9]+(?:,[0-9]{1,6})?|[0-9]+/[0-9]+"
_TYPED = re.compile(rf"(?P<number>{_NUMBER})\s*(?P<unit>[^\W\d].*)?")
_POINT = re.compile(r"([0-9]+)\.([0-9]{1,6})\s*([^\W\d].*)?")


class QuantityUnreadable(Refused):
    """The typed text is no quantity."""

    message = N_("Write the quantity with digits, for example 2,5 or 2,5 kg.")
    field = "quantity"


class QuantityUnclear(Refused):
    """A point stands where a comma belongs."""

    message = N_("Did you mean %(comma)s? Write decimals with a comma.")
    field = "quantity"


class QuantityTooLarge(Refused):
    """Surely a slip of the finger."""

    message = N_("This quantity is too large. Check the number of zeros.")
    field = "quantity"


class UnitUnknown(Refused):
    """The item has no such unit."""

    message = N_("“%(unit)s” is no unit of %(item)s. Use %(units)s.")
    field = "quantity"


class NotWholeUnits(Refused):
    """What was typed is no whole number of base units."""

    message = N_("%(typed)s is no whole number of %(base)s. One %(unit)s is %(factor)s %(base)s.")
    field = "quantity"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of one item: how many base units one of it is (kg → 1000 g, karung → 25000 g)."""

    name: str
    factor: int = 1


@dataclass(frozen=True, slots=True)
class Typed:
    """A quantity as it was typed: a number above or at zero, and a unit if one stood behind it."""

    number: Fraction
    unit: str = ""


def parse_quantity(text: str) -> Typed:
    """Read `2,5`, `2,5 kg`, `1.250`, `3 karung`, `1/2 kg`; exact, never a float.

    Raises `QuantityUnclear` for a decimal point, `QuantityUnreadable` and `QuantityTooLarge`.
    """
    cleaned = " ".join(text.replace("\u00a0", " ").split())
    if match := _TYPED.fullmatch(cleaned):
        return Typed(_exact(match["number"]), (match["unit"] or "").strip())
    if match := _POINT.fullmatch(cleaned):
        behind = f" {match[3]}" if match[3] else ""
        raise QuantityUnclear(comma=f"{match[1]},{match[2]}{behind}")
    raise QuantityUnreadable


def _exact(number: str) -> Fraction:
    above, _, below = number.partition("/")
    if below:
        if not int(below):
            raise QuantityUnreadable
        found = Fraction(int(above), int(below))
    else:
        found = Fraction(Decimal(number.replace(".", "").replace(",", ".")))
    if found > LARGEST_QUANTITY:
        raise QuantityTooLarge
    return found


def find_unit(units: Iterable[Unit], name: str, item: str = "") -> Unit:
    """The unit of that name, upper or lower case. Raises `UnitUnknown`."""
    known = tuple(units)
    wanted = name.strip().casefold()
    for unit in known:
        if unit.name.casefold() == wanted:
            return unit
    raise UnitUnknown(unit=name, item=item, units=", ".join(unit.name for unit in known))


def in_base(number: Fraction | int, unit: Unit, base: str) -> int:
    """A number of units as base units. Raises `NotWholeUnits`, `QuantityTooLarge`."""
    exact = Fraction(number) * unit.factor
    if exact > LARGEST_QUANTITY:
        raise QuantityTooLarge
    if exact.denominator != 1:
        typed = f"{_decimal(Fraction(number)) or number} {unit.name}"
        raise NotWholeUnits(typed=typed, unit=unit.name, base=base, factor=grouped(unit.factor))
    return exact.numerator


def _decimal(number: Fraction) -> str | None:
    """`62,5`, `1.250`; None when it is not exact within three decimals."""
    scaled = number * 10**_PLACES
    if scaled.denominator != 1:
        return None
    whole, behind = divmod(abs(scaled.numerator), 10**_PLACES)
    decimals = f"{behind:0{_PLACES}d}".rstrip("0")
    sign = "-" if scaled < 0 else ""
    return f"{sign}{grouped(whole)}{',' + decimals if decimals else ''}"


def quantity_text(quantity: int, unit: Unit, base: str) -> str:
    """`62,5 kg`; where that is not exact, whole units and the rest: `2 lusin 7 butir`."""
    if (number := _decimal(Fraction(quantity, unit.factor))) is not None:
        return f"{number} {unit.name}"
    sign = "-" if quantity < 0 else ""
    whole, rest = divmod(abs(quantity), unit.factor)
    parts = [f"{grouped(whole)} {unit.name}"] if whole else []
    return sign + " ".join([*parts, f"{grouped(rest)} {base}"])


def plain_number(quantity: int, unit: Unit) -> str:
    """`62,5` for a form field, or the number of base units where it is not exact."""
    number = _decimal(Fraction(quantity, unit.factor))
    return number.replace(".", "") if number is not None else ""


def amount_for(quantity: int, price: Money, per: int) -> Money:
    """What a quantity costs at a price per so many base units, half-up to the rupiah."""
    return Money(half_up(Fraction(quantity * int(price), per)))
