"""Proof that what lies elsewhere, batches and papers taken over agree with the ledger (for `coop audit`)."""

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from coop_app import ledger
from coop_app.db import session
from coop_app.enterprises.models import (
    Enterprise,
    EnterpriseAcceptance,
    Outlet,
    OutletAct,
    OutletMove,
    OutletStock,
    ProductionBatch,
    ProductionCost,
    ProductionUse,
    StockAct,
)
from coop_app.ledger.accounts import Finding
from coop_app.money import ZERO, rupiah

_CHECK = "workshop"
_ROLE = "goods_on_consignment"


def check_workshop(book_id: int) -> list[Finding]:
    """Quantities and worth at outlets, and each document's own entry. Says what disagrees."""
    found = [*_shelves(book_id), *_batches(book_id)]
    for table, source in (
        (OutletAct, "enterprises.outlet"), (StockAct, "enterprises.stock"),
        (ProductionBatch, "enterprises.batch"), (EnterpriseAcceptance, "enterprises.acceptance"),
    ):  # fmt: skip
        found += _entries(book_id, table, source)
    return found


def _finding(message: str, where: str) -> Finding:
    return Finding(_CHECK, message, where)


def _shelves(book_id: int) -> Iterable[Finding]:
    """What lies there is the sum of its moves, in pieces and in rupiah; what is worth something lies there."""
    worth = ledger.subject_balances(book_id=book_id, account=_ROLE)
    query = (
        sa.select(
            OutletStock.id, OutletStock.quantity,
            sa.func.coalesce(sa.func.sum(OutletMove.quantity), 0),
            sa.func.coalesce(sa.func.sum(OutletMove.cost), 0),
        )
        .join(Outlet, Outlet.id == OutletStock.outlet_id)
        .join(Enterprise, Enterprise.id == Outlet.enterprise_id)
        .outerjoin(OutletMove, OutletMove.stock_id == OutletStock.id)
        .where(Enterprise.book_id == book_id)
        .group_by(OutletStock.id, OutletStock.quantity)
    )  # fmt: skip
    for key, quantity, moved, cost in session.execute(query):
        subject = f"outlet:{key}"
        value = int(worth.pop(subject, ZERO))
        if quantity != moved:
            yield _finding(f"{quantity} lie there, moves say {moved}", subject)
        if value != cost:
            yield _finding(f"journal {rupiah(value)}, moves {rupiah(int(cost))}", subject)
        if not quantity and value:
            yield _finding(f"nothing lies there, worth {rupiah(value)}", subject)
    for subject, value in worth.items():
        if value:
            yield _finding(f"journal {rupiah(value)} of goods that lie nowhere", subject)


def _entries(book_id: int, table: Any, source: str) -> Iterable[Finding]:
    """The entry of a document carries the document's name."""
    query = sa.select(table.id, table.entry_seq).where(table.book_id == book_id)
    for key, seq in session.execute(query):
        page = ledger.find_by_source(book_id=book_id, source=f"{source}:{key}")
        if (page.seq if page else None) != seq:
            yield _finding(f"entry {seq} is not its own", f"{source}:{key}")


def _batches(book_id: int) -> Iterable[Finding]:
    """A batch is worth what went into it."""
    used, spent = _sums(ProductionUse.cost), _sums(ProductionCost.amount)
    query = sa.select(
        ProductionBatch.id, ProductionBatch.entry_seq, ProductionBatch.good, used, spent
    )
    for key, seq, good, materials, costs in session.execute(
        query.where(ProductionBatch.book_id == book_id)
    ):
        page = ledger.entry_page(book_id=book_id, seq=seq) if seq else None
        total = sum(int(line.amount) for line in page.lines if line.amount > 0) if page else 0
        if good and total != materials + costs:
            said = f"journal {rupiah(total)}, went in {rupiah(materials + costs)}"
            yield _finding(said, f"enterprises.batch:{key}")


def _sums(column: Any) -> Any:
    table = column.class_
    query = sa.select(sa.func.coalesce(sa.func.sum(column), 0))
    return query.where(table.batch_id == ProductionBatch.id).scalar_subquery()
