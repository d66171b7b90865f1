"""Acts of the cash book and the entries they made."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from coop_app import ledger
from coop_app.cashbook.models import CashAct
from coop_app.db import session
from coop_app.ledger.entry import series_for
from coop_app.money import Money
from coop_app.refusal import NotFound


@dataclass(frozen=True, slots=True)
class Found:
    """An act that was recorded before."""

    id: int
    fingerprint: str


@dataclass(frozen=True, slots=True)
class VoucherLine:
    """One line of a voucher, debit positive."""

    account_id: int
    account: str
    amount: Money
    subject: str | None


@dataclass(frozen=True, slots=True)
class Voucher:
    """A cash entry as its form shows it; `kind` is BKM, BKK, BBM, BBK or BM."""

    seq: int
    number: str
    kind: str
    on: date
    memo: str
    amount: Money
    party: str
    made_by: int
    approved_by: int | None
    lines: tuple[VoucherLine, ...]
    reversed_by: str
    place_id: int | None
    source: str


def find_act(cooperative_id: int, request_id: str) -> Found | None:
    """The act of this request, or None."""
    mine = (CashAct.cooperative_id == cooperative_id, CashAct.request_id == request_id)
    row = session.execute(sa.select(CashAct.id, CashAct.fingerprint).where(*mine)).first()
    return Found(row.id, row.fingerprint) if row else None


def seq_of(book_id: int, source: str) -> int:
    """The entry of an event. Raises `NotFound`."""
    page = ledger.find_by_source(book_id=book_id, source=source)
    if page is None:
        raise NotFound
    return page.seq


def get_voucher(book_id: int, seq: int) -> Voucher:
    """An entry of the book as a voucher. Raises `NotFound`."""
    page = ledger.entry_page(book_id=book_id, seq=seq)
    places = {each.id: each.place for each in ledger.cash_places(book_id=book_id)}
    lines = tuple(
        VoucherLine(
            each.account_id, f"{each.account_code} {each.account_name}", each.amount, each.subject
        )
        for each in page.lines
    )
    moved = [line for line in lines if line.account_id in places]
    kind = series_for((places[line.account_id], int(line.amount)) for line in moved)
    return Voucher(
        page.seq, page.voucher, kind, page.on, page.memo, page.total, _party(book_id, page.source), page.made_by,
        page.approved_by, lines, page.reversed_by.voucher if page.reversed_by else "", moved[0].account_id if moved else None,
        page.source,
    )  # fmt: skip


def _party(book_id: int, source: str) -> str:
    kind, _, key = source.partition(":")
    if kind != "cashbook.act" or not key.isdigit():
        return ""
    mine = (CashAct.book_id == book_id, CashAct.id == int(key))
    return session.scalar(sa.select(CashAct.party).where(*mine)) or ""


def kinds_of(cooperative_id: int, ids: Sequence[int]) -> dict[int, str]:
    """The kinds of acts by key."""
    mine = (CashAct.cooperative_id == cooperative_id, CashAct.id.in_(ids))
    return {
        row.id: row.kind
        for row in session.execute(sa.select(CashAct.id, CashAct.kind).where(*mine))
    }
