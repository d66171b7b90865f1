"""The audit trail: one row for each act or look, chained to the one before."""

from dataclasses import dataclass
from datetime import UTC
from typing import Any

import sqlalchemy as sa

from coop_app import clock, db
from coop_app.auth.models import AuditEvent, Cooperative
from coop_app.auth.sealing import digest, plain

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

    Never give it what is private. Call it last in a verb: on PostgreSQL it holds the cooperative's
    turn till the end.
    """
    origin: Origin = db.session.info.get(_ORIGIN, Origin())
    facts = {
        "cooperative_id": cooperative_id,
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
    }
    return _append(facts)


def _append(facts: dict[str, Any]) -> int:
    seq, head = _head(facts["cooperative_id"])
    facts |= {"seq": seq + 1, "prev_hash": head}
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
