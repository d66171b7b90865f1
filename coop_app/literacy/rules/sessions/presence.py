"""Who was there for how long, and who of a household was trained."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from coop_app.refusal import N_, Refused

#: somebody who joins later than this many minutes came late
GRACE = 15


class MinutesOfPresence(Refused):
    """Nobody was there for less than a minute or longer than a day."""

    message = N_("Write the minutes as a number between 1 and %(most)s.")
    field = "minutes"


class NobodyPresent(Refused):
    """A session without people was not held."""

    message = N_(
        "Nobody is marked as present yet. Fill in the list first, or say that it was not held."
    )


class NothingToCorrect(Refused):
    """The list says this already."""

    message = N_("The list already says this.")


@dataclass(frozen=True, slots=True)
class Presence:
    """Whether somebody was invited, came, and for how many minutes (None: not said)."""

    invited: bool = False
    present: bool = False
    minutes: int | None = None


MOST = 1440


def check_minutes(minutes: int | None) -> None:
    """Raises `MinutesOfPresence`."""
    if minutes is not None and not 1 <= minutes <= MOST:
        raise MinutesOfPresence(most=MOST)


def fixed(here: Presence, planned: int) -> Presence:
    """As it stays after closing: whoever was there and of whom nothing else is known stayed to the end."""
    if not here.present:
        return Presence(here.invited)
    return Presence(here.invited, True, here.minutes or planned)


def proposed_minutes(planned: int, late_by: int) -> int | None:
    """Minutes of somebody who joined so many minutes after the start; None when that is no lateness."""
    if late_by <= GRACE:
        return None
    return max(planned - late_by, 1)


def together(parts: Iterable[Presence]) -> Presence:
    """One person noted twice in one session counts once, with the longer time."""
    known = list(parts)
    present = any(one.present for one in known)
    minutes = max((one.minutes or 0 for one in known), default=0)
    return Presence(
        any(one.invited for one in known), present, minutes or None if present else None
    )


@dataclass(frozen=True, slots=True)
class Trained:
    """Somebody of a household who was there."""

    household_id: int
    participant_id: int
    migrant_status: str


def both_trained(people: Iterable[Trained]) -> dict[int, tuple[int, ...]]:
    """Households of which at least two people were there → those people."""
    found: dict[int, set[int]] = defaultdict(set)
    for one in people:
        found[one.household_id].add(one.participant_id)
    return {key: tuple(sorted(ids)) for key, ids in sorted(found.items()) if len(ids) > 1}
