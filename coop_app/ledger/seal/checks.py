"""Checks of the audit that ask the database one question each."""

from collections.abc import Iterable, Iterator
from typing import Any

import sqlalchemy as sa

from coop_app import db
from coop_app.ledger.accounts import Finding
from coop_app.ledger.models import account_day, account_month, subject_total
from coop_app.ledger.seal import totals, triggers

# Each query returns a place and holds :book; a row is a finding.
_QUERIES: dict[tuple[str, str], str] = {
    ("sums", "the lines of an entry do not sum to zero"): """
        SELECT seq FROM journal_line WHERE book_id = :book GROUP BY seq HAVING sum(amount) <> 0""",
    ("orphans", "lines without an entry"): """
        SELECT DISTINCT line.seq FROM journal_line AS line LEFT JOIN journal_entry AS entry
          ON entry.book_id = line.book_id AND entry.seq = line.seq
        WHERE line.book_id = :book AND entry.seq IS NULL""",
    ("declared", "line count or total differs from what the entry declares"): """
        SELECT entry.seq FROM journal_entry AS entry LEFT JOIN journal_line AS line
          ON line.book_id = entry.book_id AND line.seq = entry.seq
        WHERE entry.book_id = :book GROUP BY entry.seq, entry.line_count, entry.total_debit
        HAVING count(line.seq) <> entry.line_count OR count(line.seq) < 2
          OR coalesce(sum(CASE WHEN line.amount > 0 THEN line.amount END), 0) <> entry.total_debit""",
    ("dates", "a line has another date than its entry"): """
        SELECT DISTINCT entry.seq FROM journal_entry AS entry JOIN journal_line AS line
          ON line.book_id = entry.book_id AND line.seq = entry.seq
        WHERE entry.book_id = :book AND line.on_date <> entry.on_date""",
    ("accounts", "a line on a heading, on another book's account or outside its account's days"): """
        SELECT DISTINCT line.seq FROM journal_line AS line LEFT JOIN account
          ON account.id = line.account_id
        WHERE line.book_id = :book AND (account.id IS NULL OR account.book_id <> line.book_id
          OR NOT account.takes_lines OR account.opened_on > line.on_date
          OR account.closed_on < line.on_date)""",
    ("sequence", "the sequence has a gap before"): """
        SELECT seq FROM (SELECT seq, lag(seq, 1, 0) OVER (ORDER BY seq) AS before
          FROM journal_entry WHERE book_id = :book) AS steps WHERE seq <> before + 1""",
    ("numbers", "the voucher series has a gap or repeat before"): """
        SELECT series || '/' || year || '/' || number FROM (SELECT series, year, number,
            lag(number, 1, 0) OVER (PARTITION BY series, year ORDER BY number) AS before
          FROM journal_entry WHERE book_id = :book) AS steps WHERE number <> before + 1""",
    ("control", "an account with subjects also has lines without one, which do not even out"): """
        SELECT account.code FROM account JOIN journal_line AS line
          ON line.account_id = account.id AND line.book_id = account.book_id
        WHERE account.book_id = :book AND account.place IS NULL AND account.id IN
          (SELECT account_id FROM subject_total WHERE book_id = :book)
          AND account.kind IN ('asset', 'liability', 'equity')
          -- the cash book and openings buy goods, owe and lend without saying which or whom: the stock's own
          -- check holds the rest to its items, the lists of debts show what has no name
          AND coalesce(account.role, '') NOT IN ('inventory_raw_materials', 'inventory_goods',
            'trade_payable', 'supplier_advances', 'member_goods_receivable', 'nonmember_receivable',
            'consignment_payable', 'member_deposits_orders')
        GROUP BY account.code HAVING sum(CASE WHEN line.subject IS NULL THEN line.amount END) <> 0""",
    ("reversals", "a reversal is no mirror image, or reverses a reversal"): """
        SELECT entry.seq FROM journal_entry AS entry LEFT JOIN journal_entry AS first
          ON first.book_id = entry.book_id AND first.seq = entry.reverses_seq
        WHERE entry.book_id = :book AND entry.reverses_seq IS NOT NULL
          AND (first.seq IS NULL OR first.reverses_seq IS NOT NULL
            OR first.line_count <> entry.line_count OR EXISTS (
              SELECT 1 FROM journal_line AS line WHERE line.book_id = entry.book_id
                AND line.seq = entry.seq AND NOT EXISTS (SELECT 1 FROM journal_line AS old
                  WHERE old.book_id = entry.book_id AND old.seq = first.seq
                    AND old.line_no = line.line_no AND old.account_id = line.account_id
                    AND old.amount = -line.amount
                    AND coalesce(old.subject, '') = coalesce(line.subject, '')
                    AND coalesce(old.group_id, 0) = coalesce(line.group_id, 0))))""",
    ("reversals", "an entry is reversed more than once"): """
        SELECT reverses_seq FROM journal_entry WHERE book_id = :book AND reverses_seq IS NOT NULL
        GROUP BY reverses_seq HAVING count(*) > 1""",
    ("periods", "the closing events have a gap before"): """
        SELECT n FROM (SELECT n, lag(n, 1, 0) OVER (ORDER BY n) AS before
          FROM period_event WHERE book_id = :book) AS steps WHERE n <> before + 1""",
    ("periods", "a month was reopened by one person alone"): """
        SELECT n FROM period_event WHERE book_id = :book AND action = 'reopen'
          AND (approved_by IS NULL OR approved_by = made_by)""",
}  # fmt: skip


def _rows(query: str, **values: object) -> Iterable[Any]:
    return db.session.connection().execute(sa.text(query), values)


def by_query(book_id: int) -> Iterator[Finding]:
    """Sums, orphans, dates, accounts, gaps, control accounts, reversals, periods."""
    for (check, message), query in _QUERIES.items():
        for row in _rows(query, book=book_id):
            yield Finding(check, message, f"{row[0]}")


def kept_totals(book_id: int) -> Iterator[Finding]:
    """The kept totals equal the lines."""
    for table in (account_month, account_day, subject_total):
        for key in totals.differences(book_id, table):
            yield Finding("totals", f"{table.name} differs from the lines", key)


def seal_present(_book_id: int) -> Iterator[Finding]:
    """Every trigger of the seal is there, unchanged and switched on."""
    for name, fault in sorted(triggers.faults().items()):
        yield Finding("triggers", f"the trigger is {fault}", name)


def database_whole(_book_id: int) -> Iterator[Finding]:
    """What the database says about its own file and keys."""
    if db.session.connection().dialect.name != "sqlite":
        return
    for row in _rows("PRAGMA integrity_check"):
        if row[0] != "ok":
            yield Finding("database", str(row[0]), "file")
    for row in _rows("PRAGMA foreign_key_check"):
        yield Finding(
            "database", f"a reference from {row[0]} to {row[2]} leads nowhere", f"row {row[1]}"
        )
