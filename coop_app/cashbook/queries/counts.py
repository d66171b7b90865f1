"""Counts of the cash boxes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from coop_app import ledger
from coop_app.cashbook.models import CashCount, CashCountLine
from coop_app.cashbook.queries.recording import Found
from coop_app.db import session
from coop_app.money import Money


@dataclass(frozen=True, slots=True)
class Counted:
    """One count with its pieces and, if it differed, the entry that says so."""

    id: int
    place_id: int
    place: str
    on: date
    counted: Money
    book_balance: Money
    witnesses: tuple[str, ...]
    note: str
    pieces: tuple[tuple[int, int], ...]
    seq: int | None
    voucher: str

    @property
    def difference(self) -> Money:
        """More than the book says is positive."""
        return self.counted - self.book_balance


def find_count(cooperative_id: int, request_id: str) -> Found | None:
    """The count of this request, or None."""
    mine = (CashCount.cooperative_id == cooperative_id, CashCount.request_id == request_id)
    row = session.execute(sa.select(CashCount.id, CashCount.fingerprint).where(*mine)).first()
    return Found(row.id, row.fingerprint) if row else None


def get_count(cooperative_id: int, count_id: int) -> Counted | None:
    """One count of this cooperative, or None."""
    found = _counts(cooperative_id, CashCount.id == count_id)
    return found[0] if found else None


def list_counts(cooperative_id: int, limit: int = 200) -> list[Counted]:
    """The counts, newest first."""
    return _counts(cooperative_id, sa.true(), limit)


def _counts(cooperative_id: int, wanted: sa.ColumnElement[bool], limit: int = 1) -> list[Counted]:
    query = sa.select(CashCount).where(CashCount.cooperative_id == cooperative_id, wanted)
    rows = session.scalars(
        query.order_by(CashCount.on_date.desc(), CashCount.id.desc()).limit(limit)
    ).all()
    pieces = _pieces([row.id for row in rows])
    return [_counted(row, pieces.get(row.id, ())) for row in rows]


def _pieces(ids: Sequence[int]) -> dict[int, tuple[tuple[int, int], ...]]:
    found: dict[int, tuple[tuple[int, int], ...]] = {}
    query = (
        sa.select(CashCountLine)
        .where(CashCountLine.count_id.in_(ids))
        .order_by(-CashCountLine.denomination)
    )
    for line in session.scalars(query):
        found[line.count_id] = (*found.get(line.count_id, ()), (line.denomination, line.pieces))
    return found


def _counted(row: CashCount, pieces: tuple[tuple[int, int], ...]) -> Counted:
    entry = ledger.find_by_source(book_id=row.book_id, source=f"cashbook.count:{row.id}")
    place = ledger.account(book_id=row.book_id, id=row.place_id)
    return Counted(
        row.id, row.place_id, place.name, row.on_date, Money(row.counted), Money(row.book_balance),
        tuple(row.witnesses.splitlines()), row.note, pieces, entry.seq if entry else None,
        entry.voucher if entry else "",
    )  # fmt: skip
