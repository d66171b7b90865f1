"""Post an import all or none, and undo it as a whole."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

import sqlalchemy as sa

from coop_app import auth, clock, ledger
from coop_app.auth.rules.desk import Desk
from coop_app.cashbook import entries, queries
from coop_app.cashbook.models import Evidence, ImportBatch, ImportMemory, ImportRow
from coop_app.cashbook.rules import importing as rules
from coop_app.cashbook.rules.importing import Row
from coop_app.cashbook.service.amends import Undoing
from coop_app.cashbook.service.receipts import take_savings
from coop_app.db import session
from coop_app.ledger import Entry
from coop_app.money import Money

Heard = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What posting made: entries, and dues whose months could not be marked."""

    entries: int
    unmarked: int


def post_batch(*, desk: Desk, batch_id: int, heard: Heard | None = None) -> Outcome:
    """Post every included row and the opening balance in this transaction; the balances must agree.

    The whole import is one act, listed among the exceptions; its rows ask no second person each.
    Raises `BatchUnknown`, `BatchSettled`, `NothingIncluded`, `RowUndated`, `OpeningDiffers`,
    `ClosingDiffers` and what `ledger.post` raises.
    """
    batch = get_own(desk, batch_id, "draft")
    rows = queries.included_rows(batch_id)
    rules.check_rows(rows, desk.today)
    sums, moved = queries.sums(batch_id), queries.matched_sum(batch_id)
    held = ledger.balance(book_id=desk.book_id, account=batch.place_id)
    opening = rules.opening_to_post(standing=Money(int(held) - moved), opening=Money(batch.opening))
    run = _Run(_whole(desk, batch_id), batch, heard or (lambda _done, _total: None), len(rows))
    if opening:
        run.open(opening, min(row.on for row in rows if row.on))
    for row in rows:
        run.add(row)
    run.close()
    after = ledger.balance(book_id=desk.book_id, account=batch.place_id)
    rules.check_closing(program=after, file=Money(batch.closing), left_out=sums.left_out - moved)
    batch.status, batch.posted_by, batch.posted_at = "posted", desk.user_id, clock.now()
    _learn(desk, batch_id)
    session.flush()
    return Outcome(len(rows), run.unmarked)


def _whole(desk: Desk, batch_id: int) -> Desk:
    return replace(desk, part_of=f"import:{batch_id}")


def get_own(desk: Desk, batch_id: int, status: str) -> ImportBatch:
    """The import's row in this state. Raises `BatchUnknown`, `BatchSettled`, `BatchNotPosted`."""
    mine = (ImportBatch.id == batch_id, ImportBatch.cooperative_id == desk.cooperative_id)
    batch = session.scalar(sa.select(ImportBatch).where(*mine).with_for_update())
    if batch is None:
        raise rules.BatchUnknown
    if batch.status != status:
        raise rules.BatchNotPosted if status == "posted" else rules.BatchSettled
    return batch


class _Run:
    """Posts rows in their order: plain ones many at a time, savings through the savings desk."""

    def __init__(self, desk: Desk, batch: ImportBatch, heard: Heard, total: int) -> None:
        self._desk, self._batch = desk, batch
        self._heard, self._total, self._done = heard, total, 0
        self._waiting: list[tuple[Row, Entry]] = []
        self._seqs: list[dict[str, object]] = []
        self._evidence: list[dict[str, object]] = []
        self._group = queries.group_of(batch.place_id)
        self._other = self._other_place()
        self.unmarked = 0

    def _other_place(self) -> int:
        here = queries.get_place(self._desk.book_id, self._batch.place_id)
        role = "cash_on_hand" if here.kind == "bank" else "bank"
        other = ledger.account(book_id=self._desk.book_id, role=role)
        return other.id

    def open(self, amount: Money, on: date) -> None:
        """Post what the place held before the first row."""
        memo = f"Saldo awal ({self._batch.filename})"
        source = f"cashbook.opening:{self._batch.id}"
        entry = entries.opening(
            place_id=self._batch.place_id, amount=amount, on=on, memo=memo, source=source
        )
        ledger.post(entry, book_id=self._desk.book_id, by=self._desk.user_id)

    def add(self, row: Row) -> None:
        """Post a row, now or with the next ones."""
        if row.is_savings:
            self.flush()
            seq = take_savings(self._desk, row, self._batch.place_id)
            if seq is not None:
                self._note(row, seq, as_receipt=True)
                return
            self.unmarked += 1
        self._waiting.append((row, self._entry(row)))

    def _entry(self, row: Row) -> Entry:
        account: str | int = self._other if row.category == rules.TRANSFER else rules.role_of(row)
        place = self._batch.place_id
        source = f"cashbook.row:{row.id}"
        return entries.imported(
            row, place_id=place, account=account, group_id=self._group, source=source
        )

    def _note(self, row: Row, seq: int, *, as_receipt: bool = False) -> None:
        self._seqs.append({"id": row.id, "seq": seq, "as_receipt": as_receipt})
        if row.voucher:
            self._evidence.append(
                {
                    "cooperative_id": self._desk.cooperative_id, "book_id": self._desk.book_id, "seq": seq,
                    "number": row.voucher[:60], "file_key": "", "original_name": "", "content_type": "",
                    "size": 0, "digest": "", "added_by": self._desk.user_id, "added_at": clock.now(),
                }
            )  # fmt: skip
        self._done += 1
        if self._done % 25 == 0:
            self._heard(self._done, self._total)

    def flush(self) -> None:
        """Post what waits."""
        rows, made = (
            [row for row, _entry in self._waiting],
            [entry for _row, entry in self._waiting],
        )
        self._waiting = []
        if made:
            posted = ledger.post_many(made, book_id=self._desk.book_id, by=self._desk.user_id)
            for row, each in zip(rows, posted, strict=True):
                self._note(row, each.seq)

    def close(self) -> None:
        """Post the rest and write down which entry each row became."""
        self.flush()
        session.execute(sa.update(ImportRow), self._seqs)
        if self._evidence:
            session.execute(sa.insert(Evidence), self._evidence)
        session.expire_all()
        self._heard(self._total, self._total)


def _learn(desk: Desk, batch_id: int) -> None:
    """Keep her corrections for next month."""
    mine = (ImportRow.batch_id == batch_id, ImportRow.corrected.is_(True), ImportRow.pattern != "")
    kept = {
        (row.pattern, row.money_in): row
        for row in session.scalars(
            sa.select(ImportMemory).where(ImportMemory.cooperative_id == desk.cooperative_id)
        )
    }
    for row in session.scalars(sa.select(ImportRow).where(*mine).order_by(ImportRow.position)):
        key = (row.pattern, row.money_in >= row.money_out)
        memory = kept.get(key) or ImportMemory(
            cooperative_id=desk.cooperative_id, pattern=key[0], money_in=key[1]
        )
        memory.category, memory.member_id, memory.learned_at = (
            row.category,
            row.member_id,
            clock.now(),
        )
        kept[key] = memory
        session.add(memory)


def check_undo(*, desk: Desk, batch_id: int, why: str) -> ImportBatch:
    """The import to take out, if this person may do it now. Raises as `undo_batch`."""
    batch = get_own(desk, batch_id, "posted")
    if not why.strip():
        raise rules.ReasonMissing(field="why")
    if batch.posted_at:
        auth.check_back_dating(desk, clock.office_time(batch.posted_at).date())
    return batch


def undo_batch(*, desk: Desk, batch_id: int, why: str, on: date, heard: Heard | None = None) -> int:
    """Reverse everything an import posted, newest first, and return how many entries.

    Raises `BatchUnknown`, `BatchNotPosted`, `ReasonMissing`, `SecondPersonNeeded` for an import that stood
    longer than a date may lie back, and what `ledger.reverse` and `savings.reverse_act` raise.
    """
    batch = check_undo(desk=desk, batch_id=batch_id, why=why)
    mine = (ImportRow.batch_id == batch_id, ImportRow.seq.is_not(None))
    rows = session.scalars(
        sa.select(ImportRow).where(*mine).order_by(ImportRow.position.desc())
    ).all()
    undoing = Undoing(_whole(desk, batch_id), why, on)
    for done, row in enumerate(rows, start=1):
        row.undone_seq = undoing.reverse(row.seq or 0)
        if heard and done % 25 == 0:
            heard(done, len(rows))
    opening = ledger.find_by_source(book_id=desk.book_id, source=f"cashbook.opening:{batch_id}")
    if opening:
        undoing.reverse(opening.seq)
    batch.status, batch.undone_by, batch.undone_at = "undone", desk.user_id, clock.now()
    batch.undone_why = why.strip()
    session.flush()
    return undoing.count


def drop_batch(*, desk: Desk, batch_id: int) -> None:
    """Put a draft away; its file and rows stay. Raises `BatchUnknown`, `BatchSettled`."""
    get_own(desk, batch_id, "draft").status = "dropped"
    session.flush()
