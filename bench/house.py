"""A migrated database with one cooperative's book, and the acts that are measured in it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import sqlalchemy as sa
from flask import Flask

import coop_app.auth.models as people
from coop_app import clock, db, ledger, schema
from coop_app.ledger.accounts import NewAccount
from coop_app.ledger.entry import Entry, credit, debit
from coop_app.money import Money

MEMBERS, MONTHS = 220, 36
DUES = Money(20000)
_ROLES = (
    ("1.1", "Kas", "asset", "cash", "cash_on_hand"),
    ("1.3", "Bank", "asset", "bank", "bank"),
    ("3.1", "Simpanan pokok", "equity", None, "principal_savings"),
    ("3.2", "Simpanan wajib", "equity", None, "mandatory_savings"),
    ("2.1", "Simpanan sukarela", "liability", None, "voluntary_savings"),
    ("4.1", "Pendapatan lain", "income", None, "other_income"),
    ("5.1", "Beban lain", "expense", None, "other_expense"),
)
CHART = [
    NewAccount(code, name, kind, kind, place=place, role=role)
    for code, name, kind, place, role in _ROLES
] + [NewAccount(f"6.{n:02d}", f"Beban {n}", "expense", "expense") for n in range(60)]


@contextmanager
def opened(where: Path | str) -> Iterator[Flask]:
    """The application on a file (or a database's address), migrated and with a book when it is new."""
    app = Flask("bench")
    db.connect(app, f"sqlite:///{where}" if isinstance(where, Path) else where)
    with app.app_context():
        if schema.current() is None:
            db.session.remove()
            _found()
        db.session.remove()
        yield app
        db.session.remove()
        db.engine().dispose()


def _found() -> None:
    schema.upgrade()
    with db.transaction():
        facts = {
            "name": "Koperasi Ukur", "short_name": "KU", "legal_number": "", "address": "",
            "phone": "", "zone": "Asia/Jakarta", "language": "id", "book_year_start_month": 1,
            "is_demo": True, "created_at": clock.now(), "id": 1,
        }  # fmt: skip
        table = people.Base.metadata.tables["cooperative"]
        db.write_connection().execute(sa.insert(table).values(facts))
        ledger.open_book(cooperative_id=1, name="Buku", kind="cooperative", accounts=CHART)


def post_dues(n: int) -> None:
    """What a treasurer does all day: dues of one member in cash, one durable transaction."""
    with db.transaction():
        ledger.post(_dues(n, date(2025, 3, 5), f"door:{n}"), book_id=1, by=1)


def post_batch(size: int) -> Callable[[int], None]:
    """As an import does: many entries in one transaction."""

    def act(turn: int) -> None:
        numbers = range(turn * size, (turn + 1) * size)
        entries = [_dues(n, date(2025, 3, 5), f"batch:{size}:{n}") for n in numbers]
        with db.transaction():
            ledger.post_many(entries, book_id=1, by=1)

    return act


def _dues(n: int, on: date, source: str) -> Entry:
    lines = (
        debit("cash_on_hand", DUES),
        credit("mandatory_savings", DUES, subject=f"member:{n % MEMBERS}", group_id=n % 10 + 1),
    )
    return Entry(on, "Iuran wajib", source, lines)


def fill(total: int, hear: Callable[[int], None]) -> None:
    """A journal of `total` entries over three years, whatever their number: dues, savings, costs."""
    held = ledger.journal(book_id=1, limit=1).rows
    done = held[0].seq if held else 0
    expenses = [row.id for row in ledger.accounts(book_id=1) if row.code.startswith("6.")]
    start = date(2022, 1, 1)
    while done < total:
        size = min(5000, total - done)
        entries = [
            _mixed(n, start + timedelta(days=n * 30 * MONTHS // total), expenses)
            for n in range(done, done + size)
        ]
        with db.transaction():
            ledger.post_many(entries, book_id=1, by=1)
        done += size
        hear(done)


def _mixed(n: int, on: date, expenses: list[int]) -> Entry:
    if n % 3 == 0:
        amount = Money(1000 + n % 9973)
        lines = (debit(expenses[n % len(expenses)], amount), credit("cash_on_hand", amount))
        return Entry(on, f"Beban {n % 500}", f"fill:{n}", lines)
    # half of the members are the first 220, the others spread: one statement stays one member's size
    member = f"member:{n % MEMBERS}" if n < 10000 else f"member:{n % (MEMBERS * (n // 10000 + 1))}"
    role = "mandatory_savings" if n % 3 == 1 else "voluntary_savings"
    lines = (debit("cash_on_hand", DUES), credit(role, DUES, subject=member, group_id=n % 10 + 1))
    return Entry(on, "Iuran wajib", f"fill:{n}", lines)
