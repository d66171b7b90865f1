"""Reading since when goods lie at an outlet."""

from collections.abc import Collection
from datetime import date
from typing import Any

import sqlalchemy as sa

from coop_app import ledger
from coop_app.db import session
from coop_app.enterprises.models import EnterpriseAcceptance, OutletAct, OutletMove
from coop_app.enterprises.queries.workshop.unposted import mirrored

_DOCUMENTS: dict[str, Any] = {
    "enterprises.outlet": OutletAct, "enterprises.acceptance": EnterpriseAcceptance,
}  # fmt: skip
_MIRROR = "reversal:"


def last_left(book_id: int, stock_ids: Collection[int]) -> dict[int, date]:
    """By shelf, the day on which goods were last left there; what was taken back, and its mirror, not."""
    query = (
        sa.select(OutletMove.stock_id, OutletMove.acted_on, OutletMove.source)
        .where(OutletMove.stock_id.in_(stock_ids), OutletMove.kind == "left")
        .where(sa.not_(OutletMove.source.startswith(_MIRROR)))
        .order_by(OutletMove.acted_on)
    )
    rows = session.execute(query).all()
    back = _taken_back(book_id, {row.source for row in rows})
    return {row.stock_id: row.acted_on for row in rows if row.source not in back}


def _taken_back(book_id: int, sources: Collection[str]) -> set[str]:
    """Which of these documents were taken back, with an entry or without one."""
    seqs: dict[int, str] = {}
    for kind, table in _DOCUMENTS.items():
        keys = [int(one.partition(":")[2]) for one in sources if one.startswith(f"{kind}:")]
        query = sa.select(table.id, table.entry_seq).where(
            table.book_id == book_id, table.id.in_(keys), table.entry_seq.is_not(None)
        )
        seqs |= {row.entry_seq: f"{kind}:{row.id}" for row in session.execute(query)}
    pages = ledger.entry_pages(book_id=book_id, seqs=list(seqs))
    posted = {seqs[page.seq] for page in pages if page.reversed_by}
    return posted | mirrored(book_id, sources)
