"""Reading documents of a workshop that moved nothing of worth: no entry tells of them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from coop_app.db import session
from coop_app.enterprises.models import (
    Enterprise,
    EnterpriseAcceptance,
    Outlet,
    OutletAct,
    OutletMove,
    OutletStock,
    ProductionBatch,
    StockAct,
)
from coop_app.enterprises.rules.workshop.proposals import OUT
from coop_app.products import queries as products

_PAPER = "enterprises.acceptance"
#: kind of source → its table and the day it is about
_TABLES: dict[str, tuple[Any, Any]] = {
    "enterprises.stock": (StockAct, StockAct.acted_on),
    "enterprises.batch": (ProductionBatch, ProductionBatch.produced_on),
    "enterprises.outlet": (OutletAct, OutletAct.acted_on),
    _PAPER: (EnterpriseAcceptance, EnterpriseAcceptance.dealt_on),
}


@dataclass(frozen=True, slots=True)
class Unposted:
    """A document without an entry; `is_out` says that it was taken back."""

    source: str
    on: date
    is_out: bool


def find_unposted(cooperative_id: int, enterprise_id: int, source: str) -> Unposted | None:
    """A document of an enterprise without an entry that can be, or was, taken back; None for any other."""
    kind, _, key = source.partition(":")
    if kind not in _TABLES or not (key.isascii() and key.isdigit()) or len(key) > 15:
        return None
    table, day = _TABLES[kind]
    query = sa.select(table, day.label("day")).where(
        table.cooperative_id == cooperative_id, table.enterprise_id == enterprise_id,
        table.id == int(key), table.entry_seq.is_(None),
    )  # fmt: skip
    found = session.execute(query).first()
    if found is None:
        return None
    row = found[0]
    if kind == _PAPER:
        known = row.decision == "accepted"
        return Unposted(source, found.day, OUT in row.dealing_key) if known else None
    if not _moved(row.book_id, [source]):
        return None
    return Unposted(source, found.day, bool(mirrored(row.book_id, [source])))


def mirrored(book_id: int, sources: Collection[str]) -> set[str]:
    """Those of these documents whose moves were taken back without an entry."""
    wanted = {f"reversal:{source}": source for source in sources}
    return {wanted[source] for source in _moved(book_id, list(wanted))}


def _moved(book_id: int, sources: Collection[str]) -> set[str]:
    query = (
        sa.select(OutletMove.source)
        .join(OutletStock, OutletStock.id == OutletMove.stock_id)
        .join(Outlet, Outlet.id == OutletStock.outlet_id)
        .join(Enterprise, Enterprise.id == Outlet.enterprise_id)
        .where(Enterprise.book_id == book_id, OutletMove.source.in_(sources))
    )
    return set(session.scalars(query)) | products.moved_sources(book_id, sources)
