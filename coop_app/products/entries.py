"""The accountant's page: what opening stock, spoilage, transfers and counts do to the journal.

The lines of inventory come from the engine (`service.moving`), at cost, one per item and point.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from coop_app.ledger.entry import Entry, Line, credit, debit
from coop_app.money import Money

OPENING_EQUITY, LOSS = "opening_balance_equity", "stock_loss"


@dataclass(frozen=True, slots=True)
class Paper:
    """When, which document, in which words, at whose point."""

    on: date
    source: str
    memo: str
    group_id: int | None = None


def opening(paper: Paper, inventory: Iterable[Line]) -> Entry | None:
    """What was there before this book began: D inventory / K opening balances."""
    lines = tuple(inventory)
    total = _sum(lines)
    return _entry(paper, (*lines, *([credit(OPENING_EQUITY, total)] if total else [])))


def booked(paper: Paper, inventory: Iterable[Line]) -> Entry | None:
    """What the cash book bought without saying which goods: D inventory by item / K inventory without one."""
    lines = tuple(inventory)
    roles = dict.fromkeys(str(line.account) for line in lines)
    sums = {role: _sum(line for line in lines if line.account == role) for role in roles}
    return _entry(paper, (*lines, *(credit(role, total) for role, total in sums.items())))


def loss(paper: Paper, inventory: Iterable[Line]) -> Entry | None:
    """Spoiled, lost or found missing: D stock loss / K inventory; found too much: the other way."""
    lines = tuple(inventory)
    missing = Money(-sum(int(line.amount) for line in lines if line.amount < 0))
    found = Money(sum(int(line.amount) for line in lines if line.amount > 0))
    lost = [debit(LOSS, missing, group_id=paper.group_id)] if missing else []
    over = [credit(LOSS, found, group_id=paper.group_id)] if found else []
    return _entry(paper, (*lost, *lines, *over))


def transfer(paper: Paper, inventory: Iterable[Line]) -> Entry | None:
    """Goods at another point: D inventory there / K inventory here, the same account."""
    lines = sorted(
        inventory, key=lambda line: line.amount < 0
    )  # debits first, as accountants write
    return _entry(paper, tuple(lines))


def _sum(lines: Iterable[Line]) -> Money:
    return Money(sum(int(line.amount) for line in lines))


def _entry(paper: Paper, lines: tuple[Line, ...]) -> Entry | None:
    """None where nothing of value moved."""
    return Entry(paper.on, paper.memo, paper.source, lines, series="BM") if lines else None
