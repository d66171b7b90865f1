"""The register of time deposits: what each holds, its running term, its papers."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any

import sqlalchemy as sa

from coop_app import ledger
from coop_app.db import session
from coop_app.money import Money
from coop_app.refusal import NotFound
from coop_app.savings.models import DepositAct, TimeDeposit
from coop_app.savings.queries.time_deposits.certificates import Certificate, Paper
from coop_app.savings.queries.time_deposits.products import list_products
from coop_app.savings.rules.deposits import AtMaturity, Counting, Payout, Term

ROLE = "time_deposits"
_EVER = (date(1900, 1, 1), date(2200, 1, 1))
_MOST_KEYS = 500


def _undone(book_id: int) -> frozenset[int]:
    """Entries of deposits that were reversed in the journal."""
    found: set[int] = set()
    for role in (ROLE, "deposit_interest_expense"):
        rows = ledger.statement(book_id=book_id, account=role, start=_EVER[0], end=_EVER[1]).rows
        found |= {row.reverses for row in rows if row.reverses}
    return frozenset(found)


def _papers(book_id: int, keys: Collection[int]) -> dict[int, list[Paper]]:
    gone, found = _undone(book_id), defaultdict(list)
    wanted = sorted(keys)
    for start in range(0, len(wanted), _MOST_KEYS):
        part = DepositAct.deposit_id.in_(wanted[start : start + _MOST_KEYS])
        query = sa.select(DepositAct).where(DepositAct.book_id == book_id, part)
        for row in session.scalars(query.order_by(DepositAct.deposit_id, DepositAct.number)):
            found[row.deposit_id].append(_paper(row, (row.entry_seq or 0) in gone))
    return found


def _paper(row: DepositAct, undone: bool) -> Paper:  # noqa: FBT001 - read from the journal beside the row
    term = None
    if row.begins_on and row.months and row.mille is not None and row.counting:
        term = Term(row.begins_on, row.months, row.mille, Counting(row.counting))
    return Paper(
        row.id, row.deposit_id, row.number, row.kind, row.on_date, Money(row.principal),
        Money(row.interest), Money(row.tax), Money(row.penalty), row.place_id, row.paid_months,
        term, row.calculation, row.memo, row.fingerprint, row.made_by, row.made_at,
        row.entry_seq or 0, undone,
    )  # fmt: skip


def _fetch(cooperative_id: int, *conditions: Any) -> list[Certificate]:
    query = sa.select(TimeDeposit).where(TimeDeposit.cooperative_id == cooperative_id, *conditions)
    rows = session.scalars(query.order_by(TimeDeposit.number)).all()
    products = {product.id: product for product in list_products(cooperative_id)}
    papers: dict[int, list[Paper]] = {}
    for book_id in {row.book_id for row in rows}:
        papers |= _papers(book_id, [row.id for row in rows if row.book_id == book_id])
    return [
        Certificate(
            row.id, row.book_id, row.member_id, products[row.product_id], row.number,
            Payout(row.payout), AtMaturity(row.at_maturity), tuple(papers.get(row.id, ())),
        )
        for row in rows
    ]  # fmt: skip


def list_deposits(cooperative_id: int, *, open_only: bool = False) -> list[Certificate]:
    """All deposits by number."""
    found = _fetch(cooperative_id)
    return [one for one in found if one.is_open] if open_only else found


def deposits_of(cooperative_id: int, member_id: int) -> list[Certificate]:
    """A member's deposits by number."""
    return _fetch(cooperative_id, TimeDeposit.member_id == member_id)


def get_deposit(cooperative_id: int, deposit_id: int) -> Certificate:
    """One deposit. Raises `NotFound`, also for another cooperative's."""
    found = _fetch(cooperative_id, TimeDeposit.id == deposit_id)
    if not found:
        raise NotFound
    return found[0]


def get_paper(cooperative_id: int, act_id: int) -> tuple[Certificate, Paper]:
    """One act with its deposit. Raises `NotFound`, also for another cooperative's."""
    key = session.scalar(
        sa.select(DepositAct.deposit_id).where(
            DepositAct.cooperative_id == cooperative_id, DepositAct.id == act_id
        )
    )
    if key is None:
        raise NotFound
    found = get_deposit(cooperative_id, key)
    return found, next(paper for paper in found.papers if paper.id == act_id)


def find_request(cooperative_id: int, request_id: str) -> tuple[Certificate, Paper] | None:
    """The act a request made before."""
    key = session.scalar(
        sa.select(DepositAct.id).where(
            DepositAct.cooperative_id == cooperative_id, DepositAct.request_id == request_id
        )
    )
    return None if key is None else get_paper(cooperative_id, key)


def names_of(cooperative_id: int, ids: Collection[int]) -> dict[int, tuple[str, int]]:
    """Certificate number and member of deposits, for naming references."""
    query = sa.select(TimeDeposit.id, TimeDeposit.number, TimeDeposit.member_id).where(
        TimeDeposit.cooperative_id == cooperative_id, TimeDeposit.id.in_(sorted(ids)[:_MOST_KEYS])
    )
    return {key: (f"SB-{number:04d}", member) for key, number, member in session.execute(query)}


def deposits_of_acts(cooperative_id: int, ids: Collection[int]) -> dict[int, int]:
    """The deposit of each act, for naming references."""
    query = sa.select(DepositAct.id, DepositAct.deposit_id).where(
        DepositAct.cooperative_id == cooperative_id, DepositAct.id.in_(sorted(ids)[:_MOST_KEYS])
    )
    return {row.id: row.deposit_id for row in session.execute(query)}
