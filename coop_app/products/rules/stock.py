"""What stock costs: first in first out, or moving average (domain.md 7)."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from coop_app.money import ZERO, Money, half_up
from coop_app.refusal import N_, Refused


class Method(StrEnum):
    """The two ways that SAK EMKM allows."""

    FIFO = "fifo"
    MOVING_AVERAGE = "moving_average"


class QuantityNotPositive(Refused):
    """Something must move."""

    message = N_("Write a quantity above zero.")
    field = "moves"


class CostBelowZero(Refused):
    """Nobody is paid for taking goods."""

    message = N_("The cost of a unit cannot be below zero.")
    field = "moves"


class StockShort(Refused):
    """More was to go out than is there."""

    message = N_("Only %(there)s units are in stock. %(asked)s cannot go out.")
    field = "moves"


class NothingThere(Refused):
    """A cost can only be added to goods that are still there."""

    message = N_("None of it is in stock any more, so its cost cannot change.")
    field = "cost"


class CostAboveValue(Refused):
    """A correction takes off more than the goods are worth in the books."""

    message = N_(
        "The goods that are left stand at %(value)s in the books. Less than nothing is not possible."
    )
    field = "cost"


@dataclass(frozen=True, slots=True)
class In:
    """Goods come, each unit at so many rupiah, with everything it took to bring them."""

    quantity: int
    unit_cost: Money


@dataclass(frozen=True, slots=True)
class Out:
    """Goods go."""

    quantity: int


@dataclass(frozen=True, slots=True)
class Layer:
    """Goods that are there, in base units, and what they cost together."""

    quantity: int = 0
    value: Money = ZERO


#: what is there, the oldest first; with the moving average never more than one layer
Layers = tuple[Layer, ...]


@dataclass(frozen=True, slots=True)
class Costed:
    """What went out has cost, and what is left."""

    cost_of_goods_sold: Money
    ending: Layer


def cost(moves: Iterable[In | Out], method: Method) -> Costed:
    """All moves in order. Raises `QuantityNotPositive`, `CostBelowZero`, `StockShort`."""
    layers: Layers = ()
    sold = ZERO
    for move in moves:
        if isinstance(move, Out):
            layers, gone = issue(layers, move.quantity)
            sold = sold + gone
            continue
        if move.quantity <= 0:
            raise QuantityNotPositive
        layers = receive(layers, Layer(move.quantity, move.unit_cost * move.quantity), method)
    return Costed(sold, together(layers))


def receive(layers: Layers, come: Layer, method: Method) -> Layers:
    """A new layer; the moving average melts it into the one that is there.

    Raises `QuantityNotPositive`, `CostBelowZero`.
    """
    if come.quantity <= 0:
        raise QuantityNotPositive
    if come.value < 0:
        raise CostBelowZero
    grown = (*layers, come)
    return (together(grown),) if method is Method.MOVING_AVERAGE else grown


def together(layers: Iterable[Layer]) -> Layer:
    """All that is there, as one."""
    quantity, value = 0, ZERO
    for layer in layers:
        quantity, value = quantity + layer.quantity, value + layer.value
    return Layer(quantity, value)


def issue(layers: Layers, quantity: int) -> tuple[Layers, Money]:
    """What is left, and the cost of what goes out, oldest layer first.

    A layer that goes whole takes its whole value along, so that no value stays without goods. Raises
    `QuantityNotPositive`, `StockShort`.
    """
    if quantity <= 0:
        raise QuantityNotPositive
    if (there := together(layers).quantity) < quantity:
        raise StockShort(there=there, asked=quantity)
    sold, left, rest = ZERO, quantity, list(layers)
    while left:
        first = rest.pop(0)
        taken = min(left, first.quantity)
        part = Money(half_up(Fraction(taken * int(first.value), first.quantity)))
        if taken < first.quantity:
            rest.insert(0, Layer(first.quantity - taken, first.value - part))
        sold, left = sold + part, left - taken
    return tuple(rest), sold


def add_value(layers: Layers, amount: Money) -> Layers:
    """Later freight or a corrected price on what is still there: on the newest layer, which it belongs to.

    An amount below zero takes from the newest layer back to the oldest. Raises `NothingThere`,
    `CostAboveValue`.
    """
    whole = together(layers)
    if not whole.quantity:
        raise NothingThere
    if whole.value + amount < 0:
        raise CostAboveValue(value=whole.value)
    changed, left = list(layers), amount
    for index in reversed(range(len(changed))):
        layer = changed[index]
        part = max(left, -layer.value)
        changed[index], left = Layer(layer.quantity, layer.value + part), left - part
    return tuple(changed)
