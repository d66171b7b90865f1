"""Excel books brought in: the batches, their rows, what was learned."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from coop_app import ledger
from coop_app.cashbook.excel.values import Reason
from coop_app.cashbook.models import ImportBatch, ImportRow
from coop_app.cashbook.rules.importing import OF_MEMBERS, BatchUnknown, Row, parse_months
from coop_app.db import session
from coop_app.money import Money

PAGE = 50


@dataclass(frozen=True, slots=True)
class Batch:
    """One Excel book on its way in; `sheets` as `service.drafting` wrote them."""

    id: int
    place_id: int
    place: str
    filename: str
    digest: str
    status: str
    opening: Money
    closing: Money
    sheets: dict[str, Any]
    made_at: datetime
    posted_by: int | None
    posted_at: datetime | None
    undone_by: int | None
    undone_at: datetime | None
    undone_why: str


@dataclass(frozen=True, slots=True)
class RowView:
    """One row as the table of proposals shows it."""

    row: Row
    position: int
    balance: Money
    written_name: str
    confidence: int
    why: tuple[Reason, ...]
    flags: tuple[str, ...]
    candidates: tuple[tuple[str, str], ...]
    pattern: str
    included: bool
    excluded_why: str
    corrected: bool
    seq: int | None
    remark: Reason | None


@dataclass(frozen=True, slots=True)
class Filter:
    """What the table shows; empty means all."""

    sheet: str = ""
    category: str = ""
    below: int = 101
    flag: str = ""
    text: str = ""
    left_out: bool = False


@dataclass(frozen=True, slots=True)
class Sums:
    """Of a batch: rows and money, taken in and left out."""

    rows: int
    included: int
    net: int
    left_out: int


def get_batch(cooperative_id: int, batch_id: int) -> Batch:
    """One import of this cooperative. Raises `BatchUnknown`."""
    found = _batches(cooperative_id, ImportBatch.id == batch_id)
    if not found:
        raise BatchUnknown
    return found[0]


def list_batches(cooperative_id: int) -> list[Batch]:
    """All imports, newest first."""
    return _batches(cooperative_id, ImportBatch.status != "dropped")


def same_file(cooperative_id: int, batch: Batch) -> Batch | None:
    """Another import of the very same file that was not undone."""
    alive = ImportBatch.status.in_(("draft", "posted")) & (ImportBatch.id != batch.id)
    found = _batches(cooperative_id, (ImportBatch.digest == batch.digest) & alive)
    return found[0] if found else None


def _batches(cooperative_id: int, wanted: sa.ColumnElement[bool]) -> list[Batch]:
    query = sa.select(ImportBatch).where(ImportBatch.cooperative_id == cooperative_id, wanted)
    rows = session.scalars(query.order_by(ImportBatch.id.desc()).limit(200))
    return [
        Batch(
            row.id, row.place_id, ledger.account(book_id=row.book_id, id=row.place_id).name, row.filename,
            row.digest, row.status, Money(row.opening), Money(row.closing), json.loads(row.sheets),
            row.made_at, row.posted_by, row.posted_at, row.undone_by, row.undone_at, row.undone_why,
        )
        for row in rows
    ]  # fmt: skip


def sums(batch_id: int) -> Sums:
    """Rows and money of a batch."""
    net = ImportRow.money_in - ImportRow.money_out
    inside = sa.case((ImportRow.included, 1), else_=0)
    query = sa.select(
        sa.func.count(),
        sa.func.sum(inside),
        sa.func.sum(net * inside),
        sa.func.sum(net * (1 - inside)),
    ).where(ImportRow.batch_id == batch_id)
    row = session.execute(query).one()
    return Sums(*(int(value or 0) for value in row))


def count_by(batch_id: int, column: str) -> list[tuple[str, int]]:
    """How many rows per sheet or category."""
    key = getattr(ImportRow, column)
    query = sa.select(key, sa.func.count()).where(ImportRow.batch_id == batch_id).group_by(key)
    return [
        (name, int(number))
        for name, number in session.execute(query.order_by(sa.func.count().desc()))
    ]


def list_rows(batch_id: int, wanted: Filter, page: int) -> tuple[list[RowView], int]:
    """One page of the rows that pass the filter, and how many pass in all."""
    where = _where(batch_id, wanted)
    total = session.scalar(sa.select(sa.func.count()).select_from(ImportRow).where(*where)) or 0
    query = sa.select(ImportRow).where(*where).order_by(ImportRow.position)
    return [
        _view(row) for row in session.scalars(query.limit(PAGE).offset((page - 1) * PAGE))
    ], int(total)


def _where(batch_id: int, wanted: Filter) -> list[sa.ColumnElement[bool]]:
    where = [ImportRow.batch_id == batch_id]
    if wanted.sheet:
        where.append(ImportRow.sheet == wanted.sheet)
    if wanted.category:
        where.append(ImportRow.category == wanted.category)
    if wanted.below <= 100:
        where.append(ImportRow.confidence < wanted.below)
    if wanted.flag:
        where.append(ImportRow.findings.contains(f'"{wanted.flag}"', autoescape=True))
    if wanted.text:
        where.append(ImportRow.description.icontains(wanted.text, autoescape=True))
    if wanted.left_out:
        where.append(ImportRow.included.is_(False))
    return where


def included_rows(batch_id: int) -> list[Row]:
    """What will be posted, in the order of the book."""
    query = sa.select(ImportRow).where(ImportRow.batch_id == batch_id, ImportRow.included.is_(True))
    return [as_row(row) for row in session.scalars(query.order_by(ImportRow.position))]


def as_row(row: ImportRow) -> Row:
    """A stored row as the value the rules know."""
    return Row(
        row.id, row.sheet, row.row, row.on_date, row.description, row.voucher, row.note, Money(row.money_in),
        Money(row.money_out), row.category, row.member_id, parse_months(row.months),
    )  # fmt: skip


def _view(row: ImportRow) -> RowView:
    found = json.loads(row.findings)
    remark = found.get("remark")
    return RowView(
        as_row(row), row.position, Money(row.balance), row.written_name, row.confidence,
        tuple(reason(each) for each in found["why"]), tuple(found["flags"]),
        tuple((number, name) for number, name in found["candidates"]), row.pattern, row.included,
        row.excluded_why, row.corrected, row.seq, reason(remark) if remark else None,
    )  # fmt: skip


def reason(stored: Sequence[Any]) -> Reason:
    """A reason from its JSON."""
    return Reason(stored[0], tuple((name, str(fact)) for name, fact in stored[1]))


def count_memberless(batch_id: int) -> int:
    """Savings rows to be posted whose member is not known."""
    nobody = (ImportRow.included.is_(True), ImportRow.member_id.is_(None))
    mine = (ImportRow.batch_id == batch_id, ImportRow.category.in_(sorted(OF_MEMBERS)))
    query = sa.select(sa.func.count()).select_from(ImportRow)
    return int(session.scalar(query.where(*mine, *nobody)) or 0)
