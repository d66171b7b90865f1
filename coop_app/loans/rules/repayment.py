"""In which order a payment is applied to what is owed (domain.md 3.4)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from coop_app.money import ZERO, Money
from coop_app.refusal import N_, Refused


class Part(StrEnum):
    """What a borrower can owe, in the order in which payments are applied by default."""

    PENALTY = "penalty"
    INTEREST_ARREARS = "interest_arrears"
    INTEREST = "interest"
    PRINCIPAL_ARREARS = "principal_arrears"
    PRINCIPAL = "principal"


class OrderIncomplete(Refused):
    """The order of payment names every part once."""

    message = N_("The order of payment must name each of the five parts once.")
    field = "order"


@dataclass(frozen=True, slots=True)
class Split:
    """Where a payment goes; what nothing is owed for is left over."""

    parts: Mapping[Part, Money]
    left_over: Money


def split_payment(
    paid: Money, owed: Mapping[Part, Money], order: Sequence[Part] = tuple(Part)
) -> Split:
    """Each part in turn is paid as far as the money goes. Raises `OrderIncomplete`."""
    if sorted(order) != sorted(Part):
        raise OrderIncomplete
    left = paid
    parts = {}
    for part in order:
        parts[part] = Money(min(left, owed.get(part, ZERO)))
        left = left - parts[part]
    return Split({part: parts[part] for part in Part}, left)
