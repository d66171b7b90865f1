"""What may be kept of a calculation: the tool, and what was typed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coop_app.literacy.rules.calculators.shelf import KEPT
from coop_app.refusal import N_, Refused

MOST_KEPT, LONGEST, MOST_FIELDS = 60, 4000, 80


class ToolUnknown(Refused):
    """Only calculations of our tools are kept."""

    message = N_("This calculation cannot be kept.")
    field = "tool"


class NothingTyped(Refused):
    """An empty sheet is found again without keeping it."""

    message = N_("Fill in the tool first, then keep it.")
    field = "query"


class TooMuchTyped(Refused):
    """More than a tool has places for."""

    message = N_("This is too much to keep.")
    field = "query"


class ShelfFull(Refused):
    """Old calculations are thrown away by the family."""

    message = N_("Your family keeps %(most)s calculations already. Throw some away first.")


@dataclass(frozen=True, slots=True)
class Calculation:
    """A tool, how the family calls it, and the fields as they stood in the address."""

    tool: str
    title: str
    inputs: Mapping[str, Sequence[str]]


def check(new: Calculation, *, count: int) -> None:
    """Raises `ToolUnknown`, `NothingTyped`, `TooMuchTyped`, `ShelfFull`."""
    if new.tool not in KEPT:
        raise ToolUnknown
    texts = [text for column in new.inputs.values() for text in column]
    if not any(texts):
        raise NothingTyped
    if len(texts) > MOST_FIELDS or sum(map(len, texts)) > LONGEST:
        raise TooMuchTyped
    if count >= MOST_KEPT:
        raise ShelfFull(most=MOST_KEPT)
