"""Who gets a certificate, and when one no longer holds."""

from dataclasses import dataclass
from enum import StrEnum

from coop_app.refusal import N_, Refused

SERIES = "SERT"


class SessionNotClosed(Refused):
    """Before a session is closed nobody knows who stayed to the end."""

    message = N_("Close the session first. Then certificates can be made.")


class NobodyEarned(Refused):
    """There is nothing to make."""

    message = N_("Nobody attended long enough, or everybody has a certificate already.")


class Standing(StrEnum):
    """What a certificate is worth today."""

    VALID = "valid"
    #: the attendance it rests on was corrected
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Shown:
    """What stands on the paper: these facts and nothing else are public."""

    name: str
    module: str
    minutes: int
    held_on: str


def enough(*, present: int, minutes: int, share: int) -> bool:
    """Whether `present` minutes are at least `share` percent of the session's minutes."""
    return present > 0 and minutes > 0 and present * 100 >= share * minutes


def standing(*, withdrawn: bool, printed: tuple[str, int], now: tuple[str, int] | None) -> Standing:
    """Name and minutes on the paper against those of the attendance list today; None: not on it."""
    if withdrawn:
        return Standing.WITHDRAWN
    return Standing.VALID if printed == now else Standing.CORRECTED


def number_text(year: int, number: int) -> str:
    """`SERT/2026/0001`."""
    return f"{SERIES}/{year}/{number:04d}"


def hours_text(minutes: int) -> tuple[int, int]:
    """Whole hours and the minutes that are left."""
    return divmod(minutes, 60)
