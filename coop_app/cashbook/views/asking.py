"""Who asks, for which book, and what the page's choices are."""

from datetime import date
from pathlib import Path

from flask import current_app

from coop_app.cashbook import queries
from coop_app.cashbook.queries import Place
from coop_app.cashbook.rules.recording import Office
from coop_app.members import queries as members
from coop_app.web.access import signed_in
from coop_app.web.pages import found_or_404


def office() -> Office:
    """The book of whoever is signed in."""
    person = signed_in()
    return Office(person.cooperative_id, person.book_id, person.user_id)


def place_or_404(place_id: int) -> Place:
    """A cash place of this book, or the page that says it is not here."""
    return found_or_404(queries.find_place(signed_in().book_id, place_id))


def files() -> Path:
    """Where evidence and imported files lie."""
    folder: Path = current_app.extensions["settings"].files
    return folder


def group_choices() -> list[tuple[int, str]]:
    """The village groups, after "none"."""
    groups = members.list_groups(signed_in().cooperative_id)
    return [(0, "—"), *((group.id, group.name) for group in groups)]


def dated(text: str, today: date) -> date:
    """A day from the address bar, today when it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return today
