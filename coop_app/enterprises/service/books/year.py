"""The end of a year: profit into laba ditahan, the year's months locked."""

from datetime import date

from coop_app import ledger
from coop_app.auth.rules.desk import Desk
from coop_app.dates import Month
from coop_app.enterprises import queries
from coop_app.enterprises.entries import books as entries
from coop_app.enterprises.queries import Enterprise
from coop_app.enterprises.rules.books import refusals
from coop_app.enterprises.service.books.equipment import due_wear
from coop_app.enterprises.service.books.recording import wait_turn
from coop_app.ledger.accounts import EntryPage
from coop_app.ledger.entry import Entry
from coop_app.money import ZERO, Money


def next_year(business: Enterprise) -> int:
    """The year whose turn it is."""
    locked = ledger.locked_through(book_id=business.book_id)
    return locked.year + 1 if locked else business.opened_on.year


def year_entry(business: Enterprise, year: int) -> Entry | None:
    """What closing the year will write; None when the year had nothing to carry over."""
    end = date(year, 12, 31)
    rows = ledger.trial_balance(book_id=business.book_id, on=end)
    flows = {row.account.id: row.balance for row in rows
             if row.account.kind in ("income", "expense") and row.balance}  # fmt: skip
    drawings = next((row.balance for row in rows if row.account.role == "owner_drawings"), ZERO)
    if not flows and not drawings:
        return None
    slip = entries.Slip(end, queries.year_source(year), f"Tutup tahun {year}: laba ditahan")
    return entries.year_end(slip, flows=flows, drawings=drawings)


def close_year(*, desk: Desk, business: Enterprise, year: int) -> EntryPage | None:
    """Carry the year's profit over and lock its months; pressing twice closes it once.

    Raises `YearNotOver`, `YearsInOrder`, `YearDone`, `WearMissing`.
    """
    wait_turn(business)
    source = queries.year_source(year)
    if earlier := ledger.find_by_source(book_id=business.book_id, source=source):
        return earlier
    turn = next_year(business)
    if year < turn:
        raise refusals.YearDone(year=str(year))
    if year > turn:
        raise refusals.YearsInOrder(year=str(turn))
    if desk.today <= date(year, 12, 31):
        raise refusals.YearNotOver(year=str(year))
    if due_wear(business, Month(year, 12)):
        raise refusals.WearMissing(year=str(year))
    entry = year_entry(business, year)
    if entry is not None:
        ledger.post(entry, book_id=business.book_id, by=desk.user_id)
    _lock(desk, business, year)
    return ledger.find_by_source(book_id=business.book_id, source=source)


def _lock(desk: Desk, business: Enterprise, year: int) -> None:
    month = ledger.next_to_close(book_id=business.book_id)
    while month is not None and month.year <= year:
        ledger.close_month(book_id=business.book_id, month=month, by=desk.user_id)
        month = ledger.next_to_close(book_id=business.book_id)


def kept_profit(entry: Entry | None) -> Money:
    """What of a year stays in the business, by its closing entry; below zero when more was drawn."""
    kept = [line.amount for line in entry.lines if line.account == "prior_surplus"] if entry else []
    return Money(-sum(map(int, kept)))


def resolved(business: Enterprise, entry: Entry | None) -> list[tuple[int, Money]]:
    """The accounts of an entry that is not written yet, with their amounts."""
    book_id = business.book_id
    return [
        (line.account if isinstance(line.account, int)
         else ledger.account(book_id=book_id, role=line.account).id, line.amount)
        for line in (entry.lines if entry else ())
    ]  # fmt: skip
