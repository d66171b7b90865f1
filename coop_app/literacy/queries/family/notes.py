"""What a family noted."""

from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from coop_app.db import session
from coop_app.literacy.models import FamilyNote
from coop_app.literacy.rules.family.notes import Note
from coop_app.money import Money
from coop_app.refusal import NotFound


@dataclass(frozen=True, slots=True)
class Noted:
    """One note, and who wrote it when."""

    id: int
    period_id: int
    note: Note
    person_id: int
    made_at: datetime
    undone_on: date | None
    undone_by: int | None


_N = FamilyNote
_ALL = sa.select(_N).order_by(_N.on_date.desc(), _N.id.desc())


def notes_of(
    household_id: int, *, period_id: int | None = None, most: int | None = None
) -> list[Noted]:
    """The newest first, those struck through as well."""
    mine = _ALL.where(_N.household_id == household_id)
    if period_id is not None:
        mine = mine.where(_N.period_id == period_id)
    return [_noted(row) for row in session.scalars(mine.limit(most))]


def get_note(household_id: int, note_id: int) -> Noted:
    """One of them. Raises `NotFound`, also for another household's."""
    row = session.scalar(_ALL.where(_N.household_id == household_id, _N.id == note_id))
    if row is None:
        raise NotFound
    return _noted(row)


def find_note_request(household_id: int, request_id: str) -> tuple[int, str] | None:
    """Key and contents of the note this request wrote."""
    mine = (_N.household_id == household_id, _N.request_id == request_id)
    row = session.execute(sa.select(_N.id, _N.fingerprint).where(*mine)).first()
    return (row[0], row[1]) if row else None


def _noted(row: FamilyNote) -> Noted:
    note = Note(
        kind=row.kind, on=row.on_date, amount=Money(int(row.amount)), envelope_id=row.envelope_id,
        to_envelope_id=row.to_envelope_id, source=row.source, currency=row.currency, sent=row.sent,
        fee=row.fee, fee_mode=row.fee_mode, rate=row.rate, rate_on=row.rate_on, words=row.words,
    )  # fmt: skip
    return Noted(
        row.id, row.period_id, note, row.person_id, row.made_at, row.undone_on, row.undone_by
    )
