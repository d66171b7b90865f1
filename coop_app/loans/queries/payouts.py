"""Proof that payouts and the ledger say the same (for `coop audit`)."""

from collections.abc import Iterable, Mapping
from datetime import date

import sqlalchemy as sa

from coop_app import ledger
from coop_app.db import session
from coop_app.ledger.accounts import Finding
from coop_app.loans.models import Loan
from coop_app.loans.queries.pages import owed_by
from coop_app.loans.rules import stages
from coop_app.money import ZERO

_CHECK = "loan_payouts"
_EVER = (date(1900, 1, 1), date(2200, 1, 1))
_PAID_OUT = (*stages.RUNNING, stages.CLOSED)


def check_payouts(book_id: int) -> list[Finding]:
    """Each loan that was paid out has its own entry; one that was not, or taken back, owes nothing."""
    owed = owed_by(book_id)
    subjects, mirrors = _posted(book_id)
    found: list[Finding] = []
    for row in session.scalars(sa.select(Loan).where(Loan.book_id == book_id)):
        faults = [*_of_stage(row, owed.get(row.id, ZERO)), *_of_entry(row, subjects, mirrors)]
        found += [Finding(_CHECK, text, f"loan:{row.id}") for text in faults]
    return found


def _posted(book_id: int) -> tuple[dict[int, str], dict[int, int]]:
    """Entries that lent something by whose they are, and which entry took which back."""
    rows = ledger.statement(
        book_id=book_id, account="loans_to_members", start=_EVER[0], end=_EVER[1]
    ).rows
    subjects = {row.seq: row.subject or "" for row in rows if row.amount > 0}
    return subjects, {row.reverses: row.seq for row in rows if row.reverses}


def _of_stage(row: Loan, owed: int) -> Iterable[str]:
    is_paid_out = row.stage in _PAID_OUT
    if not is_paid_out and owed:
        yield f"{row.stage}, but the journal still lends {owed}"
    if is_paid_out and row.entry_seq is None:
        yield f"{row.stage} without an entry"
    if not is_paid_out and row.entry_seq is not None and row.reversed_seq is None:
        yield f"{row.stage}, but its payout was not taken back"


def _of_entry(row: Loan, subjects: Mapping[int, str], mirrors: Mapping[int, int]) -> Iterable[str]:
    if row.entry_seq is None:
        return
    if subjects.get(row.entry_seq) != f"loan:{row.id}":
        yield f"entry {row.entry_seq} lends to {subjects.get(row.entry_seq)}"
    if mirrors.get(row.entry_seq) != row.reversed_seq:
        yield f"its payout was taken back by {mirrors.get(row.entry_seq)}, not marked so"
