"""What a page costs when the journal has ten thousand, a hundred thousand or a million entries."""

import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from bench import house, measure
from coop_app import db, ledger

Row = tuple[str, ...]
MONTH = {"start": date(2024, 5, 1), "end": date(2024, 5, 31)}
WHOLE = {"start": date(2022, 1, 1), "end": date(2024, 12, 31)}
QUARTER = {"start": date(2024, 4, 1), "end": date(2024, 6, 30)}
BOOK = {"book_id": 1}
_cash = {**BOOK, "account": "cash_on_hand", "limit": 50}

READS: dict[str, Callable[[], object]] = {
    "trial balance on a day": lambda: ledger.trial_balance(**BOOK, on=date(2024, 5, 17)),
    "one month's movements of every account (result)": lambda: ledger.movements(**BOOK, **MONTH),
    "three years' movements (balance sheet)": lambda: ledger.movements(**BOOK, **WHOLE),
    "cash: one month's first 50 lines with balances": lambda: ledger.statement(**_cash, **MONTH),
    "cash: 50 lines from the middle of three years": lambda: ledger.statement(
        **_cash, **WHOLE, after="2023-06-17.0.0"
    ),
    "one member: a quarter's statement": lambda: ledger.statement(
        **BOOK, account="mandatory_savings", subject="member:17", **QUARTER
    ),
    "one member's balance": lambda: ledger.balance(
        **BOOK, account="mandatory_savings", subject="member:17"
    ),
    "journal: the newest 50 entries": lambda: ledger.journal(**BOOK),
    "journal: search by amount": lambda: ledger.journal(**BOOK, amount=1234),
    "journal: search by voucher": lambda: ledger.journal(**BOOK, voucher="BKM/2023/05/0007"),
    "journal: search by a word that nobody wrote": lambda: ledger.journal(**BOOK, text="zzzz"),
}


def rows(folder: Path, sizes: Sequence[int]) -> list[Row]:
    """Milliseconds of each read at each size."""
    columns = [_column(folder / f"b{size}.db", size) for size in sizes]
    return [(name, *(column[name] for column in columns)) for name in READS]


def head(sizes: Sequence[int]) -> Row:
    return ("reading, milliseconds", *(f"{size:,} entries" for size in sizes))


def _column(path: Path, size: int) -> dict[str, str]:
    with house.opened(path):
        house.fill(size, lambda done: print(f"\r  {done:,} of {size:,}", end="", file=sys.stderr))
        db.session.remove()
        return {name: f"{measure.milliseconds(_fresh(act)):,.2f}" for name, act in READS.items()}


def _fresh(act: Callable[[], object]) -> Callable[[], None]:
    def read() -> None:
        act()
        db.session.rollback()

    return read


def audit(folder: Path, size: int) -> Row:
    """Seconds for the whole audit, and that it finds nothing."""
    with house.opened(folder / f"b{size}.db"):
        house.fill(size, lambda _done: None)
        db.session.remove()
        found: list[object] = []
        taken = measure.milliseconds(lambda: found.extend(ledger.audit(book_id=1)), rounds=1)
    return f"audit of {size:,} entries, seconds", f"{taken / 1000:.1f}", f"{len(found)} findings"
