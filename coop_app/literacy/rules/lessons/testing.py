"""How the test before and after is taken, and what may still be mended."""

from dataclasses import dataclass
from enum import StrEnum

from coop_app.literacy.rules.lessons.items import PHASES
from coop_app.refusal import N_, NotFound, Refused


class Manner(StrEnum):
    """How somebody took the test; oral: the trainer reads aloud and taps."""

    PHONE = "phone"
    PAPER = "paper"
    ORAL = "oral"


MANNERS = {
    Manner.PHONE: N_("on the phone"),
    Manner.PAPER: N_("on paper"),
    Manner.ORAL: N_("read aloud"),
}


class AnswersFixed(Refused):
    """Answers are fixed after the test was closed."""

    message = N_("This test is closed. Its answers stay as they are.")


class AnswersStillOpen(Refused):
    """Before it is closed there is nothing to correct: answers can simply be changed."""

    message = N_("This test is still open. Change the answer itself.")


class TakenOtherwise(Refused):
    """One person takes one test in one way."""

    message = N_("This person has already taken this test in another way. Use that one.")


class OwnAnswer(Refused):
    """What somebody tapped on the own phone is no slip of the trainer's."""

    message = N_("This person answered on the own phone. That answer stays.")


class CorrectionReasonMissing(Refused):
    """Who reads it later must know why."""

    message = N_("Write why the answer is corrected.")
    field = "reason"


@dataclass(frozen=True, slots=True, kw_only=True)
class Taking:
    """Who takes which test where, and how."""

    cooperative_id: int
    session_id: int
    phase: str
    participant_id: int
    manner: Manner
    #: the trainer who types or taps; None on the person's own phone
    made_by: int | None = None


def check_may_open(state: str, phase: str) -> None:
    """Raises `NotFound` for another phase, `AnswersFixed` for a session that is not held."""
    if phase not in PHASES:
        raise NotFound
    if state == "cancelled":
        raise AnswersFixed


def check_manner(kept: Manner, now: Manner) -> None:
    """Raises `TakenOtherwise`."""
    if kept is not now:
        raise TakenOtherwise


def check_correction(manner: str, reason: str, *, is_closed: bool) -> None:
    """Raises `AnswersStillOpen`, `OwnAnswer`, `CorrectionReasonMissing`."""
    if not is_closed:
        raise AnswersStillOpen
    if manner == Manner.PHONE:
        raise OwnAnswer
    if not reason:
        raise CorrectionReasonMissing
