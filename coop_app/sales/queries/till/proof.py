"""Proof that notes, returns, closes and the ledger say the same (for `coop audit`)."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

import sqlalchemy as sa

from coop_app import ledger
from coop_app.db import session
from coop_app.ledger.accounts import Finding
from coop_app.money import rupiah
from coop_app.sales.models import Sale, SaleLine, SaleReturn, SaleReturnLine, TillClose

_EVER = (date(1900, 1, 1), date(2199, 12, 31))
_CHECK = "till_documents"
#: what a document has to stand for in the ledger; `owed` is on a receivable, `sold` own goods
ROLES = {
    "member_goods_receivable": "owed", "nonmember_receivable": "owed",
    "sales_members": "sold", "sales_nonmembers": "sold", "cogs_members": "cost",
    "cogs_nonmembers": "cost", "cash_short": "difference", "cash_over": "difference",
}  # fmt: skip
_MINE = ("sales.sale:", "sales.return:", "sales.close:")
#: (source, "owed", "sold", "cost" or "difference") → rupiah, debit positive
Figures = dict[tuple[str, str], int]


def check(book_id: int) -> list[Finding]:
    """Every note, return and close has its entry with the same figures, and its lines add up."""
    written, posted = _written(book_id), _posted(book_id)
    found = [
        _finding(f"{rupiah(written.get(key, 0))} / {rupiah(posted.get(key, 0))}", " ".join(key))
        for key in sorted(written.keys() | posted.keys())
        if written.get(key, 0) != posted.get(key, 0)
    ]
    return [*found, *_lines(book_id), *_over(book_id), *_closes(book_id)]


def _finding(message: str, where: str) -> Finding:
    return Finding(_CHECK, message, where)


def _posted(book_id: int) -> Figures:
    """What the ledger holds under our sources; what was reversed counts as it was posted."""
    found: Figures = defaultdict(int)
    for role, figure in ROLES.items():
        rows = ledger.statement(book_id=book_id, account=role, start=_EVER[0], end=_EVER[1]).rows
        for row in rows:
            if row.source.startswith(_MINE):
                found[row.source, figure] += int(row.amount)
    return {key: amount for key, amount in found.items() if amount}


def _written(book_id: int) -> Figures:
    found: Figures = {}
    for row in session.execute(_sales(book_id)):
        key = f"sales.sale:{row.id}"
        found[key, "sold"], found[key, "cost"] = row.consigned - row.total, row.cost
        found[key, "owed"] = row.total if row.way == "credit" else 0
    for row in session.execute(
        sa.select(SaleReturn.__table__).where(SaleReturn.book_id == book_id)
    ):
        key = f"sales.return:{row.id}"
        found[key, "sold"], found[key, "cost"] = row.total - row.consigned, -row.cost
        found[key, "owed"] = -row.total if row.refund == "receivable" else -row.off_debt
    for row in session.execute(sa.select(TillClose.__table__).where(TillClose.book_id == book_id)):
        found[f"sales.close:{row.id}", "difference"] = -row.difference
    return {key: amount for key, amount in found.items() if amount}


def _sales(book_id: int) -> sa.Select[Any]:
    cost = sa.select(sa.func.coalesce(sa.func.sum(SaleLine.cost), 0))
    return sa.select(
        Sale.id, Sale.way, Sale.total, Sale.consigned,
        cost.where(SaleLine.sale_id == Sale.id).scalar_subquery().label("cost"),
    ).where(Sale.book_id == book_id)  # fmt: skip


def _lines(book_id: int) -> Iterable[Finding]:
    """Lines make up their document, and each document has its entry."""
    net = sa.select(sa.func.coalesce(sa.func.sum(SaleLine.net), 0)).where(
        SaleLine.sale_id == Sale.id
    )
    back = sa.select(sa.func.coalesce(sa.func.sum(SaleReturnLine.amount), 0)).where(
        SaleReturnLine.return_id == SaleReturn.id
    )
    for table, lines in ((Sale, net), (SaleReturn, back)):
        query = sa.select(table.id).where(
            table.book_id == book_id,
            sa.or_(table.total != lines.scalar_subquery(), table.entry_seq.is_(None)),
        )
        for key in session.scalars(query):
            yield _finding("lines, total and entry differ", f"{table.__tablename__}:{key}")


def _over(book_id: int) -> Iterable[Finding]:
    """No more came back than was sold."""
    back = sa.select(sa.func.coalesce(sa.func.sum(SaleReturnLine.quantity), 0)).where(
        SaleReturnLine.sale_id == SaleLine.sale_id, SaleReturnLine.number == SaleLine.number
    )
    query = sa.select(SaleLine.sale_id, SaleLine.number).where(
        SaleLine.book_id == book_id, SaleLine.quantity < back.scalar_subquery()
    )
    for key, number in session.execute(query):
        yield _finding("more came back than was sold", f"sale:{key}/{number}")


def _closes(book_id: int) -> Iterable[Finding]:
    """A close holds the cash of its own sales and returns."""
    sold = sa.select(sa.func.coalesce(sa.func.sum(Sale.total), 0)).where(
        Sale.close_id == TillClose.id, Sale.way == "cash"
    )
    handed = sa.func.sum(SaleReturn.total - SaleReturn.off_debt)
    back = sa.select(sa.func.coalesce(handed, 0)).where(
        SaleReturn.close_id == TillClose.id, SaleReturn.refund == "money"
    )
    query = sa.select(TillClose.id).where(
        TillClose.book_id == book_id,
        TillClose.expected != sold.scalar_subquery() - back.scalar_subquery(),
    )
    for key in session.scalars(query):
        yield _finding("a close and its sales differ", f"till_close:{key}")
