"""Proof that deposits, interest rows and the ledger say the same (for `coop audit`)."""

from collections import defaultdict
from datetime import date

import sqlalchemy as sa

from coop_app import ledger
from coop_app.db import session
from coop_app.ledger.accounts import Finding
from coop_app.money import rupiah
from coop_app.savings.models import DepositAct, SavingsInterest, TimeDeposit
from coop_app.savings.queries.time_deposits.deposits import ROLE

_EVER = (date(1900, 1, 1), date(2200, 1, 1))
_CHECK = "savings_interest"
_OURS = ("savings_interest:", "time_deposit.")
_EXPENSES = ("savings_interest_expense", "deposit_interest_expense")
_TAX = "tax_payable_savings_interest"
Sums = dict[int, int]


def check(book_id: int) -> list[Finding]:
    """Every deposit holds what its papers say; every row of interest and tax has its entry and back."""
    return [*_deposits(book_id), *_rows(book_id)]


def _finding(what: str, documents: int, posted: int, where: str) -> Finding:
    message = f"{what}: documents {rupiah(documents)}, ledger {rupiah(posted)}"
    return Finding(_CHECK, message, where)


def _deposits(book_id: int) -> list[Finding]:
    acts = sa.select(DepositAct.entry_seq, DepositAct.deposit_id, DepositAct.principal)
    undone = _reversed(book_id, ROLE)
    papers: dict[str, int] = defaultdict(int)
    for seq, key, principal in session.execute(acts.where(DepositAct.book_id == book_id)):
        papers[f"deposit:{key}"] += 0 if seq in undone else principal
    known = sa.select(TimeDeposit.id).where(TimeDeposit.book_id == book_id)
    for key in session.scalars(known):
        papers.setdefault(f"deposit:{key}", 0)
    held = ledger.subject_balances(book_id=book_id, account=ROLE)
    return [
        _finding("principal", papers[subject], -int(held.get(subject, 0)), subject)
        for subject in sorted(papers)
        if papers[subject] != -int(held.get(subject, 0))
    ]


def _reversed(book_id: int, *roles: str) -> frozenset[int]:
    found: set[int] = set()
    for role in roles:
        rows = ledger.statement(book_id=book_id, account=role, start=_EVER[0], end=_EVER[1]).rows
        found |= {row.reverses for row in rows if row.reverses}
    return frozenset(found)


def _rows(book_id: int) -> list[Finding]:
    interest, tax = _written(book_id)
    posted_interest, posted_tax = _posted(book_id, _EXPENSES), _posted(book_id, (_TAX,))
    return [
        _finding(what, mine.get(seq, 0), theirs.get(seq, 0), f"journal_entry {seq}")
        for what, mine, theirs in (
            ("interest", interest, posted_interest),
            ("tax", tax, {seq: -amount for seq, amount in posted_tax.items()}),
        )
        for seq in sorted(mine.keys() | theirs.keys())
        if mine.get(seq, 0) != theirs.get(seq, 0)
    ]


def _written(book_id: int) -> tuple[Sums, Sums]:
    interest: Sums = defaultdict(int)
    tax: Sums = defaultdict(int)
    rows = sa.select(SavingsInterest.entry_seq, SavingsInterest.interest, SavingsInterest.tax)
    for seq, gross, withheld in session.execute(rows.where(SavingsInterest.book_id == book_id)):
        interest[seq or 0] += gross
        tax[seq or 0] += withheld
    return interest, tax


def _posted(book_id: int, roles: tuple[str, ...]) -> Sums:
    sums: Sums = defaultdict(int)
    for role in roles:
        rows = ledger.statement(book_id=book_id, account=role, start=_EVER[0], end=_EVER[1]).rows
        for row in rows:
            if row.source.startswith(_OURS):
                sums[row.seq] += int(row.amount)
    return sums
