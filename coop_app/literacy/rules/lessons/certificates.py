"""Who gets a certificate, and when one no longer holds."""

from enum import StrEnum

from coop_app.refusal import N_, Refused

SERIES = "SERT"


class SessionNotClosed(Refused):
    """Before a session is closed nobody knows who stayed to the end."""

    message = N_("Close the session first. Then certificates can be made.")


class NobodyEarned(Refused):
    """There is nothing to make."""

    message = N_("Nobody attended long enough, or everybody has a certificate already.")


class ReasonMissing(Refused):
    """Whoever holds the paper will ask why."""

    message = N_("Write why the certificate is withdrawn.")
    field = "reason"


class Standing(StrEnum):
    """What a certificate is worth today."""

    VALID = "valid"
    #: the attendance it rests on was corrected
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"


def enough(*, present: int, minutes: int, share: int) -> bool:
    """Whether `present` minutes are at least `share` percent of the session's minutes."""
    return present > 0 and minutes > 0 and present * 100 >= share * minutes


def standing(*, withdrawn: bool, named: bool, printed: int, now: int | None) -> Standing:
    """What a paper of `printed` minutes is worth; `now`: minutes on the list today, None: not present.

    `named`: whether the person still agrees that the name is kept.
    """
    if withdrawn or not named:
        return Standing.WITHDRAWN
    return Standing.VALID if printed == now else Standing.CORRECTED


def number_text(year: int, number: int) -> str:
    """`SERT/2026/0001`."""
    return f"{SERIES}/{year}/{number:04d}"


def hours_text(minutes: int) -> tuple[int, int]:
    """Whole hours and the minutes that are left."""
    return divmod(minutes, 60)
