"""Notes: money that came, money that went, money moved; and striking one through."""

import sqlalchemy as sa

from coop_app import clock
from coop_app.db import session
from coop_app.literacy.models import FamilyNote
from coop_app.literacy.queries.family import envelopes
from coop_app.literacy.queries.family import notes as queries
from coop_app.literacy.rules.family import notes as rules
from coop_app.literacy.rules.family.income import SOURCES
from coop_app.literacy.rules.family.keeping import Keeper
from coop_app.literacy.rules.family.notes import INCOME, LONGEST_WORDS, Note
from coop_app.literacy.service.family.planning import period_for, wait
from coop_app.refusal import NotFound, RequestReused


def write(*, keeper: Keeper, note: Note, request_id: str) -> int:
    """Keep a note under the writer's name; the same request keeps one. Returns its key.

    The month begins by itself. Raises `NoAmount`, `DayUnfit`, `EnvelopeNeeded`, `SameEnvelope`,
    `RequestReused`, and `NotFound` for an envelope of another household.
    """
    rules.check(note, keeper.today)
    mark = rules.fingerprint(note)
    wait(keeper)
    if earlier := queries.find_note_request(keeper.household_id, request_id):
        if earlier[1] != mark:
            raise RequestReused
        return earlier[0]
    for key in (note.envelope_id, note.to_envelope_id):
        if key is not None:
            envelopes.get_envelope(keeper.household_id, key)
    if note.kind == INCOME and note.source not in SOURCES:
        raise NotFound
    row = FamilyNote(
        household_id=keeper.household_id, period_id=period_for(keeper=keeper, on=note.on).id,
        kind=note.kind, on_date=note.on, amount=int(note.amount), envelope_id=note.envelope_id,
        to_envelope_id=note.to_envelope_id, source=note.source, currency=note.currency,
        sent=note.sent, fee=note.fee, fee_mode=note.fee_mode, rate=note.rate, rate_on=note.rate_on,
        words=note.words.strip()[:LONGEST_WORDS], person_id=keeper.person_id, made_at=clock.now(),
        request_id=request_id, fingerprint=mark, undone_on=None, undone_by=None,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row.id


def strike(*, keeper: Keeper, note_id: int) -> None:
    """It counts no longer; who wrote it and who struck it through stays readable.

    Raises `AlreadyUndone`, `NotFound`.
    """
    row = session.scalar(
        sa.select(FamilyNote)
        .where(FamilyNote.id == note_id, FamilyNote.household_id == keeper.household_id)
        .with_for_update()
    )
    if row is None:
        raise NotFound
    if row.undone_on is not None:
        raise rules.AlreadyUndone
    row.undone_on, row.undone_by = keeper.today, keeper.person_id
    session.flush()
