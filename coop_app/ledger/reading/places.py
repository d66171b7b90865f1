"""Whether a cash place held less than nothing on any day since an entry."""

from collections.abc import Sequence
from datetime import date

from coop_app import auth
from coop_app.ledger.balances import balance
from coop_app.ledger.books import cash_places
from coop_app.ledger.reading.entries import entry_page
from coop_app.ledger.reading.statements import statement
from coop_app.ledger.refusals import CashReserved, CashShort
from coop_app.money import Money

_EVER = date(2199, 12, 31)


def refuse_short(*, book_id: int, seq: int) -> None:
    """Look, after posting and inside its lock, whether any day since the entry ended below zero.

    Only places the entry took money from are looked at. Raises `CashShort`. Later days count too, because
    an entry may be dated back. Raises `CashReserved` when what waits for a second person could no longer
    be paid.
    """
    page = entry_page(book_id=book_id, seq=seq)
    taken = {line.account_id for line in page.lines if line.amount < 0}
    for place in cash_places(book_id=book_id):
        if place.id not in taken:
            continue
        after = balance(book_id=book_id, account=place.id, on=page.on)
        rows = statement(book_id=book_id, account=place.id, start=page.on, end=_EVER).rows
        day, low = lowest(after, [(row.on, int(row.amount)) for row in rows if row.on > page.on])
        if low < 0:
            raise CashShort(place=place.name, short=Money(-low), on=day or page.on)
        held = auth.held(book_id=book_id, account_id=place.id)
        left = int(after) + sum(int(row.amount) for row in rows if row.on > page.on)
        if left < held:
            raise CashReserved(place=place.name, held=held, short=Money(held - left))


def lowest(start: Money, changes: Sequence[tuple[date, int]]) -> tuple[date | None, Money]:
    """The lowest end-of-day balance after the changes of each day, and its day."""
    held, low, day = int(start), int(start), None
    for on, change in sorted(changes):
        held += change
        if held < low:
            low, day = held, on
    return day, Money(low)
