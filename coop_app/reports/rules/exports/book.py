"""What an export must know of a book."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from coop_app.ledger.accounts import Account
from coop_app.ledger.entry import WrittenEntry
from coop_app.money import Money


@dataclass(frozen=True, slots=True)
class ExportedBook:
    """A book as it is read in one snapshot: `entries` may be read once, oldest first.

    `balances` are debit-positive at the end of `on`, the last day that has an entry (None: no entry).
    """

    name: str
    accounts: Sequence[Account]
    entries: Iterable[WrittenEntry]
    balances: Mapping[int, Money]
    on: date | None

    def path(self, account: Account) -> list[Account]:
        """The account and the headers above it, outermost first, without the topmost header."""
        by_id = {other.id: other for other in self.accounts}
        steps = [account]
        while (parent := by_id.get(steps[0].parent_id or 0)) and parent not in steps:
            steps.insert(0, parent)
        return steps[1:] if len(steps) > 1 else steps


def one_line(text: str) -> str:
    """Text without line breaks or other control characters."""
    if not text.isprintable():
        text = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(text.split())
