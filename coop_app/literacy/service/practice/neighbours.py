"""What practice asks of storeys it does not know: the practice books, and what is open in the real ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from coop_app.literacy.rules.practice.handover import Section
from coop_app.literacy.rules.practice.shapes import Evidence, Exercise, Facts
from coop_app.refusal import N_, Refused


class PracticeClosed(Refused):
    """The practice room is a copy beside a real cooperative; inside of it there is no second one."""

    message = N_("There is no practice room here.")


@dataclass(frozen=True, slots=True)
class RoomKeys:
    """A practice cooperative by its keys in the practice database."""

    cooperative_id: int
    book_id: int
    treasurer: int
    chair: int


@dataclass(frozen=True, slots=True)
class Begun:
    """An exercise as prepared in the practice books: after which entry it began, and its facts."""

    since_seq: int
    facts: Facts


class Books(Protocol):
    """The practice books. None of these touches the real database."""

    def open_room(self, cooperative_id: int, book_id: int, today: date) -> RoomKeys:
        """A new practice cooperative with the set-up of a real one."""

    def prepare(self, room: RoomKeys, exercise: Exercise, today: date) -> Begun:
        """Seed what the exercise needs."""

    def look(self, room: RoomKeys, begun: Begun, today: date) -> Evidence:
        """What was booked since."""

    def issue_pass(self, room: RoomKeys, exercise: Exercise, facts: Facts) -> str:
        """The address that opens the practice books once."""


class OpenItems(Protocol):
    """What the pack of a handover needs of storeys above and beside."""

    def sections(self, cooperative_id: int, book_id: int, on: date) -> Sequence[Section]:
        """Everything that is open on a day, by subject."""


_KNOWN: dict[str, Any] = {}


def connect(*, books: Books | None = None, open_items: OpenItems | None = None) -> None:
    """Tell who keeps the practice books and who knows what is open; told again replaces."""
    if books is not None:
        _KNOWN["books"] = books
    if open_items is not None:
        _KNOWN["open_items"] = open_items


def books() -> Books:
    """The practice books. Raises `PracticeClosed` before they are connected."""
    found: Books | None = _KNOWN.get("books")
    if found is None:
        raise PracticeClosed
    return found


def open_items() -> OpenItems | None:
    """Who knows what is open; None before it is connected."""
    found: OpenItems | None = _KNOWN.get("open_items")
    return found
