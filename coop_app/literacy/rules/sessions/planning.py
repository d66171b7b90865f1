"""What a session is, and through which states it goes."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from coop_app.refusal import N_, Refused

FACE, REMOTE = "face", "remote"
#: how Permen P2MI 33/2025 classes what is done for migrants and their families
KINDS = {
    "bimbingan": N_("Guidance (bimbingan)"),
    "edukasi": N_("Education (edukasi)"),
    "pelatihan": N_("Skills training (pelatihan)"),
}
MANNERS = {FACE: N_("Face to face"), REMOTE: N_("From afar, by phone or internet")}
SHORTEST, LONGEST = 5, 1440
_TIME = re.compile(r"([01]?\d|2[0-3])[.:]([0-5]\d)")


class State(StrEnum):
    """Where a session stands."""

    PLANNED = "planned"
    OPEN = "open"
    CLOSED = "closed"
    CANCELLED = "cancelled"


STATES = {
    State.PLANNED: N_("Planned"),
    State.OPEN: N_("Open now"),
    State.CLOSED: N_("Done"),
    State.CANCELLED: N_("Not held"),
}
_STEPS = {
    State.PLANNED: (State.OPEN, State.CANCELLED),
    State.OPEN: (State.CLOSED, State.CANCELLED),
}


class SessionUntitled(Refused):
    """Neither a module nor a title."""

    message = N_("Choose a module, or write what the session is about.")
    field = "title"


class PlaceMissing(Refused):
    """Nobody knows where to go."""

    message = N_("Choose the village, or write the place.")
    field = "place"


class TimeUnclear(Refused):
    """No clock shows this."""

    message = N_("Write the time like 09.00.")
    field = "starts_at"


class MinutesImpossible(Refused):
    """Too short or too long for one session."""

    message = N_("A session takes between %(least)s and %(most)s minutes.")
    field = "minutes"


class StepNotPossible(Refused):
    """A session that is over stays as it is, and one that has not begun cannot end."""

    message = N_("This cannot be done any more: the session is already in another state.")


class OpenedTooEarly(Refused):
    """People join on the day."""

    message = N_("This session is on %(day)s. It can be opened on that day, or one day before.")


class ClosedTooEarly(Refused):
    """What is still to come has not been attended."""

    message = N_("This session is on %(day)s. Close it on that day, when it is over.")


class MovedWhileOpen(Refused):
    """A door that is open belongs to today, to tomorrow or to a day before."""

    message = N_(
        "The door of this session is open, so its day is tomorrow at the latest. For another day plan a new one."
    )
    field = "held_on"


class ReasonMissing(Refused):
    """Whoever reads this later must understand it."""

    message = N_("Write the reason.")
    field = "reason"


class SessionOver(Refused):
    """The list is fixed."""

    message = N_(
        "This session is over, its list is fixed. Correct one person at a time, with a reason."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A session as its trainer plans it."""

    programme_id: int | None = None
    module: str = ""
    title: str = ""
    kind: str = "edukasi"
    manner: str = FACE
    held_on: date
    starts_at: str = "09:00"
    minutes: int = 60
    village_group_id: int | None = None
    place: str = ""
    trainer_id: int
    note: str = ""


def checked_time(typed: str) -> str:
    """`09:00` from `9.00`, `09:00` or `9:00`. Raises `TimeUnclear`."""
    found = _TIME.fullmatch(typed.strip())
    if found is None:
        raise TimeUnclear
    return f"{int(found[1]):02d}:{found[2]}"


def check_plan(plan: Plan) -> None:
    """Raises `SessionUntitled`, `PlaceMissing`, `MinutesImpossible`."""
    if not plan.module and not plan.title:
        raise SessionUntitled
    if plan.village_group_id is None and not plan.place:
        raise PlaceMissing
    if not SHORTEST <= plan.minutes <= LONGEST:
        raise MinutesImpossible(least=SHORTEST, most=LONGEST)


def check_step(now: State, then: State) -> None:
    """Raises `StepNotPossible`."""
    if then not in _STEPS.get(now, ()):
        raise StepNotPossible


def check_opening(held_on: date, today: date) -> None:
    """A session opens on its day, the day before, or later. Raises `OpenedTooEarly`."""
    if (held_on - today).days > 1:
        raise OpenedTooEarly(day=held_on)


def check_closing(held_on: date, today: date) -> None:
    """A session closes on its day or later, also when its door was open the day before. Raises `ClosedTooEarly`."""
    if held_on > today:
        raise ClosedTooEarly(day=held_on)


def check_day(state: str, held_on: date, today: date) -> None:
    """The day of an open session cannot go where its door would be shut. Raises `MovedWhileOpen`."""
    if state == State.OPEN and (held_on - today).days > 1:
        raise MovedWhileOpen


def is_over(state: str) -> bool:
    """Whether the list can no longer be changed."""
    return state in {State.CLOSED, State.CANCELLED}


def check_running(state: str) -> None:
    """Raises `SessionOver`."""
    if is_over(state):
        raise SessionOver
