"""How the loans of a leaving member end: the loans storey writes its papers, closing posts them."""

from dataclasses import dataclass

from coop_app.auth.rules.desk import Desk
from coop_app.closing.entries import plain_debts
from coop_app.closing.rules.leaving import Sheet
from coop_app.ledger.entry import Line
from coop_app.loans.service.paying.leaving import (
    OnLeaving,
    credits_on_leaving,
    settle_on_leaving,
)


@dataclass(frozen=True, slots=True)
class Debts:
    """The credits that end all debts, and the loans' papers that learn which entry did it."""

    lines: tuple[Line, ...]
    loans: tuple[OnLeaving, ...] = ()

    def note_entry(self, seq: int) -> None:
        """The entry in which all of it was posted."""
        for one in self.loans:
            one.note_entry(seq)


def shown_debts(desk: Desk, sheet: Sheet) -> Debts:
    """The same lines, only to be shown; nothing is written."""
    lines = [
        line
        for key in sheet.loans
        for line in credits_on_leaving(desk=desk, loan_id=key, total=sheet.debt_of(key))
    ]
    return Debts((*lines, *plain_debts(sheet)))


def settle_debts(desk: Desk, sheet: Sheet, *, request_id: str, why: str) -> Debts:
    """End every loan of the sheet today. Raises what `settle_on_leaving` raises."""
    made = tuple(
        settle_on_leaving(
            desk=desk, loan_id=key, total=sheet.debt_of(key), request_id=f"{request_id}-{key}",
            why=why,
        )
        for key in sheet.loans
    )  # fmt: skip
    lines = [line for one in made for line in one.lines]
    return Debts((*lines, *plain_debts(sheet)), made)
