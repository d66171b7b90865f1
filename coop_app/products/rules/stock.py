"""What stock costs: first in first out, or moving average (domain.md 7)."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, replace
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


@dataclass(frozen=True, slots=True)
class Costed:
    """What went out has cost, and what is left."""

    cost_of_goods_sold: Money
    ending: Layer


def cost(moves: Iterable[In | Out], method: Method) -> Costed:
    """All moves in order. Raises `QuantityNotPositive`, `CostBelowZero`, `StockShort`."""
    layers: deque[Layer] = deque()
    sold = ZERO
    for move in moves:
        if move.quantity <= 0:
            raise QuantityNotPositive
        if isinstance(move, In):
            _receive(layers, move, method)
        else:
            sold = sold + _issue(layers, move.quantity)
    return Costed(sold, _together(layers))


def _receive(layers: deque[Layer], move: In, method: Method) -> None:
    """A new layer; the moving average melts it into the one that is there."""
    if move.unit_cost < 0:
        raise CostBelowZero
    layers.append(Layer(move.quantity, move.unit_cost * move.quantity))
    if method is Method.MOVING_AVERAGE:
        melted = _together(layers)
        layers.clear()
        layers.append(melted)


def _together(layers: Iterable[Layer]) -> Layer:
    quantity, value = 0, ZERO
    for layer in layers:
        quantity, value = quantity + layer.quantity, value + layer.value
    return Layer(quantity, value)


def _issue(layers: deque[Layer], quantity: int) -> Money:
    """The cost of what goes out, oldest layer first."""
    sold, left = ZERO, quantity
    while left:
        if not layers:
            raise StockShort(there=quantity - left, asked=quantity)
        layer = layers[0]
        taken = min(left, layer.quantity)
        part = Money(half_up(Fraction(taken * int(layer.value), layer.quantity)))
        if taken == layer.quantity:
            layers.popleft()
        else:
            layers[0] = replace(layer, quantity=layer.quantity - taken, value=layer.value - part)
        sold, left = sold + part, left - taken
    return sold
