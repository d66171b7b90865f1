"""Where each rupiah of a payment goes: first by the order of parts, in a part the oldest row first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coop_app.loans.rules.position.standing import Position, Unpaid
from coop_app.loans.rules.repayment import Part, Split, split_payment
from coop_app.money import Money

_ARREARS = (Part.INTEREST_ARREARS, Part.PRINCIPAL_ARREARS)


@dataclass(frozen=True, slots=True)
class Share:
    """So much of a payment for one part of one instalment."""

    number: int
    part: Part
    amount: Money


@dataclass(frozen=True, slots=True)
class Division:
    """A payment's split over the five parts, and the instalments that it paid."""

    split: Split
    shares: tuple[Share, ...]


def divide(position: Position, paid: Money, order: Sequence[Part] = tuple(Part)) -> Division:
    """Apply a payment to what is owed on its day. Raises `OrderIncomplete`."""
    split = split_payment(paid, position.owed, order)
    shares = [share for part in Part for share in spread(position, part, split.parts[part])]
    return Division(split, tuple(shares))


def spread(position: Position, part: Part, amount: Money) -> Iterator[Share]:
    """A part's rupiah over its instalments, the oldest first."""
    left = amount
    for row in _rows_of(position, part):
        taken = Money(min(left, _unpaid_of(row, part)))
        if taken:
            yield Share(row.row.number, part, taken)
        left = left - taken


def _rows_of(position: Position, part: Part) -> list[Unpaid]:
    if part is Part.PENALTY:
        return list(position.rows)
    if part in _ARREARS:
        return [row for row in position.rows if row.is_late]
    return [row for row in position.rows if not row.is_late and not row.row.is_closed]


def _unpaid_of(row: Unpaid, part: Part) -> Money:
    if part is Part.PENALTY:
        return row.penalty
    return row.interest if part in (Part.INTEREST, Part.INTEREST_ARREARS) else row.principal
