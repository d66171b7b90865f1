"""The next permanent number, given under the lock that all admissions queue at."""

import sqlalchemy as sa

from coop_app import db

# One statement on both databases: takes the row's lock, counts, and is undone with the transaction.
_NEXT = sa.text(
    "INSERT INTO member_counter (cooperative_id, last_number) VALUES (:cooperative_id, :count)"
    " ON CONFLICT (cooperative_id) DO UPDATE"
    " SET last_number = member_counter.last_number + :count RETURNING last_number"
)


def take(count: int, cooperative_id: int) -> int:
    """The first of `count` numbers that follow each other without a gap."""
    facts = {"cooperative_id": cooperative_id, "count": count}
    last: int = db.write_connection().execute(_NEXT, facts).scalar_one()
    return last - count + 1
