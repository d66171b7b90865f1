"""The practice books as the pages of learning ask for them; everything happens in the other database."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from coop_app import ledger
from coop_app.app.practice import copying, doors, preparing, seeding
from coop_app.app.practice.mounting import PREFIX, Mount, mount
from coop_app.auth import queries
from coop_app.db import transaction
from coop_app.literacy.rules.practice.shapes import Evidence, Exercise, Facts, Seen, SeenLine
from coop_app.literacy.service.practice.neighbours import Begun, PracticeClosed, RoomKeys
from coop_app.members import queries as members

NAME = "Koperasi Latihan"


def _mount() -> Mount:
    found = mount()
    if found is None:
        raise PracticeClosed
    return found


@contextmanager
def _inside() -> Iterator[None]:
    """Work in the practice database; the real one is out of reach until this ends."""
    with _mount().app().app_context():
        yield


class PracticeBooks:
    """The port of `literacy`: rooms, exercises prepared, what was booked."""

    def open_room(self, cooperative_id: int, book_id: int, today: date) -> RoomKeys:
        """A new practice cooperative with the set-up of a real one."""
        setup = copying.read(cooperative_id, book_id, today)
        with _inside():
            room = seeding.build(setup, name=NAME, today=today)
        return RoomKeys(room.cooperative_id, room.book_id, room.treasurer, room.chair)

    def prepare(self, room: RoomKeys, exercise: Exercise, today: date) -> Begun:
        """Seed what the exercise needs, and note where the journal stands."""
        with _inside():
            with transaction():
                facts = preparing.begin(room, exercise, today)
            return Begun(_head(room.book_id), facts)

    def look(self, room: RoomKeys, begun: Begun, today: date) -> Evidence:
        """What was booked since the exercise began."""
        with _inside():
            seqs = range(begun.since_seq + 1, _head(room.book_id) + 1)
            pages = ledger.entry_pages(book_id=room.book_id, seqs=seqs)
            roles = {one.id: one.role or "" for one in ledger.accounts(book_id=room.book_id)}
            return Evidence(
                today=today,
                entries=tuple(_seen(page, roles) for page in pages),
                names=_names(room),
                closed_through=ledger.locked_through(book_id=room.book_id),
                waiting=queries.count_waiting(room.cooperative_id),
            )

    def issue_pass(self, room: RoomKeys, exercise: Exercise, facts: Facts) -> str:
        """The address that opens the practice books once, at the exercise's screen."""
        wanted = {name: facts[fact] for name, fact in exercise.screen_facts.items()}
        card = doors.Pass(
            nonce=secrets.token_urlsafe(12), cooperative_id=room.cooperative_id,
            user_id=room.treasurer, exercise=exercise.key, title=exercise.title,
            endpoint=exercise.screen, facts=wanted,
        )  # fmt: skip
        return f"{PREFIX}/pintu?k={doors.issued(_mount().settings, card)}"


def _head(book_id: int) -> int:
    rows = ledger.journal(book_id=book_id, limit=1).rows
    return rows[0].seq if rows else 0


def _seen(page: ledger.EntryPage, roles: dict[int, str]) -> Seen:
    lines = tuple(
        SeenLine(roles.get(line.account_id, ""), line.account_name, int(line.amount), line.subject)
        for line in page.lines
    )
    reverses = page.reverses.seq if page.reverses else None
    return Seen(page.seq, page.on, page.source, lines, reverses, page.approved_by is not None)


def _names(room: RoomKeys) -> dict[str, str]:
    accounts = ledger.accounts(book_id=room.book_id)
    people = members.all_cards(room.cooperative_id)
    return {one.role: one.name for one in accounts if one.role} | {
        f"member:{card.id}": card.name for card in people
    }
