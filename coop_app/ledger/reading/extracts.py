"""Whole stretches of the journal, oldest first: for exports and for the statement of cash flows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from coop_app import db
from coop_app.ledger.accounts import EntryPage
from coop_app.ledger.models import account as accounts_table
from coop_app.ledger.models import journal_entry, journal_line
from coop_app.ledger.reading.entries import HEADER, pages
from coop_app.money import Money

_E, _L = journal_entry.c, journal_line.c
_BATCH = 500


def entries(*, book_id: int) -> Iterator[EntryPage]:
    """Every entry in the order of its sequence number, read a few hundred at a time."""
    seq = 0
    while True:
        after = HEADER.where(_E.book_id == book_id, _E.seq > seq)
        batch = pages(book_id, after.order_by(_E.seq).limit(_BATCH))
        if not batch:
            return
        yield from batch
        seq = batch[-1].seq


def days(*, book_id: int) -> tuple[date, date] | None:
    """The first and the last day that have an entry; None for an empty book."""
    mine = _E.book_id == book_id
    # one look-up at each end of the index; asked for together SQLite would read all of it
    earliest = sa.select(sa.func.min(_E.on_date)).where(mine).scalar_subquery()
    latest = sa.select(sa.func.max(_E.on_date)).where(mine).scalar_subquery()
    first, last = db.session.connection().execute(sa.select(earliest, latest)).one()
    return (first, last) if first else None


@dataclass(frozen=True, slots=True)
class CashContra:
    """What came in from and went out to one account through cash; both positive."""

    account_id: int
    received: Money
    paid: Money


def cash_contra(*, book_id: int, start: date, end: date) -> list[CashContra]:
    """The lines opposite cash and bank between two days, both included, summed by account.

    In an entry that touches cash, what stands on the other accounts is the cash that moved; so
    received less paid of all accounts is the change of cash, to the rupiah.
    """
    places = sa.select(accounts_table.c.id).where(
        accounts_table.c.book_id == book_id, accounts_table.c.place.is_not(None)
    )
    here = (_L.book_id == book_id, _L.on_date.between(start, end))
    touching = sa.select(_L.seq).where(*here, _L.account_id.in_(places))
    received = sa.func.sum(sa.case((_L.amount < 0, -_L.amount), else_=0))
    paid = sa.func.sum(sa.case((_L.amount > 0, _L.amount), else_=0))
    query = (
        sa.select(_L.account_id, received, paid)
        .where(*here, _L.seq.in_(touching), _L.account_id.not_in(places))
        .group_by(_L.account_id)
        .order_by(_L.account_id)
    )
    rows = db.session.connection().execute(query)
    return [CashContra(key, Money(int(got)), Money(int(gave))) for key, got, gave in rows]
