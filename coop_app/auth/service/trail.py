"""The audit trail: one row for each act or look, chained to the one before."""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa

from coop_app import clock, db
from coop_app.auth.models import AuditEvent, Cooperative

VERSION = 1
_ORIGIN = "coop_origin"
_LONGEST_ADDRESS = 64


@dataclass(frozen=True, slots=True)
class Origin:
    """From which session and address the acts of this request come."""

    session_id: int | None = None
    address: str = ""


def came_from(origin: Origin) -> None:
    """Remember it for every act until the database session ends."""
    db.session.info[_ORIGIN] = origin


def record(
    action: str,
    *,
    cooperative_id: int,
    by: int | None,
    object: str = "",  # noqa: A002 - the audit trail's word
    before: Any = None,
    after: Any = None,
    reason: str = "",
) -> int:
    """Write one row inside the caller's transaction; returns its number.

    is private. Call it last in a verb: on PostgreSQL it holds the cooperative's turn to the end.
    is private. Call it last in a verb: on PostgreSQL it holds the cooperative's turn till the end.
    """
    origin: Origin = db.session.info.get(_ORIGIN, Origin())
    seq, head = _head(cooperative_id)
    facts = {
        "cooperative_id": cooperative_id,
        "seq": seq + 1,
        "at": clock.now().astimezone(UTC),
        "user_id": by,
        "session_id": origin.session_id,
        "action": action,
        "object": object,
        "before": plain(before),
        "after": plain(after),
        "reason": reason,
        "address": origin.address[:_LONGEST_ADDRESS],
        "version": VERSION,
        "prev_hash": head,
    }
    db.write_connection().execute(sa.insert(AuditEvent).values(**facts, hash=digest(facts)))
    return seq + 1


def _head(cooperative_id: int) -> tuple[int, str]:
    connection = db.write_connection()
    if connection.dialect.name != "sqlite":  # there BEGIN IMMEDIATE has already taken the turn
        turn = sa.select(Cooperative.id).where(Cooperative.id == cooperative_id)
        connection.execute(turn.with_for_update(key_share=True))
    newest = (
        sa.select(AuditEvent.seq, AuditEvent.hash)
        .where(AuditEvent.cooperative_id == cooperative_id)
        .order_by(AuditEvent.seq.desc())
        .limit(1)
    )
    row = connection.execute(newest).first()
    return (row.seq, row.hash) if row else (0, "")


def plain(value: Any) -> str:
    """Canonical JSON; nothing becomes an empty text."""
    if value is None:
        return ""
    return json.dumps(
        value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_plain_cell
    )


def _plain_cell(value: Any) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


#: what the hash covers, in this order
_CHAINED = (
    "version", "cooperative_id", "seq", "at", "user_id", "session_id", "action", "object",
    "before", "after", "reason", "address", "prev_hash",
)  # fmt: skip


def digest(facts: dict[str, Any]) -> str:
    """The hash of one row over its canonical bytes."""
    values = [facts[name] for name in _CHAINED]
    at = facts["at"].astimezone(UTC).isoformat(timespec="microseconds")
    values[_CHAINED.index("at")] = at
    return hashlib.sha256(plain(values).encode()).hexdigest()
