"""What `coop audit` asks: do the papers of leaving and the ledger agree?"""

from collections import Counter

import sqlalchemy as sa

from coop_app import ledger
from coop_app.closing.entries import PAYABLE
from coop_app.closing.models import ExitLine, ExitPayment, ExitSettlement
from coop_app.db import session
from coop_app.ledger.accounts import Finding
from coop_app.money import rupiah

_CHECK = "exit_documents"


def check(book_id: int) -> list[Finding]:
    """A settlement is the sum of its figures, and the ledger owes each leaver what the papers say."""
    return [*_figures(book_id), *_payable(book_id), *_sources(book_id)]


def _figures(book_id: int) -> list[Finding]:
    total = sa.func.coalesce(sa.func.sum(ExitLine.amount), 0)
    query = (
        sa.select(ExitSettlement.id, ExitSettlement.payable, total)
        .outerjoin(ExitLine, ExitLine.settlement_id == ExitSettlement.id)
        .where(ExitSettlement.book_id == book_id)
        .group_by(ExitSettlement.id, ExitSettlement.payable)
        .having(total != ExitSettlement.payable)
    )
    return [
        Finding(_CHECK, f"payable {rupiah(payable)}, figures {rupiah(int(sum_))}", f"exit {key}")
        for key, payable, sum_ in session.execute(query)
    ]


def _payable(book_id: int) -> list[Finding]:
    papers: Counter[str] = Counter()
    settled = sa.select(ExitSettlement.member_id, ExitSettlement.payable)
    for member_id, payable in session.execute(settled.where(ExitSettlement.book_id == book_id)):
        papers[f"member:{member_id}"] += payable
    paid = sa.select(ExitPayment.member_id, ExitPayment.amount).where(
        ExitPayment.book_id == book_id, ExitPayment.reversed_seq.is_(None)
    )
    for member_id, amount in session.execute(paid):
        papers[f"member:{member_id}"] -= amount
    if not papers:
        return []
    held = ledger.subject_balances(book_id=book_id, account=PAYABLE)
    return [
        Finding(_CHECK, f"papers {rupiah(owed)}, ledger {rupiah(-held.get(subject, 0))}", subject)
        for subject, owed in sorted(papers.items())
        if -held.get(subject, 0) != owed
    ]


def _sources(book_id: int) -> list[Finding]:
    """Every paper points at the entry that it made."""
    found = []
    for table, source in ((ExitSettlement, "closing.exit"), (ExitPayment, "closing.refund")):
        rows = sa.select(table.id, table.entry_seq).where(
            table.book_id == book_id, table.entry_seq.is_not(None)
        )
        for key, seq in session.execute(rows):
            made = ledger.find_by_source(book_id=book_id, source=f"{source}:{key}")
            if made is None or made.seq != seq:
                found.append(Finding(_CHECK, "another entry stands behind it", f"{source}:{key}"))
    return found
