"""Proof that the receipts and the ledger say the same (for `coop audit`)."""

from collections import defaultdict
from datetime import date

import sqlalchemy as sa

from coop_app import ledger
from coop_app.db import session
from coop_app.ledger.accounts import Finding
from coop_app.money import rupiah
from coop_app.savings.models import DuesMonth, SavingsAct, SavingsActLine, SavingsProduct
from coop_app.savings.rules.payments import WITHDRAWAL
from coop_app.savings.rules.products import WAJIB

_EVER = (date(1900, 1, 1), date(2200, 1, 1))
_CHECK = "savings_documents"
#: source and kind of savings → rupiah, deposits positive
Amounts = dict[tuple[str, str], int]


def check(book_id: int) -> list[Finding]:
    """Every receipt has exactly its entry, every savings entry of ours its receipt, every reversal its mark."""
    posted, reversed_seqs = _posted(book_id)
    written = _written(book_id)
    found = [
        _finding(
            f"{rupiah(written.get(key, 0))} / {rupiah(posted.get(key, 0))}", f"{key[0]} {key[1]}"
        )
        for key in sorted(written.keys() | posted.keys())
        if written.get(key, 0) != posted.get(key, 0)
    ]
    return [*found, *_totals(book_id), *_marks(book_id, reversed_seqs), *_months(book_id)]


def _finding(message: str, where: str) -> Finding:
    return Finding(_CHECK, message, where)


def _posted(book_id: int) -> tuple[Amounts, dict[int, int]]:
    """What the ledger holds under our sources, and which entries were reversed by which."""
    amounts: Amounts = defaultdict(int)
    reversals: dict[int, int] = {}
    for key, role in _roles(book_id):
        rows = ledger.statement(book_id=book_id, account=role, start=_EVER[0], end=_EVER[1]).rows
        for row in rows:
            if row.reverses:
                reversals[row.reverses] = row.seq
            if row.source.startswith("savings."):
                amounts[row.source, key] -= int(row.amount)
    return amounts, reversals


def _roles(book_id: int) -> list[tuple[str, str]]:
    mine = sa.select(SavingsAct.cooperative_id).where(SavingsAct.book_id == book_id).limit(1)
    query = sa.select(SavingsProduct.key, SavingsProduct.role)
    cooperative = SavingsProduct.cooperative_id == mine.scalar_subquery()
    return [(row.key, row.role) for row in session.execute(query.where(cooperative))]


def _written(book_id: int) -> Amounts:
    query = (
        sa.select(SavingsAct.id, SavingsAct.kind, SavingsActLine.product, SavingsActLine.amount)
        .join(SavingsActLine, SavingsActLine.act_id == SavingsAct.id)
        .where(SavingsAct.book_id == book_id)
    )
    return {
        (f"savings.{kind}:{key}", product): -amount if kind == WITHDRAWAL else amount
        for key, kind, product, amount in session.execute(query)
    }


def _totals(book_id: int) -> list[Finding]:
    """What a receipt prints as handed over is the sum of its kinds."""
    total = sa.func.sum(SavingsActLine.amount)
    query = (
        sa.select(SavingsAct.id, SavingsAct.amount, total)
        .outerjoin(SavingsActLine, SavingsActLine.act_id == SavingsAct.id)
        .where(SavingsAct.book_id == book_id)
        .group_by(SavingsAct.id, SavingsAct.amount)
        .having(sa.func.coalesce(total, 0) != SavingsAct.amount)
    )
    return [
        _finding(f"receipt {rupiah(amount)}, its kinds {rupiah(kinds or 0)}", f"savings_act {key}")
        for key, amount, kinds in session.execute(query)
    ]


def _marks(book_id: int, reversals: dict[int, int]) -> list[Finding]:
    query = sa.select(SavingsAct.id, SavingsAct.entry_seq, SavingsAct.reversed_seq)
    return [
        _finding(f"reversed by {reversals.get(seq or 0)}, marked {mark}", f"savings_act {key}")
        for key, seq, mark in session.execute(query.where(SavingsAct.book_id == book_id))
        if reversals.get(seq or 0) != mark
    ]


def _months(book_id: int) -> list[Finding]:
    """The months of a receipt add up to its simpanan wajib."""
    months = (
        sa.select(DuesMonth.act_id, sa.func.sum(DuesMonth.amount).label("amount"))
        .group_by(DuesMonth.act_id)
        .subquery()
    )
    query = (
        sa.select(SavingsAct.id, SavingsActLine.amount, months.c.amount)
        .join(SavingsActLine, SavingsActLine.act_id == SavingsAct.id)
        .outerjoin(months, months.c.act_id == SavingsAct.id)
        .where(SavingsAct.book_id == book_id, SavingsActLine.product == WAJIB)
    )
    return [
        _finding(f"months {paid}, simpanan wajib {amount}", f"savings_act {key}")
        for key, amount, paid in session.execute(query)
        if int(paid or 0) != amount
    ]
