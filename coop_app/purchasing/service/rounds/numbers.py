"""Numbers without gaps: whoever takes one waits for the one before until its transaction ends."""

import sqlalchemy as sa

from coop_app import db

_TAKE = sa.text(
    "INSERT INTO purchase_counter (cooperative_id, kind, year, last) VALUES (:cooperative_id, :kind, :year, 1)"
    " ON CONFLICT (cooperative_id, kind, year) DO UPDATE SET last = purchase_counter.last + 1 RETURNING last"
)


def next_number(cooperative_id: int, *, kind: str, year: int = 0) -> int:
    """The next number of this kind of paper; `year` 0 where numbers run through the years."""
    taken = {"cooperative_id": cooperative_id, "kind": kind, "year": year}
    return int(db.write_connection().execute(_TAKE, taken).scalar_one())
