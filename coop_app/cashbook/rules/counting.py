"""Counting a cash box: notes and coins, and the difference from the book."""

from collections.abc import Mapping

from coop_app.money import Money
from coop_app.refusal import N_, Refused

#: notes and coins of the rupiah, largest first
DENOMINATIONS = (100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100)
MOST_PIECES = 1_000_000


class PiecesImpossible(Refused):
    """Notes are counted in whole, positive numbers."""

    message = N_("Write how many pieces you counted as a whole number.")
    field = "pieces"


class WitnessMissing(Refused):
    """A count that only the keeper saw proves little."""

    message = N_("Write the name of at least one witness of the count.")
    field = "witnesses"


class CountOutdated(Refused):
    """The book moved while the box was counted."""

    message = N_(
        "The book balance has changed to %(balance)s since this page was opened. Look at it and save again."
    )
    field = "book_balance"


def counted(pieces: Mapping[int, int]) -> Money:
    """What the pieces are worth. Raises `PiecesImpossible`."""
    for denomination, number in pieces.items():
        if denomination not in DENOMINATIONS or not 0 <= number <= MOST_PIECES:
            raise PiecesImpossible
    return Money(sum(denomination * number for denomination, number in pieces.items()))


def witnesses(text: str) -> tuple[str, ...]:
    """One name a line or between commas. Raises `WitnessMissing`."""
    names = tuple(name.strip() for name in text.replace(",", "\n").splitlines() if name.strip())
    if not names:
        raise WitnessMissing
    return names
