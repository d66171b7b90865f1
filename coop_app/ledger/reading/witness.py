"""What an act wrote into the journal, for whoever must agree to it, and the money it moved away."""

import sqlalchemy as sa

from coop_app import auth, db
from coop_app.ledger.accounts import EntryPage
from coop_app.ledger.books import accounts
from coop_app.ledger.models import book, journal_entry
from coop_app.ledger.reading.entries import entry_pages
from coop_app.money import Money


def heads(cooperative_id: int) -> dict[int, int]:
    """The cooperative's own books and the number of their last entries; what a member writes in hers is hers."""
    last = (
        sa.select(book.c.id, sa.func.coalesce(sa.func.max(journal_entry.c.seq), 0))
        .outerjoin(journal_entry, journal_entry.c.book_id == book.c.id)
        .where(book.c.cooperative_id == cooperative_id, book.c.kind == "cooperative")
        .group_by(book.c.id)
    )
    rows = db.session.connection().execute(last)
    return {row[0]: row[1] for row in rows}


def written_since(before: dict[int, int]) -> auth.Written:
    """The entries after these numbers in plain values, and what they take out of boxes and savings."""
    pages = [
        page
        for book_id, seq in before.items()
        for page in entry_pages(book_id=book_id, seqs=_after(book_id, seq))
    ]
    numbers = tuple((page.book_id, page.seq) for page in pages)
    return auth.Written([_plain(page) for page in pages], _holds(pages), numbers)


def _after(book_id: int, seq: int) -> list[int]:
    later = sa.select(journal_entry.c.seq).where(
        journal_entry.c.book_id == book_id, journal_entry.c.seq > seq
    )
    return list(db.session.connection().execute(later).scalars())


def _plain(page: EntryPage) -> dict[str, object]:
    lines = [
        {"account": f"{line.account_code} {line.account_name}", "amount": int(line.amount),
         "subject": line.subject or "", "memo": line.memo}
        for line in page.lines
    ]  # fmt: skip
    return {"on": page.on.isoformat(), "memo": page.memo, "lines": lines}


def _holds(pages: list[EntryPage]) -> tuple[auth.Hold, ...]:
    """Money leaving a cash place, and what is taken from a debt we have to somebody (savings)."""
    moved: dict[tuple[int, int, str], int] = {}
    for page in pages:
        chart = {one.id: one for one in accounts(book_id=page.book_id, active_only=False)}
        for line in page.lines:
            account = chart[line.account_id]
            if account.place or (account.kind == "liability" and line.subject):
                subject = "" if account.place else line.subject or ""
                key = (page.book_id, account.id, subject)
                away = -line.amount if account.place else line.amount
                moved[key] = moved.get(key, 0) + int(away)
    return tuple(
        auth.Hold(book_id, account_id, Money(amount), subject)
        for (book_id, account_id, subject), amount in moved.items()
        if amount > 0
    )


#: how approvals learn what an act writes
WATCH = auth.Watch(heads, written_since)
