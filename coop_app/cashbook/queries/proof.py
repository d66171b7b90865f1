"""Proof that the cash book's papers and the ledger say the same (for `coop audit`)."""

from datetime import date

import sqlalchemy as sa

from coop_app import ledger
from coop_app.cashbook.models import CashAct, CashCount, Evidence, ImportBatch, ImportRow
from coop_app.db import session
from coop_app.ledger.accounts import Finding

_EVER = (date(1900, 1, 1), date(2199, 12, 31))
_CHECK = "cashbook_documents"


def check(book_id: int) -> list[Finding]:
    """Every act, differing count and posted row has its entry, every entry of ours its paper."""
    posted = _posted(book_id)
    written = _written(book_id)
    lost = [Finding(_CHECK, "no entry", source) for source in sorted(written - posted)]
    lost += [Finding(_CHECK, "no document", source) for source in sorted(posted - written)]
    evidence = set(session.scalars(sa.select(Evidence.seq).where(Evidence.book_id == book_id)))
    newest = max((entry.seq for entry in ledger.journal(book_id=book_id, limit=1).rows), default=0)
    return lost + [
        Finding(_CHECK, "evidence of no entry", f"entry:{seq}")
        for seq in sorted(evidence)
        if seq > newest
    ]


def _posted(book_id: int) -> set[str]:
    sources: set[str] = set()
    for account in ledger.accounts(book_id=book_id, active_only=False):
        if account.place and account.takes_lines:
            found = ledger.statement(
                book_id=book_id, account=account.id, start=_EVER[0], end=_EVER[1]
            )
            sources |= {row.source for row in found.rows}
    ours = {source for source in sources if source.startswith("cashbook.")}
    return {source for source in ours if not source.startswith("cashbook.opening:")}


def _written(book_id: int) -> set[str]:
    acts = session.scalars(sa.select(CashAct.id).where(CashAct.book_id == book_id))
    differing = (CashCount.book_id == book_id, CashCount.counted != CashCount.book_balance)
    counts = session.scalars(sa.select(CashCount.id).where(*differing))
    return {
        *(f"cashbook.act:{key}" for key in acts),
        *(f"cashbook.count:{key}" for key in counts),
        *(f"cashbook.row:{key}" for key in _rows(book_id)),
    }


def _rows(book_id: int) -> list[int]:
    """Rows that were posted as they are; those of savings have the receipt as their paper."""
    mine = (
        ImportBatch.book_id == book_id,
        ImportRow.seq.is_not(None),
        ImportRow.as_receipt.is_(False),
    )
    query = sa.select(ImportRow.id).join(ImportBatch, ImportBatch.id == ImportRow.batch_id)
    return list(session.scalars(query.where(*mine)))
