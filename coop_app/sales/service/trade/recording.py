"""How acts of this trade are written: wait for one's turn, write the row, post, note the entry."""

from collections.abc import Iterable
from typing import Any, TypeVar

import sqlalchemy as sa

from coop_app import auth, db, ledger
from coop_app.auth.rules.desk import Desk
from coop_app.ledger.entry import Entry
from coop_app.money import Money
from coop_app.refusal import RequestReused
from coop_app.sales.queries.trade.acts import Act
from coop_app.sales.queries.trade.payments import Paid
from coop_app.sales.queries.trade.produce import Bought
from coop_app.sales.rules.trade import owing
from coop_app.sales.service.trade.neighbours import free_savings

Document = TypeVar("Document", Act, Paid, Bought)
# Whoever acts for a debtor or owner waits here for the one before: on PostgreSQL the row is locked by
# this statement, on SQLite the whole file is locked already.
_QUEUE = sa.text(
    "INSERT INTO trade_queue (cooperative_id, subject, turns) VALUES (:cooperative_id, :subject, 1)"
    " ON CONFLICT (cooperative_id, subject) DO UPDATE SET turns = trade_queue.turns + 1"
)


def wait(*, desk: Desk, subjects: Iterable[str]) -> None:
    """Let acts with the same people go one after the other, so that what is read below cannot go stale."""
    # always in the same order, so that two papers never wait for each other in a circle
    keys = [
        {"cooperative_id": desk.cooperative_id, "subject": subject}
        for subject in sorted(set(subjects))
    ]
    if keys:
        db.write_connection().execute(_QUEUE, keys)


def same(earlier: Document | None, mark: str) -> Document | None:
    """The first result of the same request. Raises `RequestReused` when its contents differ."""
    if earlier is not None and earlier.fingerprint != mark:
        raise RequestReused
    return earlier


def insert(table: type[Any], facts: dict[str, Any]) -> int:
    """A new row; returns its key."""
    made = db.write_connection().execute(sa.insert(table), facts).inserted_primary_key
    assert made is not None  # noqa: S101 - every single-row insert has one
    return int(made[0])


def post(*, desk: Desk, entry: Entry, table: type[Any], key: int) -> int:
    """Post the entry of a written row and note its number. Raises what `ledger.post` and `refuse_short` raise."""
    posted = ledger.post(entry, book_id=desk.book_id, by=desk.user_id, approved_by=desk.approved_by)
    ledger.refuse_short(book_id=desk.book_id, seq=posted.seq)
    note = sa.update(table).where(table.id == key).values(entry_seq=posted.seq)
    db.write_connection().execute(note)
    return posted.seq


def places_of(desk: Desk) -> set[int]:
    """The cash places of the book."""
    return {place.id for place in ledger.cash_places(book_id=desk.book_id)}


def check_place(desk: Desk, place_id: int | None) -> None:
    """Raises `PlaceUnknown` unless money can lie there."""
    if place_id not in places_of(desk):
        raise owing.PlaceUnknown


def check_saved(desk: Desk, subject: str, amount: Money) -> None:
    """What was paid into savings is still there to be taken back. Raises `SavingsGone`."""
    free_savings(desk, owing.key_of(subject))  # the saver's other acts wait from here on
    left = -ledger.balance(book_id=desk.book_id, account="voluntary_savings", subject=subject)
    if amount > left:
        raise owing.SavingsGone(left=left)


def held(desk: Desk, role: str, subject: str) -> int:
    """Rupiah of an account that wait for a second person."""
    account = ledger.account(book_id=desk.book_id, role=role)
    return int(auth.held(book_id=desk.book_id, account_id=account.id, subject=subject))
