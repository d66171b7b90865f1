"""What a family notes: money that came, money that went, money moved between envelopes."""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date, timedelta

from coop_app.money import Money
from coop_app.refusal import N_, Refused

INCOME, SPENDING, MOVE = "income", "spending", "move"
LONGEST_WORDS = 120
#: notes may be typed a day ahead by a phone whose clock is in another country
_AHEAD = timedelta(days=1)
_BACK_YEARS = 2


class NoAmount(Refused):
    """A note is about money."""

    message = N_("Write an amount above zero.")
    field = "amount"


class DayUnfit(Refused):
    """Notes are about what happened, not long ago."""

    message = N_("Choose a day that is not in the future and not older than two years.")
    field = "on"


class EnvelopeNeeded(Refused):
    """Money that went, went out of an envelope."""

    message = N_("Choose the envelope.")
    field = "envelope_id"


class SameEnvelope(Refused):
    """Moving means from one to another."""

    message = N_("Choose two different envelopes.")
    field = "to_envelope_id"


class AlreadyUndone(Refused):
    """It was struck through before."""

    message = N_("This note was struck through already.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One note as it was typed; the text fields of money from abroad are empty for rupiah."""

    kind: str
    on: date
    amount: Money
    envelope_id: int | None = None
    to_envelope_id: int | None = None
    source: str = ""
    currency: str = ""
    sent: str = ""
    fee: str = ""
    fee_mode: str = ""
    rate: str = ""
    rate_on: date | None = None
    words: str = ""


def check(note: Note, today: date) -> None:
    """Raises `NoAmount`, `DayUnfit`, `EnvelopeNeeded`, `SameEnvelope`."""
    if note.amount <= 0:
        raise NoAmount
    if note.on > today + _AHEAD or note.on.year < today.year - _BACK_YEARS:
        raise DayUnfit
    if note.kind != INCOME and not note.envelope_id:
        raise EnvelopeNeeded
    if note.kind == MOVE and note.envelope_id == note.to_envelope_id:
        raise SameEnvelope


def fingerprint(note: Note) -> str:
    """The same note gives the same text, so that a form sent twice is known."""
    return hashlib.sha256(
        json.dumps(asdict(note), sort_keys=True, default=str).encode()
    ).hexdigest()
