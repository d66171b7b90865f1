"""Proof that what was judged and written off and what the ledger holds are the same (for `coop audit`)."""

from collections.abc import Iterable
from datetime import date

import sqlalchemy as sa

from coop_app import ledger
from coop_app.dates import Month
from coop_app.db import session
from coop_app.ledger.accounts import Finding
from coop_app.loans.models import LoanClassRow, LoanMonth, LoanMonthRun, LoanWriteOff
from coop_app.money import rupiah

_EVER = (date(1900, 1, 1), date(2200, 1, 1))
_CHECK = "loan_risk"
_COLUMNS = {"loans.allowance": "allowance_seq", "loans.accrual": "accrual_seq"}


def check_risk(book_id: int) -> list[Finding]:
    """Every run and write-off has its entries, and the last run's allowance is what the ledger holds."""
    return [*_runs(book_id), *_write_offs(book_id), *_last_allowance(book_id)]


def _finding(message: str, where: str) -> Finding:
    return Finding(_CHECK, message, where)


def _posted(book_id: int, role: str) -> dict[str, set[int]]:
    """Source → the entries that touched an account under it."""
    found: dict[str, set[int]] = {}
    start, end = _EVER
    for row in ledger.statement(book_id=book_id, account=role, start=start, end=end).rows:
        found.setdefault(row.source, set()).add(row.seq)
    return found


def _runs(book_id: int) -> Iterable[Finding]:
    query = sa.select(LoanMonthRun).where(LoanMonthRun.book_id == book_id)
    rows = {row.id: row for row in session.scalars(query)}
    for kind, role in (
        ("loans.allowance", "loan_loss_allowance"),
        ("loans.accrual", "accrued_loan_interest"),
    ):
        posted = _posted(book_id, role)
        for key, row in rows.items():
            wanted = getattr(row, _COLUMNS[kind])
            there = posted.pop(f"{kind}:{key}", set())
            if there != ({wanted} if wanted else set()):
                yield _finding(f"{kind}: entries {sorted(there)}, run {wanted}", f"run {key}")
        for source in posted:
            if source.startswith(kind + ":"):
                yield _finding("an entry without its run", source)


def _write_offs(book_id: int) -> Iterable[Finding]:
    left = ledger.subject_balances(book_id=book_id, account="loans_to_members")
    rows = session.scalars(sa.select(LoanWriteOff).where(LoanWriteOff.book_id == book_id))
    for row in rows:
        entry = ledger.find_by_source(book_id=book_id, source=f"loans.write_off:{row.id}")
        if entry is None or entry.seq != row.entry_seq:
            yield _finding("a write-off without its entry", f"loan_write_off {row.id}")
        if amount := left.get(f"loan:{row.loan_id}"):
            yield _finding(f"{rupiah(amount)} is left after the write-off", f"loan {row.loan_id}")


def _last_allowance(book_id: int) -> Iterable[Finding]:
    last = session.execute(
        sa.select(LoanMonthRun.id, LoanMonthRun.month)
        .join(
            LoanMonth,
            (LoanMonth.book_id == LoanMonthRun.book_id)
            & (LoanMonth.month == LoanMonthRun.month)
            & (LoanMonth.runs == LoanMonthRun.number),
        )
        .where(LoanMonthRun.book_id == book_id)
        .order_by(LoanMonthRun.month.desc())
    ).first()
    if last is None:
        return
    end = Month.parse(last.month).last
    held = ledger.subject_balances_on(book_id=book_id, account="loan_loss_allowance", on=end)
    lost = set(
        session.scalars(sa.select(LoanWriteOff.loan_id).where(LoanWriteOff.book_id == book_id))
    )
    rows = session.execute(
        sa.select(LoanClassRow.loan_id, LoanClassRow.allowance).where(
            LoanClassRow.run_id == last.id
        )
    )
    for loan_id, wanted in rows:
        there = -held.get(f"loan:{loan_id}", 0)
        if there != wanted and loan_id not in lost:
            words = f"set aside {rupiah(there)}, judged {rupiah(wanted)}; run {last.month} again"
            yield _finding(words, f"loan {loan_id}")
