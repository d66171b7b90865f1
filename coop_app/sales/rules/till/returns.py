"""What a returned part of a line is worth, so that all parts together are the whole line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from coop_app.money import ZERO, Money, half_up
from coop_app.sales.rules.till.acts import Back
from coop_app.sales.rules.till.refusals import MoreThanSold, NothingComesBack


@dataclass(frozen=True, slots=True, kw_only=True)
class SoldLine:
    """A line of a sale and how much of it has come back already."""

    number: int
    item_id: int
    name: str
    quantity: int
    net: Money
    cost: Money
    consigned: bool = False
    back_quantity: int = 0
    back_amount: Money = ZERO
    back_cost: Money = ZERO

    @property
    def left(self) -> int:
        """Base units that can still come back."""
        return self.quantity - self.back_quantity


@dataclass(frozen=True, slots=True)
class Returned:
    """A part of a line that comes back: what it was sold for and what it had cost."""

    line: SoldLine
    quantity: int
    amount: Money
    cost: Money
    spoiled: bool


def returned(
    lines: Sequence[SoldLine], backs: Sequence[Back], shown: Mapping[int, str] | None = None
) -> tuple[Returned, ...]:
    """The worth of each part. Raises `NothingComesBack`, `MoreThanSold`.

    A part is worth the line's share up to it, half-up, less what came back before: so the last part takes
    the residue. `shown` says for a line how much is left in words.
    """
    known = {line.number: line for line in lines}
    found = []
    for back in backs:
        line = known.get(back.number)
        if line is None or back.quantity <= 0:
            raise NothingComesBack
        if back.quantity > line.left:
            raise MoreThanSold(item=line.name, left=(shown or {}).get(back.number, line.left))
        until = line.back_quantity + back.quantity
        amount = _share(line.net, until, line.quantity) - line.back_amount
        cost = _share(line.cost, until, line.quantity) - line.back_cost
        found.append(Returned(line, back.quantity, amount, cost, back.spoiled))
    if not found or len({one.line.number for one in found}) < len(found):
        raise NothingComesBack
    return tuple(found)


def everything(lines: Sequence[SoldLine]) -> tuple[Back, ...]:
    """All that is left of a sale, unspoiled."""
    return tuple(Back(line.number, line.left) for line in lines if line.left)


def _share(whole: Money, part: int, of: int) -> Money:
    return Money(half_up(Fraction(int(whole) * part, of)))
