"""Post and reverse: the only code that writes the journal.

Statements are driver SQL built once, because this path decides how many entries a second go through.
"""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy.engine import Connection

from coop_app import clock, db
from coop_app.ledger import books, refusals
from coop_app.ledger.accounts import Account, Posted
from coop_app.ledger.entry import Entry, Line, clean, series_for, voucher
from coop_app.ledger.reading import entries as reading
from coop_app.ledger.seal import chain
from coop_app.refusal import NotFound

_LOCK = "SELECT chart_stamp FROM book WHERE id = ? FOR NO KEY UPDATE"
_HEAD = """SELECT book.chart_stamp, entry.seq, entry.hash,
    (SELECT closed_through FROM period_event WHERE book_id = book.id ORDER BY n DESC LIMIT 1)
  FROM book LEFT JOIN journal_entry AS entry ON entry.book_id = book.id
    AND entry.seq = (SELECT max(seq) FROM journal_entry WHERE book_id = book.id)
  WHERE book.id = ?"""
_NUMBER = "SELECT max(number) FROM journal_entry WHERE book_id = ? AND series = ? AND year = ?"
_SOURCE = "SELECT series, on_date, number FROM journal_entry WHERE book_id = ? AND source = ?"
_LINE = """INSERT INTO journal_line
    (book_id, seq, line_no, account_id, amount, on_date, subject, group_id, memo)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_ENTRY = """INSERT INTO journal_entry (book_id, seq, token, series, year, number, on_date, memo, source,
    reverses_seq, line_count, total_debit, made_by, approved_by, made_at, prev_hash, hash, hash_version)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_BATCH = 200


def _for_psycopg(statement: str) -> str:
    return statement.replace("?", "%s")


_PSYCOPG = {text: _for_psycopg(text) for text in (_LOCK, _HEAD, _NUMBER, _SOURCE, _LINE, _ENTRY)}


@dataclass(frozen=True, slots=True)
class Maker:
    """Who posts, with whose agreement, and when; `reverses` is the entry this one undoes."""

    by: int
    approved_by: int | None
    at: datetime
    reverses: int | None = None


class _Pen:
    """Writes entries into one book within the running transaction; knows the head and last numbers."""

    def __init__(self, connection: Connection, book_id: int) -> None:
        self._cursor = connection.connection.cursor()
        self._sqlite = connection.dialect.name == "sqlite"
        self._book_id = book_id
        self._numbers: dict[tuple[str, int], int] = {}
        self._lines: list[tuple[Any, ...]] = []
        self._entries: list[tuple[Any, ...]] = []
        self._sources: set[str] = set()
        if not self._sqlite:
            self._one(_LOCK, (book_id,))  # on SQLite the whole file is locked already
        head = self._one(_HEAD, (book_id,))
        if head is None:
            raise NotFound
        stamp, seq, last_hash, closed_through = head
        self._seq, self._hash = seq or 0, last_hash or chain.GENESIS
        self._closed_through = self._day(closed_through)
        self._chart = books.chart(connection, book_id, stamp)

    def _one(self, statement: str, values: tuple[Any, ...]) -> Any:
        text = statement if self._sqlite else _PSYCOPG[statement]
        return self._cursor.execute(text, values).fetchone()

    def _day(self, stored: Any) -> date | None:
        return date.fromisoformat(stored) if isinstance(stored, str) else stored

    def write(self, entry: Entry, maker: Maker) -> Posted:
        """Check one entry and put it in line. Raises what `post` raises."""
        self._refuse_date(entry.on, maker)
        self._refuse_posted(entry.source)
        accounts = [self._open_account(line, entry.on) for line in entry.lines]
        moves = zip(accounts, entry.lines, strict=True)
        series = entry.series or series_for((each.place, line.amount) for each, line in moves)
        number = self._next_number(series, entry.on.year)
        facts = chain.Facts(
            self._book_id, self._seq + 1, secrets.token_hex(16), series, entry.on.year, number,
            entry.on, clean(entry.memo), entry.source, maker.reverses, len(entry.lines),
            int(entry.total), maker.by, maker.approved_by, maker.at,
        )  # fmt: skip
        lines = [
            chain.LineFacts(n, account.id, int(line.amount), entry.on, line.subject, line.group_id,
                            clean(line.memo))
            for n, (account, line) in enumerate(zip(accounts, entry.lines, strict=True), start=1)
        ]  # fmt: skip
        self._put(facts, lines)
        return Posted(
            self._book_id, facts.seq, series, facts.year, number,
            voucher(series, entry.on, number), entry.on, self._hash, facts.token,
        )  # fmt: skip

    def _refuse_date(self, on: date, maker: Maker) -> None:
        if on > maker.at.astimezone(clock.OFFICE_ZONE).date():
            raise refusals.DateInFuture(on=on)
        if self._closed_through is not None and on <= self._closed_through:
            raise refusals.PeriodClosed(through=self._closed_through)

    def _refuse_posted(self, source: str) -> None:
        if source in self._sources:
            raise refusals.AlreadyPosted(voucher=source, source=source)
        if found := self._one(_SOURCE, (self._book_id, source)):
            day = self._day(found[1])
            number = voucher(found[0], day, found[2]) if day else source
            raise refusals.AlreadyPosted(voucher=number, source=source)
        self._sources.add(source)

    def _open_account(self, line: Line, on: date) -> Account:
        found = self._chart.find(line.account)
        if not found.takes_lines:
            raise refusals.AccountTakesNoLines(account=f"{found.code} {found.name}")
        if not found.open_on(on):
            raise refusals.AccountClosed(account=f"{found.code} {found.name}")
        return found

    def _next_number(self, series: str, year: int) -> int:
        key = (series, year)
        if key not in self._numbers:
            self._numbers[key] = self._one(_NUMBER, (self._book_id, series, year))[0] or 0
        self._numbers[key] += 1
        return self._numbers[key]

    def _put(self, facts: chain.Facts, lines: list[chain.LineFacts]) -> None:
        prev_hash = self._hash
        self._hash, self._seq = chain.digest(facts, lines, prev_hash), facts.seq
        on: Any = facts.on.isoformat() if self._sqlite else facts.on
        at: Any = (
            facts.made_at.isoformat(" ", "microseconds")[:26] if self._sqlite else facts.made_at
        )
        key = (facts.book_id, facts.seq)
        self._lines += [
            (*key, n, account_id, amount, on, subject, group_id, memo)
            for n, account_id, amount, _, subject, group_id, memo in lines
        ]
        sealed = (prev_hash, self._hash, chain.VERSION)
        self._entries.append((*facts[:6], on, *facts[7:14], at, *sealed))
        if len(self._entries) >= _BATCH:
            self.flush()

    def flush(self) -> None:
        """Lines first, headers last: each header's trigger seals the lines before it."""
        if self._entries:
            self._cursor.executemany(_LINE if self._sqlite else _PSYCOPG[_LINE], self._lines)
            self._cursor.executemany(_ENTRY if self._sqlite else _PSYCOPG[_ENTRY], self._entries)
            self._lines, self._entries = [], []

    def close(self) -> None:
        """Let go of the cursor."""
        self._cursor.close()


def _utc(at: datetime | None) -> datetime:
    return at.astimezone(UTC) if at else clock.now()


def post(
    entry: Entry,
    *,
    book_id: int,
    by: int,
    approved_by: int | None = None,
    at: datetime | None = None,
) -> Posted:
    """Write an entry into the book's journal; `at` is the moment it is made, now unless given.

    Raises `DateInFuture`, `PeriodClosed`, `AlreadyPosted`, `UnknownRole`, `UnknownAccount`,
    `AccountClosed`, `AccountTakesNoLines`.
    """
    return post_many((entry,), book_id=book_id, by=by, approved_by=approved_by, at=at)[0]


def post_many(
    entries: Sequence[Entry],
    *,
    book_id: int,
    by: int,
    approved_by: int | None = None,
    at: datetime | None = None,
    progress: Callable[[int], None] | None = None,
) -> list[Posted]:
    """Post many entries at once, in order; `progress` hears how many are done. Raises as `post`."""
    pen = _Pen(db.write_connection(), book_id)
    maker = Maker(by, approved_by, _utc(at))
    posted = []
    try:
        for entry in entries:
            posted.append(pen.write(entry, maker))
            if progress and len(posted) % _BATCH == 0:
                progress(len(posted))
        pen.flush()
    finally:
        pen.close()
    if progress:
        progress(len(posted))
    return posted


def reverse(
    *,
    book_id: int,
    seq: int,
    on: date,
    why: str,
    by: int,
    approved_by: int | None = None,
    at: datetime | None = None,
) -> Posted:
    """Undo an entry by its mirror image, dated `on` in an open month.

    Raises `ReasonMissing`, `NotFound`, `AlreadyReversed`, `ReversalOfReversal`, `ReversalTooEarly` and
    what `post` raises.
    """
    if not why.strip():
        raise refusals.ReasonMissing
    connection = db.write_connection()
    pen = _Pen(connection, book_id)
    try:
        page = reading.entry_page(book_id=book_id, seq=seq)
        if page.reverses:
            raise refusals.ReversalOfReversal(voucher=page.voucher)
        if page.reversed_by:
            raise refusals.AlreadyReversed(voucher=page.voucher, by=page.reversed_by.voucher)
        if on < page.on:
            raise refusals.ReversalTooEarly(on=page.on)
        lines = tuple(
            Line(line.account_id, -line.amount, line.subject, line.group_id, line.memo)
            for line in page.lines
        )
        mirror = Entry(on, f"{why.strip()} ({page.voucher}: {page.memo})", f"reversal:{seq}", lines)
        posted = pen.write(mirror, Maker(by, approved_by, _utc(at), seq))
        pen.flush()
    finally:
        pen.close()
    return posted
