"""Evidence of entries, and how complete it is."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from coop_app import ledger
from coop_app.cashbook.models import Evidence
from coop_app.dates import Month
from coop_app.db import session


@dataclass(frozen=True, slots=True)
class Proof:
    """One piece of evidence of an entry."""

    id: int
    seq: int
    number: str
    file_key: str
    original_name: str
    content_type: str
    size: int
    added_at: datetime


@dataclass(frozen=True, slots=True)
class Meter:
    """So many entries, and so many with a number or a photo."""

    entries: int
    proven: int

    @property
    def percent(self) -> int:
        """Whole percent, rounded down so that 100 means all."""
        return self.proven * 100 // self.entries if self.entries else 100


_COLUMNS = (
    Evidence.id, Evidence.seq, Evidence.number, Evidence.file_key, Evidence.original_name,
    Evidence.content_type, Evidence.size, Evidence.added_at,
)  # fmt: skip


def list_evidence(book_id: int, seqs: Iterable[int]) -> dict[int, list[Proof]]:
    """Evidence by entry, in the order it was added."""
    mine = (Evidence.book_id == book_id, Evidence.seq.in_(list(seqs)))
    found: dict[int, list[Proof]] = defaultdict(list)
    for row in session.execute(sa.select(*_COLUMNS).where(*mine).order_by(Evidence.id)):
        found[row.seq].append(Proof(*row))
    return found


def get_evidence(book_id: int, evidence_id: int) -> Proof | None:
    """One piece of evidence of this book, or None."""
    mine = (Evidence.book_id == book_id, Evidence.id == evidence_id)
    row = session.execute(sa.select(*_COLUMNS).where(*mine)).first()
    return Proof(*row) if row else None


def find_evidence(book_id: int, seq: int, digest: str) -> int | None:
    """The same file, if this entry has it already."""
    mine = (Evidence.book_id == book_id, Evidence.seq == seq, Evidence.digest == digest)
    return session.scalar(sa.select(Evidence.id).where(*mine))


def proven_seqs(book_id: int, first: int, last: int) -> set[int]:
    """Entries between two numbers that have evidence."""
    mine = (Evidence.book_id == book_id, Evidence.seq.between(first, last))
    return set(session.scalars(sa.select(Evidence.seq).where(*mine).distinct()))


def meter(book_id: int, place_id: int, month: Month, *, most: int | None = None) -> Meter:
    """How many of a month's entries in one book have evidence; reversals need none.

    A month of more than `most` lines is not counted: its meter is empty.
    """
    limit = most + 1 if most else None
    seqs = ledger.numbers(
        book_id=book_id, account=place_id, start=month.first, end=month.last, limit=limit
    )
    if not seqs or (most and len(seqs) > most):
        return Meter(0, 0)
    return Meter(len(seqs), len(proven_seqs(book_id, min(seqs), max(seqs)).intersection(seqs)))
