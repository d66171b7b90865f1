"""A whole book, read in one snapshot."""

from coop_app import ledger
from coop_app.reports.queries.statements import BookFacts
from coop_app.reports.rules.exports.book import ExportedBook


def exported(book: BookFacts) -> ExportedBook:
    """Everything an export needs; the entries are read while they are written."""
    days = ledger.days(book_id=book.id)
    balances = {}
    if days:
        rows = ledger.trial_balance(book_id=book.id, on=days[1])
        balances = {row.account.id: row.balance for row in rows}
    return ExportedBook(
        name=f"{book.cooperative} - {book.name}",
        accounts=ledger.accounts(book_id=book.id, active_only=False),
        entries=ledger.entries(book_id=book.id),
        balances=balances,
        on=days[1] if days else None,
    )
