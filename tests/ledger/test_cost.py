"""What a posting and a page cost does not grow with the number of entries: SQLite's own steps are counted."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from coop_app import db, ledger
from coop_app.ledger.entry import Entry
from tests.ledger.ground import Ground, dues

SPAN = {"start": date(2025, 3, 1), "end": date(2025, 5, 31)}
READS: dict[str, Callable[[int], Any]] = {
    "trial balance": lambda book: ledger.trial_balance(book_id=book, on=date(2025, 4, 17)),
    "movements": lambda book: ledger.movements(book_id=book, **SPAN),
    "balance": lambda book: ledger.balance(book_id=book, account="cash_on_hand"),
    "member's balance": lambda book: ledger.balance(
        book_id=book, account="mandatory_savings", subject="member:1"
    ),
    "all members": lambda book: ledger.subject_balances(book_id=book, account="mandatory_savings"),
    "first page": lambda book: ledger.statement(
        book_id=book, account="cash_on_hand", limit=10, **SPAN
    ),
    "later page": lambda book: ledger.statement(
        book_id=book, account="cash_on_hand", limit=10, after="2025-05-02.0.0", **SPAN
    ),
    "newest entries": lambda book: ledger.journal(book_id=book, limit=10),
    "one amount": lambda book: ledger.journal(book_id=book, amount=123456, limit=10),
    "one voucher": lambda book: ledger.journal(book_id=book, voucher="BKM/2025/03/0007"),
    "one entry": lambda book: ledger.entry_page(book_id=book, seq=5),
    "one source": lambda book: ledger.find_by_source(book_id=book, source="0:5"),
}


def steps(act: Callable[[], Any]) -> int:
    """How many times SQLite asked back, every ten of its instructions."""
    count = 0

    def tick() -> int:
        nonlocal count
        count += 1
        return 0

    driver = db.session.connection().connection.driver_connection
    driver.set_progress_handler(tick, 10)
    act()
    driver.set_progress_handler(None, 0)
    return count


def fill(ground: Ground, turn: int, size: int) -> None:
    """Dues of ten members on the same ninety days, however many."""
    entries = [
        Entry(date(2025, 3 + n % 3, 1 + n % 28), "Iuran", f"{turn}:{n}", dues(1000 + n, n % 10))
        for n in range(size)
    ]
    with db.transaction():
        ledger.post_many(entries, book_id=ground.book, by=1)


def costs(ground: Ground) -> dict[str, int]:
    found = {}
    for name, act in READS.items():
        found[name] = steps(lambda act=act: act(ground.book))
        db.session.rollback()
    return found


def test_reads_cost_the_same_in_a_book_ten_times_as_long(sqlite_ground: Ground) -> None:
    fill(sqlite_ground, 0, 300)
    before = costs(sqlite_ground)
    fill(sqlite_ground, 1, 2700)
    after = costs(sqlite_ground)
    # a later page sums the lines of one day, of which this book now has ten times as many
    grown = {
        name: (before[name], cost)
        for name, cost in after.items()
        if cost > before[name] * 1.3 + 20 and name != "later page"
    }
    assert grown == {}


def test_a_posting_costs_the_same_in_a_book_ten_times_as_long(sqlite_ground: Ground) -> None:
    def cost(turn: int) -> int:
        with db.transaction():
            entry = Entry(date(2025, 5, 5), "Iuran", f"cost:{turn}", dues(5, 3))
            return steps(lambda: ledger.post(entry, book_id=sqlite_ground.book, by=1))

    fill(sqlite_ground, 0, 300)
    cost(0)
    before = cost(1)
    fill(sqlite_ground, 1, 2700)
    assert cost(2) <= before * 1.1


@pytest.mark.parametrize("index", ["ix_journal_line_account", "ix_journal_line_amount"])
def test_the_count_sees_a_missing_index(sqlite_ground: Ground, index: str) -> None:
    """The two tests above would notice: without an index the same reads do grow."""
    fill(sqlite_ground, 0, 1000)
    before = costs(sqlite_ground)
    with db.transaction():
        db.write_connection().exec_driver_sql(f"DROP INDEX {index}")
    after = costs(sqlite_ground)
    assert max(after[name] / (before[name] + 1) for name in after) > 3
