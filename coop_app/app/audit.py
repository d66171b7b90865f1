"""Every check of every book in one list: the ledger's own, the documents', the audit trail's, the schema's."""

from collections.abc import Callable, Collection
from typing import Any

from flask import current_app

from coop_app import auth, ledger, schema

#: what a feature contributes: (cooperative, book) → what is wrong
BookCheck = Callable[[int, int], list[ledger.Finding]]
_EXTENSION = "coop_book_checks"
COOPERATIVE, ENTERPRISE = "cooperative", "enterprise"


def register(
    app_extensions: dict[str, Any], check: BookCheck, *, kinds: Collection[str] = (COOPERATIVE,)
) -> None:
    """Add a feature's check, e.g. that its documents and the ledger agree, for these kinds of book."""
    app_extensions.setdefault(_EXTENSION, []).append((frozenset(kinds), check))


def audit_all() -> list[dict[str, str]]:
    """What is wrong anywhere in the database; an empty list when nothing is."""
    try:
        return _audit_all()
    except Exception as error:  # noqa: BLE001 - a file so damaged that the books cannot even be listed
        return [_row("-", ledger.unreadable("database", error))]


def _audit_all() -> list[dict[str, str]]:
    if schema.current() is None:
        nothing = "there are no books here; is COOP_DATABASE_URL right?"
        return [_row("-", ledger.Finding("schema", nothing, "schema"))]
    found = [_row("-", finding) for finding in _schema()]
    for house in auth.cooperatives():
        trail = ledger.carried_out(_trail, house.id, name="audit_trail")
        found += [_row(house.name, finding) for finding in trail]
        for book in ledger.books_of(cooperative_id=house.id):
            found += [_row(book.name, finding) for finding in audit_book(house.id, book.id)]
    return found


def audit_book(cooperative_id: int, book_id: int) -> list[ledger.Finding]:
    """What is wrong with one book and the documents behind it."""
    checks: list[tuple[frozenset[str], BookCheck]] = current_app.extensions.get(_EXTENSION, [])
    kinds = {book.id: book.kind for book in ledger.books_of(cooperative_id=cooperative_id)}
    findings = list(ledger.audit(book_id=book_id))
    for meant, check in checks:
        if kinds.get(book_id) in meant:
            findings += ledger.carried_out(check, cooperative_id, book_id, name="documents")
    return findings


def _schema() -> list[ledger.Finding]:
    at, newest = schema.current(), schema.newest()
    if at == newest:
        return []
    return [ledger.Finding("schema", f"the database is at {at}, the program at {newest}", "schema")]


def _trail(cooperative_id: int) -> list[ledger.Finding]:
    broken = auth.chain_faults(cooperative_id)
    return [
        ledger.Finding("audit_trail", message, f"cooperative:{cooperative_id}")
        for message in broken
    ]


def _row(book: str, finding: ledger.Finding) -> dict[str, str]:
    where = {"check": finding.check, "message": finding.message, "where": finding.where}
    return {"book": book, **where}
