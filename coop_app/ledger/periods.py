"""Months close in order and take no more entries; opening one again takes two people."""

from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from coop_app import clock, db
from coop_app.dates import Month
from coop_app.ledger import refusals
from coop_app.ledger.accounts import PeriodEvent
from coop_app.ledger.models import account_month, book, journal_entry, period_event

_C = period_event.c
_EVENTS = sa.select(
    _C.n, _C.month, _C.action, _C.closed_through, _C.made_by, _C.approved_by, _C.reason, _C.made_at
).where(_C.book_id == sa.bindparam("book_id"))
_LAST = _EVENTS.order_by(_C.n.desc()).limit(1)
_FIRST_MONTH = sa.select(sa.func.min(account_month.c.month)).where(
    account_month.c.book_id == sa.bindparam("book_id")
)


def _last_event(book_id: int) -> PeriodEvent | None:
    row = db.session.connection().execute(_LAST, {"book_id": book_id}).first()
    return _event(row) if row else None


def _event(row: Any) -> PeriodEvent:
    n, month, *rest = row
    return PeriodEvent(n, Month.parse(month), *rest)


def period_events(*, book_id: int) -> list[PeriodEvent]:
    """Every closing and reopening, oldest first."""
    rows = db.session.connection().execute(_EVENTS.order_by(_C.n), {"book_id": book_id})
    return [_event(row) for row in rows]


def locked_through(*, book_id: int) -> date | None:
    """The last day that takes no entries any more; None while no month was closed."""
    last = _last_event(book_id)
    return last.closed_through if last else None


def next_to_close(*, book_id: int) -> Month | None:
    """The month whose turn it is; None for a book without entries."""
    locked = locked_through(book_id=book_id)
    if locked:
        return Month.of(locked + timedelta(days=1))
    first = db.session.connection().execute(_FIRST_MONTH, {"book_id": book_id}).scalar()
    return Month.parse(first) if first else None


def close_month(
    *,
    book_id: int,
    month: Month,
    by: int,
    approved_by: int | None = None,
    why: str = "",
    at: datetime | None = None,
) -> date:
    """Close a month and return the last day that is locked now.

    The first month to close is that of the book's first entry. Raises `MonthsCloseInOrder`, `MonthNotOver`.
    """
    moment = at or clock.now()
    _lock(book_id)
    turn = next_to_close(book_id=book_id)
    if turn is not None and turn != month:
        raise refusals.MonthsCloseInOrder(month=turn.name)
    if month.last >= moment.astimezone(clock.OFFICE_ZONE).date():
        raise refusals.MonthNotOver(month=month.name)
    event = {"action": "close", "month": str(month), "closed_through": month.last, "reason": why}
    _write(book_id, {**event, "made_by": by, "approved_by": approved_by, "made_at": moment})
    return month.last


def reopen_month(
    *,
    book_id: int,
    month: Month,
    by: int,
    approved_by: int | None,
    why: str,
    at: datetime | None = None,
) -> date:
    """Open the last closed month again and return the last day that is still locked.

    Raises `NeedsSecondPerson`, `ReasonMissing`, `MonthsCloseInOrder`.
    """
    if approved_by is None or approved_by == by:
        raise refusals.NeedsSecondPerson
    if not why.strip():
        raise refusals.ReasonMissing
    _lock(book_id)
    locked = locked_through(book_id=book_id)
    if locked is None or locked != month.last:
        turn = Month.of(locked).name if locked else "-"
        raise refusals.MonthsCloseInOrder(month=turn)
    still = month.first - timedelta(days=1)
    event = {
        "action": "reopen",
        "month": str(month),
        "closed_through": still,
        "reason": why.strip(),
    }
    made = {"made_by": by, "approved_by": approved_by, "made_at": at or clock.now()}
    _write(book_id, {**event, **made})
    return still


def hold(*, book_id: int) -> None:
    """Let acts in a book go one after the other from here on.

    For acts that write documents before their entry, first thing: a document holds its book by the foreign
    key, and on PostgreSQL two of them would wait for each other in a circle when both want to post.
    """
    _lock(book_id)


def _lock(book_id: int) -> None:
    db.write_connection().execute(
        sa.select(book.c.id).where(book.c.id == book_id).with_for_update(key_share=True)
    )


def _write(book_id: int, event: dict[str, object]) -> None:
    last = _last_event(book_id)
    number = last.n + 1 if last else 1
    head = sa.select(sa.func.coalesce(sa.func.max(journal_entry.c.seq), 0)).where(
        journal_entry.c.book_id == book_id
    )
    values = {**event, "book_id": book_id, "n": number, "after_seq": head.scalar_subquery()}
    db.write_connection().execute(sa.insert(period_event).values(values))
