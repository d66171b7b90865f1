"""How the loans of a leaving member end: the loans storey writes its payments, closing posts them."""

from collections.abc import Callable
from dataclasses import dataclass

from coop_app.auth.rules.desk import Desk
from coop_app.closing.rules.leaving import Sheet
from coop_app.ledger.entry import Line


def _nothing(_seq: int) -> None:
    """No loan, nothing to note."""


@dataclass(frozen=True, slots=True)
class SettledLoans:
    """The credits that end the loans, and how their papers learn which entry did it."""

    lines: tuple[Line, ...] = ()
    note_entry: Callable[[int], None] = _nothing


def settle_loans(_desk: Desk, _sheet: Sheet, *, request_id: str = "") -> SettledLoans:
    """End every loan of the sheet by its settlement; without a request id it is only to be shown."""
    del request_id
    return SettledLoans()
