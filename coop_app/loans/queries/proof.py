"""Proof that loans, their payments and the ledger say the same (for `coop audit`)."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

import sqlalchemy as sa

from coop_app import ledger
from coop_app.db import session
from coop_app.ledger.accounts import Finding
from coop_app.loans.models import Loan, LoanAllocation, LoanPayment
from coop_app.loans.queries.loans import Loan as OneLoan
from coop_app.loans.queries.loans import Wanted, list_loans
from coop_app.loans.queries.positions import tracks
from coop_app.loans.rules.stages import CLOSED, RUNNING, WRITTEN_OFF
from coop_app.money import Money, rupiah

_EVER = (date(1900, 1, 1), date(2200, 1, 1))
_CHECK = "loan_payments"
#: entries in which principal comes back; a borrower who leaves settles everything in one of closing
_OF_PAYMENTS = ("loans.payment:", "loans.settlement:", "closing.exit:")


def check_payments(book_id: int) -> list[Finding]:
    """Each loan's journal is its schedule less its payments; each payment has exactly its entry."""
    loans = _loans(book_id)
    return [*_principal(book_id, loans), *_closed(book_id, loans), *_entries(book_id)]


def _finding(message: str, where: str) -> Finding:
    return Finding(_CHECK, message, where)


def _loans(book_id: int) -> list[OneLoan]:
    query = sa.select(Loan.cooperative_id).where(Loan.book_id == book_id).limit(1)
    cooperative_id = session.scalar(query)
    if cooperative_id is None:
        return []
    every = list_loans(cooperative_id, Wanted(stages=(*RUNNING, CLOSED)))
    return [loan for loan in every if loan.book_id == book_id]


def _principal(book_id: int, loans: Iterable[OneLoan]) -> Iterable[Finding]:
    """What the journal says is lent is what the schedule says, less what was paid of it."""
    journal = ledger.subject_balances(book_id=book_id, account="loans_to_members")
    running = tracks([loan for loan in loans if loan.stage != WRITTEN_OFF])
    for track in running:
        said = journal.get(track.loan.subject, Money(0))
        left = track.position(_EVER[1]).principal_left
        if said != left:
            yield _finding(f"journal {rupiah(said)}, schedule {rupiah(left)}", track.loan.subject)
        lent = sum(row.principal for row in track.versions[-1].rows)
        if lent != track.loan.principal:
            yield _finding(
                f"schedule of {lent}, loan of {track.loan.principal}", track.loan.subject
            )


def _closed(book_id: int, loans: Iterable[OneLoan]) -> Iterable[Finding]:
    """A closed loan owes nothing, whatever day it is, and nothing of it is still expected."""
    closed = [loan for loan in loans if loan.stage == CLOSED]
    accrued = ledger.subject_balances(book_id=book_id, account="accrued_loan_interest")
    for track in tracks(closed):
        ended = track.loan.ended_on or _EVER[1]
        if not track.position(ended).is_settled:
            yield _finding("closed, but something is unpaid", track.loan.subject)
        if accrued.get(track.loan.subject, Money(0)):
            yield _finding("closed, but interest is still expected", track.loan.subject)


def _entries(book_id: int) -> Iterable[Finding]:
    """Principal and interest of a payment are the lines of its entry; a reversal is marked."""
    posted, reversals = _posted(book_id)
    shares = _shares(book_id)
    for row in session.scalars(sa.select(LoanPayment).where(LoanPayment.book_id == book_id)):
        where = f"loan_payment {row.id}"
        # what comes back of a loan that was written off is income: no principal is in the books
        principal = 0 if row.kind == "recovery" else row.principal + row.principal_arrears
        if posted.pop((row.entry_seq or 0, f"loan:{row.loan_id}"), 0) != principal:
            yield _finding("its entry pays another principal", where)
        if reversals.get(row.entry_seq or 0) != row.reversed_seq and principal:
            yield _finding(f"reversed by {reversals.get(row.entry_seq or 0)}, not marked so", where)
        if row.kind in ("payment", "settlement") and shares[row.id] != row.amount - row.left_over:
            yield _finding("its instalments do not add up to its split", where)
    for seq, subject in posted:
        yield _finding(f"entry {seq} without its payment", subject)


def _posted(book_id: int) -> tuple[dict[tuple[int, str], int], dict[int, int]]:
    """Principal that came back by entry and loan, and which entries were reversed by which."""
    amounts: dict[tuple[int, str], int] = defaultdict(int)
    reversals: dict[int, int] = {}
    rows = ledger.statement(
        book_id=book_id, account="loans_to_members", start=_EVER[0], end=_EVER[1]
    ).rows
    for row in rows:
        if row.reverses:
            reversals[row.reverses] = row.seq
        if row.source.startswith(_OF_PAYMENTS):
            amounts[row.seq, row.subject or ""] -= int(row.amount)
    return amounts, reversals


def _shares(book_id: int) -> dict[int, int]:
    query = (
        sa.select(LoanAllocation.payment_id, sa.func.sum(LoanAllocation.amount))
        .join(LoanPayment, LoanPayment.id == LoanAllocation.payment_id)
        .where(LoanPayment.book_id == book_id, LoanAllocation.part != "waived")
        .group_by(LoanAllocation.payment_id)
    )
    found: dict[int, int] = defaultdict(int)
    found.update({key: int(amount) for key, amount in session.execute(query)})
    return found
