"""The audit trail, read."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import sqlalchemy as sa

from coop_app.auth.models import AppUser, AuditEvent
from coop_app.auth.sealing import digest
from coop_app.clock import OFFICE_ZONE
from coop_app.db import session


@dataclass(frozen=True, slots=True)
class EventFilter:
    """Which rows of the trail are wanted."""

    user_id: int | None = None
    #: how the action begins, e.g. "auth.looked" or "savings."
    action: str = ""
    #: part of the object
    text: str = ""
    start: date | None = None
    end: date | None = None
    #: rows before this number: the next page
    before: int | None = None


@dataclass(frozen=True, slots=True)
class EventRow:
    """One row of the trail with the person's name."""

    seq: int
    at: datetime
    user_id: int | None
    who: str
    action: str
    object: str
    before: str
    after: str
    reason: str
    address: str


def events(cooperative_id: int, wanted: EventFilter, *, limit: int) -> list[EventRow]:
    """Rows of the trail, newest first."""
    found = (
        sa.select(AuditEvent, AppUser.display_name)
        .outerjoin(AppUser, AppUser.id == AuditEvent.user_id)
        .where(AuditEvent.cooperative_id == cooperative_id, *_conditions(wanted))
        .order_by(AuditEvent.seq.desc())
        .limit(limit)
    )
    names = [name for name in EventRow.__dataclass_fields__ if name != "who"]
    return [
        EventRow(**{name: getattr(row, name) for name in names}, who=who or "")
        for row, who in session.execute(found)
    ]


def _conditions(wanted: EventFilter) -> list[sa.ColumnElement[bool]]:
    found: list[sa.ColumnElement[bool]] = []
    if wanted.user_id is not None:
        found.append(AuditEvent.user_id == wanted.user_id)
    if wanted.action:
        found.append(AuditEvent.action.startswith(wanted.action, autoescape=True))
    if wanted.text:
        found.append(AuditEvent.object.contains(wanted.text, autoescape=True))
    if wanted.start:
        found.append(AuditEvent.at >= _midnight(wanted.start))
    if wanted.end:
        found.append(AuditEvent.at < _midnight(wanted.end + timedelta(days=1)))
    if wanted.before is not None:
        found.append(AuditEvent.seq < wanted.before)
    return found


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), OFFICE_ZONE)


def head(cooperative_id: int) -> tuple[int, str]:
    """Number and hash of the newest row; (0, "") for an empty trail."""
    newest = (
        sa.select(AuditEvent.seq, AuditEvent.hash)
        .where(AuditEvent.cooperative_id == cooperative_id)
        .order_by(AuditEvent.seq.desc())
    )
    row = session.execute(newest.limit(1)).first()
    return (row.seq, row.hash) if row else (0, "")


#: what keeps trail and approvals as they are; PostgreSQL has two more against TRUNCATE
_GUARDS = (
    "audit_event_next",
    "audit_event_update",
    "audit_event_delete",
    "approval_begins",
    "approval_update",
    "approval_delete",
    "approval_quorum",
    "approval_majority",
    "approval_vote_theirs",
    "approval_vote_update",
    "approval_vote_delete",
    "approval_hold_waits",
    "approval_hold_update",
    "approval_hold_delete",
    "approval_entry_agreed",
    "approval_entry_update",
    "approval_entry_delete",
    "journal_entry_two_persons",
)
_TRUNCATE_GUARDS = (
    "audit_event_truncate", "approval_truncate", "approval_vote_truncate", "approval_hold_truncate",
    "approval_entry_truncate",
)  # fmt: skip


def _missing_guards() -> list[str]:
    is_sqlite = session.connection().dialect.name == "sqlite"
    listed = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if is_sqlite
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    )
    present = set(session.scalars(sa.text(listed)))
    wanted = _GUARDS if is_sqlite else _GUARDS + _TRUNCATE_GUARDS
    return [f"trigger {name} is missing" for name in wanted if name not in present]


def chain_faults(cooperative_id: int) -> list[str]:
    """What is wrong with guards, numbers and hashes of the whole trail; empty when all is well."""
    rows = session.execute(
        sa.select(*AuditEvent.__table__.c)
        .where(AuditEvent.cooperative_id == cooperative_id)
        .order_by(AuditEvent.seq)
        .execution_options(yield_per=1000)
    )
    faults, previous, expected = _missing_guards(), "", 1
    for row in rows:
        facts = dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's public name for it
        if row.seq != expected:
            faults.append(f"audit_event {row.seq}: expected number {expected}")
        if row.prev_hash != previous or row.hash != digest(facts):
            faults.append(f"audit_event {row.seq}: chain broken")
        previous, expected = row.hash, row.seq + 1
    return faults
